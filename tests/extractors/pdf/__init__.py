"""Tests of `extractors.pdf`."""
