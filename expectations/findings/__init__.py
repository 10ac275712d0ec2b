"""From identities that do not hold, running text and doubtful readings to few findings.

Each with the number most likely wrong and its place.
"""
