"""Damaged reports."""
