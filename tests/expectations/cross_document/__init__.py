"""Tests of the comparison between reports."""
