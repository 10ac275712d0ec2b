"""What each page of a PDF is, before any table is read: cheap, and careful to miss nothing.

A page that is not a candidate is never looked at for tables again; so in doubt a page is a
candidate. A page that cannot be looked at has a reason; none is silently empty.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2 as pdfium

from sidak.extractors.files.decompression_bombs import find_bombs, pages_of_bombs
from sidak.extractors.files.inspection import FileFacts, is_truncated, open_pdf
from sidak.extractors.files.settings import SETTINGS as FILES_SETTINGS
from sidak.extractors.pdf.content_damage import (
    BOMB,
    MISSING,
    find_damage,
    find_foreign_contents,
)
from sidak.extractors.pdf.font_check import FontChecker
from sidak.extractors.pdf.opening import open_page
from sidak.extractors.pdf.page_survey import PageSurvey, survey_page
from sidak.extractors.pdf.settings import SETTINGS
from sidak.schemas import Doubt, DoubtKind, PageSource
from sidak.schemas.text.patterns import CAPTION

_NUMBERED_CAPTION = re.compile(CAPTION.pattern + r"\W*(?:[\dIVX]|T-)", re.I | re.M)


@dataclass(frozen=True, slots=True)
class PageClass:
    """What a page turned out to be at first sight.

    Attributes:
        page: Number from 1.
        width: Width in points as a viewer shows the page, ``/Rotate`` applied.
        height: Height in points as a viewer shows the page.
        page_rotate: The page's own ``/Rotate`` (0, 90, 180, 270).
        characters: Characters without spaces, invisible ones included.
        rulings: Straight horizontal and vertical rulings, inside form objects too.
        image_cover: Share of the page under pictures, 0..1.
        source: Where the text of the page comes from.
        is_candidate: Whether the page may hold a table.
        is_blank: Whether nothing is printed on the page.
        text_rotation: Clockwise degrees (0, 90, 180, 270) to turn the page as shown until
            most of its text stands upright.
        hidden_share: Share of the text that leaves no ink, 0..1.
        reasons: What the judgement rests on.
        failed: Why the page cannot be read; ``None`` if it can.
        damage: Why it may not be whole; ``None`` if nothing speaks against it.
    """

    page: int
    width: float
    height: float
    page_rotate: int
    characters: int
    rulings: int
    image_cover: float
    source: PageSource
    is_candidate: bool
    is_blank: bool
    text_rotation: int = 0
    hidden_share: float = 0.0
    reasons: tuple[Doubt, ...] = ()
    failed: Doubt | None = None
    damage: Doubt | None = None

    @property
    def is_printed_table(self) -> bool:
        """Whether the page is to be read for tables from its text layer."""
        return self.is_candidate and self.source is PageSource.TEXT

    @property
    def is_scan(self) -> bool:
        """Whether the page is to be read from its picture."""
        is_text = self.source is PageSource.TEXT
        return self.is_candidate and not is_text and self.failed is None

    @property
    def has_text(self) -> bool:
        """Whether the page has a text layer with anything in it."""
        return self.source is PageSource.TEXT and not self.is_blank and self.failed is None


@dataclass(frozen=True, slots=True)
class ClassifiedDocument:
    """A file and what each of its pages is.

    Attributes:
        facts: What the first look at the file told.
        pages: One for each page of a PDF, in order; none for a text dump.
    """

    facts: FileFacts
    pages: tuple[PageClass, ...]

    @property
    def scans(self) -> tuple[int, ...]:
        """Numbers of the pages that are to be read from their pictures."""
        return tuple(page.page for page in self.pages if page.is_scan)


def classify_pdf_pages(path: Path, max_stream: int | None = None) -> tuple[PageClass, ...]:
    """Look at every page of a PDF.

    Args:
        path: The file.
        max_stream: A page whose content unpacks to more bytes than this is not opened;
            ``None`` for the usual limit.

    Raises:
        UnreadableFileError: If the file cannot be opened at all.
    """
    bombs = find_bombs(path, max_stream)
    document = open_pdf(path)
    try:
        unsafe = pages_of_bombs(path, bombs, len(document))
        recurring = _RecurringRulings(len(document))
        fonts = FontChecker()
        is_torn = _is_torn(path)
        # before a page is opened: pdfium unpacks all that it holds
        damage = find_damage(path, len(document))
        unsafe |= {number for number, doubt in damage.items() if doubt == BOMB}
        first_looks = [
            _failed(number, DoubtKind.PAGE_BOMB)
            if number in unsafe
            else _classify_page(document, number, recurring, fonts, is_torn=is_torn)
            for number in range(1, len(document) + 1)
        ]
    finally:
        document.close()
    foreign = find_foreign_contents(path, {p.page for p in first_looks if p.is_blank})
    damage = dict.fromkeys(foreign, MISSING) | damage
    return tuple(
        _mark_damage(recurring.reclassify(triage), damage.get(triage.page))
        for triage in first_looks
    )


def _mark_damage(triage: PageClass, damage: Doubt | None) -> PageClass:
    """Say of a page that it is damaged; one with nothing on it cannot be read."""
    if damage is None or triage.failed is not None:
        return triage
    if damage.kind is DoubtKind.PAGE_REPEATED:
        return replace(triage, failed=damage, is_candidate=False)
    if triage.is_blank and damage.kind is not DoubtKind.PAGE_TREE_DAMAGED:
        return replace(triage, failed=damage)
    return replace(triage, damage=damage)


class _RecurringRulings:
    """Rulings that stand at the same place at the edge of many pages: running titles, frames.

    Pages that are candidates only for a few rulings are judged again without them.
    """

    def __init__(self, pages: int) -> None:
        self._needed = max(4, SETTINGS.recurring_share * pages)
        self._seen: Counter[tuple[int, int, int]] = Counter()
        self._weak: dict[int, PageSurvey] = {}

    def note(self, number: int, found: PageSurvey, *, is_candidate: bool) -> None:
        """Count the rulings at the edge of a page; keep the page if it has few."""
        self._seen.update(
            {_key(y, x0, x1) for y, x0, x1 in found.horizontal if found.is_edge(y, y)}
        )
        self._seen.update(
            {_key(x, y0, y1) for x, y0, y1 in found.vertical if found.is_edge(y0, y1)}
        )
        if is_candidate and len(found.horizontal) + len(found.vertical) <= SETTINGS.few_rulings:
            self._weak[number] = found

    def reclassify(self, triage: PageClass) -> PageClass:
        found = self._weak.get(triage.page)
        if found is None or triage.source is not PageSource.TEXT:
            return triage
        found.horizontal = [r for r in found.horizontal if self._seen[_key(*r)] < self._needed]
        found.vertical = [r for r in found.vertical if self._seen[_key(*r)] < self._needed]
        is_candidate, evidence = may_hold_table(found, triage.source)
        reasons = () if evidence is None else (evidence,)
        return replace(triage, is_candidate=is_candidate, reasons=reasons)


def _key(position: float, start: float, end: float) -> tuple[int, int, int]:
    return round(position), round(start), round(end)


def _is_torn(path: Path) -> bool:
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - FILES_SETTINGS.tail_reach))
        return is_truncated(stream.read())


def _failed(number: int, why: DoubtKind) -> PageClass:
    return PageClass(
        page=number,
        width=0.0,
        height=0.0,
        page_rotate=0,
        characters=0,
        rulings=0,
        image_cover=0.0,
        source=PageSource.TEXT,
        is_candidate=False,
        is_blank=False,
        reasons=(Doubt(why),),
        failed=Doubt(why),
    )


def _classify_page(
    document: pdfium.PdfDocument,
    number: int,
    recurring: _RecurringRulings,
    fonts: FontChecker,
    *,
    is_torn: bool,
) -> PageClass:
    try:
        page = open_page(document, number).page
    except pdfium.PdfiumError:
        return _failed(number, DoubtKind.PAGE_DAMAGED)
    try:
        width, height = page.get_size()
        rotate = page.get_rotation() % 360
        found = survey_page(page, fonts)
    except pdfium.PdfiumError:
        return _failed(number, DoubtKind.PAGE_CONTENT_DAMAGED)
    finally:
        page.close()
    source, why = classify_source(found)
    is_blank = found.characters == 0 and found.objects == 0
    is_candidate, evidence = may_hold_table(found, source)
    recurring.note(number, found, is_candidate=is_candidate)
    return PageClass(
        page=number,
        width=width,
        height=height,
        page_rotate=rotate,
        characters=found.characters,
        rulings=len(found.horizontal) + len(found.vertical),
        image_cover=round(found.image_cover, 3),
        source=source,
        is_candidate=is_candidate and not is_blank,
        is_blank=is_blank,
        text_rotation=(found.angle - rotate) % 360 if found.characters else 0,
        hidden_share=round(found.hidden_share, 3),
        reasons=tuple(one for one in (why, evidence) if one is not None),
        failed=Doubt(DoubtKind.BLANK_IN_CUT_FILE) if is_blank and is_torn else None,
        damage=(
            Doubt(DoubtKind.PAGE_BOX_DAMAGED)
            if found.amounts_outside >= SETTINGS.amounts_outside
            else None
        ),
    )


def classify_source(found: PageSurvey) -> tuple[PageSource, Doubt | None]:
    """Classify a page as text, scan or scan with recognised text, with the reason."""
    if found.image_cover >= SETTINGS.full_page:
        if found.characters < SETTINGS.few_characters:
            return PageSource.SCAN, Doubt(DoubtKind.PICTURE_ALMOST_NO_TEXT)
        if found.hidden_share > SETTINGS.hidden_text:
            return PageSource.OCR_LAYER, Doubt(DoubtKind.PICTURE_WITH_HIDDEN_TEXT)
        if found.is_text_covered:
            return PageSource.OCR_LAYER, Doubt(DoubtKind.PICTURE_OVER_TEXT)
        if found.text_height <= SETTINGS.stamp_height:
            return PageSource.SCAN, Doubt(DoubtKind.PICTURE_WITH_STAMP)
    elif found.characters == 0 and found.image_cover > SETTINGS.picture_page:
        return PageSource.SCAN, Doubt(DoubtKind.PICTURE_WITHOUT_TEXT)
    elif (
        found.hidden_share > SETTINGS.hidden_text
        and found.characters >= SETTINGS.few_characters
    ):
        return PageSource.OCR_LAYER, Doubt(DoubtKind.HIDDEN_TEXT)
    if found.characters == 0 and found.curves >= SETTINGS.drawn_letters:
        return PageSource.SCAN, Doubt(DoubtKind.DRAWN_LETTERS)
    if found.unmapped_share > SETTINGS.most_unmapped:
        return PageSource.SCAN, Doubt(DoubtKind.UNMAPPED_CHARACTERS)
    if found.false_digit:
        return PageSource.SCAN, Doubt(DoubtKind.FONT_CONTRADICTS_PRINT, (found.false_digit,))
    return PageSource.TEXT, None


def may_hold_table(found: PageSurvey, source: PageSource) -> tuple[bool, Doubt | None]:
    """Return whether the page may hold a table, and by what sign."""
    if source is not PageSource.TEXT:
        return True, None  # nothing is known before the picture is read
    across = count_distinct([y for y, *_ in found.horizontal], SETTINGS.same_ruling)
    down = count_distinct([x for x, *_ in found.vertical], SETTINGS.same_ruling)
    if (across >= 2 and down >= 3) or (across >= 3 and down >= 2):
        return True, Doubt(DoubtKind.RULINGS_ACROSS_AND_DOWN, (str(across), str(down)))
    if down >= 3:
        return True, Doubt(DoubtKind.RULINGS_DOWN, (str(down),))
    if found.dots >= SETTINGS.dotted_page:
        return True, Doubt(DoubtKind.DOTTED_RULINGS)
    amounts = longest_column(found.amount_edges)
    if amounts >= SETTINGS.column_of_amounts:
        return True, Doubt(DoubtKind.COLUMN_OF_AMOUNTS, (str(amounts),))
    numbers = longest_column(found.number_edges)
    if across >= 3 and numbers >= 2:
        return True, Doubt(DoubtKind.RULINGS_AND_NUMBERS, (str(across), str(numbers)))
    shades = _shaded_rows(found)
    if shades >= 2:
        return True, Doubt(DoubtKind.SHADED_ROWS, (str(shades),))
    if numbers >= SETTINGS.column_of_numbers and _columns_of_numbers(found.number_edges) >= 2:
        return True, Doubt(DoubtKind.COLUMN_OF_NUMBERS, (str(numbers),))
    if numbers >= 2 and _NUMBERED_CAPTION.search(found.text) and "..." not in found.text:
        return True, Doubt(DoubtKind.CAPTION_AND_NUMBERS)
    return False, None


def count_distinct(positions: Sequence[float], tolerance: float) -> int:
    """Count positions that lie further apart than ``tolerance``."""
    count, last = 0, float("-inf")
    for position in sorted(positions):
        if position - last > tolerance:
            count += 1
            last = position
    return count


def longest_column(edges: Sequence[tuple[float, float]]) -> int:
    """Count the lines of the longest column of right-aligned numbers."""
    return max(_columns(edges), default=0)


def _columns_of_numbers(edges: Sequence[tuple[float, float]]) -> int:
    return sum(lines >= SETTINGS.column_of_numbers for lines in _columns(edges))


def _columns(edges: Sequence[tuple[float, float]]) -> list[int]:
    """Return the number of lines in each column of right-aligned numbers."""
    counts: list[int] = []
    lines: list[float] = []
    last = float("-inf")
    for end, line in sorted(edges):
        if end - last > SETTINGS.same_edge:
            counts.append(count_distinct(lines, 2.0))
            lines = []
        lines.append(line)
        last = end
    return [*counts, count_distinct(lines, 2.0)]


def _shaded_rows(found: PageSurvey) -> int:
    """Count the rows of at least three shaded boxes that stand side by side."""
    rows: dict[tuple[int, int], set[int]] = {}
    for x0, y0, x1, y1 in found.shades:
        if y1 - y0 >= SETTINGS.lowest_shade and x1 - x0 >= SETTINGS.narrowest_shade:
            rows.setdefault((round(y0 / 2), round(y1 / 2)), set()).add(round(x0 / 2))
    return sum(len(columns) >= 3 for columns in rows.values())
