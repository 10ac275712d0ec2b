"""Cells and names as plain text, before anything is understood: the first step of the room."""
