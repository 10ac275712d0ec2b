"""The HTML pages of the audit folder, made from the audit model and the pictures."""
