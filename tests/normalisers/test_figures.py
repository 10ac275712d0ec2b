"""Texts in columns of money: an amount must not be lost."""

import ast
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from sidak import normalisers
from sidak.normalisers import find_facts, type_tables
from sidak.schemas import (
    DocumentFacts,
    DocumentKind,
    Doubt,
    DoubtKind,
    FigureStatus,
    FindingKind,
    Level,
    Metric,
    TypedTable,
)
from tests.normalisers.tables import make_extraction, make_table

ROOM = Path(normalisers.__file__).parent


@pytest.mark.parametrize("path", sorted(ROOM.rglob("*.py")), ids=lambda path: path.stem)
def test_no_name_of_a_module_is_defined_twice(path: Path) -> None:
    names = [
        name
        for node in ast.parse(path.read_text("utf-8")).body
        for name in (
            [target.id for target in node.targets if isinstance(target, ast.Name)]
            if isinstance(node, ast.Assign)
            else [node.name]
            if isinstance(node, ast.FunctionDef | ast.ClassDef)
            else []
        )
    ]
    assert len(names) == len(set(names))


def test_an_amount_within_words_is_an_unreadable_figure() -> None:
    rows = [
        ["Program", "Anggaran (Rp)"],
        ["Program A", "1.000.000.000"],
        ["Program B", "$.893.423.613"],
        ["Program C", "sebesar 12.500.000 lebih"],
        ["Program D", "lihat lampiran 4"],
    ]
    extraction = make_extraction(make_table(rows))
    (typed,) = type_tables(extraction, find_facts(extraction))
    assert [(figure.row, figure.value, figure.status) for figure in typed.figures] == [
        (1, Decimal(1_000_000_000), FigureStatus.OK),
        (2, None, FigureStatus.UNREADABLE),
        (3, None, FigureStatus.UNREADABLE),
    ]


FACTS = DocumentFacts(DocumentKind.RENJA, None, None, 2024, 2024)


def type_one(rows: list[list[str]], facts: DocumentFacts = FACTS) -> TypedTable:
    return type_tables(make_extraction(make_table(rows)), facts)[0]


RENJA = [
    ["Kode", "Program/Kegiatan/Sub Kegiatan", "Indikator", "Target", "Pagu Indikatif (Rp)"],
    ["(1)", "(2)", "(3)", "(4)", "(5)"],
    ["4.01.01", "PROGRAM PENUNJANG URUSAN", "Nilai SAKIP", "100%", "5.000.000"],
    ["4.01.01.2.09", "Pemeliharaan Barang\nMilik Daerah", "Persentase", "100%", "5.000.000"],
    ["4.01.01.2.09.01", "Penyediaan Jasa", "Jumlah kendaraan", "12 unit", "3.000.000"],
    ["", "", "Jumlah laporan", "2 laporan", ""],
    ["4.01.01.2.09.02", "Pemeliharaan Mebel", "Jumlah mebel", "-", "2.000.000"],
    ["", "JUMLAH", "", "", "5.000.000"],
]


def test_figures_are_filled_down_and_dashes_give_none() -> None:
    typed = type_one(RENJA)
    found = {
        (figure.row, figure.column): (
            figure.value,
            figure.unit,
            figure.item_name,
            figure.indikator,
            figure.level,
        )
        for figure in typed.figures
    }
    assert found[(5, 3)] == (
        Decimal(2),
        "laporan",
        "Penyediaan Jasa",
        "Jumlah laporan",
        Level.INDIKATOR,
    )
    assert found[(6, 4)] == (
        Decimal(2_000_000),
        "Rp",
        "Pemeliharaan Mebel",
        "Jumlah mebel",
        Level.SUB_KEGIATAN,
    )
    assert (6, 3) not in found
    assert (1, 3) not in found
    assert {figure.metric for figure in typed.figures} == {Metric.TARGET, Metric.PAGU}
    assert typed.kind == "renja"


def test_merged_number_is_one_figure() -> None:
    typed = type_one(
        [
            ["Program/Kegiatan", "Indikator", "Target", "Anggaran (Rp)"],
            ["Program A", "Indikator satu", "1", "7.000.000"],
            ["^", "Indikator dua", "2", "^"],
        ]
    )
    money = [figure for figure in typed.figures if figure.metric is Metric.PAGU]
    assert [(figure.row, figure.value) for figure in money] == [(1, Decimal(7_000_000))]
    assert typed.figures[-1].item_name == "Program A"


def test_spreadsheet_errors_are_unreadable_and_grades_are_no_figures() -> None:
    typed = type_one(
        [
            ["Sasaran", "Indikator", "Target", "Realisasi", "Capaian (%)"],
            ["Meningkatnya akuntabilitas", "Nilai SAKIP", "BB", "B", "#REF!"],
            ["Meningkatnya pelayanan", "Indeks Kepuasan", "80", "81", "101,25"],
        ]
    )
    row = [figure for figure in typed.figures if figure.row == 1]
    assert [(f.column, f.value, f.status, bool(f.reasons)) for f in row] == [
        (4, None, FigureStatus.UNREADABLE, True)
    ]
    assert [finding.kind for finding in typed.findings] == [FindingKind.NUMBER_FORMAT]


