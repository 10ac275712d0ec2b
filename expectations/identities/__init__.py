"""Arithmetic identities between the printed numbers of a report.

Sums down a table, equations along a row, the same amount in two tables; first step of the
reconciliation.
"""
