"""Tables one under the other in one frame."""

from dataclasses import replace

from sidak.normalisers import split_stacked_tables, type_tables
from sidak.schemas import Box, DocumentFacts, DocumentKind, Place, Table
from tests.normalisers.tables import DOCUMENT_ID, make_extraction, make_table

FACTS = DocumentFacts(DocumentKind.LKJIP, None, None, 2022, 2022)
PERFORMANCE = [
    ["No", "Indikator Kinerja", "Target", "Realisasi", "Capaian (%)"],
    ["1", "Nilai SAKIP", "70", "71", "101,43"],
    ["2", "IKM", "80", "81", "101,25"],
]
MONEY = [
    ["No", "Program", "Anggaran (Rp)", "Realisasi (Rp)", "%"],
    ["1", "Program A", "1.000.000.000", "900.000.000", "90,00"],
    ["2", "Program B", "2.000.000.000", "1.900.000.000", "95,00"],
]


def test_lower_table_has_its_own_columns() -> None:
    after = make_table([["Uraian", "Jumlah"], ["Pegawai", "12"]], name="t02")
    extraction = make_extraction(make_table([*PERFORMANCE, *MONEY]), after)
    parted = split_stacked_tables(extraction)
    assert [table.table_id for table in parted.tables] == [
        f"{DOCUMENT_ID}-t01",
        f"{DOCUMENT_ID}-t02",
        f"{DOCUMENT_ID}-t03",
    ]
    assert [table.rows for table in parted.tables] == [3, 3, 2]
    upper, lower, _after = type_tables(parted, FACTS)
    assert [(f.metric.value, f.unit) for f in upper.figures[:3]] == [
        ("target", None),
        ("realisasi", None),
        ("capaian", "%"),
    ]
    assert [(f.metric.value, f.unit, f.item_name) for f in lower.figures[:3]] == [
        ("pagu", "Rp", "Program A"),
        ("realisasi_anggaran", "Rp", "Program A"),
        ("serapan", "%", "Program A"),
    ]


def test_frames_of_the_parts_do_not_overlap() -> None:
    table = make_table([*PERFORMANCE, *MONEY])
    cells = tuple(
        replace(cell, place=Place(1, Box(0, cell.row * 10, 100, cell.row * 10 + 10)))
        for cell in table.cells
    )
    framed = replace(table, cells=cells, places=(Place(1, Box(0, 0, 100, 60)),))
    upper, lower = split_stacked_tables(make_extraction(framed)).tables
    assert (upper.places, lower.places) == (
        (Place(1, Box(0, 0, 100, 30)),),
        (Place(1, Box(0, 30, 100, 60)),),
    )


def _stays(table: Table) -> bool:
    extraction = make_extraction(table)
    return split_stacked_tables(extraction) is extraction


def test_header_that_is_repeated_parts_nothing() -> None:
    assert _stays(make_table([*PERFORMANCE, PERFORMANCE[0], *PERFORMANCE[1:]]))


def test_words_of_the_rows_part_nothing() -> None:
    rows = [
        ["No", "Uraian", "Indikator", "Target"],
        ["1", "Program", "Capaian", "70"],
        ["2", "Kegiatan", "Realisasi anggaran", "80"],
        ["3", "Belanja Tanah", "Rp -", "90"],
    ]
    assert _stays(make_table(rows))


def test_header_without_numbers_below_parts_nothing() -> None:
    assert _stays(make_table([*PERFORMANCE, MONEY[0]]))
    assert _stays(make_table([PERFORMANCE[0], *MONEY]))
