"""Names of programmes made comparable.

How alike two names are, and in which words they differ.
"""
