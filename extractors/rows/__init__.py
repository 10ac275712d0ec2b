"""The rows of a ruled band that no ruling separates; after `layout`, called by `tables`."""
