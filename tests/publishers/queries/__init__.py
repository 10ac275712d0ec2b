"""Tests of publishers.queries."""
