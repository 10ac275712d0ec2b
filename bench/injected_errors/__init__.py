"""Errors injected into clean reports, and whether the checks find them."""
