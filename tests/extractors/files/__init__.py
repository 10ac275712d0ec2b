"""Tests of `extractors.files`."""
