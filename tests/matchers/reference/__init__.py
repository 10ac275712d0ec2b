"""Tests of sidak.matchers.reference."""
