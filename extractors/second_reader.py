"""A second pair of eyes: camelot reads each table page too, pdfplumber settles disputes.

camelot decodes fonts and finds grids with code of its own. A number that it reads otherwise,
or does not see where the first reader does, is looked up with pdfplumber inside the cell's
own box; if that does not bear the first reader out either, the cell gets a doubt.
"""

import logging
import warnings
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from extractors.assembly import fold_text
from extractors.filling import OVERPRINT, Filled
from extractors.pagetables import PageReading, PageTable
from schemas import Box

#: Pages handed to camelot in one call; bounds its memory.
BATCH = 64
#: How much a cell's box is widened before pdfplumber looks into it, in points.
MARGIN = 0.4
#: Cells with more letters than this are names, not figures; they are not compared.
MOST_LETTERS = 14

DOUBT = "pembaca kedua membaca lain"

_NOISY_LOGGERS = ("camelot", "pdfminer", "playa", "pypdf")


@dataclass(frozen=True, slots=True)
class SecondCell:
    """A cell as the second reader saw it; ``box`` as a viewer shows the page."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two readers agree on a page.

    Attributes:
        compared: Cells with figures that were compared.
        disputed: Those the second reader read otherwise.
        doubted: Those that the third opinion did not settle either.
    """

    compared: int = 0
    disputed: int = 0
    doubted: int = 0


def read_with_camelot(path: Path, pages: Sequence[int]) -> dict[int, tuple[SecondCell, ...]]:
    """Read the ruled tables of some pages with camelot.

    Returns:
        Cells with text, page by page; a page that camelot cannot read is missing.
    """
    import camelot

    for name in _NOISY_LOGGERS:
        logging.getLogger(name).setLevel(logging.ERROR)
    cells: dict[int, list[SecondCell]] = defaultdict(list)
    for start in range(0, len(pages), BATCH):
        batch = pages[start : start + BATCH]
        for page, found in _read_batch(camelot, path, batch):
            cells[page] += found
    return {page: tuple(found) for page, found in cells.items()}


def _read_batch(
    camelot: object, path: Path, pages: Sequence[int]
) -> list[tuple[int, list[SecondCell]]]:
    """Read a batch; where camelot fails on it, page by page."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tables = camelot.read_pdf(  # type: ignore[attr-defined]
                str(path),
                pages=",".join(map(str, pages)),
                flavor="lattice",
                engine="vector",
                suppress_stdout=True,
            )
    except Exception as error:  # noqa: BLE001 - whatever breaks there must not stop us
        if len(pages) == 1:
            logging.getLogger(__name__).debug("camelot, page %s: %s", pages, error)
            return []
        return [found for page in pages for found in _read_batch(camelot, path, [page])]
    result = []
    for table in tables:
        height = table.pdf_size[1]
        found = [
            SecondCell(cell.text, Box(*_upright(cell, height)))
            for row in table.cells
            for cell in row
            if cell.text.strip()
        ]
        result.append((int(table.page), found))
    return result


def _upright(cell: object, height: float) -> tuple[float, float, float, float]:
    x1, x2 = sorted((float(cell.x1), float(cell.x2)))  # type: ignore[attr-defined]
    y1, y2 = sorted((float(cell.y1), float(cell.y2)))  # type: ignore[attr-defined]
    return x1, height - y2, x2, height - y1


def is_figure_like(text: str) -> bool:
    """Say whether a cell may hold a figure that the two readers must agree on."""
    return any(c.isdigit() for c in text) and sum(c.isalpha() for c in text) <= MOST_LETTERS


def find_disputed(table: PageTable, second: Sequence[SecondCell]) -> tuple[int, list[int]]:
    """Find the figure cells that the second reader does not bear out.

    Returns:
        Number of cells compared, and the indices in ``table.filled`` that are disputed.
    """
    by_text: dict[str, list[SecondCell]] = defaultdict(list)
    for cell in second:
        for text in {cell.text, *cell.text.split("\n")}:
            by_text[fold_text(text)].append(cell)
    disputed = []
    compared = 0
    for i, filled in enumerate(table.filled):
        if not is_figure_like(filled.text):
            continue
        compared += 1
        if not _is_borne_out(filled, by_text):
            disputed.append(i)
    return compared, disputed


def _is_borne_out(filled: Filled, by_text: dict[str, list[SecondCell]]) -> bool:
    box = filled.text_box
    assert box is not None  # a figure has characters
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2

    def has(text: str) -> bool:
        return any(
            c.box.x0 - 2 <= x <= c.box.x1 + 2 and c.box.y0 - 2 <= y <= c.box.y1 + 2
            for c in by_text.get(fold_text(text), ())
        )

    return has(filled.text) or all(has(line.text) for line in filled.lines)


def settle_with_pdfplumber(
    path: Path, disputes: dict[int, list[tuple[int, Box, str]]]
) -> dict[int, set[int]]:
    """Find the disputed cells whose text pdfplumber finds in their box as well.

    Args:
        path: The file; it is opened once.
        disputes: For each page (from 1) the key, box as a viewer shows the page, and text
            of each disputed cell.

    Returns:
        For each page the keys that are borne out.
    """
    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    borne_out: dict[int, set[int]] = {}
    with pdfplumber.open(path, pages=sorted(disputes)) as document:
        for sheet in document.pages:
            cells = disputes[sheet.page_number]
            borne_out[sheet.page_number] = _settle_page(sheet, cells)
            sheet.close()
    return borne_out


def _settle_page(sheet: Any, cells: Iterable[tuple[int, Box, str]]) -> set[int]:
    # without the page's own offset, so that boxes mean what they mean to a viewer
    left, top = sheet.bbox[0], sheet.bbox[1]
    chars = [c for c in sheet.chars if not c["text"].isspace()]
    settled = set()
    for key, box, text in cells:
        inside = [
            c
            for c in chars
            if box.x0 - MARGIN <= (c["x0"] + c["x1"]) / 2 - left <= box.x1 + MARGIN
            and box.y0 - MARGIN <= (c["top"] + c["bottom"]) / 2 - top <= box.y1 + MARGIN
        ]
        printed = "".join(c["text"] for c in _drop_overprint(inside))
        if sorted(fold_text(printed)) == sorted(fold_text(text)):
            settled.add(key)
    return settled


def _drop_overprint(chars: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Drop characters of a cell that are printed again at (nearly) the same place."""
    kept: list[dict[str, Any]] = []
    for char in chars:
        reach = OVERPRINT * float(char["size"])
        if not any(
            k["text"] == char["text"]
            and abs(k["x0"] - char["x0"]) <= reach
            and abs(k["top"] - char["top"]) <= reach
            for k in kept
        ):
            kept.append(char)
    return kept


