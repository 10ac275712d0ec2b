"""Tests of publishers.audit.pictures."""
