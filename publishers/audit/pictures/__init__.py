"""Pictures of pages: planned from the audit model, drawn, and chosen by size."""
