"""Header rows, and what each column means by its header words and its values."""
