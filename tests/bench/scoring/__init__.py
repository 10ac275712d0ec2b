"""Tests of bench.scoring."""
