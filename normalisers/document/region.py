"""The region (provinsi, kabupaten, kota) whose report it is."""

import re
from collections import defaultdict
from collections.abc import Sequence
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from sidak.normalisers.document.sources import SourceLine
from sidak.normalisers.header.vocabulary import load_words

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
#: The running text together weighs no more than this.
_BODY_CAP = 3.0
#: A short name in the file's name or a heading.
_SHORT_WEIGHT = 2.5
_NAME_SHARE = 0.55
_MOST_WORDS = 3
#: Places where words stand in lower case and next to anything.
_FILE_PLACES = frozenset({"nama berkas", "judul berkas"})
#: Names of regions that are words of the language too.
_COMMON_WORDS = frozenset({"puncak", "batu", "metro", "administrasi"})
#: How alike a blurred name and a known one must be.
_MIN_SIMILARITY = 0.86


def _lines(name: str) -> list[list[str]]:
    raw = files("sidak.normalisers").joinpath("data", name).read_text(encoding="utf-8")
    lines = [line for line in raw.splitlines() if line and not line.startswith("#")]
    return [line.split("\t") for line in lines[1:]]


@cache
def _load_short_names() -> dict[str, str]:
    return {line[0]: line[1] for line in _lines("regions.tsv")}


@cache
def _load_known() -> frozenset[_RegionKey]:
    """Load the regions of ``region_names.tsv``, names in lower case without hyphens."""
    known: set[_RegionKey] = set()
    for province, *lists in _lines("region_names.tsv"):
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


def find_region(lines: Sequence[SourceLine]) -> tuple[str | None, str]:
    """Return the region, such as "Kota Serang", and the evidence; ``None`` if unknown.

    A name that stands behind "Pemerintah" or behind the agency's name counts in full;
    other regions (locations, the province in an address) are spoken of in passing.
    """
    votes: defaultdict[_RegionKey, float] = defaultdict(float)
    body: defaultdict[_RegionKey, float] = defaultdict(float)
    best: dict[_RegionKey, tuple[float, str]] = {}
    for line in lines:
        is_file = line.source in _FILE_PLACES
        text = line.text.title() if is_file else line.text
        for match in _NAMED.finditer(text):
            kind = _KINDS[re.sub(r"\s+", " ", match.group(2).lower()).strip(". ")]
            words = _known_words(kind, match.group(3))
            if not words and not is_file:
                words = _name_words(match.group(3), is_upper=line.text.isupper())
            if not words:
                continue
            weight = line.weight
            title = match.group(2).lower()
            before = text[: match.start()]
            if is_file:
                weight *= 2
            elif match.group(1) or _AGENCY_BEFORE.search(before):
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
    for short, weight, said in _short_regions(lines):
        kind, name = short
        for length in range(1, len(name) + 1):
            key = (kind, name[:length])
            votes[key] += weight
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
    said = best[key][1]
    key = _correct_spelling(key)
    return f"{key[0]} {_title(key[1])}", said


def _correct_spelling(region: _RegionKey) -> _RegionKey:
    """Return the known region that a blurred name means ("Purbalinqga"), else the name."""
    kind, words = region
    known = _load_known()
    if region in known or (kind, words[1:]) in known:
        return region
    names = {" ".join(other): other for other_kind, other in known if other_kind == kind}
    close = get_close_matches(" ".join(words), names, n=2, cutoff=_MIN_SIMILARITY)
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


def _short_regions(lines: Sequence[SourceLine]) -> list[tuple[_RegionKey, float, str]]:
    """Return the first region that a short name means, and those named in full.

    A short name counts in the file's name and in headings; a bare name without
    "Kabupaten" or "Kota" only in the file's name.
    """
    found: list[tuple[_RegionKey, float, str]] = []
    has_short = False
    for line in lines:
        text = line.text.lower()
        said = f'"{line.text[:120]}" ({line.place})'
        for short, region in _load_short_names().items():
            is_full = " " in short
            if short not in text or (line.source == "isi" and not is_full):
                continue
            if re.search(rf"(?<![a-z]){re.escape(short)}(?![a-z])", text) is None:
                continue
            if is_full:
                found.append((_parse(region), line.weight, said))
            elif not has_short:
                has_short = True
                found.append((_parse(region), _SHORT_WEIGHT, said))
        if line.source in _FILE_PLACES and not has_short:
            bare = _bare_region(re.findall("[a-z]+", text))
            if bare is not None:
                has_short = True
                found.append((bare, _SHORT_WEIGHT, said))
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
