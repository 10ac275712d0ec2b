"""Tests of bench.meaning."""
