"""Tests of bench.corpus."""
