"""The year and the period of a column, from its headers, the caption and the document."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sidak.normalisers.header.introduction import Introduction
from sidak.normalisers.header.period_words import find_metric_of_time, is_cumulative
from sidak.normalisers.header.periods import (
    find_ordinal_year,
    find_quarter,
    find_range,
    find_relative_year,
    find_semester,
    find_years,
)
from sidak.normalisers.header.settings import SETTINGS
from sidak.normalisers.header.vocabulary import Aspect
from sidak.schemas import (
    Basis,
    DocumentFacts,
    DocumentKind,
    DoubtKind,
    MeaningSource,
    Metric,
    PeriodKind,
)

#: "... terhadap tahun 2015": the first year is the column's, the second one is compared with.
COMPARED = re.compile(r"thdp|terhadap|dibanding|tehadap", re.IGNORECASE)
_FORWARD = re.compile(r"(prakiraan|perkiraan)\s*maju", re.IGNORECASE)
_PERIOD_START = re.compile(
    r"(kondisi|capaian|tahun)\s*(kinerja)?\s*(pada)?\s*(tahun)?\s*awal", re.I
)
_CURRENT = re.compile(r"(tahun|thn?\.?)\s*berjalan", re.IGNORECASE)
_LAST = re.compile(r"(tahun|thn?\.?)\s*(yang\s*)?(lalu|sebelumnya)", re.IGNORECASE)
#: A Renja of year n is written in year n-1 and looks back on year n-2.
_CURRENT_OFFSET = {DocumentKind.RENJA: -1}
_LAST_OFFSET = {DocumentKind.RENJA: -2, DocumentKind.LKJIP: -1, DocumentKind.LRA: -1}
#: Reports on one year: a span of years is never theirs.
_ONE_YEAR_KINDS = frozenset(
    {
        DocumentKind.LKJIP,
        DocumentKind.RENJA,
        DocumentKind.RENJA_TRIWULAN,
        DocumentKind.DPA,
        DocumentKind.PK,
        DocumentKind.LRA,
        DocumentKind.APBD,
    }
)
#: Words that stand for a year, which a header of the table may print beside them.
_SPELLED = {"current": _CURRENT, "last": _LAST}
_PRINTED_ASPECTS = (Aspect.PLANNED, Aspect.ACTUAL)
#: Plans of one year: what was reached, and what was planned for it, is of a year before.
_PLANS = frozenset({DocumentKind.RENJA, DocumentKind.DPA, DocumentKind.APBD, DocumentKind.PK})


@dataclass(frozen=True, slots=True)
class PeriodReading:
    """The year and the period of a column, and how they are known.

    Attributes:
        year: The year; ``None`` if unknown, or if the period is longer.
        period: "2023", "2023-TW1", "2018-2023"; ``None`` if unknown.
        basis: The evidence.
        kind: What part of time the period is.
        doubt: Why it is not sure.
        source: The words that say it, where they are not those of the header.
    """

    year: int | None = None
    period: str | None = None
    basis: Basis = Basis.NONE
    kind: PeriodKind | None = None
    doubt: DoubtKind | None = None
    source: MeaningSource | None = None


class HeaderYears:
    """The years that the headers of a table name, for reading those of each column.

    Args:
        columns: Header path and aspect of each figure column.
        caption: The caption of the table.
        facts: Kind and years of the document.
        introduction: The nearest words above the table that name a year.
        distant: The same for words that are not right above it.
        source: The source below the table, with its year.
    """

    def __init__(
        self,
        columns: Sequence[tuple[tuple[str, ...], Aspect | None]],
        caption: str,
        facts: DocumentFacts,
        introduction: Introduction | None = None,
        distant: Introduction | None = None,
        source: Introduction | None = None,
    ) -> None:
        self.facts = facts
        self.introduction, self.distant, self.source = introduction, distant, source
        self.one_year = facts.year if facts.year == (facts.year_last or facts.year) else None
        self.is_span = self.one_year is None and bool(facts.year and facts.year_last)
        captioned = set(find_years(caption))
        self.captioned = captioned.pop() if len(captioned) == 1 else None
        self.caption_span = find_range(caption)
        paths = [path for path, _aspect in columns]
        own = [(_own_years(path), aspect) for path, aspect in columns]
        years = {year for named, _aspect in own for year in named}
        relative = any(find_relative_year(text) is not None for path in paths for text in path)
        self.only_year = years.pop() if len(years) == 1 and not relative else None
        self.is_each_named = all(named for named, aspect in own if aspect in _PRINTED_ASPECTS)
        has_results = any(aspect is Aspect.ACTUAL for _path, aspect in columns)
        self.is_looking_back = facts.kind in _PLANS and has_results
        self.spelled = {
            word: _find_spelled(paths, pattern) for word, pattern in _SPELLED.items()
        }
        ordinals = {find_ordinal_year(path) for path in paths} - {None}
        self.first = self._first_year(ordinals)

    def _first_year(self, ordinals: set[int | None]) -> int | None:
        """Return the year that "Tahun ke-1" means: only if the columns fill the period."""
        first, last = self.facts.year, self.facts.year_last
        if first is None or last is None or first == last:
            return None
        return first if ordinals == set(range(1, last - first + 2)) else None

    def read(
        self, path: tuple[str, ...], aspect: Aspect | None, *, is_of_one_year: bool = False
    ) -> PeriodReading:
        """Return year and period of a figure column, and how they are known.

        Args:
            path: Its header texts from top to bottom.
            aspect: Planned, actual, or computed from others.
            is_of_one_year: Whether its header names something that is passed for one year,
                such as "Anggaran Murni".
        """
        if aspect in (Aspect.PLANNED, Aspect.OTHER, None) and (
            find_metric_of_time(path) is Metric.KONDISI_AKHIR
        ):
            return self._read_end(path)
        reading = self._read_printed(path) or self._imply(
            path, aspect, is_of_one_year=is_of_one_year
        )
        if reading.year is None:
            if reading.kind is PeriodKind.SPAN and find_quarter(path) is not None:
                return replace(reading, doubt=DoubtKind.PERIOD_CONTRADICTED)
            is_ordinal = reading.period is not None and reading.kind is None
            return replace(reading, kind=PeriodKind.YEAR) if is_ordinal else reading
        period, kind = str(reading.year), PeriodKind.YEAR
        quarter, semester = find_quarter(path), find_semester(path)
        if quarter is not None:
            period, kind = f"{period}-TW{quarter}", PeriodKind.QUARTER
        elif semester is not None:
            period = f"{period}-S{semester}"
        if any(map(is_cumulative, path)):
            kind = PeriodKind.CUMULATIVE
        return replace(reading, period=period, kind=kind)

    def _read_end(self, path: tuple[str, ...]) -> PeriodReading:
        """Return the span at whose end a column stands ("Kondisi Akhir Renstra")."""
        printed = next((found for text in reversed(path) if (found := find_range(text))), None)
        if printed is not None:
            return _make_span(printed, Basis.HEADER)
        facts = self.facts
        if self.is_span and facts.year and facts.year_last:
            return _make_span((facts.year, facts.year_last), Basis.DOCUMENT)
        if self.caption_span is not None:
            return _make_span(self.caption_span, Basis.CAPTION)
        year = next((year for text in reversed(path) for year in find_years(text)), None)
        if year is None:
            return PeriodReading()
        return PeriodReading(year, str(year), Basis.HEADER, PeriodKind.YEAR)

    def _read_printed(self, path: tuple[str, ...]) -> PeriodReading | None:
        """Return the year or the span that the header prints, the lowest text first."""
        for text in reversed(path):
            years = find_years(text)
            if years:
                year = years[0] if COMPARED.search(text) else years[-1]
                return PeriodReading(year, basis=Basis.HEADER)
        span = next((found for text in reversed(path) if (found := find_range(text))), None)
        return None if span is None else _make_span(span, Basis.HEADER)

    def _imply(
        self, path: tuple[str, ...], aspect: Aspect | None, *, is_of_one_year: bool
    ) -> PeriodReading:
        """Return the year that a header implies without printing it, or the period."""
        named = self._imply_by_words(path, aspect)
        if named is not None:
            return named
        if self.captioned is not None:
            doubt = DoubtKind.PERIOD_CONTRADICTED if self._is_caption_stale() else None
            return PeriodReading(self.captioned, basis=Basis.CAPTION, doubt=doubt)
        if self._may_spread():
            return PeriodReading(self.only_year, basis=Basis.HEADER)
        return (
            self._imply_by_text()
            or self._imply_by_source(aspect)
            or self._imply_by_document(is_of_one_year=is_of_one_year)
        )

    def _may_spread(self) -> bool:
        """Return True if the only year that the headers print is that of all columns.

        "Target s.d 2015" beside "Target" says nothing of its neighbour; a ratio of columns
        that all name it has their year.
        """
        if self.only_year is None:
            return False
        return self.is_each_named or self.one_year in (None, self.only_year)

    def _is_caption_stale(self) -> bool:
        """Return True if the headers name the report's year, and the caption another."""
        return self.only_year not in (None, self.captioned) and self.only_year == self.one_year

    def _imply_by_text(self) -> PeriodReading | None:
        """Return what the words above the table say, if they are said of it."""
        words = self.introduction
        if words is None or not words.is_introducing or words.year is None:
            return None
        return PeriodReading(words.year, basis=words.source.basis, source=words.source)

    def _imply_by_source(self, aspect: Aspect | None) -> PeriodReading | None:
        """Return the year of the table's source, in a document of several years.

        What is planned is not of the year in which it was written down.
        """
        words = self.source
        if words is None or not self.is_span or aspect is Aspect.PLANNED:
            return None
        return PeriodReading(words.year, basis=words.source.basis, source=words.source)

    def _imply_by_document(self, *, is_of_one_year: bool) -> PeriodReading:
        """Return the year or the span of the document, with what speaks against it."""
        facts = self.facts
        if self.is_span and facts.year and facts.year_last:
            span = _make_span((facts.year, facts.year_last), Basis.DOCUMENT)
            if not is_of_one_year and facts.kind not in _ONE_YEAR_KINDS:
                return span
            words = self.introduction or self.distant
            if words is None or words.year is None:
                return replace(span, doubt=DoubtKind.PERIOD_FAR)
            return PeriodReading(
                words.year,
                basis=words.source.basis,
                doubt=None if self._is_confirmed(words) else DoubtKind.PERIOD_FAR,
                source=words.source,
            )
        if self.one_year is None:
            return PeriodReading()
        return PeriodReading(
            self.one_year, basis=Basis.DOCUMENT, doubt=self._doubt_of_document()
        )

    def _doubt_of_document(self) -> DoubtKind | None:
        """Return what speaks against the document's year."""
        words = self.introduction
        is_named_near = words is not None and self.one_year in words.years
        if self.only_year is not None or (words is not None and not is_named_near):
            return DoubtKind.PERIOD_CONTRADICTED
        if self.is_looking_back and not is_named_near:
            return DoubtKind.PERIOD_FAR
        return None

    def _is_confirmed(self, words: Introduction) -> bool:
        """Return True if all sentences around name one year, and one of the document's span."""
        first, last = self.facts.year or 0, self.facts.year_last or 0
        is_inside = words.year is not None and first <= words.year <= last
        return is_inside and words.agreeing >= SETTINGS.agreeing_sentences

    def _imply_by_words(
        self, path: tuple[str, ...], aspect: Aspect | None
    ) -> PeriodReading | None:
        """Return the year that words of the header mean ("Tahun ke-2", "n-1", "maju")."""
        joined = " ".join(path)
        ordinal = find_ordinal_year(path)
        if ordinal is not None and self.first is not None:
            return PeriodReading(self.first + ordinal - 1, basis=Basis.HEADER)
        if ordinal is not None:
            return PeriodReading(period=f"tahun ke-{ordinal}", basis=Basis.HEADER)
        if _PERIOD_START.search(joined) and aspect is Aspect.ACTUAL:
            return PeriodReading()
        if find_metric_of_time(path) is Metric.PERTUMBUHAN:
            return None  # what it is compared with is not its year
        for word, pattern in _SPELLED.items():
            if pattern.search(joined) and self.spelled[word] is not None:
                return PeriodReading(self.spelled[word], basis=Basis.HEADER)
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


def _find_spelled(paths: Sequence[tuple[str, ...]], pattern: re.Pattern[str]) -> int | None:
    """Return the year that headers print beside a word for it ("tahun berjalan (2017)")."""
    years = {
        year
        for path in paths
        for text in path
        if pattern.search(text)
        for year in find_years(text)
    }
    return years.pop() if len(years) == 1 else None


def _make_span(span: tuple[int, int], basis: Basis) -> PeriodReading:
    return PeriodReading(period=f"{span[0]}-{span[1]}", basis=basis, kind=PeriodKind.SPAN)


def _own_years(path: tuple[str, ...]) -> set[int]:
    """Return the years that a header gives to its column.

    Up to which a column counts, what it is compared with, where a plan ends, and the year
    after or before that of the report say nothing of the columns beside it.
    """
    joined = " ".join(path)
    is_of_other_year = any(word.search(joined) for word in (_FORWARD, _LAST, _PERIOD_START))
    is_up_to = any(map(is_cumulative, path))
    if is_of_other_year or is_up_to or find_metric_of_time(path) is not None:
        return set()
    return {year for text in path if not COMPARED.search(text) for year in find_years(text)}
