"""The rows of a table as one tree: items with their parents, rows without an item, codes."""

import pytest

from sidak.normalisers import find_facts, type_tables
from sidak.normalisers.rows.row_tree import build_row_tree, repair_codes, split_code
from sidak.schemas import Level
from sidak.schemas.row_tree import RowEvidence
from tests.normalisers.tables import make_extraction, make_table

P, K, S = Level.PROGRAM, Level.KEGIATAN, Level.SUB_KEGIATAN
ROWS = [
    ["Kode", "Program/Kegiatan", "Anggaran (Rp)"],
    ["4.01.01", "PROGRAM PENUNJANG URUSAN", "900.000.000"],
    ["4.01.01.2.06", "Administrasi Umum", "900.000.000"],
    ["4.01.01.2.06.01", "Penyediaan Kertas", "300.000.000"],
    ["4.01.01.2.06.02", "Penyediaan Listrik", "600.000.000"],
    ["", "JUMLAH", "900.000.000"],
]


def test_the_tree_of_a_typed_table() -> None:
    extraction = make_extraction(make_table(ROWS))
    (typed,) = type_tables(extraction, find_facts(extraction))
    tree = typed.tree
    shown = [(node.row, node.level, node.evidence, node.parent) for node in tree.nodes]
    assert shown == [
        (1, P, RowEvidence.CODE, None),
        (2, K, RowEvidence.CODE, 0),
        (3, S, RowEvidence.CODE, 1),
        (4, S, RowEvidence.CODE, 1),
        (5, Level.TOTAL, RowEvidence.PRINTED, None),
    ]
    assert [node.item_id for node in tree.nodes] == [item.item_id for item in typed.items]
    assert [node.code for node in tree.nodes][2] == ("4", "1", "1", "2", "6", "1")
    assert tree.ancestors(3) == [1, 0]


def test_rows_with_figures_but_no_item_stand_under_none() -> None:
    extraction = make_extraction(make_table(ROWS))
    (typed,) = type_tables(extraction, find_facts(extraction))
    tree = build_row_tree(typed.items[1:], typed.figures)
    assert [(node.row, node.item_id is None, node.parent) for node in tree.nodes] == [
        (1, True, None),
        (2, False, None),
        (3, False, 1),
        (4, False, 1),
        (5, False, None),
    ]


def test_slips_in_codes_are_mended_by_their_neighbours() -> None:
    printed = ("1 20 05 59 08", "20 05 59 09", "y 20 05 59 34", "1 20 05 59 35", None)
    assert repair_codes([split_code(text) for text in printed]) == [
        ("1", "20", "5", "59", "8"),
        ("1", "20", "5", "59", "9"),
        ("1", "20", "5", "59", "34"),
        ("1", "20", "5", "59", "35"),
        (),
    ]


def codes(*texts: str) -> list[tuple[str, ...]]:
    return [split_code(text) for text in texts]


def test_code_that_lost_its_beginning_gets_it_back() -> None:
    printed = codes("1 20 05 59", "1 20 05 59 01", "20 05 59 02", "1 20 05 59 03")
    assert repair_codes(printed)[2] == ("1", "20", "5", "59", "2")


def test_part_that_differs_from_both_neighbours_is_theirs() -> None:
    printed = codes("1 20 05 59 33", "y 20 05 59 34", "1 20 05 59 35")
    assert repair_codes(printed)[1] == ("1", "20", "5", "59", "34")


@pytest.mark.parametrize(
    "printed",
    [
        codes("1 20 05 59 01", "1 20 06 01", "1 20 06 01 01"),
        codes("1.01.01.2.01", "1.01.02", "1.01.02.2.01"),
        codes("2.10", "2.10.01", "3.27", "3.27.01"),
        codes("01", "02", ""),
    ],
)
def test_codes_in_order_stay(printed: list[tuple[str, ...]]) -> None:
    assert repair_codes(printed) == printed
