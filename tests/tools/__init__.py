"""Tests of what keeps the repository in order."""
