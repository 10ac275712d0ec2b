"""Tests of the repair of scanned digits."""
