"""Time and memory of reading files and of whole runs."""
