"""Matching of the programme lines of one document to codes.

Candidates, scores, the tree, decisions and findings.
"""
