"""Audit pages: every finding with its evidence, in one folder that needs no network."""
