"""Tests of the template-matching reader of numbers."""
