"""Tests of publishers.audit.workbook."""
