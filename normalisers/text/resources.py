"""The tables and word lists of the room (``normalisers/data``)."""

from functools import cache
from importlib.resources import files


def read_lines(name: str) -> list[str]:
    """Read the lines of a file of ``data``; empty ones and comments are left out."""
    raw = files("sidak.normalisers").joinpath("data", name).read_text(encoding="utf-8")
    return [line for line in raw.splitlines() if line and not line.startswith("#")]


def read_rows(name: str) -> list[list[str]]:
    """Read a table of ``data``: the fields of each line below its header line."""
    return [line.split("\t") for line in read_lines(name)[1:]]


@cache
def load_words(name: str) -> frozenset[str]:
    """Load a list of words from a file of ``data``, any number to a line."""
    return frozenset(word for line in read_lines(name) for word in line.split())
