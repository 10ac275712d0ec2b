"""Tests of `extractors.text_dump`."""
