"""The column dictionary: every column of every published table, described once."""
