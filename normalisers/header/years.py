"""The year and the period of a column, from its headers, the caption and the document."""

import re
from collections.abc import Sequence

from sidak.normalisers.header.periods import (
    find_ordinal_year,
    find_quarter,
    find_range,
    find_relative_year,
    find_semester,
    find_years,
)
from sidak.schemas import DocumentFacts, DocumentKind

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

    def read(self, path: tuple[str, ...], aspect: str | None) -> tuple[int | None, str | None]:
        """Return year and period of a figure column.

        Args:
            path: Its header texts from top to bottom.
            aspect: planned, actual, ratio, rest or other.
        """
        year = next(
            (
                years[0] if COMPARED.search(text) else years[-1]
                for text in reversed(path)
                if (years := find_years(text))
            ),
            None,
        )
        if year is None:
            span = next((r for t in reversed(path) if (r := find_range(t))), None)
            if span is not None:
                return None, f"{span[0]}-{span[1]}"
            year, period = self._implied(path, aspect)
            if year is None:
                return None, period
        quarter = find_quarter(path)
        if quarter is not None:
            return year, f"{year}-TW{quarter}"
        semester = find_semester(path)
        if semester is not None:
            return year, f"{year}-S{semester}"
        return year, str(year)

    def _implied(
        self, path: tuple[str, ...], aspect: str | None
    ) -> tuple[int | None, str | None]:
        """Return the year that a header implies without printing it, or the period."""
        facts, joined = self.facts, " ".join(path)
        ordinal = find_ordinal_year(path)
        if ordinal is not None:
            if self.first is not None:
                return self.first + ordinal - 1, None
            return None, f"tahun ke-{ordinal}"
        if _PERIOD_START.search(joined) and aspect == "actual":
            return None, None
        if _PERIOD_END.search(joined):
            if facts.year_last is not None and facts.year_last != facts.year:
                return facts.year_last, None
            return None, None
        offset = self._offset(path)
        if offset is not None:
            return (None if self.one_year is None else self.one_year + offset), None
        if self.captioned is not None:
            return self.captioned, None
        if self.only_year is not None:
            return self.only_year, None
        if self.one_year is None and facts.year and facts.year_last:
            return None, f"{facts.year}-{facts.year_last}"
        return self.one_year, None

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
