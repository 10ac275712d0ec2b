"""Reference lists: reading, checking, importing.

Storing and searching the editions of the nomenclature; asked by the matching.
"""
