"""The balance of each page: what became of every number that it prints."""
