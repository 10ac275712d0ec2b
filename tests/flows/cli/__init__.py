"""Tests of flows.cli."""
