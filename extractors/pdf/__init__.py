"""What a PDF page prints, through pdfium, and what kind of page it is; after `files`."""
