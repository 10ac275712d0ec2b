"""Tests of normalisers.document."""
