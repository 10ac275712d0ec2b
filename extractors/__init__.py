"""From a file to pages and raw tables: cells with text and box."""

from sidak.extractors.document import ManyScansError, read_document, read_scans

__all__ = ["ManyScansError", "read_document", "read_scans"]
