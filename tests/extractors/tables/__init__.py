"""Tests of `extractors.tables`."""
