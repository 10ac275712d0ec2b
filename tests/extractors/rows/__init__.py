"""Tests of `extractors.rows`."""
