"""From a file to pages and raw tables: cells with text and box."""

from extractors.reading import read_document

__all__ = ["read_document"]
