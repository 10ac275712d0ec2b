"""Tests of `schemas.text`."""
