"""What a report says of itself: kind, agency, region, year."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import TypeVar

from sidak.normalisers.document.agency import find_agency
from sidak.normalisers.document.bidang import find_bidang
from sidak.normalisers.document.region import find_region
from sidak.normalisers.document.sources import SourceLine, collect_source_lines
from sidak.normalisers.header.periods import find_range
from sidak.schemas import DocumentFacts, DocumentKind, Extraction

_REGULATION = re.compile(
    r"(nomor|no\.?|number)\s*:?\s*[\w./\-]+\s*,?\s*tahun\s*(19|20)\d{2}", re.IGNORECASE
)
_DATE = re.compile(
    r"\b\d{0,2}\s*(januari|februari|pebruari|maret|april|mei|juni|juli|agustus|september|"
    r"oktober|november|nopember|desember|december)\s*(19|20)\d{2}",
    re.IGNORECASE,
)
_LAW = re.compile(
    r"lembaran|undang|peraturan|keputusan|instruksi|inpres|perda\b|perbup|perwal|permen|pmk",
    re.IGNORECASE,
)
#: The end of a fiscal year: a date that does name the year.
_YEAR_END = re.compile(
    r"(?:berakhir|per|sampai\s+dengan|s\.?\s?/?d\.?)[\w\s]{0,30}31\s+desember\s+"
    r"((?:19|20)\d{2})",
    re.IGNORECASE,
)
_ANY_RANGE = re.compile(
    r"(?:19|20)\d{2}\s*(?:[-–—/]|s\.?\s?[./]?\s?d\.?|sampai(?:\s+dengan)?)\s*(?:tahun\s*)?"
    r"(?:19|20)\d{2}",
    re.IGNORECASE,
)
#: The running text together weighs no more than this: other reports are spoken of in it.
_BODY_CAP = 4.0
_LABELLED_YEAR = re.compile(
    r"(?:tahun|t\.?a\.?|th\.?|thn\.?)\s*(?:anggaran|pelaksanaan|pelaporan)?\s*:?\s*"
    r"((?:19|20)\d{2})(?!\d)(?!\s*(?:[-–/]|s\.?/?d|sampai)\s*(?:tahun\s*)?(?:19|20)?\d{2})",
    re.IGNORECASE,
)
_BARE_YEAR = re.compile(r"(?<![\d.,/])(20[0-4]\d)(?![\d.,/]\d)(?!\s*[-–]\s*20\d\d)")
#: Reports that also stand as a chapter or a table in other reports.
_CHAPTER_KINDS = frozenset({DocumentKind.PK, DocumentKind.IKU, DocumentKind.LRA})
#: Statements of accounts and their notes.
_LOOKING_BACK = frozenset({DocumentKind.LRA, DocumentKind.OTHER})
#: Places that speak of the whole file.
_OWN_PLACES = frozenset({"halaman muka", "kepala halaman", "judul berkas", "nama berkas"})
_PLURALITY = 1.25
_Key = TypeVar("_Key")


def find_facts(extraction: Extraction) -> DocumentFacts:
    """Find the document's facts, each with its evidence.

    Votes are weighed by where a line stands: cover, running header, table captions and
    headers, the running text, the file's name. What nothing speaks for stays ``None``
    (kind: ``other``). A misprinted year on the cover loses against the many right ones.
    """
    lines = collect_source_lines(extraction)
    evidence: list[tuple[str, str]] = []
    kind, said = _find_kind(lines)
    if said:
        evidence.append(("kind", said))
    region, said = find_region(lines)
    if said:
        evidence.append(("region", said))
    agency, said = find_agency(lines, extraction, kind)
    if said:
        evidence.append(("agency", said))
    year: int | None
    year_last: int | None
    if kind is DocumentKind.RENSTRA:
        year, year_last, said = _find_period(lines, kind)
    else:
        year, said = _find_year(lines, kind)
        year_last = year
        if year is None:
            year, year_last, said = _find_period(lines, kind)
    if said:
        evidence.append(("year", said))
    bidang, said = find_bidang(lines, extraction, year)
    if said:
        evidence.append(("urusan_bidang", said))
    return DocumentFacts(
        kind=kind,
        agency=agency,
        region=region,
        year=year,
        year_last=year_last,
        evidence=tuple(evidence),
        urusan_bidang=bidang,
    )


@cache
def _load_kinds() -> tuple[tuple[re.Pattern[str], DocumentKind, float], ...]:
    raw = files("sidak.normalisers").joinpath("data", "kinds.tsv").read_text(encoding="utf-8")
    lines = [line for line in raw.splitlines() if line and not line.startswith("#")]
    rules = []
    for line in lines[1:]:
        pattern, kind, strength = line.split("\t")
        rules.append((re.compile(pattern), DocumentKind(kind), float(strength)))
    return tuple(rules)


def _find_kind(lines: Iterable[SourceLine]) -> tuple[DocumentKind, str]:
    """Return the kind with the most weight, and its best evidence."""
    votes: defaultdict[DocumentKind, float] = defaultdict(float)
    best: dict[DocumentKind, tuple[float, str]] = {}
    body: defaultdict[DocumentKind, float] = defaultdict(float)
    for line in lines:
        lowered = line.text.lower()
        hits: dict[DocumentKind, tuple[int, float]] = {}
        for pattern, kind, strength in _load_kinds():
            match = pattern.search(lowered)
            if match is not None and strength > hits.get(kind, (0, 0.0))[1]:
                hits[kind] = (match.start(), strength)
        if not hits:
            continue
        first = min(at for at, _strength in hits.values())
        for kind, (at, strength) in hits.items():
            weight = line.weight * strength * (1.0 if at == first else 0.3)
            if kind in _CHAPTER_KINDS and line.source not in _OWN_PLACES:
                weight *= 0.15
            if line.source == "isi":
                body[kind] += weight
            else:
                votes[kind] += weight
            if weight > best.get(kind, (0.0, ""))[0]:
                best[kind] = (weight, f'"{line.text[:120]}" ({line.place})')
    _add_capped_votes(votes, body)
    if not votes:
        return DocumentKind.OTHER, ""
    kind = max(votes, key=lambda k: votes[k])
    return kind, best[kind][1]


def _add_capped_votes(votes: defaultdict[_Key, float], body: dict[_Key, float]) -> None:
    """Add what the running text says, shrunk to the cap as a whole."""
    total = sum(body.values())
    shrink = min(1.0, _BODY_CAP / total) if total else 0.0
    for key, weight in body.items():
        votes[key] += weight * shrink


def _find_year(lines: Iterable[SourceLine], kind: DocumentKind) -> tuple[int | None, str]:
    """Return the year with the most weight; laws and dates of signing do not vote."""
    votes: defaultdict[int, float] = defaultdict(float)
    best: dict[int, tuple[float, str]] = {}
    body: defaultdict[int, float] = defaultdict(float)
    patterns = [pattern for pattern, named, strength in _load_kinds() if named is kind]
    for line in lines:
        if _LAW.search(line.text) and line.source in ("isi", "halaman awal"):
            continue
        text = _ANY_RANGE.sub(" ", _DATE.sub(" ", _REGULATION.sub(" ", line.text)))
        ended = [int(year) for year in _YEAR_END.findall(line.text)]
        said = {int(year) for year in _LABELLED_YEAR.findall(text)} | set(ended[:1])
        lowered = text.lower()
        names_report = any(pattern.search(lowered) for pattern in patterns)
        bare: set[int] = set()
        if line.source != "isi" or names_report:
            bare = {int(year) for year in _BARE_YEAR.findall(text)} - said
        if ended:
            bare = set()  # "... 31 Desember 2021 dan 2020" compares with the year before
        for year in said | bare:
            weight = line.weight if year in said else line.weight / 2
            if names_report:
                weight *= 3
            weight /= len(said | bare)
            if line.source == "isi":
                body[year] += weight
            else:
                votes[year] += weight
            if weight > best.get(year, (0.0, ""))[0]:
                best[year] = (weight, f'"{line.text[:120]}" ({line.place})')
    _add_capped_votes(votes, body)
    if not votes:
        return None, ""
    ranked = sorted(votes, key=lambda y: (-votes[y], -y))
    year = ranked[0]
    if kind in _LOOKING_BACK and votes.get(year + 1, 0.0) * _PLURALITY > votes[year]:
        year += 1  # statements compare a year with the one before
        ranked.remove(year)
        ranked.insert(0, year)
    said_for = best[year][1]
    if len(ranked) > 1 and votes[ranked[1]] * _PLURALITY > votes[year]:
        said_for += f"; hampir sama kuat: {ranked[1]} {best[ranked[1]][1]}"
    return year, said_for


def _find_period(
    lines: Iterable[SourceLine], kind: DocumentKind
) -> tuple[int | None, int | None, str]:
    """Return the years of a Renstra: the range of four to six years most spoken of.

    Other kinds (the indicators of a whole period) name it on the cover or not at all.
    """
    votes: defaultdict[tuple[int, int], float] = defaultdict(float)
    best: dict[tuple[int, int], tuple[float, str]] = {}
    for line in lines:
        if kind is not DocumentKind.RENSTRA and line.source not in _OWN_PLACES:
            continue
        span = find_range(line.text)
        if span is None or not 3 <= span[1] - span[0] <= 6:
            continue
        weight = line.weight * (
            3 if re.search(r"renstra|rencana strategis", line.text, re.I) else 1
        )
        votes[span] += weight
        if weight > best.get(span, (0.0, ""))[0]:
            best[span] = (weight, f'"{line.text[:120]}" ({line.place})')
    if not votes:
        return None, None, ""
    span = max(votes, key=lambda s: votes[s])
    return span[0], span[1], best[span][1]