def test_amount_in_the_cell_of_the_name_that_covers_its_column() -> None:
    """One row lacks the ruling between name and amount: both were read as the name."""
    rows = [
        ["Uraian", "Anggaran (Rp)", "Realisasi (Rp)"],
        ["Belanja Tanah", "5.000.000", "4.000.000"],
        ["Belanja Gedung Rp 650.000.000,00", "<", "639.464.250"],
        ["Belanja s.d. 2016", "<", "1.000.000"],
    ]
    facts = DocumentFacts(DocumentKind.RENJA, None, None, 2024, 2024)
    figures = type_tables(make_extraction(make_table(rows)), facts)[0].figures
    assert [(f.item_name, f.column, f.value) for f in figures if f.row > 1] == [
        ("Belanja Gedung", 1, Decimal("650000000.00")),
        ("Belanja Gedung", 2, Decimal(639464250)),
        ("Belanja s.d. 2016", 2, Decimal(1000000)),
    ]


def test_a_cell_with_several_counts_gives_a_figure_for_each() -> None:
    rows = [
        ["Kegiatan", "Target 2024", "Anggaran (Rp)"],
        ["Kegiatan A", "2 Kegiatan/60 orang", "1.000.000.000"],
        ["Kegiatan B", "63,5 - 64", "2.000.000.000"],
        ["Kegiatan C", "2 Dokumen\n3 Dokumen", "3.000.000.000"],
    ]
    extraction = make_extraction(make_table(rows))
    (typed,) = type_tables(extraction, FACTS)
    table_id = typed.table_id
    seen = [
        (one.figure_id, one.part, one.value, one.unit, one.raw_text, one.status, one.reasons)
        for one in typed.figures
        if one.column == 1
    ]
    ok = FigureStatus.OK
    assert seen == [
        (f"{table_id}-r1-c1-p1", 1, Decimal(2), "Kegiatan", "2 Kegiatan", ok, ()),
        (f"{table_id}-r1-c1-p2", 2, Decimal(60), "orang", "60 orang", ok, ()),
        (
            *(f"{table_id}-r2-c1-p1", 1, Decimal("63.5"), None, "63,5", ok),
            (Doubt(DoubtKind.LOWER_BOUND),),
        ),
        (
            *(f"{table_id}-r2-c1-p2", 2, Decimal(64), None, "64", ok),
            (Doubt(DoubtKind.UPPER_BOUND),),
        ),
        (
            *(f"{table_id}-r3-c1", None, None, None, "2 Dokumen 3 Dokumen"),
            FigureStatus.UNREADABLE,
            (Doubt(DoubtKind.SEVERAL_NUMBERS),),
        ),
    ]


def test_an_end_of_a_range_is_no_sure_figure() -> None:
    """Once "5-10", which numbers pages as well, was accepted as two figures."""
    rows = [
        ["Kegiatan", "Target 2024"],
        ["Kegiatan A", "5-10"],
        ["Kegiatan B", "5-10 orang"],
    ]
    (typed,) = type_tables(make_extraction(make_table(rows)), FACTS)
    bare, counted = (Doubt(DoubtKind.RANGE_WITHOUT_UNIT),), (Doubt(DoubtKind.BOUND),)
    assert [(one.value, one.accepted, one.meaning_reasons) for one in typed.figures] == [
        (Decimal(5), False, bare),
        (Decimal(10), False, bare),
        (Decimal(5), False, counted),
        (Decimal(10), False, counted),
    ]


def test_several_numbers_of_a_scanned_cell_are_in_doubt() -> None:
    rows = [["Kegiatan", "Target 2024"], ["Kegiatan A", "27 Kota, 14 Orang"]]
    table = make_table(rows)
    cells = tuple(replace(cell, method="ocr") for cell in table.cells)
    extraction = make_extraction(replace(table, cells=cells))
    (typed,) = type_tables(extraction, FACTS)
    assert [(one.value, one.status, one.reasons) for one in typed.figures] == [
        (Decimal(27), FigureStatus.SUSPECT, (Doubt(DoubtKind.SEVERAL_NUMBERS),)),
        (Decimal(14), FigureStatus.SUSPECT, (Doubt(DoubtKind.SEVERAL_NUMBERS),)),
    ]


def test_rupiah_behind_a_name_is_no_part_of_it_and_a_figure_of_its_own() -> None:
    rows = [
        ["Program/Kegiatan", "Capaian"],
        ["Penyusunan pedoman Rp. 186.250.000", "100%"],
        ["Sewa gedung 3 kali x Rp. 1.010.000", "90%"],
        ["Meterai Rp. 3.000", "80%"],
    ]
    extraction = make_extraction(make_table(rows))
    (typed,) = type_tables(extraction, find_facts(extraction))
    found = [(one.item_name, one.raw_text, one.unit, one.accepted) for one in typed.figures]
    assert found == [
        ("Penyusunan pedoman", "Rp. 186.250.000", "Rp", False),
        ("Penyusunan pedoman", "100%", "%", True),
        ("Sewa gedung 3 kali x Rp. 1.010.000", "90%", "%", True),
        ("Meterai Rp. 3.000", "80%", "%", True),
    ]
