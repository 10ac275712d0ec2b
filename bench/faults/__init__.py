"""Damaged copies of good reports, and whether sidak says what is damaged of them."""
