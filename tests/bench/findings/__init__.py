"""Tests of the benchmark of findings."""