def compare_readers(
    path: Path, readings: dict[int, PageReading]
) -> tuple[dict[int, PageReading], dict[int, Comparison]]:
    """Let the second reader look at all ruled tables; doubts go to the cells.

    Pages that had to be turned or that camelot cannot read are compared with pdfplumber
    only where their own doubts ask for it.

    Returns:
        The readings with doubts, and how the readers agree, page by page.
    """
    pages = sorted(n for n, r in readings.items() if _is_comparable(r))
    second = read_with_camelot(path, pages) if pages else {}
    disputed: dict[int, list[tuple[int, int]]] = {}
    compared: dict[int, int] = {}
    for page in pages:
        if page in second:
            compared[page], disputed[page] = _find_disputes(readings[page], second[page])
    asked = {
        page: [
            (k, cell.slot.box, cell.text)
            for k, cell in enumerate(readings[page].tables[t].filled[i] for t, i in cells)
        ]
        for page, cells in disputed.items()
        if cells
    }
    settled = settle_with_pdfplumber(path, asked) if asked else {}
    result = dict(readings)
    comparisons: dict[int, Comparison] = {}
    for page, cells in disputed.items():
        doubted = {c for k, c in enumerate(cells) if k not in settled.get(page, set())}
        comparisons[page] = Comparison(compared[page], len(cells), len(doubted))
        if doubted:
            result[page] = _doubt_cells(readings[page], doubted)
    return result, comparisons


def _is_comparable(reading: PageReading) -> bool:
    return reading.turned == 0 and any(t.method == "geometri" for t in reading.tables)


def _find_disputes(
    reading: PageReading, second: Sequence[SecondCell]
) -> tuple[int, list[tuple[int, int]]]:
    """Count the compared cells of a page and name the disputed ones (table, cell)."""
    compared = 0
    disputed: list[tuple[int, int]] = []
    for t, table in enumerate(reading.tables):
        if table.method != "geometri":
            continue
        count, indices = find_disputed(table, second)
        compared += count
        disputed += [(t, i) for i in indices]
    return compared, disputed


def _doubt_cells(reading: PageReading, doubted: set[tuple[int, int]]) -> PageReading:
    tables = tuple(
        replace(
            table,
            filled=tuple(
                replace(f, doubts=(*f.doubts, DOUBT)) if (t, i) in doubted else f
                for i, f in enumerate(table.filled)
            ),
        )
        for t, table in enumerate(reading.tables)
    )
    return replace(reading, tables=tables)
