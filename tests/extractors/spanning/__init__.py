"""Tests of `extractors.spanning`."""
