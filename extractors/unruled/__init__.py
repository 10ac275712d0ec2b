"""Tables without rulings: columns by alignment, rows by names and heights."""
