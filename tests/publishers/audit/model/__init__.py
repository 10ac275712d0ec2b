"""Tests of publishers.audit.model."""
