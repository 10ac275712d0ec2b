"""Tests of the reader of scanned pages."""
