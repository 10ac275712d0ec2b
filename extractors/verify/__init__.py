"""Independent second readings of what `tables` found; after `tables`."""
