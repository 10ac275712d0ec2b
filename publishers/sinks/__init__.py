"""Other places that a release is handed to."""
