"""The year and the period of a column, from its headers, the caption and the document."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sidak.normalisers.header.periods import (
    find_ordinal_year,
    find_quarter,
    find_range,
    find_relative_year,
    find_semester,
    find_years,
)
from sidak.normalisers.header.vocabulary import Aspect
from sidak.schemas import Basis, DocumentFacts, DocumentKind

#: "... terhadap tahun 2015": the first year is the column's, the second one is compared with.
COMPARED = re.compile(r"thdp|terhadap|dibanding|tehadap", re.IGNORECASE)
_FORWARD = re.compile(r"(prakiraan|perkiraan)\s*maju", re.IGNORECASE)
_PERIOD_END = re.compile(
    r"kondisi\s*(kinerja)?\s*(pada)?\s*akhir|akhir\s*(renstra|rpjmd|periode)", re.I
)
_PERIOD_START = re.compile(
    r"(kondisi|capaian|tahun)\s*(kinerja)?\s*(pada)?\s*(tahun)?\s*awal", re.I
)
_CURRENT = re.compile(r"tahun\s*berjalan", re.IGNORECASE)
_LAST = re.compile(r"tahun\s*(yang\s*)?(lalu|sebelumnya)", re.IGNORECASE)
#: A Renja of year n is written in year n-1 and looks back on year n-2.
_CURRENT_OFFSET = {DocumentKind.RENJA: -1}
_LAST_OFFSET = {DocumentKind.RENJA: -2}


@dataclass(frozen=True, slots=True)
class PeriodReading:
    """The year and the period of a column, and how they are known.

    Attributes:
        year: The year; ``None`` if unknown, or if the period is longer.
        period: "2023", "2023-TW1", "2018-2023"; ``None`` if unknown.
        basis: The evidence.
    """

    year: int | None = None
    period: str | None = None
    basis: Basis = Basis.NONE


class HeaderYears:
    """The years that the headers of a table name, for reading those of each column.

    Args:
        paths: Header paths of the figure columns.
        caption: The caption of the table.
        facts: Kind and years of the document.
    """

    def __init__(
        self, paths: Sequence[tuple[str, ...]], caption: str, facts: DocumentFacts
    ) -> None:
        self.facts = facts
        self.one_year = facts.year if facts.year == (facts.year_last or facts.year) else None
        captioned = set(find_years(caption))
        self.captioned = captioned.pop() if len(captioned) == 1 else None
        years = {year for path in paths for text in path for year in find_years(text)}
        relative = any(find_relative_year(text) is not None for path in paths for text in path)
        self.only_year = years.pop() if len(years) == 1 and not relative else None
        ordinals = {find_ordinal_year(path) for path in paths} - {None}
        self.first = self._first_year(ordinals)

    def _first_year(self, ordinals: set[int | None]) -> int | None:
        """Return the year that "Tahun ke-1" means: only if the columns fill the period."""
        first, last = self.facts.year, self.facts.year_last
        if first is None or last is None or first == last:
            return None
        return first if ordinals == set(range(1, last - first + 2)) else None

    def read(self, path: tuple[str, ...], aspect: Aspect | None) -> PeriodReading:
        """Return year and period of a figure column, and how they are known.

        Args:
            path: Its header texts from top to bottom.
            aspect: Planned, actual, or computed from others.
        """
        reading = self._read_printed(path) or self._imply(path, aspect)
        if reading.year is None:
            return reading
        period = str(reading.year)
        quarter, semester = find_quarter(path), find_semester(path)
        if quarter is not None:
            period = f"{period}-TW{quarter}"
        elif semester is not None:
            period = f"{period}-S{semester}"
        return replace(reading, period=period)

    def _read_printed(self, path: tuple[str, ...]) -> PeriodReading | None:
        """Return the year or the span that the header prints, the lowest text first."""
        for text in reversed(path):
            years = find_years(text)
            if years:
                year = years[0] if COMPARED.search(text) else years[-1]
                return PeriodReading(year, basis=Basis.HEADER)
        span = next((found for text in reversed(path) if (found := find_range(text))), None)
        if span is None:
            return None
        return PeriodReading(period=f"{span[0]}-{span[1]}", basis=Basis.HEADER)

    def _imply(self, path: tuple[str, ...], aspect: Aspect | None) -> PeriodReading:
        """Return the year that a header implies without printing it, or the period."""
        named = self._imply_by_words(path, aspect)
        if named is not None:
            return named
        if self.captioned is not None:
            return PeriodReading(self.captioned, basis=Basis.CAPTION)
        if self.only_year is not None:
            return PeriodReading(self.only_year, basis=Basis.HEADER)
        facts = self.facts
        if self.one_year is None and facts.year and facts.year_last:
            span = f"{facts.year}-{facts.year_last}"
            return PeriodReading(period=span, basis=Basis.DOCUMENT)
        basis = Basis.NONE if self.one_year is None else Basis.DOCUMENT
        return PeriodReading(self.one_year, basis=basis)

    def _imply_by_words(
        self, path: tuple[str, ...], aspect: Aspect | None
    ) -> PeriodReading | None:
        """Return the year that words of the header mean ("Tahun ke-2", "n-1", "akhir")."""
        facts, joined = self.facts, " ".join(path)
        ordinal = find_ordinal_year(path)
        if ordinal is not None and self.first is not None:
            return PeriodReading(self.first + ordinal - 1, basis=Basis.HEADER)
        if ordinal is not None:
            return PeriodReading(period=f"tahun ke-{ordinal}", basis=Basis.HEADER)
        if _PERIOD_START.search(joined) and aspect is Aspect.ACTUAL:
            return PeriodReading()
        if _PERIOD_END.search(joined):
            is_span = facts.year_last is not None and facts.year_last != facts.year
            return (
                PeriodReading(facts.year_last, basis=Basis.HEADER)
                if is_span
                else PeriodReading()
            )
        offset = self._offset(path)
        if offset is None:
            return None
        if self.one_year is None:
            return PeriodReading()
        return PeriodReading(self.one_year + offset, basis=Basis.HEADER)

    def _offset(self, path: tuple[str, ...]) -> int | None:
        """Return how far a column is from the report's year by words ("n-2", "maju")."""
        if any(_FORWARD.search(text) for text in path):
            return 1
        for text in reversed(path):
            offset = find_relative_year(text)
            if offset is not None:
                return offset
            if self.facts.kind in _CURRENT_OFFSET and _CURRENT.search(text):
                return _CURRENT_OFFSET[self.facts.kind]
            if self.facts.kind in _LAST_OFFSET and _LAST.search(text):
                return _LAST_OFFSET[self.facts.kind]
        return None
