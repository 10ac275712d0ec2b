"""Tests of `extractors.verify`."""
