"""Tests of bench.injected_errors."""
