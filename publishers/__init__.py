"""publishers room."""
