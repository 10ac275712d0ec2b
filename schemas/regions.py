"""The codes of regional governments: "36.73" is Kota Serang, "36.00" Provinsi Banten."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

#: Code of reports whose region is not known.
UNKNOWN_REGION = "00.00"
REGION_CODE_PATTERN = r"\d{2}\.\d{2}"

_NOT_LETTERS = re.compile(r"[^a-z]+")


def find_region_code(region: str | None) -> str:
    """Return the code of a region named with its sort, "00.00" if no list has the name.

    Args:
        region: "Kota Serang", "Kabupaten Serang", "Provinsi Banten"; ``None`` if unknown.
    """
    if not region:
        return UNKNOWN_REGION
    return _load_codes().get(_fold(region), UNKNOWN_REGION)


def list_regions() -> list[tuple[str, str]]:
    """Return (code, name) of every region, by code; a renamed one under each of its names."""
    text = files("sidak.schemas").joinpath("data", "regions.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    rows = [line.split("\t") for line in lines[1:]]
    return [(code, name) for code, name in rows]


@cache
def _load_codes() -> Mapping[str, str]:
    return {_fold(name): code for code, name in list_regions()}


def _fold(name: str) -> str:
    """Return a name without spaces, hyphens and capitals, which reports write differently."""
    return _NOT_LETTERS.sub("", name.casefold())
