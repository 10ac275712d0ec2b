"""Findings of a release against what people found when they looked at the pages."""
