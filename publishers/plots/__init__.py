"""Pictures of a release."""
