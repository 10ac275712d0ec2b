"""The release: the published tables as frames and files, in a folder that never changes."""
