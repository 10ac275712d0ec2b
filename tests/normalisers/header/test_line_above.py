"""The header of a list without rules, printed as a line above it."""

from dataclasses import replace

import pytest

from sidak.normalisers.header.detect import find_header
from sidak.normalisers.header.line_above import read_header_above
from sidak.normalisers.text.table_view import TableView
from sidak.schemas import Box, PageText, Place
from tests.normalisers.tables import make_table

ROWS = [
    ["1.", "Program Pelayanan Administrasi", "Rp.", "150.000.000,00", "APBD"],
    ["2.", "Program Kompetensi Aparatur", "Rp.", "182.940.000,00", "APBD"],
]
PATHS = (("No.",), ("Program",), ("Anggaran",), ("Anggaran",), ("Ket",))


def _read(
    rows: list[list[str]], line: str, bottom: float = 190
) -> tuple[tuple[str, ...], ...] | None:
    table = replace(make_table(rows), places=(Place(1, Box(50, 200, 500, 400)),))
    view = TableView(table)
    text = PageText(1, ((line, Box(60, bottom - 12, 480, bottom)),))
    return read_header_above(view, find_header(view), (text,))


@pytest.mark.parametrize(
    ("line", "bottom", "paths"),
    [
        ("No. Program Anggaran Ket", 190, PATHS),
        ("No. Program Anggaran Ket", 120, None),  # too far above
        ("No. Program Anggaran", 190, None),  # a column is left over
        ("No. Anggaran Program Ket", 190, None),  # amounts under "Program"
        ("Kepala Dinas dan Gubernur", 190, None),
    ],
)
def test_the_line_above_names_the_columns(
    line: str, bottom: float, paths: tuple[tuple[str, ...], ...] | None
) -> None:
    assert _read(ROWS, line, bottom) == paths


def test_row_numbers_in_front_of_the_names_share_their_header() -> None:
    rows = [
        ["1 Penyusunan Dokumen", "49.908.163.100", "48.588.235.207"],
        ["2 Koordinasi Laporan", "21.193.590.789", "86.456.951"],
        ["3 Penyediaan Gaji", "12.500.000", "11.000.000"],
    ]
    assert _read(rows, "No Uraian Pagu (Rp) Realisasi (Rp)") == (
        ("No Uraian",),
        ("Pagu (Rp)",),
        ("Realisasi (Rp)",),
    )
