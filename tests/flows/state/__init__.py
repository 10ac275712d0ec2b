"""Tests of flows.state."""
