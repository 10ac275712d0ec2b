"""Lines of a document that speak of the document itself, with their weight and place."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sidak.normalisers.document.settings import SETTINGS
from sidak.normalisers.text.table_view import one_line
from sidak.schemas import Extraction, FactBasis


class LinePlace(StrEnum):
    """Where a line stands, in Indonesian, as the evidence names it."""

    COVER = "halaman muka"
    FRONT = "halaman awal"
    RUNNING = "kepala halaman"
    CAPTION = "judul tabel"
    TABLE_HEADER = "kepala tabel"
    FILE_TITLE = "judul berkas"
    HEADING = "judul di isi"
    BODY = "isi"
    FILE_NAME = "nama berkas"


_BASES = {
    LinePlace.COVER: FactBasis.COVER,
    LinePlace.FRONT: FactBasis.FRONT,
    LinePlace.RUNNING: FactBasis.RUNNING,
    LinePlace.CAPTION: FactBasis.CAPTION,
    LinePlace.TABLE_HEADER: FactBasis.TABLE_HEADER,
    LinePlace.FILE_TITLE: FactBasis.FILE_TITLE,
    LinePlace.HEADING: FactBasis.HEADING,
    LinePlace.BODY: FactBasis.TEXT,
    LinePlace.FILE_NAME: FactBasis.FILE_NAME,
}


@dataclass(frozen=True, slots=True)
class Said:
    """The best evidence for a fact.

    Attributes:
        text: The evidence in words; empty if there is none.
        basis: Where it stands.
    """

    text: str = ""
    basis: FactBasis = FactBasis.NONE


#: Characters of a line that the evidence quotes.
_LONGEST_QUOTE = 120
_DIGITS = re.compile(r"\d+")
_CONTENTS_DOTS = re.compile(r"\.{5,}|…{2,}")
_MARKDOWN = re.compile(r"[*_#>`|]+")


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line that may speak of the document.

    Attributes:
        text: The line, single spaces, markup removed.
        source: Where it stands.
        page: Page from 1; 0 for the file itself.
        weight: How much it counts.
    """

    text: str
    source: LinePlace
    page: int
    weight: float

    @property
    def place(self) -> str:
        """Return the place for the evidence: "kepala halaman, hlm. 3"."""
        return f"{self.source}, hlm. {self.page}" if self.page else self.source.value

    @property
    def quote(self) -> str:
        """Return the line as evidence: its text and its place."""
        return f'"{self.text[:_LONGEST_QUOTE]}" ({self.place})'

    @property
    def said(self) -> Said:
        """Return the line as evidence and where it stands."""
        return Said(self.quote, _BASES[self.source])


def _clean(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text)
    return one_line(_MARKDOWN.sub(" ", folded))


def collect_source_lines(extraction: Extraction) -> tuple[SourceLine, ...]:
    """Collect all lines, tables' captions and headers, title and file name, with weights."""
    found = [*_collect_page_lines(extraction), *_collect_table_lines(extraction)]
    weights = SETTINGS.weights
    if extraction.title.strip():
        title = _clean(extraction.title)
        found.append(SourceLine(title, LinePlace.FILE_TITLE, 0, weights.file_title))
    stem = re.sub(r"\.\w{2,4}$", "", extraction.file)
    name = one_line(re.sub(r"[_\-.+%\s]+", " ", stem))
    found.append(SourceLine(name, LinePlace.FILE_NAME, 0, weights.file_name))
    return tuple(found)


def _make_key(line: str) -> str:
    """Return a line as it compares with those of other pages: their numbers differ."""
    return _DIGITS.sub("#", line).casefold()


def _collect_page_lines(extraction: Extraction) -> Iterator[SourceLine]:
    """Yield the lines of running text; one that repeats at the edge of pages comes once.

    A first page with the running head of the others is no cover: a chapter begins there.
    """
    running = _find_running_lines(extraction)
    first = next((text for text in extraction.texts if text.lines), None)
    first_page = first.page if first is not None else 1
    is_inner = first is not None and any(
        _make_key(_clean(raw)) in running for raw, _box in first.lines
    )
    seen_running: set[str] = set()
    for text in extraction.texts:
        for at, (raw, _box) in enumerate(text.lines):
            line = _clean(raw)
            if len(line) < SETTINGS.shortest_line or _CONTENTS_DOTS.search(line):
                continue
            key = _make_key(line)
            if key not in running:
                place = _find_place(line, text.page - first_page, at)
                weight = _weigh(line, place)
                if is_inner and place is LinePlace.COVER:
                    weight = min(weight, SETTINGS.weights.cover * SETTINGS.untitled_cover)
                yield SourceLine(line, place, text.page, weight)
            elif key not in seen_running:
                seen_running.add(key)
                weight = SETTINGS.weights.running * running[key]
                yield SourceLine(line, LinePlace.RUNNING, text.page, weight)


def _find_place(line: str, order: int, at: int) -> LinePlace:
    """Return where a line stands.

    Args:
        line: Its text.
        order: Number of its page, from 0 for the first page with text.
        at: Number of the line on its page, from 0.
    """
    is_high = at < SETTINGS.front_lines
    is_short = len(line) <= SETTINGS.longest_heading
    if order < SETTINGS.front_pages and is_high and is_short:
        return LinePlace.COVER if order == 0 else LinePlace.FRONT
    if order < SETTINGS.early_pages and is_high and line.isupper():
        return LinePlace.FRONT
    if line.isupper() and is_short and len(line) >= SETTINGS.shortest_heading:
        return LinePlace.HEADING
    return LinePlace.BODY


def _weigh(line: str, place: LinePlace) -> float:
    weights = SETTINGS.weights
    match place:
        case LinePlace.COVER if line.isupper() or line.istitle():
            return weights.cover
        case LinePlace.COVER:
            return (
                weights.cover * SETTINGS.untitled_cover
            )  # running text on the first page is no cover
        case LinePlace.FRONT:
            return weights.front
        case LinePlace.HEADING:
            return weights.heading
        case _:
            return weights.body


def _find_running_lines(extraction: Extraction) -> dict[str, float]:
    """Return lines that repeat at the edge of pages: key to the share of pages (0.3..1)."""
    counts: Counter[str] = Counter()
    pages = 0
    for text in extraction.texts:
        lines = [_clean(raw) for raw, _box in text.lines]
        if not lines:
            continue
        pages += 1
        edge = {*lines[:4], *lines[-4:]}
        for line in edge:
            letters = sum(character.isalpha() for character in line)
            if letters >= 8:
                counts[_make_key(line)] += 1
    return {
        key: max(0.3, min(1.0, 1.5 * count / pages))
        for key, count in counts.items()
        if count >= SETTINGS.running_pages and count >= SETTINGS.running_share * pages
    }


def _collect_table_lines(extraction: Extraction) -> Iterator[SourceLine]:
    """Yield captions, and the cells of the first rows of each table, once each."""
    seen: set[str] = set()
    for table in extraction.tables:
        texts = [(table.caption or "", LinePlace.CAPTION)]
        texts += [(cell.text, LinePlace.TABLE_HEADER) for cell in table.cells if cell.row <= 2]
        for raw, place in texts:
            line = _clean(raw)
            if len(line) < SETTINGS.shortest_line or line.casefold() in seen:
                continue
            seen.add(line.casefold())
            yield SourceLine(line, place, table.page_first, SETTINGS.weights.table)
