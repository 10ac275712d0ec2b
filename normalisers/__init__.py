"""normalisers room."""
