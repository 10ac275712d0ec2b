"""Tests of publishers.release."""
