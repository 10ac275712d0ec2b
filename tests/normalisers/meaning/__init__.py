"""Tests of normalisers.rows."""
