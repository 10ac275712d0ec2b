"""Tests of publishers.audit.site."""
