"""Tests of the pictures of a release."""
