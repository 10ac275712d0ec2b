"""What a report says of itself: kind, agency, region, year, date, month."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from sidak.normalisers.document.agency import find_agency
from sidak.normalisers.document.bidang import find_bidang
from sidak.normalisers.document.dates import find_date, find_month
from sidak.normalisers.document.region import find_region
from sidak.normalisers.document.settings import SETTINGS
from sidak.normalisers.document.sources import (
    LinePlace,
    Said,
    SourceLine,
    collect_source_lines,
)
from sidak.normalisers.document.votes import Votes
from sidak.normalisers.header.periods import find_range
from sidak.normalisers.text.resources import read_rows
from sidak.schemas import DocumentFacts, DocumentKind, Extraction, FactBasis, StatedFacts
from sidak.schemas.records import NOTHING_STATED
from sidak.schemas.text.months import MONTH_NUMBERS

#: A regulation that is cited, also where the line breaks inside the citation.
_REGULATION = re.compile(
    r"(?:nomor|no\.?|number)\s*:?\s*[\w./\-]+\s*,?\s*tahun\s*(?:19|20)\d{2}"
    r"|tahun\s*(?:19|20)\d{2}\s*,?\s*(?:nomor|tentang\b)",
    re.IGNORECASE,
)
#: The year after the planned one, for which plans state an estimate.
_ESTIMATE = re.compile(
    r"(?:prakiraan|perkiraan)\s+maju\s+(?:rencana\s+)?tahun\s*(?:19|20)\d{2}", re.IGNORECASE
)
_DATE = re.compile(
    rf"\b\d{{0,2}}\s*({'|'.join(MONTH_NUMBERS)}|december)\s*(19|20)\d{{2}}",
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
_OWN_PLACES = frozenset(
    {LinePlace.COVER, LinePlace.RUNNING, LinePlace.FILE_TITLE, LinePlace.FILE_NAME}
)


def find_facts(extraction: Extraction, stated: StatedFacts = NOTHING_STATED) -> DocumentFacts:
    """Find the document's facts, each with its evidence.

    Votes are weighed by where a line stands: cover, running header, table captions and
    headers, the running text, the file's name. What nothing speaks for stays ``None``
    (kind: ``other``). A misprinted year on the cover loses against the many right ones.

    Args:
        extraction: What was read of the file.
        stated: What a person says of it; it overrules all votes.
    """
    lines = collect_source_lines(extraction)
    kind, kind_said = _find_kind(lines)
    if stated.kind is not None:
        kind, kind_said = stated.kind, _name_manifest(stated.kind.value)
    region, region_said = find_region(lines)
    if stated.region is not None:
        region, region_said = stated.region, _name_manifest(stated.region)
    agency, agency_said = find_agency(lines, extraction, kind)
    if stated.agency is not None:
        agency, agency_said = stated.agency, _name_manifest(stated.agency)
    year, year_last, year_said = _find_years(lines, kind)
    if stated.year is not None:
        if stated.year != year:
            year_last = stated.year
        year, year_said = stated.year, _name_manifest(str(stated.year))
    date, date_said = find_date(lines, len(extraction.pages), kind, year)
    month, month_said = find_month(lines, year, date)
    found = {
        "kind": kind_said,
        "region": region_said,
        "agency": agency_said,
        "year": year_said,
        "date": date_said,
        "month": month_said,
    }
    evidence = [(fact, said.text) for fact, said in found.items() if said.text]
    bidang, bidang_said = find_bidang(lines, extraction, year)
    if bidang_said:
        evidence.append(("urusan_bidang", bidang_said))
    return DocumentFacts(
        kind=kind,
        agency=agency,
        region=region,
        year=year,
        year_last=year_last,
        evidence=tuple(evidence),
        urusan_bidang=bidang,
        bases=tuple((fact, said.basis) for fact, said in found.items() if said.text),
        stated=stated,
        date=date,
        month=month,
    )


def _name_manifest(text: str) -> Said:
    return Said(f'"{text}" (manifes)', FactBasis.MANIFEST)


def _find_years(
    lines: Sequence[SourceLine], kind: DocumentKind
) -> tuple[int | None, int | None, Said]:
    """Return the first and the last year of a report, and the evidence."""
    if kind is DocumentKind.RENSTRA:
        return _find_period(lines, kind)
    year, said = _find_year(lines, kind)
    return (year, year, said) if year is not None else _find_period(lines, kind)


@cache
def _load_kinds() -> tuple[tuple[re.Pattern[str], DocumentKind, float], ...]:
    return tuple(
        (re.compile(pattern), DocumentKind(kind), float(strength))
        for pattern, kind, strength in read_rows("kinds.tsv")
    )


def _find_kind(lines: Iterable[SourceLine]) -> tuple[DocumentKind, Said]:
    """Return the kind with the most weight, and its best evidence."""
    votes: Votes[DocumentKind] = Votes()
    for line in lines:
        lowered = line.text.lower()
        hits: dict[DocumentKind, tuple[int, float]] = {}
        for pattern, kind, strength in _load_kinds():
            match = pattern.search(lowered)
            if match is not None and strength > hits.get(kind, (0, 0.0))[1]:
                hits[kind] = (match.start(), strength)
        first = min((at for at, _strength in hits.values()), default=0)
        for kind, (at, strength) in hits.items():
            weight = line.weight * strength * (1.0 if at == first else SETTINGS.kind_later)
            if kind in _CHAPTER_KINDS and line.source not in _OWN_PLACES:
                weight *= SETTINGS.kind_chapter
            votes.add(kind, weight, line)
    counted = votes.count(most_body=SETTINGS.kind_body)
    if not counted:
        return DocumentKind.OTHER, Said()
    kind = max(counted, key=lambda k: counted[k])
    return kind, votes.evidence(kind)


def _find_year(lines: Iterable[SourceLine], kind: DocumentKind) -> tuple[int | None, Said]:
    """Return the year with the most weight; laws and dates of signing do not vote."""
    votes: Votes[int] = Votes()
    patterns = [pattern for pattern, named, _strength in _load_kinds() if named is kind]
    for line in lines:
        if _LAW.search(line.text) and line.source in (LinePlace.BODY, LinePlace.FRONT):
            continue
        text = line.text
        for other in (_REGULATION, _ESTIMATE, _DATE, _ANY_RANGE):
            text = other.sub(" ", text)
        ended = [int(year) for year in _YEAR_END.findall(line.text)]
        labelled = {int(year) for year in _LABELLED_YEAR.findall(text)} | set(ended[:1])
        lowered = text.lower()
        names_report = any(pattern.search(lowered) for pattern in patterns)
        bare: set[int] = set()
        # "... 31 Desember 2021 dan 2020" compares with the year before
        if not ended and (line.source is not LinePlace.BODY or names_report):
            bare = {int(year) for year in _BARE_YEAR.findall(text)} - labelled
        for year in labelled | bare:
            weight = line.weight if year in labelled else line.weight * SETTINGS.year_bare
            if names_report:
                weight *= SETTINGS.year_of_report
            votes.add(year, weight / len(labelled | bare), line)
    counted = votes.count(most_body=SETTINGS.year_body)
    if not counted:
        return None, Said()
    ranked = sorted(counted, key=lambda year: (-counted[year], -year))
    year = ranked[0]
    is_rivalled = counted.get(year + 1, 0.0) * SETTINGS.plurality > counted[year]
    if kind in _LOOKING_BACK and is_rivalled:
        year += 1  # statements compare a year with the one before
    rival = next((other for other in ranked if other != year), None)
    evidence = votes.evidence(year)
    if rival is not None and counted[rival] * SETTINGS.plurality > counted[year]:
        close = f"; hampir sama kuat: {rival} {votes.evidence(rival).text}"
        evidence = replace(evidence, text=evidence.text + close)
    return year, evidence


def _find_period(
    lines: Iterable[SourceLine], kind: DocumentKind
) -> tuple[int | None, int | None, Said]:
    """Return the years of a Renstra: the range of four to six years most spoken of.

    Other kinds (the indicators of a whole period) name it on the cover or not at all.
    """
    votes: Votes[tuple[int, int]] = Votes()
    for line in lines:
        if kind is not DocumentKind.RENSTRA and line.source not in _OWN_PLACES:
            continue
        span = find_range(line.text)
        if span is None or not 3 <= span[1] - span[0] <= 6:
            continue
        is_named = re.search(r"renstra|rencana strategis", line.text, re.I) is not None
        votes.add(span, line.weight * (SETTINGS.year_of_report if is_named else 1), line)
    counted = votes.count(most_body=math.inf)
    if not counted:
        return None, None, Said()
    span = max(counted, key=lambda s: counted[s])
    return span[0], span[1], votes.evidence(span)
