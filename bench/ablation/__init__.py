"""Ablation: each threshold of sidak varied, and which of them change any figure."""
