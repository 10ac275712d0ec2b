"""Tests of bench.ablation."""
