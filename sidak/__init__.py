"""sidak: tables of Indonesian local-government reports as one dataset that can be trusted.

The rooms of the house are the top-level folders of the repository, linked into this package;
they are imported as ``sidak.schemas``, ``sidak.extractors`` and so on, and in no other way.
"""
