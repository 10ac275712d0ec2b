"""The sentence that introduces a table, and the heading above it: what they say of its year."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sidak.normalisers.header.periods import find_range, find_years
from sidak.normalisers.header.settings import SETTINGS
from sidak.normalisers.text.table_view import one_line
from sidak.schemas import Basis, Box, MeaningSource, PageText, Table

#: The end of a sentence: a full stop that is not within a number or an abbreviation.
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{3})[.!?]\s+(?=[A-Z])|(?<=\d{4})\.\s+(?=[A-Z])")
_INTRODUCES = re.compile(
    r"berikut|di\s*bawah\s+ini|dapat\s+dilihat|tabel|sbb|:\s*$", re.IGNORECASE
)
#: A title that ends in its year: "Nilai tukar petani di Jawa Barat tahun 2015".
_TITLE_YEAR = re.compile(r"(?:tahun|thn?\.?|t\.?\s?a\.?)\s*(?:19|20)\d{2}\W*$", re.IGNORECASE)
#: The source of a table's numbers, which ends in its year.
_SOURCE = re.compile(r"^\W*sumber\b.*?\b((?:19|20)\d{2})\W*$", re.IGNORECASE)
_HEADING = re.compile(r"^\W*(?:[A-Z]|[IVX]+|\d{1,2}(?:\.\d+)*)[.)]\s*(?=[A-Z])|^BAB\s")
_CAPTION = re.compile(r"^\W*tabel\W*[IVX\d]", re.IGNORECASE)
#: Years of laws, dates of signing and years that are compared with are not the table's.
_OTHER_YEARS = re.compile(
    r"(?:nomor|no\.?)\s*:?\s*[\w./\-]+\s*,?\s*tahun\s*(?:19|20)\d{2}"
    r"|\d{1,2}\s+(?!desember)[a-z]+\s+(?:19|20)\d{2}"
    r"|(?:terhadap|thdp?|dibanding(?:kan)?)(?:\s+\w+){0,4}?\s+(?:19|20)\d{2}",
    re.IGNORECASE,
)
_LAW = re.compile(
    r"undang|peraturan|keputusan|instruksi|lembaran|perda\b|perbup|perwal|permen", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Introduction:
    """What the nearest text above a table that names a year says.

    Attributes:
        years: The years it names, in order; at least one.
        source: Its words and their place.
        is_introducing: Whether it is said of this table ("sebagai berikut:", a
            caption), and not only near it.
    """

    years: tuple[int, ...]
    source: MeaningSource
    is_introducing: bool
    agreeing: int = 0

    @property
    def year(self) -> int | None:
        """Return the only year, or ``None`` if there are several."""
        return self.years[0] if len(set(self.years)) == 1 else None


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    box: Box | None


def find_introduction(table: Table, texts: Sequence[PageText]) -> Introduction | None:
    """Return what the lines right above a table say of its year; ``None`` if nothing.

    Args:
        table: A table whose place on the page is known.
        texts: The running text of the pages.
    """
    place = table.places[0]
    running = _running_lines(texts)
    pages = {text.page: text for text in texts}
    at = place.page
    lines = _lines_above(place.box, pages.get(at), running)
    if not lines and not _has_text_above(place.box, pages.get(at), running):
        at = place.page - 1
        lines = _lines_at_foot(pages.get(at), running, _first_words(table))
    for sentence, box, is_last in _sentences(lines):
        if _LAW.search(sentence):
            continue
        years = find_years(_OTHER_YEARS.sub(" ", sentence))
        is_heading = _HEADING.match(sentence) is not None
        if years:
            basis = Basis.SECTION if is_heading else Basis.SENTENCE
            source = MeaningSource("period", basis, sentence, at, box)
            is_said = is_last and (
                _INTRODUCES.search(sentence) is not None or _is_title(sentence)
            )
            return Introduction(years, source, is_said)
    return None


def find_distant_year(table: Table, texts: Sequence[PageText]) -> Introduction | None:
    """Return the last line with one year on the page of a table or shortly before it."""
    place = table.places[0]
    running = _running_lines(texts)
    found: list[Introduction] = []
    for page in sorted(texts, key=lambda text: -text.page):
        if not 0 <= place.page - page.page <= SETTINGS.introduction_pages:
            continue
        for text, box in reversed(page.lines):
            line = one_line(text)
            is_before = page.page < place.page or _is_above(box, place.box)
            if not is_before or _key(line) in running or _LAW.search(line):
                continue
            years = find_years(_OTHER_YEARS.sub(" ", line))
            if years:
                source = MeaningSource("period", Basis.SENTENCE, line, page.page, box)
                found.append(Introduction(years, source, is_introducing=False))
    nearest = next((one for one in found if one.year is not None), None)
    if nearest is None:
        return None
    is_unanimous = all(set(one.years) == {nearest.year} for one in found)
    return replace(nearest, agreeing=len(found) if is_unanimous else 0)


def find_source_year(table: Table, texts: Sequence[PageText]) -> Introduction | None:
    """Return the year of the source that is named right below a table.

    "Sumber: Data diolah, 2021": what is counted there was so in that year.
    """
    place = table.places[-1]
    lines = next((text.lines for text in texts if text.page == place.page), ())
    for text, box in lines:
        found = _SOURCE.match(one_line(text))
        if found is None or box is None or place.box is None:
            continue
        is_below = -SETTINGS.note_overlap <= box.y0 - place.box.y1 <= SETTINGS.introduction_gap
        if is_below and box.x1 > place.box.x0 and box.x0 < place.box.x1:
            source = MeaningSource("period", Basis.SENTENCE, one_line(text), place.page, box)
            return Introduction((int(found[1]),), source, is_introducing=False)
    return None


def _is_above(box: Box | None, place: Box | None) -> bool:
    return box is not None and place is not None and box.y1 <= place.y0


def _key(text: str) -> str:
    return re.sub(r"[\d\s]+", "", text).casefold()


def _running_lines(texts: Sequence[PageText]) -> frozenset[str]:
    """Return the lines that stand at the edge of several pages, without digits."""
    counts = Counter(
        key
        for text in texts
        for key in {_key(line) for line, _ in (*text.lines[:3], *text.lines[-3:])}
    )
    return frozenset(key for key, count in counts.items() if count >= SETTINGS.running_pages)


def _lines_above(
    place: Box | None, page: PageText | None, running: frozenset[str]
) -> list[_Line]:
    """Return the lines above a table, the nearest first, as far as they hang together."""
    if place is None or page is None:
        return []
    above = sorted(
        ((box, one_line(text)) for text, box in page.lines if box is not None),
        key=lambda line: -line[0].y1,
    )
    found: list[_Line] = []
    edge = place.y0
    for box, text in above:
        if box.y1 > place.y0 + SETTINGS.note_overlap or not text or _key(text) in running:
            continue
        is_beside = box.x1 < place.x0 or box.x0 > place.x1
        if is_beside:
            continue
        if (
            edge - box.y1 > SETTINGS.introduction_gap
            or len(found) == SETTINGS.introduction_lines
        ):
            break
        found.append(_Line(text, box))
        edge = box.y0
    return found


def _has_text_above(place: Box | None, page: PageText | None, running: frozenset[str]) -> bool:
    """Return True if a page prints more than its running head above a table."""
    if place is None or page is None:
        return True
    return any(
        _is_above(box, place) and _key(one_line(text)) not in running and _key(text)
        for text, box in page.lines
    )


def _first_words(table: Table) -> frozenset[str]:
    """Return the words in the first rows of a table: its header, where it prints one."""
    first = (cell.text for cell in table.cells if cell.row < SETTINGS.title_rows)
    return frozenset(word for text in first for word in text.casefold().split())


def _lines_at_foot(
    page: PageText | None, running: frozenset[str], header: frozenset[str]
) -> list[_Line]:
    """Return the lines at the foot of a page, the nearest to the next page first.

    A header that is printed at the foot, and once more on the next page, is passed over.
    Where a table stands below the last line, none is.

    Args:
        page: The page.
        running: Lines that stand at the edge of several pages.
        header: Words of the header of the table on the next page.
    """
    if page is None:
        return []
    placed = [(one_line(text), box) for text, box in page.lines if box is not None]
    lines = sorted(placed, key=lambda line: -line[1].y1)
    edge = max((box.y1 for _text, box in lines), default=0.0)
    found: list[_Line] = []
    gap = SETTINGS.foot_gap
    for text, box in lines:
        if not _key(text) or _key(text) in running:
            continue
        if edge - box.y1 > gap or len(found) == SETTINGS.introduction_lines:
            break
        edge = min(edge, box.y0)
        is_header = all(word in header for word in text.casefold().split())
        if is_header and not found:
            continue
        found.append(_Line(text, box))
        gap = SETTINGS.introduction_gap
    return found


def _is_title(sentence: str) -> bool:
    """Return True if words end in their only year and in no full stop: a title."""
    return (
        not sentence.rstrip().endswith(".")
        and _TITLE_YEAR.search(sentence) is not None
        and find_range(sentence) is None
    )


def _sentences(lines: Sequence[_Line]) -> Iterator[tuple[str, Box | None, bool]]:
    """Yield the sentences of some lines, the nearest first, and whether it is the nearest."""
    paragraph: list[_Line] = []
    is_last = True
    for line in lines:
        paragraph.insert(0, line)
        if _HEADING.match(line.text) or _CAPTION.match(line.text):
            yield from _split(paragraph, is_last=is_last)
            # what introduces a table stands above its caption
            is_last = is_last and _CAPTION.match(line.text) is not None
            paragraph = []
    yield from _split(paragraph, is_last=is_last)


def _split(
    paragraph: Sequence[_Line], *, is_last: bool
) -> Iterator[tuple[str, Box | None, bool]]:
    if not paragraph:
        return
    parts = _SENTENCE_END.split(" ".join(line.text for line in paragraph))
    for at, sentence in enumerate(reversed(parts)):
        yield sentence, paragraph[-1].box, is_last and at == 0
