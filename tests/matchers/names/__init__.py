"""Tests of sidak.matchers.names."""
