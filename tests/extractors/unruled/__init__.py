"""Tests of tables without rulings."""
