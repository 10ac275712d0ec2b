"""Tests of schemas.dictionary."""
