"""Tests of bench.ocr_noise."""
