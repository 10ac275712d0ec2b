"""Tests of bench.third_party."""
