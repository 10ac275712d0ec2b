"""Text dumps of reports, whose lines with tabs become tables; after `layout`."""
