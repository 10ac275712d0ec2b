"""Tests of the texts of a release folder."""
