"""The region (provinsi, kabupaten, kota) whose report it is."""

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from functools import cache

from sidak.normalisers.document.settings import SETTINGS
from sidak.normalisers.document.sources import LinePlace, Said, SourceLine
from sidak.normalisers.document.votes import Votes
from sidak.normalisers.text.resources import load_words, read_rows

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
    r"((?:[A-Z][A-Za-z'’\-]+(?:\s+|$|(?=\W))){1,4})",
    re.IGNORECASE,
)
#: Words that end a region's name; all other capitalised words may belong to it.
_STOPS = load_words("region_ends.txt")
_AGENCY_BEFORE = re.compile(
    r"\b(dinas|badan|sekretariat|inspektorat|satuan polisi|rumah sakit|rsud|bappe\w+|"
    r"kantor|biro|lk?j?ip|lakip|renja|renstra|[A-Z]{3,})\b[^.;]{0,80}$",
    re.IGNORECASE,
)
_RegionKey = tuple[str, tuple[str, ...]]
_MOST_WORDS = 3
#: Places where words stand in lower case and next to anything.
_FILE_PLACES = frozenset({LinePlace.FILE_NAME, LinePlace.FILE_TITLE})
#: Names of regions that are words of the language too.
_COMMON_WORDS = frozenset({"puncak", "batu", "metro", "administrasi"})


@cache
def _load_short_names() -> dict[str, str]:
    return {line[0]: line[1] for line in read_rows("regions.tsv")}


@cache
def _load_known() -> frozenset[_RegionKey]:
    """Load the regions of ``region_names.tsv``, names in lower case without hyphens."""
    known: set[_RegionKey] = set()
    for province, *lists in read_rows("region_names.tsv"):
        if province.startswith("Daerah "):
            known.add(("Daerah", tuple(province.lower().split()[1:])))
        else:
            known.add(("Provinsi", tuple(province.lower().split())))
        for kind, names in zip(("Kabupaten", "Kota"), lists, strict=False):
            known |= {
                (kind, tuple(name.lower().replace("-", " ").split()))
                for name in names.split(", ")
                if name
            }
    return frozenset(known)


@cache
def _load_bare_names() -> dict[str, _RegionKey]:
    """Return the names that only one region has, squeezed."""
    found: dict[str, list[_RegionKey]] = {}
    for region in _load_known():
        found.setdefault("".join(region[1]), []).append(region)
    return {
        name: regions[0]
        for name, regions in found.items()
        if len(regions) == 1 and name not in _COMMON_WORDS
    }


def _title(words: tuple[str, ...]) -> str:
    return " ".join(
        word.upper()
        if word.lower() in ("dki", "diy")
        else word
        if word == "dan"
        else word[:1].upper() + word[1:].lower()
        for word in words
    )


def find_region(lines: Sequence[SourceLine]) -> tuple[str | None, Said]:
    """Return the region, such as "Kota Serang", and the evidence; ``None`` if unknown.

    A name that stands behind "Pemerintah" or behind the agency's name counts in full;
    other regions (locations, the province in an address) are spoken of in passing.
    """
    votes: Votes[_RegionKey] = Votes()
    for line in lines:
        is_file = line.source in _FILE_PLACES
        text = line.text.title() if is_file else line.text
        for match in _NAMED.finditer(text):
            kind = _KINDS[re.sub(r"\s+", " ", match.group(2).lower()).strip(". ")]
            words = _known_words(kind, match.group(3))
            if not words and not is_file:
                words = _name_words(match.group(3), is_upper=line.text.isupper())
            weight = _weigh(match, line)
            for length in range(1, len(words) + 1):
                votes.add((kind, words[:length]), weight, line)
    whole_body = sum(weight for key, weight in votes.body.items() if len(key[1]) == 1)
    counted = votes.count(most_body=SETTINGS.region_body, body_total=whole_body)
    quotes: dict[_RegionKey, Said] = {}
    for (kind, name), weight, line in _short_regions(lines):
        for length in range(1, len(name) + 1):
            key = (kind, name[:length])
            counted[key] = counted.get(key, 0.0) + weight
            quotes.setdefault(key, line.said)
    if not counted:
        return None, Said()
    key = _choose(counted)
    name_kind, words = _correct_spelling(key)
    said = votes.evidence(key)
    return f"{name_kind} {_title(words)}", said if said.text else quotes[key]


