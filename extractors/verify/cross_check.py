"""A second reading of every figure of every page with ruled tables.

camelot finds the tables once more. Where it does not see a figure of the first reader at its
place, pdfplumber's table finder decides: the cell gets a doubt unless one of
the two confirms the first reader. A figure that stands in no cell of either (a column beside
the drawn frame) has no second opinion, and the page ledger counts it.

The characters are decoded a second time wherever a font shows something new; see
``decoders``. Where the decoders differ, pdfplumber reads the cell's own box.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sidak.extractors.layout.cells import CellText
from sidak.extractors.layout.text_lines import drop_overprint
from sidak.extractors.layout.turning import turn_content
from sidak.extractors.pdf.page_content import PageContent
from sidak.extractors.pdf.transform import Matrix, Point
from sidak.extractors.tables.page_tables import PageReading, PageTable
from sidak.extractors.verify.decoders import SecondDecoder, fold_print, resolve_with_pdfplumber
from sidak.extractors.verify.settings import SETTINGS
from sidak.extractors.verify.table_finders import (
    FinderCell,
    read_with_camelot,
    read_with_pdfplumber,
)
from sidak.schemas import Box, Doubt, DoubtKind

DOUBT = Doubt(DoubtKind.SECOND_READER_DIFFERS)

#: A cell of a reading: which table, which cell of it.
Key = tuple[int, int]
_Texts = Mapping[str, Sequence[FinderCell]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """How the readers agree on a page.

    Attributes:
        compared: Cells with figures that were compared.
        disputed: Those the second reader read otherwise, or did not see.
        doubted: Those that the third reader did not resolve either.
        unseen: Those that stand in no cell of the other readers: outside their frames.
        is_failed: Whether the second reader could not read the page.
    """

    compared: int = 0
    disputed: int = 0
    doubted: int = 0
    unseen: int = 0
    is_failed: bool = False

    def describe(self) -> Doubt | None:
        """Return what the page ledger says of it; ``None`` if all agree."""
        if self.is_failed:
            return Doubt(DoubtKind.SECOND_READER_FAILED)
        if not self.disputed:
            return None
        detail = (str(self.disputed), str(self.compared), str(self.doubted))
        if self.unseen:
            return Doubt(DoubtKind.SECOND_READER_DISPUTES_OUTSIDE, (*detail, str(self.unseen)))
        return Doubt(DoubtKind.SECOND_READER_DISPUTES, detail)


class CrossChecker:
    """Looks at the pages of one file after the first reader.

    Args:
        path: The file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._decoder = SecondDecoder(path)
        self._mismatched: dict[int, list[tuple[Key, Box, str]]] = {}
        self.comparisons: dict[int, Comparison] = {}

    def close(self) -> None:
        """Close the file."""
        self._decoder.close()

    def check_page(
        self, content: PageContent, reading: PageReading, to_view: Matrix
    ) -> PageReading:
        """Compare a page with what the first reader made of it.

        Args:
            content: The page as a viewer shows it.
            reading: What the first reader made of it.
            to_view: From the space of the page to that of the viewer.

        Returns:
            The reading, with doubts.
        """
        if not reading.tables:
            return reading
        figures = (
            glyph
            for table in reading.tables
            for filled in table.filled
            if is_figure_like(filled.text)
            for line in filled.lines
            for glyph in line.glyphs
        )
        unlike = self._decoder.find_mismatches(content, figures, to_view)
        if unlike:
            self._note_mismatch(reading, unlike)
        if not any(t.method == "geometri" for t in reading.tables):
            return reading
        upright = turn_content(content, reading.turned) if reading.turned else content
        doubted, self.comparisons[content.page] = compare_tables(upright, reading)
        return flag_cells(reading, doubted)

    def resolve(self, readings: Mapping[int, PageReading]) -> dict[int, PageReading]:
        """Have the cells judged whose characters the two decoders do not agree on.

        Args:
            readings: All pages, as ``check_page`` returned them.

        Returns:
            The same, with the doubts that pdfplumber did not resolve, and a remark on each
            page on which the readers differ.
        """
        result = dict(readings)
        confirmed = resolve_with_pdfplumber(
            self._path,
            {
                page: [(k, box, text) for k, (_, box, text) in enumerate(cells)]
                for page, cells in self._mismatched.items()
            },
        )
        for page, cells in self._mismatched.items():
            doubted = {key for k, (key, _, _) in enumerate(cells) if k not in confirmed[page]}
            known = self.comparisons.get(page, Comparison(compared=len(cells)))
            self.comparisons[page] = replace(
                known,
                disputed=known.disputed + len(cells),
                doubted=known.doubted + len(doubted),
            )
            result[page] = flag_cells(result[page], doubted)
        for page, comparison in self.comparisons.items():
            dispute = comparison.describe()
            if dispute is not None:
                reading = result[page]
                result[page] = replace(reading, remarks=(*reading.remarks, dispute))
        return result

    def _note_mismatch(self, reading: PageReading, unlike: Sequence[Point]) -> None:
        """Keep the figure cells in which the decoders differ, for pdfplumber."""
        cells = []
        for t, table in enumerate(reading.tables):
            for i, filled in enumerate(table.filled):
                if not is_figure_like(filled.text):
                    continue
                box = reading.to_viewer(filled.slot.box)
                if any(box.contains_point(*place) for place in unlike):
                    cells.append(((t, i), box, filled.text))
        if cells:
            self._mismatched[reading.page] = cells


