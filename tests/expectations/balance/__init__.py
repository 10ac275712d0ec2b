"""Tests of the balance of pages."""
