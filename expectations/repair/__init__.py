"""Digits of scanned pages corrected or confirmed by constraint solving over the.

Identities; runs between matching and reconciliation.
"""
