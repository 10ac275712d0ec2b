"""Tests of the arithmetic identities."""
