"""Texts as reports print them: numbers taken apart, units and markup, asked by every room."""
