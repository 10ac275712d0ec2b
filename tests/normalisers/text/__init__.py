"""Tests of normalisers.text."""
