"""``sidak bench boxes FILES...``: does each figure stand where its box says?

Every page that has a text layer is read again, in its own coordinates and without the reader
under test: the characters whose middle lies inside the box of a figure must be the figure.
Spaces and the order of characters set apart by a font are of no account.
"""

import ctypes
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import typer
from rich.console import Console
from rich.table import Table as Grid

from sidak.extractors.pdf.clipping import read_clip_box
from sidak.schemas import Box, Cell, Extraction, Figure, PageSource, Place, TypedTable

#: A box is taken this much larger on each side: rounding to hundredths must not matter.
SLACK = 0.05
#: A digit of the same run nearer than this share of its height to the box goes on with it.
NEAR = 0.12


#: The space of the page as it is.
AS_IT_IS = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class BoxMatch(StrEnum):
    """How the characters inside a box compare with the figure."""

    SAME = "same"
    REORDERED = "reordered"
    REPEATED = "repeated"
    MORE = "more"
    LESS = "less"
    OTHER = "other"
    NO_BOX = "no box"
    GOES_ON = "goes on"


#: The figure stands in its box: same characters, printed in whatever order, or twice.
AGREEING = (BoxMatch.SAME, BoxMatch.REORDERED, BoxMatch.REPEATED)


class PrintedCharacter(NamedTuple):
    """A printed character; edges are points of the page as a viewer shows it.

    Characters of one ``run`` were set by one operator of the file; a clipping path leaves
    nothing to see of the one that ``is_hidden``.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    run: int = 0
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A figure whose box holds something else."""

    figure_id: str
    page: int
    raw_text: str
    printed: str
    verdict: BoxMatch
    is_accepted: bool


@dataclass(slots=True)
class BoxReport:
    """The boxes of one file.

    Attributes:
        file: Name of the file.
        verdicts: How many figures of each verdict.
        disagreements: One by one.
    """

    file: str
    verdicts: Counter[BoxMatch] = field(default_factory=Counter)
    disagreements: list[Disagreement] = field(default_factory=list)

    @property
    def figures(self) -> int:
        """Figures that were checked."""
        return sum(self.verdicts.values())

    @property
    def agreeing(self) -> int:
        """Figures that stand in their box."""
        return sum(self.verdicts[verdict] for verdict in AGREEING)


