"""Tests of schemas.system."""
