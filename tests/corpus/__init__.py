"""The report generator: small reports with their ground truth."""
