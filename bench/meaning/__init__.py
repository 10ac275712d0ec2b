"""What figures mean, against pages that were read by eye."""