def compare_tables(content: PageContent, reading: PageReading) -> tuple[set[Key], Comparison]:
    """Compare the ruled tables of a page with those that camelot and pdfplumber find.

    Args:
        content: The page, turned upright.
        reading: What the first reader made of it.

    Returns:
        The cells that neither confirms, and how the readers agree.
    """
    second = read_with_camelot(content)
    if second is None:
        return set(), Comparison(is_failed=True)
    compared, disputed = _find_disputes(reading, second)
    if disputed:
        # text printed twice to look bold is read twice there
        glyphs = drop_overprint(content.glyphs)
        if len(glyphs) < len(content.glyphs):
            content = replace(content, glyphs=tuple(glyphs))
            second = read_with_camelot(content) or ()
            compared, disputed = _find_disputes(reading, second)
    if not disputed:
        return set(), Comparison(compared)
    places = [_middle(reading.tables[t].filled[i]) for t, i in disputed]
    third = read_with_pdfplumber(content, places)
    by_text = _index_texts(third)
    doubted: set[Key] = set()
    unseen = 0
    for t, i in disputed:
        filled = reading.tables[t].filled[i]
        if _is_confirmed(filled, by_text):
            continue
        if _is_seen(filled, second) or _is_seen(filled, third):
            doubted.add((t, i))
        else:
            unseen += 1
    return doubted, Comparison(compared, len(disputed), len(doubted), unseen)


def is_figure_like(text: str) -> bool:
    """Return True if a cell may hold a figure that the two readers must agree on."""
    return (
        any(c.isdigit() for c in text)
        and sum(c.isalpha() for c in text) <= SETTINGS.most_letters
    )


def _find_disputes(reading: PageReading, second: Sequence[FinderCell]) -> tuple[int, list[Key]]:
    """Count the compared cells of a page and name those the second reader has otherwise."""
    compared = 0
    disputed: list[Key] = []
    by_text = _index_texts(second)
    for t, table in enumerate(reading.tables):
        if table.method != "geometri":
            continue
        for i, filled in enumerate(table.filled):
            if is_figure_like(filled.text):
                compared += 1
                if not _is_confirmed(filled, by_text):
                    disputed.append((t, i))
    return compared, disputed


def _index_texts(cells: Iterable[FinderCell]) -> _Texts:
    """Find cells by their text, and by each of their lines."""
    by_text: dict[str, list[FinderCell]] = defaultdict(list)
    for cell in cells:
        for text in {cell.text, *cell.text.split("\n")}:
            by_text[fold_print(text)].append(cell)
    return by_text


def _is_confirmed(filled: CellText, by_text: _Texts) -> bool:
    """Return True if another reader has the text, or each of its lines, at the same place."""

    def has(text: str) -> bool:
        return _is_seen(filled, by_text.get(fold_print(text), ()))

    return has(filled.text) or all(has(line.text) for line in filled.lines)


def _is_seen(filled: CellText, cells: Iterable[FinderCell]) -> bool:
    """Return True if the middle of a cell's text lies in one of the given cells."""
    x, y = _middle(filled)
    return any(
        c.box.x0 - SETTINGS.slack <= x <= c.box.x1 + SETTINGS.slack
        and c.box.y0 - SETTINGS.slack <= y <= c.box.y1 + SETTINGS.slack
        for c in cells
    )


def _middle(filled: CellText) -> Point:
    box = filled.text_box
    assert box is not None  # a figure has characters
    return (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2


def flag_cells(reading: PageReading, doubted: set[Key]) -> PageReading:
    """Give the cells their doubt."""
    if not doubted:
        return reading

    def doubt(t: int, table: PageTable) -> PageTable:
        return replace(
            table,
            filled=tuple(
                replace(f, doubts=(*f.doubts, DOUBT))
                if (t, i) in doubted and DOUBT not in f.doubts
                else f
                for i, f in enumerate(table.filled)
            ),
        )

    return replace(reading, tables=tuple(doubt(t, one) for t, one in enumerate(reading.tables)))
