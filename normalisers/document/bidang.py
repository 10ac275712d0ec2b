"""The urusan and bidang under which an agency stands, where the report prints it."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from sidak.normalisers.document.sources import SourceLine
from sidak.normalisers.rows.codes import BIDANG_OF_URUSAN
from sidak.normalisers.text.table_view import one_line
from sidak.schemas import Cell, Extraction

#: Reports of earlier years number urusan and bidang in another way.
FIRST_YEAR = 2020
_LABEL = re.compile(
    r"^(?:kode\s+)?(?:bidang\s+)?(?:urusan(?:\s+pemerintahan)?|organisasi|unit\s+organisasi|"
    r"sub\s+unit(?:\s+organisasi)?|skpd|opd|perangkat\s+daerah|unit\s+kerja)\s*:?\s*",
    re.IGNORECASE,
)
_KODE = re.compile(r"^[:\s-]*([1-9])\s?\.\s?(\d{2})(?=\D|$)")


def find_bidang(
    lines: Iterable[SourceLine], extraction: Extraction, year: int | None
) -> tuple[str | None, str]:
    """Return the agency's bidang, such as "4.02", and the evidence.

    "Urusan Pemerintahan : 4.02 SEKRETARIAT DPRD" and the code of the organisation
    ("1.02.0.00.0.00.01.0000") print it; on a page or in the cells of a form. What a report
    of before 2020 prints is of an older list.
    """
    if year is not None and year < FIRST_YEAR:
        return None, ""
    votes: Counter[str] = Counter()
    said: dict[str, str] = {}
    for line in lines:
        label = _LABEL.match(line.text)
        bidang = _read_bidang(line.text[label.end() :]) if label else None
        if bidang is not None:
            votes[bidang] += 1
            said.setdefault(bidang, line.quote)
    for table in extraction.tables:
        rows: dict[int, list[Cell]] = {}
        for cell in table.cells:
            if cell.text.strip(" :\n"):
                rows.setdefault(cell.row, []).append(cell)
        for cells in rows.values():
            bidang = _read_row(cells)
            if bidang is not None:
                votes[bidang] += 1
                text = " ".join(one_line(cell.text) for cell in cells)
                said.setdefault(bidang, f'"{text[:120]}" (tabel, hlm. {cells[0].place.page})')
    if not votes:
        return None, ""
    bidang, count = votes.most_common(1)[0]
    return (bidang, said[bidang]) if count * 2 > votes.total() else (None, "")


def _read_row(cells: Sequence[Cell]) -> str | None:
    """Read a row of a form: "Urusan Pemerintahan | : | 4.02 | SEKRETARIAT DPRD"."""
    ordered = sorted(cells, key=lambda cell: cell.column)
    first = one_line(ordered[0].text)
    label = _LABEL.match(first)
    if label is None or len(first) > 160 or len(ordered) > 4:
        return None
    rest = " ".join([first[label.end() :], *(one_line(cell.text) for cell in ordered[1:])])
    return _read_bidang(rest)


def _read_bidang(text: str) -> str | None:
    match = _KODE.match(text)
    if match is None:
        return None
    urusan, bidang = match.groups()
    first, last = BIDANG_OF_URUSAN.get(urusan, (1, 0))
    return f"{urusan}.{bidang}" if first <= int(bidang) <= last else None
