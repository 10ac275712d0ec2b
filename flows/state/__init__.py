"""What a curated folder remembers between runs.

The cache, copies of reports, where reports lie.
"""
