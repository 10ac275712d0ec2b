"""When a report was signed, and the month that a monthly report is about."""

import re
from collections.abc import Iterable, Sequence

from sidak.normalisers.document.settings import SETTINGS
from sidak.normalisers.document.sources import LinePlace, Said, SourceLine
from sidak.schemas import DocumentKind
from sidak.schemas.text.months import MONTH_NUMBERS

_MONTHS = "|".join(MONTH_NUMBERS)
#: A line that is nothing but the place and date above a signature: "Serang, 5 Januari 2023",
#: "Ditetapkan di Serang, pada tanggal 5 Januari 2023"; the day may be left open.
_SIGNED = re.compile(
    r"(?:(?:ditetapkan\s+di\s+)?[A-Z][A-Za-z]+(?:\s[A-Z][A-Za-z]+){0,2}\s*,\s*"
    r"(?:pada\s+tanggal\s*:?\s*)?|pada\s+tanggal\s*:?\s*)"
    rf"(?P<day>\d{{1,2}})?[\s.…]*(?P<month>{_MONTHS})\s*(?P<year>(?:19|20)\d\d)\s*[.,]?",
    re.IGNORECASE,
)
#: A line that ends with the month that the whole report is about.
_MONTH_OF_REPORT = re.compile(
    rf"(?:^|.*\s)bulan\s*:?\s*(?P<month>{_MONTHS})(?:\s*(?:tahun\s*(?:anggaran\s*)?)?"
    r"(?P<year>(?:19|20)\d\d))?",
    re.IGNORECASE,
)
_LOOKS_BACK = frozenset({DocumentKind.LKJIP, DocumentKind.LRA})
_MONTH_PLACES = frozenset({LinePlace.COVER, LinePlace.RUNNING, LinePlace.FILE_TITLE})
#: Year, month, day; the day is 0 if it is left open.
_Day = tuple[int, int, int]


def find_date(
    lines: Iterable[SourceLine], pages: int, kind: DocumentKind, year: int | None
) -> tuple[str | None, Said]:
    """Return when a report was signed, "2023-01-05" or "2023-01", and the evidence.

    The lines above signatures on the first and the last pages count; other letters stand
    between them. Without the day if one of the lines leaves it open. ``None`` if they
    disagree, or if the report cannot have been signed then.

    Args:
        lines: The lines of the report.
        pages: Number of its pages.
        kind: Sort of report.
        year: Year that it is about.
    """
    last = pages - SETTINGS.date_last_pages
    signed = [
        (day, line)
        for line in lines
        if 0 < line.page <= SETTINGS.date_first_pages or line.page > last
        if line.page and (day := _read_day(line.text)) is not None
    ]
    days = {day for day, _line in signed}
    if len({day[:2] for day in days}) != 1 or len({day[2] for day in days} - {0}) > 1:
        return None, Said()
    day = min(days)
    if not _is_possible(day, kind, year):
        return None, Said()
    return _write_day(day), next(line.said for found, line in signed if found == day)


def find_month(
    lines: Sequence[SourceLine], year: int | None, signed: str | None
) -> tuple[int | None, Said]:
    """Return the month (1..12) that a monthly report is about, and the evidence.

    Only the cover, running heads and the title of the file say so. ``None`` if they name
    several months, another year, or a month that ended long before the signature.

    Args:
        lines: The lines of the report.
        year: Year that it is about.
        signed: When it was signed, if that is known.
    """
    found: dict[int, Said] = {}
    for line in lines:
        match = _MONTH_OF_REPORT.fullmatch(line.text) if line.source in _MONTH_PLACES else None
        if match is None:
            continue
        if match["year"] and int(match["year"]) != year:
            return None, Said()
        found.setdefault(MONTH_NUMBERS[match["month"].lower()], line.said)
    if len(found) != 1:
        return None, Said()
    ((month, said),) = found.items()
    if signed is not None and year is not None:
        later = (int(signed[:4]) - year) * 12 + int(signed[5:7]) - month
        if not 0 <= later <= SETTINGS.months_to_signature:
            return None, Said()
    return month, said


def _read_day(text: str) -> _Day | None:
    """Return the date of a line that is the place and date above a signature."""
    match = _SIGNED.fullmatch(text)
    if match is None:
        return None
    day = int(match["day"] or 0)
    month = MONTH_NUMBERS[match["month"].lower()]
    return (int(match["year"]), month, day) if day <= _count_days(month) else None


def _count_days(month: int) -> int:
    return {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}.get(month, 31)


def _is_possible(day: _Day, kind: DocumentKind, year: int | None) -> bool:
    """Return True if a report about a year can have been signed on a day."""
    if year is None or kind is DocumentKind.RENSTRA:
        return True
    if kind in _LOOKS_BACK:
        return (year, 12) <= day[:2] and day[0] <= year + 1
    return year - 1 <= day[0] <= year + 1


def _write_day(day: _Day) -> str:
    year, month, number = day
    return f"{year}-{month:02}-{number:02}" if number else f"{year}-{month:02}"
