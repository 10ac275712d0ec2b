"""Tests of bench.speed."""
