"""Tests of sidak.matchers.match."""
