"""expectations room."""
