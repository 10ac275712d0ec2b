"""Tests of normalisers.header."""
