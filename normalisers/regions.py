"""The region (provinsi, kabupaten, kota) whose report it is."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from normalisers.evidence import Line
from normalisers.synonyms import load_words

_KINDS = {
    "provinsi": "Provinsi",
    "propinsi": "Provinsi",
    "prov": "Provinsi",
    "gubernur": "Provinsi",
    "kabupaten": "Kabupaten",
    "kab": "Kabupaten",
    "bupati": "Kabupaten",
    "kota": "Kota",
    "walikota": "Kota",
    "wali kota": "Kota",
}
_NAMED = re.compile(
    r"(?<![A-Za-z/])(pemerintah(?:an)?\s+(?:daerah\s+)?)?"
    r"(provinsi|propinsi|prov\b\.?|kabupaten|kab\b\.?|wali\s?kota|kota|gubernur|bupati)\s*"
    r"((?:[A-Z][A-Za-z'’]+(?:\s+|$|(?=\W))){1,4})",
    re.IGNORECASE,
)
#: Words that end a region's name; all other capitalised words may belong to it.
_STOPS = load_words("region_ends.txt")
_AGENCY_BEFORE = re.compile(
    r"\b(dinas|badan|sekretariat|inspektorat|satuan polisi|rumah sakit|rsud|bappe\w+|"
    r"kantor|biro|lk?j?ip|lakip|renja|renstra|[A-Z]{3,})\b[^.;]{0,80}$",
    re.IGNORECASE,
)
_Region = tuple[str, tuple[str, ...]]
#: The running text together weighs no more than this.
_BODY_CAP = 3.0
#: A short name in the file's name or a heading.
_SHORT_WEIGHT = 2.5
_NAME_SHARE = 0.55
_MOST_WORDS = 3


@cache
def _load_short_names() -> dict[str, str]:
    raw = files("normalisers").joinpath("data", "regions.tsv").read_text(encoding="utf-8")
    lines = [line for line in raw.splitlines() if line and not line.startswith("#")]
    return dict(line.split("\t") for line in lines[1:])


def _title(words: tuple[str, ...]) -> str:
    return " ".join(
        word if word in ("DKI", "DIY") else word[:1].upper() + word[1:].lower()
        for word in words
    )


def find_region(lines: Iterable[Line]) -> tuple[str | None, str]:
    """Return the region, such as "Kota Serang", and the evidence; ``None`` if unknown.

    A name that stands behind "Pemerintah" or behind the agency's name counts in full;
    other regions (locations, the province in an address) are spoken of in passing.
    """
    votes: defaultdict[_Region, float] = defaultdict(float)
    body: defaultdict[_Region, float] = defaultdict(float)
    best: dict[_Region, tuple[float, str]] = {}
    for line in lines:
        for match in _NAMED.finditer(line.text):
            kind = _KINDS[re.sub(r"\s+", " ", match.group(2).lower()).strip(". ")]
            words = _name_words(match.group(3), is_upper=line.text.isupper())
            if not words:
                continue
            weight = line.weight
            title = match.group(2).lower()
            before = line.text[: match.start()]
            if match.group(1) or _AGENCY_BEFORE.search(before):
                weight *= 3
            elif title.startswith(("bupati", "wali", "gubernur")) and line.source != "isi":
                weight *= 2
            elif line.source == "isi":
                weight *= 0.1
            elif line.source == "kepala tabel":
                weight *= 0.3
            for length in range(1, len(words) + 1):
                key = (kind, words[:length])
                (body if line.source == "isi" else votes)[key] += weight
                if weight > best.get(key, (0.0, ""))[0]:
                    best[key] = (weight, f'"{line.text[:120]}" ({line.place})')
    total = sum(weight for key, weight in body.items() if len(key[1]) == 1)
    for key, weight in body.items():
        votes[key] += weight * min(1.0, _BODY_CAP / total)
    short, said = _short_region(lines)
    if short is not None:
        kind, *rest = short.split()
        for length in range(1, len(rest) + 1):
            key = (kind, tuple(word.lower() for word in rest[:length]))
            votes[key] += _SHORT_WEIGHT
            best.setdefault(key, (0.0, said))
    if not votes:
        return None, ""
    roots = {key: weight for key, weight in votes.items() if len(key[1]) == 1}
    key = max(roots, key=lambda k: roots[k])
    while True:
        longer = [
            other
            for other in votes
            if other[0] == key[0]
            and len(other[1]) == len(key[1]) + 1
            and other[1][:-1] == key[1]
            and votes[other] >= _NAME_SHARE * votes[key]
        ]
        if not longer:
            break
        key = max(longer, key=lambda k: votes[k])
    return f"{key[0]} {_title(key[1])}", best[key][1]


def _name_words(text: str, *, is_upper: bool) -> tuple[str, ...]:
    words: list[str] = []
    for raw in text.split():
        word = raw.strip("'’.,;:()")
        if not word or word.lower() in _STOPS or (not is_upper and not word[0].isupper()):
            break
        words.append(word.lower() if word not in ("DKI", "DIY") else word)
        if len(words) == _MOST_WORDS:
            break
    return tuple(words)


def _short_region(lines: Iterable[Line]) -> tuple[str | None, str]:
    """Return the region by a short name, from the file's name or a heading."""
    for line in lines:
        if line.source == "isi":
            continue
        for word in re.findall(r"[a-z]+", line.text.lower()):
            region = _load_short_names().get(word)
            if region is not None:
                return region, f'"{line.text[:120]}" ({line.place})'
    return None, ""
