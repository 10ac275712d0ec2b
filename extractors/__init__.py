"""From a file to pages and raw tables: cells with text and box."""

from sidak.extractors.document import assemble, classify_pages, read_document, read_pages

__all__ = ["assemble", "classify_pages", "read_document", "read_pages"]
