"""What the audit shows of each document, before anything is drawn."""
