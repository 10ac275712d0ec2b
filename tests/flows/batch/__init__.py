"""Tests of flows.batch."""
