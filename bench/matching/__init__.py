"""Accuracy, calibration and speed of the matching of names to codes."""
