"""Texts that are names of regions: a column of them says where, and measures nothing."""

import re
from functools import cache

from sidak.normalisers.text.resources import read_rows

_TITLE = re.compile(r"^(?:provinsi|prov|kabupaten|kab|kota)\b\.?\s*", re.IGNORECASE)
_SPACES = re.compile(r"[\s\-]+")


def is_place_name(text: str) -> bool:
    """Return True if a text is the name of a province, regency or city, its title left out."""
    return _TITLE.sub("", _SPACES.sub(" ", text).strip()).casefold() in _load_names()


@cache
def _load_names() -> frozenset[str]:
    return frozenset(
        _SPACES.sub(" ", name).strip().casefold()
        for row in read_rows("region_names.tsv")
        for names in row
        for name in names.split(",")
        if name.strip()
    )
