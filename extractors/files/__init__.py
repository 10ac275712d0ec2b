"""The first look at a file: what it is, in which encoding, and whether it is safe to open."""
