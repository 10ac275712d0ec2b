"""Scores of a reading against labelled pages: labels, pairing of tables and rows, counts."""
