"""Tables over several pages, joined below or beside each other; after `tables`."""
