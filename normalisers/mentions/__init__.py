"""Numbers in running text: the sentences of a report, and what their numbers mean."""