def read_characters(page: pdfium.PdfPage) -> tuple[PrintedCharacter, ...]:
    """Read the characters of a page by pdfium's own mapping from page to viewer.

    Args:
        page: An open page; the caller closes it.
    """
    width, height = page.get_size()
    # in hundredths of a point: the mapping gives whole numbers
    across, down = round(width * 100), round(height * 100)
    textpage = page.get_textpage()
    clips: dict[int, Box | None] = {}
    found = []
    x, y = ctypes.c_int(), ctypes.c_int()

    def show(px: float, py: float) -> tuple[float, float]:
        pdfium_c.FPDF_PageToDevice(page.raw, 0, 0, across, down, 0, px, py, x, y)
        return x.value / 100, y.value / 100

    try:
        for index in range(textpage.count_chars()):
            code = pdfium_c.FPDFText_GetUnicode(textpage.raw, index)
            # 2 is how pdfium marks a hyphen at the end of a line
            text = "-" if code == 2 else chr(code)
            if code in (0, 0xFFFE, 0xFFFF, 0x200B, 0xAD) or not text.strip():
                continue
            left, bottom, right, top = textpage.get_charbox(index, loose=True)
            (ax, ay), (bx, by) = show(left, bottom), show(right, top)
            edges = (min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
            handle = pdfium_c.FPDFText_GetTextObject(textpage.raw, index)
            run = ctypes.cast(handle, ctypes.c_void_p).value or 0
            middle = ((left + right) / 2, (bottom + top) / 2)
            if run not in clips:
                clips[run] = read_clip_box(handle, middle, AS_IT_IS)
            clip = clips[run]
            is_hidden = clip is not None and not clip.contains_point(*middle)
            found.append(PrintedCharacter(text, *edges, run, is_hidden))
    finally:
        textpage.close()
    return tuple(found)


def check_boxes(path: Path, extraction: Extraction, typed: Sequence[TypedTable]) -> BoxReport:
    """Re-read the page inside the box of each figure of an exported page.

    Args:
        path: The PDF.
        extraction: What was read from it.
        typed: The same tables, understood.
    """
    exported = {p.page for p in extraction.pages if p.source is PageSource.TEXT}
    cells = {
        (table.table_id, cell.row, cell.column): cell
        for table in extraction.tables
        for cell in table.cells
    }
    wanted: dict[int, list[tuple[Figure, Cell | None]]] = {}
    for table in typed:
        for figure in table.figures:
            if figure.page in exported:
                cell = cells.get((figure.table_id, figure.row, figure.column))
                wanted.setdefault(figure.page, []).append((figure, cell))
    report = BoxReport(extraction.file)
    document = pdfium.PdfDocument(path)
    printed: dict[int, tuple[PrintedCharacter, ...]] = {}

    def characters_of(number: int) -> tuple[PrintedCharacter, ...]:
        if number not in printed:
            page = document[number - 1]
            printed[number] = read_characters(page)
            page.close()
        return printed[number]

    try:
        for number, figures in sorted(wanted.items()):
            for old in [n for n in printed if n < number]:
                del printed[old]
            for figure, cell in figures:
                parts = [
                    (place.box, characters_of(place.page))
                    for place in list_places(figure, cell)
                    if place.box is not None
                ]
                verdict, seen = judge_figure(figure.raw_text, parts)
                report.verdicts[verdict] += 1
                if verdict not in AGREEING:
                    report.disagreements.append(
                        Disagreement(
                            figure.figure_id,
                            figure.page,
                            figure.raw_text,
                            seen,
                            verdict,
                            figure.status not in ("suspect", "unreadable"),
                        )
                    )
    finally:
        document.close()
    return report


def list_places(figure: Figure, cell: Cell | None) -> Iterator[Place]:
    """Yield where the parts of a figure stand: more than one if a page break cuts it."""
    yield Place(figure.page, figure.box)
    if cell is not None:
        yield from cell.more_places


def judge_figure(
    raw_text: str, parts: Sequence[tuple[Box, Sequence[PrintedCharacter]]]
) -> tuple[BoxMatch, str]:
    """Compare a figure with what is printed inside its box, and just beside it.

    Args:
        raw_text: The figure as read.
        parts: Its boxes, each with the characters of the page it lies on.

    Returns:
        The verdict and the characters inside.
    """
    if not parts:
        return BoxMatch.NO_BOX, ""
    inside = [c for box, characters in parts for c in characters if holds(box, _middle_of(c))]
    wanted = "".join(raw_text.split())
    verdict = _compare(wanted, inside)
    if verdict not in AGREEING and any(c.is_hidden for c in inside):
        # the end of a name beside it, cut off at the border of its own cell
        inside = [c for c in inside if not c.is_hidden]
        verdict = _compare(wanted, inside)
    seen = "".join(c.text for c in inside)
    if verdict in AGREEING and any(is_cut_off(box, chars) for box, chars in parts):
        return BoxMatch.GOES_ON, seen
    return verdict, seen


def _compare(wanted: str, inside: Sequence[PrintedCharacter]) -> BoxMatch:
    seen = "".join(c.text for c in inside)
    if seen == wanted:
        return BoxMatch.SAME
    if sorted(seen) == sorted(wanted):
        return BoxMatch.REORDERED
    once = {(c.text, round(c.x0), round(c.y0)) for c in inside}
    if sorted(text for text, _, _ in once) == sorted(wanted):
        return BoxMatch.REPEATED
    have, need = Counter(seen), Counter(wanted)
    if have >= need:
        return BoxMatch.MORE
    return BoxMatch.LESS if need >= have else BoxMatch.OTHER


def is_cut_off(box: Box, characters: Sequence[PrintedCharacter]) -> bool:
    """Return True if a digit of the same run stands close beside the box: a number torn."""
    runs = {c.run for c in characters if holds(box, _middle_of(c))}
    for c in characters:
        if c.run not in runs or not c.text.isdigit() or holds(box, _middle_of(c)):
            continue
        _, y = _middle_of(c)
        reach = NEAR * (c.y1 - c.y0)
        if box.y0 < y < box.y1 and (abs(c.x0 - box.x1) <= reach or abs(box.x0 - c.x1) <= reach):
            return True
    return False


def holds(box: Box, point: tuple[float, float]) -> bool:
    """Return True if a point lies in a box or within ``SLACK`` of it."""
    x, y = point
    return box.x0 - SLACK <= x <= box.x1 + SLACK and box.y0 - SLACK <= y <= box.y1 + SLACK


def _middle_of(c: PrintedCharacter) -> tuple[float, float]:
    return (c.x0 + c.x1) / 2, (c.y0 + c.y1) / 2


def measure_file(path: Path) -> BoxReport:
    """Read the exported pages of a file and check the boxes of its figures.

    Raises:
        UnreadableFileError: If nothing of the file can be read.
    """
    from sidak.extractors import read_document
    from sidak.extractors.pdf.classify import classify_pdf_pages
    from sidak.normalisers import find_facts, type_tables

    exported = [j.page for j in classify_pdf_pages(path) if j.source is PageSource.TEXT]
    extraction = read_document(path, exported)
    return check_boxes(path, extraction, type_tables(extraction, find_facts(extraction)))


def make_grid(reports: Sequence[BoxReport]) -> Grid:
    """Make the table: one line a file, one column a verdict."""
    grid = Grid(title="Figures found again inside their boxes", header_style="bold")
    grid.add_column("file", overflow="fold", min_width=18)
    for name in ("figures", "agree", *BoxMatch):
        grid.add_column(str(name), justify="right")
    for report in reports:
        counts = [report.figures, report.agreeing, *(report.verdicts[v] for v in BoxMatch)]
        grid.add_row(report.file.removesuffix(".pdf"), *(str(count) for count in counts))
    return grid


@dataclass(frozen=True)
class BoxOptions:
    """Options of the command."""

    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILES", help="Reports (PDF).", exists=True, dir_okay=False),
    ]
    show: Annotated[int, typer.Option(help="Disagreements shown for each file.")] = 20


def run_boxes(options: BoxOptions) -> int:
    """Whether each figure stands inside its box when the page is read again.

    Exit code 1 if one does not.
    """
    reports = [measure_file(path) for path in options.files]
    console = Console(width=None if sys.stdout.isatty() else 140, highlight=False)
    console.print(make_grid(reports))
    for report in reports:
        for one in report.disagreements[: options.show]:
            flag = "accepted" if one.is_accepted else "in doubt"
            console.print(
                f"{report.file} p{one.page} {one.figure_id.split('-', 1)[1]} {one.verdict} "
                f"({flag}): read {one.raw_text!r}, printed {one.printed!r}",
                markup=False,
                soft_wrap=True,
            )
    return int(any(report.disagreements for report in reports))
