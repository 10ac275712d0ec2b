"""matchers room."""
