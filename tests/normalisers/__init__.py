"""Tests of the normalisers room."""
