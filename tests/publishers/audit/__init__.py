"""Tests of publishers.audit."""
