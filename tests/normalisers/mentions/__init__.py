"""Tests of numbers in sentences."""
