"""What holds for any table, however odd: nothing is lost, doubled or left hanging."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidak.normalisers import find_facts, type_tables
from sidak.schemas import (
    Basis,
    ColumnRole,
    DocumentFacts,
    DocumentKind,
    Doubt,
    DoubtKind,
    FigureStatus,
    Metric,
)
from tests.normalisers.tables import make_extraction, make_table

TEXTS = st.sampled_from(
    [
        "",
        "-",
        "No",
        "1",
        "(2)",
        "A.1.",
        "Program",
        "PROGRAM PENUNJANG URUSAN",
        "Kegiatan",
        "Penyediaan Jasa",
        "Jumlah",
        "Indikator Kinerja",
        "Jumlah dokumen",
        "Satuan",
        "Dokumen",
        "Target",
        "12 Bulan",
        "Pagu (Rp)",
        "1.000.000",
        "2,500,000.00",
        "Rp 3.000.000,-",
        "%",
        "99,5%",
        "2024",
        "TW I",
        "K",
        "Rp",
        "4.01.01.2.09",
        "#REF!",
        "n.a",
        "BB",
        "Tujuan: Meningkatnya mutu",
        "7=6/5X100",
        "12.317.066\n1.190.793",
        "<",
        "^",
    ]
)
GRIDS = st.integers(1, 7).flatmap(
    lambda columns: st.lists(
        st.lists(TEXTS, min_size=columns, max_size=columns), min_size=1, max_size=9
    )
)
FACTS = DocumentFacts(DocumentKind.LKJIP, "Dinas Contoh", "Kota Contoh", 2024, 2024)

#: Reasons that say what a figure is, and do not doubt it.
REMARKS = (DoubtKind.NIL_MARK, DoubtKind.LOWER_BOUND, DoubtKind.UPPER_BOUND)


def rectangles(rows: list[list[str]]) -> list[list[str]]:
    """Keep only merge marks that give whole rectangles: in one row, or in one column."""
    kept = [list(row) for row in rows]
    for r, row in enumerate(kept):
        for c, text in enumerate(row):
            is_bad = (text == "<" and (c == 0 or row[c - 1] == "^")) or (
                text == "^" and (r == 0 or "<" in (kept[r - 1][c], *kept[r - 1][c + 1 : c + 2]))
            )
            if is_bad or (text == "<" and r + 1 < len(kept) and kept[r + 1][c] == "^"):
                row[c] = ""
    for r in range(1, len(kept)):
        for c, text in enumerate(kept[r]):
            if text == "^" and (kept[r][c + 1 : c + 2] == ["<"] or kept[r - 1][c] == "<"):
                kept[r][c] = ""
    return kept


@settings(max_examples=150, deadline=None)
@given(GRIDS)
def test_any_table_is_typed_whole(rows: list[list[str]]) -> None:
    table = make_table(rectangles(rows))
    extraction = make_extraction(table, pages=[["LAPORAN KINERJA", "TAHUN 2024"]])
    find_facts(extraction)
    typed = type_tables(extraction, FACTS)[0]
    assert len(typed.columns) == table.columns
    assert len(typed.row_levels) == table.rows
    item_ids = [item.item_id for item in typed.items]
    assert len(item_ids) == len(set(item_ids))
    assert all(item.parent_item_id in (None, *item_ids) for item in typed.items)
    figure_ids = [figure.figure_id for figure in typed.figures]
    assert len(figure_ids) == len(set(figure_ids))
    places = [(figure.row, figure.column) for figure in typed.figures]
    assert places == sorted(places)
    for figure in typed.figures:
        assert figure.item_id in (None, *item_ids)
        assert typed.columns[figure.column].role is ColumnRole.FIGURE
        assert (figure.value is None) == (figure.status is FigureStatus.UNREADABLE)
        doubts = [doubt for doubt in figure.reasons if doubt.kind not in REMARKS]
        assert bool(doubts) == (figure.status is not FigureStatus.OK)


def test_typing_twice_gives_the_same() -> None:
    table = make_table(
        [
            ["Program/Kegiatan", "Anggaran (Rp)", "Realisasi (Rp)", "%"],
            ["Program A", "1.000.000", "900.000", "90"],
            ["Penyediaan Jasa", "1.000.000", "900.000", "90"],
        ]
    )
    extraction = make_extraction(table)
    assert type_tables(extraction, FACTS) == type_tables(extraction, FACTS)


def test_column_of_lists_keeps_one_unreadable_figure_a_cell() -> None:
    table = make_table(
        [
            ["No", "Sasaran", "Target"],
            ["1", "Produksi", "12.317.066 ton\n1.190.793 ton\n98.762 ton"],
            ["2", "Luas tanam", "2.500 Ha\n25.000 Ha\n113.889 Ha\n7.112 Ha"],
        ]
    )
    typed = type_tables(make_extraction(table), FACTS)[0]
    assert [(f.row, f.column, f.value, f.status, f.reasons) for f in typed.figures] == [
        (row, 2, None, FigureStatus.UNREADABLE, (Doubt(DoubtKind.SEVERAL_NUMBERS),))
        for row in (1, 2)
    ]


@pytest.mark.parametrize(
    ("elsewhere", "status"),
    [
        (["1,250,000", "3,750,000", "12,500,000"], FigureStatus.OK),
        (["1,250,000", "3,750,000"], FigureStatus.SUSPECT),  # too few
        (["1,250,000", "3,750,000", "12,500,000", "3.750.000"], FigureStatus.SUSPECT),
        (["1,250,000", "3,750,000", "12,500,000", "3,75"], FigureStatus.SUSPECT),
    ],
)
def test_columns_of_equal_header_settle_a_lone_mark_if_unanimous(
    elsewhere: list[str], status: FigureStatus
) -> None:
    head = ["No", "Nama Barang", "HARGA (Rp)"]
    doubtful = [["1", "Paku", "1,800"], ["2", "Lem", "500"], ["3", "Cat", "95,000"]]
    plain = [[str(at), "Batu", text] for at, text in enumerate(elsewhere, 1)]
    typed = type_tables(
        make_extraction(
            make_table([head, *doubtful], name="t01"),
            make_table([head, *plain], name="t02", page=9),
        ),
        FACTS,
    )
    assert [(str(f.value), f.status) for f in typed[0].figures] == [
        ("1800", status),
        ("500", FigureStatus.OK),
        ("95000", status),
    ]


def test_column_of_years_holds_no_figures() -> None:
    table = make_table(
        [
            ["Tahun", "Laki-Laki", "Jumlah"],
            ["2016", "1.323.286", "1.628.434"],
            ["2017", "1.325.997", "1.635.632"],
        ]
    )
    typed = type_tables(make_extraction(table), FACTS)[0]
    assert {figure.column for figure in typed.figures} == {1, 2}


def test_a_header_in_a_frame_of_its_own_names_the_columns_of_the_table_below() -> None:
    extraction = make_extraction(
        make_table([["No", "Uraian", "Pagu (Rp)", "Realisasi (Rp)"]], name="t01"),
        make_table(
            [
                ["1", "Penyusunan Dokumen", "2.160.811.222", "485.605.000"],
                ["2", "Koordinasi Laporan", "646.492.850", "12.849.000"],
            ],
            name="t02",
        ),
    )
    typed = type_tables(extraction, FACTS)[1]
    assert [(f.item_name, f.metric, f.unit) for f in typed.figures] == [
        ("Penyusunan Dokumen", Metric.PAGU, "Rp"),
        ("Penyusunan Dokumen", Metric.REALISASI_ANGGARAN, "Rp"),
        ("Koordinasi Laporan", Metric.PAGU, "Rp"),
        ("Koordinasi Laporan", Metric.REALISASI_ANGGARAN, "Rp"),
    ]


def test_rest_of_a_table_has_the_year_of_its_caption() -> None:
    rows = [["Program", "Pagu (Rp)"], ["Program A", "100.000.000"], ["Program B", "2.000.000"]]
    facts = DocumentFacts(DocumentKind.RENJA, year=2017, year_last=2017)
    begins = make_table(rows, caption="Pelaksanaan Kinerja Tahun 2015")
    rest = make_table(rows, page=2, name="t02")
    periods = [
        (table.columns[1].year, table.columns[1].period_basis)
        for table in type_tables(make_extraction(begins, rest), facts)
    ]
    assert periods == [(2015, Basis.CAPTION), (2015, Basis.CAPTION)]