def _weigh(match: re.Match[str], line: SourceLine) -> float:
    """Return how much a named region counts, by what stands before its name."""
    title = match.group(2).lower()
    if line.source in _FILE_PLACES:
        return line.weight * SETTINGS.region_in_file
    if match.group(1) or _AGENCY_BEFORE.search(line.text[: match.start()]):
        return line.weight * SETTINGS.region_of_agency
    is_head = title.startswith(("bupati", "wali", "gubernur"))
    if is_head and line.source is not LinePlace.BODY:
        return line.weight * SETTINGS.region_of_head
    factors = {
        LinePlace.BODY: SETTINGS.region_in_body,
        LinePlace.TABLE_HEADER: SETTINGS.region_in_header,
    }
    return line.weight * factors.get(line.source, 1.0)


def _choose(counted: Mapping[_RegionKey, float]) -> _RegionKey:
    """Return the heaviest first word, with the words that mostly follow it."""
    roots = [key for key in counted if len(key[1]) == 1]
    key = max(roots, key=lambda one: counted[one])
    while True:
        longer = [
            other
            for other in counted
            if other[0] == key[0]
            and len(other[1]) == len(key[1]) + 1
            and other[1][:-1] == key[1]
            and counted[other] >= SETTINGS.region_share * counted[key]
        ]
        if not longer:
            return key
        key = max(longer, key=lambda one: counted[one])


def _correct_spelling(region: _RegionKey) -> _RegionKey:
    """Return the known region that a blurred name means ("Purbalinqga"), else the name."""
    kind, words = region
    known = _load_known()
    if region in known or (kind, words[1:]) in known:
        return region
    names = {" ".join(other): other for other_kind, other in known if other_kind == kind}
    close = get_close_matches(" ".join(words), names, n=2, cutoff=SETTINGS.region_likeness)
    return (kind, names[close[0]]) if len(close) == 1 else region


def _known_words(kind: str, text: str) -> tuple[str, ...]:
    """Return the longest known name at the beginning of a text; empty if there is none."""
    words = tuple(re.sub(r"[^a-z'’ ]+", " ", text.lower()).split())
    for length in range(min(4, len(words)), 0, -1):
        if (kind, words[:length]) in _load_known():
            return words[:length]
    return ()


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


def _short_regions(lines: Sequence[SourceLine]) -> list[tuple[_RegionKey, float, SourceLine]]:
    """Return the first region that a short name means, and those named in full.

    A short name counts in the file's name and in headings; a bare name without
    "Kabupaten" or "Kota" only in the file's name.
    """
    found: list[tuple[_RegionKey, float, SourceLine]] = []
    has_short = False
    for line in lines:
        text = line.text.lower()
        for short, region in _load_short_names().items():
            is_full = " " in short
            if short not in text or (line.source is LinePlace.BODY and not is_full):
                continue
            if re.search(rf"(?<![a-z]){re.escape(short)}(?![a-z])", text) is None:
                continue
            if is_full:
                found.append((_parse(region), line.weight, line))
            elif not has_short:
                has_short = True
                found.append((_parse(region), SETTINGS.region_short, line))
        if line.source in _FILE_PLACES and not has_short:
            bare = _bare_region(re.findall("[a-z]+", text))
            if bare is not None:
                has_short = True
                found.append((bare, SETTINGS.region_short, line))
    return found


def _parse(region: str) -> _RegionKey:
    kind, *words = region.lower().split()
    return kind.capitalize(), tuple(words)


def _bare_region(words: Sequence[str]) -> _RegionKey | None:
    """Return the region whose name stands among words, joined or not."""
    for length in range(4, 0, -1):
        for at in range(len(words) - length + 1):
            region = _load_bare_names().get("".join(words[at : at + length]))
            if region is not None and region[0] != "Provinsi":
                return region
    return None
