"""Tests of normalisers.numerals."""
