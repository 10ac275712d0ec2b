"""The tables of one page, ruled, shaded or borderless, with their headers; after `rows`."""
