"""Scanned pages: from the picture of a page to tables and lines of text.

What comes out is what a born-digital page gives; runs after the classification of pages,
beside the born-digital reader.
"""
