"""Tests of bench.matching."""
