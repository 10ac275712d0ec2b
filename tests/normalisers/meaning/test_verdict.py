"""The rules by which the meaning of a figure is not sure."""

from dataclasses import replace

import pytest

from sidak.normalisers import type_tables
from sidak.schemas import (
    DocumentFacts,
    DocumentKind,
    Doubt,
    DoubtKind,
    Figure,
    Table,
    TypedTable,
)
from tests.normalisers.tables import make_extraction, make_table

LKJIP = DocumentFacts(DocumentKind.LKJIP, "Dinas Contoh", "Kota Contoh", 2024, 2024)


def _type(table: Table) -> TypedTable:
    return type_tables(make_extraction(table), LKJIP)[0]


def _scan(table: Table) -> Table:
    """Return a table as the reader of scans hands it on."""
    return replace(table, cells=tuple(replace(cell, method="ocr") for cell in table.cells))


def _doubts(figure: Figure) -> list[DoubtKind]:
    return [doubt.kind for doubt in figure.meaning_reasons]


def test_a_row_without_a_name_does_not_inherit_one_that_has_its_number() -> None:
    typed = _type(
        make_table(
            [
                ["Program", "Indikator Hasil", "Indikator Keluaran", "Pagu (Rp)"],
                ["Program Peningkatan Sarana", "Meningkatnya sarana kerja", "", "60.860.996"],
                ["", "", "Terselenggaranya pengadaan kendaraan", "4.170.000"],
                ["", "", "Terselenggaranya pemeliharaan gedung", "4.335.000"],
                ["Program Pelayanan Administrasi", "Meningkatnya layanan", "", "1.485.000"],
            ]
        )
    )
    assert {figure.row: _doubts(figure) for figure in typed.figures} == {
        1: [],
        2: [DoubtKind.NAME_INHERITED],
        3: [DoubtKind.NAME_INHERITED],
        4: [],
    }


def test_rows_that_print_their_indicators_may_share_the_name_above() -> None:
    typed = _type(
        make_table(
            [
                ["Kegiatan", "Indikator Kinerja", "Target"],
                ["Pelayanan Kantor", "Jumlah laporan yang disusun", "12"],
                ["", "Jumlah dokumen yang diarsipkan", "4"],
                ["Pengadaan Sarana", "Jumlah unit yang diadakan", "25"],
            ]
        )
    )
    assert [_doubts(figure) for figure in typed.figures] == [[], [], []]


@pytest.mark.parametrize("kind", [DoubtKind.CONTENT_BREAKS_OFF, DoubtKind.BESIDE_LOST_PAGE])
def test_name_of_a_damaged_page_is_doubted_whatever_sums_say(kind: DoubtKind) -> None:
    """A byte less in the content changed a name; its amounts added up and were accepted."""
    table = make_table([["Program", "Pagu (Rp)"], ["Program Pelayanan", "60.860.996"]])
    cells = (
        replace(cell, doubts=(Doubt(kind),)) if cell.text == "60.860.996" else cell
        for cell in table.cells
    )
    typed = _type(replace(table, cells=tuple(cells)))
    assert [_doubts(figure) for figure in typed.figures] == [[DoubtKind.NAME_ON_DAMAGED_PAGE]]


@pytest.mark.parametrize(
    ("header", "amount", "expected"),
    [
        ("Pagu", "97,6", [DoubtKind.AMOUNT_TOO_SMALL]),
        ("Sisa Anggaran", "97", []),
        ("Harga (Rp)", "350", []),
    ],
)
def test_few_rupiah_are_doubted_where_no_price_or_rest_explains_them(
    header: str, amount: str, expected: list[DoubtKind]
) -> None:
    typed = _type(
        make_table(
            [
                ["Uraian", header],
                ["Fotokopi", amount],
                ["Map kertas", "1.250.000"],
                ["Cetak blangko", "2.500.000"],
            ]
        )
    )
    assert _doubts(typed.figures[0]) == expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Kade", [DoubtKind.HEADER_NOT_UNDERSTOOD]),
        ("Volume", []),
    ],
)
def test_an_unknown_word_over_scanned_numbers_is_doubted(
    header: str, expected: list[DoubtKind]
) -> None:
    table = make_table(
        [
            ["Kegiatan", header, "Pagu (Rp)"],
            ["Pelayanan Kantor", "12", "1.250.000.000"],
            ["Pengadaan Sarana", "25", "2.500.000.000"],
        ]
    )
    of_column = [figure for figure in _type(_scan(table)).figures if figure.column == 1]
    assert [_doubts(figure) for figure in of_column] == [expected, expected]


def test_a_stroke_of_a_scan_is_no_name() -> None:
    table = make_table(
        [
            ["Sasaran", "Indikator", "Target"],
            ["i -", "Jumlah sempadan yang terjaga", "12"],
            ["Pengadaan Sarana", "Jumlah sarana", "25"],
        ]
    )
    scanned = replace(table, cells=tuple(replace(c, method="ocr") for c in table.cells))
    doubts = [_doubts(figure) for figure in _type(scanned).figures]
    assert doubts == [[DoubtKind.NAME_MISSING], []]
    assert [_doubts(figure) for figure in _type(table).figures] == [[], []]


def test_an_amount_in_a_column_of_shares_is_in_doubt() -> None:
    typed = _type(
        make_table(
            [
                ["Uraian", "Anggaran (Rp)", "Rasio antara Realisasi dan Anggaran"],
                ["Belanja Pegawai", "2.984.533.481", "106.046.250"],
                ["Belanja Modal", "980.302.500", "96,4"],
            ]
        )
    )
    shares = [figure for figure in typed.figures if figure.column == 2]
    assert [(figure.metric.value, _doubts(figure)) for figure in shares] == [
        ("serapan", [DoubtKind.UNIT_CONTRADICTED]),
        ("serapan", []),
    ]


def test_the_header_of_the_names_is_no_name() -> None:
    """The header stood again above a scanned table that went on without a name."""
    table = make_table(
        [
            ["Uraian", "Indikator Kinerja", "Target"],
            ["Pelayanan Kantor", "Jumlah laporan yang disusun", "12"],
            ["Uraian", "Jumlah dokumen yang diarsipkan", "4"],
            ["Pengadaan Sarana", "Jumlah unit yang diadakan", "25"],
        ]
    )
    found = [_doubts(figure) for figure in _type(_scan(table)).figures]
    assert found == [[], [DoubtKind.NAME_MISSING], []]
