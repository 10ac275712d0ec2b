"""What printed numbers are worth, one cell by itself and in the light of its column."""
