"""Tests of flows.review."""
