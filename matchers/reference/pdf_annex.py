"""Nomenclature lists out of an official PDF annex, read by sidak's own extractors.

The annex is a long table: the code in one column, or spread over five or six narrow ones
(urusan, bidang urusan, program, kegiatan, sub kegiatan), the name beside it, then
performance, indicator and unit. What the columns are follows from what they hold, so that a
part without a header reads like the one before it. What is not understood is handed out as
a doubt, never left away in silence.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sidak.extractors import read_document
from sidak.matchers.reference.settings import SETTINGS
from sidak.matchers.reference.source import ListSource, SourceDoubt, SourceRow
from sidak.normalisers.rows.codes import KodeKind, join_kode_columns, read_kode
from sidak.schemas import (
    Doubt,
    Extraction,
    NomenclatureError,
    PageStatus,
    Table,
    UnreadableFileError,
    describe,
)
from sidak.schemas.text.column_numbers import parse_column_number

#: A part of a code, or a whole one.
_PART = re.compile(r"[0-9Xx]{1,4}(?:\s*[.,]\s*[0-9Xx]{1,4})*\s*\.?")
_NAME_HEADER = re.compile(r"nomenklatur|uraian|^nama", re.IGNORECASE)
_NO_HEADER = re.compile(r"^no(?:mor)?\.?$", re.IGNORECASE)
_DANGLING = re.compile(r"(?:\b(?:dan|atau|serta|untuk|di|ke|dari|pada|dengan|yang)|[,/&(-])$")
_CODED_LINE = re.compile(r"^\s*[0-9X]\s*[.\s]\s*(?:\d\d|XX)\s*[.\s]\s*\d\d\b.*[A-Za-z]{4}")


@dataclass(frozen=True, slots=True)
class _AnnexLayout:
    """Which columns of a table hold what.

    Attributes:
        columns: Columns of the table.
        kode: Columns of the code, left to right.
        nama: Column of the name.
    """

    columns: int
    kode: tuple[int, ...]
    nama: int


def read_list_pdf(file: Path) -> ListSource:
    """Read the lines of a list that is printed in a PDF.

    Raises:
        NomenclatureError: If the file cannot be read or holds no such list.
    """
    try:
        extraction = read_document(file)
    except UnreadableFileError as error:
        raise NomenclatureError(f"{file.name}: {error.doubt.text('en')}") from error
    rows: list[SourceRow] = []
    doubts = list(_report_unread_pages(extraction))
    layout: _AnnexLayout | None = None
    for table in extraction.tables:
        found = _find_layout(table)
        if found is None and layout is not None and layout.columns == table.columns:
            found = layout
        if found is None:
            message = "tabel ini bukan daftar kode dan nama; tidak dipakai"
            doubts.append(SourceDoubt(table.page_first, message))
            continue
        layout = found
        _read_table(table, found, rows, doubts)
    if not rows:
        raise NomenclatureError(f"{file.name}: no table with columns of codes and names")
    texts = [
        line
        for text in extraction.texts
        if text.page <= SETTINGS.front_pages
        for line, _box in text.lines
    ]
    return ListSource(tuple(rows), " ".join([extraction.title, *texts]), tuple(doubts))


def _report_unread_pages(extraction: Extraction) -> Iterator[SourceDoubt]:
    """Report pages that could not be read, and lists that were not seen as tables."""
    coded = {
        text.page: sum(_CODED_LINE.match(line) is not None for line, _box in text.lines)
        for text in extraction.texts
    }
    for page in extraction.pages:
        if page.status is PageStatus.FAILED:
            yield SourceDoubt(page.page, f"halaman tidak terbaca: {describe(page.reasons)}")
        elif coded.get(page.page, 0) >= (1 if page.tables else SETTINGS.coded_lines):
            message = f"{coded[page.page]} baris berkode di luar tabel; tidak dipakai"
            yield SourceDoubt(page.page, message)


def _find_layout(table: Table) -> _AnnexLayout | None:
    """Find the columns of code and name by what they hold; ``None`` if it is no list."""
    texts: dict[int, list[str]] = {at: [] for at in range(table.columns)}
    heads: dict[int, list[str]] = {at: [] for at in range(table.columns)}
    first = table.header_rows or 0
    for cell in table.cells:
        text = " ".join(cell.text.split())
        if cell.row < first:
            heads[cell.column].append(text)
        elif text and cell.column_span == 1:
            texts[cell.column].append(text)
    named = [
        at
        for at in range(table.columns)
        if any(_NAME_HEADER.search(head) for head in heads[at]) and _is_wordy(texts[at])
    ]
    nama = named[0] if named else next((a for a in texts if _is_wordy(texts[a])), None)
    if nama is None:
        return None
    parts = [
        at
        for at in range(nama)
        if texts[at]
        and not any(_NO_HEADER.match(head) for head in heads[at])
        and _share(texts[at]) >= SETTINGS.code_share
    ]
    whole = [at for at in parts if _is_whole(texts[at])]
    kode = tuple(whole[:1] or parts)
    layout = _AnnexLayout(table.columns, kode, nama)
    lines = [line for line in _list_lines(table, layout) if line.nama]
    readable = sum(read_kode(line.kode).kind is KodeKind.PROGRAM for line in lines)
    if not kode or readable < max(1, SETTINGS.code_share * len(lines)):
        return None
    return layout


def _share(texts: Sequence[str]) -> float:
    return sum(_PART.fullmatch(text) is not None for text in texts) / len(texts)


def _is_whole(texts: Sequence[str]) -> bool:
    """Return True if a column holds whole codes, not parts of them."""
    return sum(text.count(".") >= 2 for text in texts) >= SETTINGS.code_share * len(texts)


def _is_wordy(texts: Sequence[str]) -> bool:
    letters = [sum(character.isalpha() for character in text) for text in texts]
    return bool(letters) and sum(letters) / len(letters) >= SETTINGS.name_letters


@dataclass(frozen=True, slots=True)
class _AnnexLine:
    """One row of a table.

    Attributes:
        page: Its page.
        cells: Texts of the code's columns.
        nama: Text of the name, wraps kept.
        doubts: Why the reading of code or name may be wrong.
    """

    page: int
    cells: tuple[str, ...]
    nama: str
    doubts: tuple[Doubt, ...] = ()

    @property
    def kode(self) -> str:
        """The code, its parts joined."""
        return join_kode_columns(self.cells)


def _list_lines(table: Table, layout: _AnnexLayout) -> list[_AnnexLine]:
    wanted = (*layout.kode, layout.nama)
    by_row: dict[int, dict[int, str]] = {}
    pages: dict[int, int] = {}
    doubts: dict[int, list[Doubt]] = {}
    for cell in table.cells:
        if cell.row < (table.header_rows or 0):
            continue
        pages.setdefault(cell.row, cell.place.page)
        column = cell.column
        is_over = column < layout.nama < column + cell.column_span
        if is_over and not _PART.fullmatch(cell.text.strip()):
            column = layout.nama  # a heading over the whole width
        if column in wanted and cell.text.strip():
            by_row.setdefault(cell.row, {})[column] = cell.text.strip()
            doubts.setdefault(cell.row, []).extend(cell.doubts)
    return [
        _AnnexLine(
            pages[row],
            tuple(cells.get(column, "") for column in layout.kode),
            cells.get(layout.nama, ""),
            tuple(doubts[row]),
        )
        for row, cells in sorted(by_row.items())
    ]


def _read_table(
    table: Table, layout: _AnnexLayout, rows: list[SourceRow], doubts: list[SourceDoubt]
) -> None:
    """Add the lines of a table; lines without a code go on with a name, or are reported."""
    above: tuple[str, ...] = ("",) * len(layout.kode)
    page = rows[-1].page if rows else 0
    for line in _list_lines(table, layout):
        if parse_column_number(line.nama) is not None or _is_header(line):
            continue
        has_moved, page = line.page != page, line.page
        shown = " ".join(line.nama.split())
        if not line.kode:
            if rows and (has_moved or _is_rest_of_name(rows[-1].nama, line.nama)):
                whole = f"{rows[-1].nama}\n{line.nama}"
                rows[-1] = replace(rows[-1], nama=whole)
                message = f"'{shown}' tanpa kode dianggap lanjutan nama {rows[-1].kode}"
            else:
                message = f"'{shown}' tanpa kode; baris tidak dipakai"
            doubts.append(SourceDoubt(line.page, message))
            continue
        for cells, nama in _split_merged_rows(line):
            above = _fill_down(cells, above)
            rows.append(SourceRow(len(rows) + 1, _join_kode(above), nama, page=line.page))
        for doubt in dict.fromkeys(line.doubts):
            doubts.append(SourceDoubt(line.page, f"{rows[-1].kode} '{shown}': {doubt.text()}"))


def _split_merged_rows(line: _AnnexLine) -> list[tuple[tuple[str, ...], str]]:
    """Part rows that ran into one, where as many whole codes as lines of names stand."""
    codes = line.cells[0].split("\n") if len(line.cells) == 1 else []
    names = line.nama.split("\n")
    are_whole = all(code.count(".") >= 2 and read_kode(code).kode for code in codes)
    if len(codes) > 1 and len(codes) == len(names) and are_whole:
        return [((code,), name) for code, name in zip(codes, names, strict=True)]
    return [(line.cells, line.nama)]


def _join_kode(cells: tuple[str, ...]) -> str:
    """Join the parts of a code; one that lacks a part in the middle stays unreadable."""
    filled = [at for at, cell in enumerate(cells) if cell]
    shown = [cell or "?" for cell in cells[: filled[-1] + 1]] if filled else []
    return join_kode_columns(shown)


def _fill_down(cells: tuple[str, ...], above: tuple[str, ...]) -> tuple[str, ...]:
    """Fill parts of a code that are printed only once for the lines below."""
    filled = list(cells)
    for at, (own, other) in enumerate(zip(cells, above, strict=True)):
        if own:
            break
        filled[at] = other
    return tuple(filled)


def _is_rest_of_name(name: str, rest: str) -> bool:
    """Return True if a text without a code is the rest of the name above it."""
    return rest[:1].islower() or _DANGLING.search(name.strip()) is not None


def _is_header(line: _AnnexLine) -> bool:
    """Return True if a row is the header printed again, or a row of it."""
    if line.kode:
        return re.fullmatch(r"[^0-9Xx][^0-9]*", line.kode) is not None
    is_title = line.nama.isupper() or line.nama.istitle()
    return is_title and _NAME_HEADER.search(line.nama) is not None


def find_odd_tails(rows: Sequence[SourceRow]) -> frozenset[int]:
    """Return the places of codes whose last part has another width than all others.

    Two rows that ran into one make "0102" of "01" and "02": a code of the right shape.
    """
    tails = {
        at: len(parts[-1])
        for at, row in enumerate(rows)
        if len(parts := row.kode.split(".")) == 6 and parts[-1].isdigit()
    }
    if not tails:
        return frozenset()
    width, count = Counter(tails.values()).most_common(1)[0]
    if count < SETTINGS.tail_share * len(tails):
        return frozenset()
    return frozenset(at for at, own in tails.items() if own != width)
