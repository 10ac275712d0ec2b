"""Runs: the nightly flow and the `sidak` command; no domain logic."""
