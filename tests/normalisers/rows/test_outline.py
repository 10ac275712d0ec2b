"""Numbering that counts a tree is no code; it gives the rows their levels."""

from hypothesis import given
from hypothesis import strategies as st

from sidak.normalisers import find_facts, type_tables
from sidak.normalisers.rows.outline import (
    OutlineClue,
    is_outline,
    read_outline_levels,
    read_outline_number,
    split_outline_number,
)
from sidak.schemas import Item, Level
from tests.normalisers.tables import make_extraction, make_table


def test_numbers_are_read() -> None:
    texts = ("1", "1.", "2.1", "(3)", "1.2.3.", "1. 2", "4.01.02", "0", "1.234", "A.1", "")
    assert [read_outline_number(text) for text in texts] == [
        (1,),
        (1,),
        (2, 1),
        (3,),
        (1, 2, 3),
        (1, 2),
        None,
        None,
        None,
        None,
        None,
    ]
    assert split_outline_number("1.1.2. Penyediaan Jasa") == ("1.1.2.", "Penyediaan Jasa")
    assert split_outline_number("12 Bulan") == ("12", "Bulan")
    assert split_outline_number("Program 1") == ("", "Program 1")


def test_a_tree_counts_on_and_codes_do_not() -> None:
    assert is_outline([(1,), (1, 1), (1, 1, 1), (1, 1, 2), (1, 2), (1, 2, 1), (2,), (2, 1)])
    assert is_outline([(2, 3), (2, 3, 1), (2, 4), (3,)])  # begun on another page
    assert not is_outline([(4,), (4, 1), (4, 1, 1), (4, 1, 1, 2, 1), (4, 1, 1, 2, 1, 1)])
    assert not is_outline([(1,), (2,), (3,)])


def test_steps_are_named_by_the_programmes() -> None:
    numbers = {3: (1,), 4: (1, 1), 5: (1, 1, 1), 6: (1, 1, 2), 7: (1, 1, 2, 1), 8: (2,)}
    clues = {
        3: OutlineClue(Level.PROGRAM),
        8: OutlineClue(Level.PROGRAM),
        4: OutlineClue(known=Level.SUB_KEGIATAN),
    }
    assert read_outline_levels(numbers, clues, is_ladder=False) == {
        3: Level.PROGRAM,
        4: Level.KEGIATAN,
        5: Level.SUB_KEGIATAN,
        6: Level.SUB_KEGIATAN,
        7: Level.LAINNYA,
        8: Level.PROGRAM,
    }


def test_program_on_the_third_step_may_be_a_code() -> None:
    numbers = {1: (1,), 2: (1, 1), 3: (1, 1, 1), 4: (1, 1, 2)}
    clues = {3: OutlineClue(Level.PROGRAM), 4: OutlineClue(Level.PROGRAM)}
    assert read_outline_levels(numbers, clues, is_ladder=False) == {}
    assert read_outline_levels(numbers, {}, is_ladder=False) == {}


@given(st.lists(st.integers(0, 2), min_size=3, max_size=30))
def test_any_tree_that_is_counted_counts_on(moves: list[int]) -> None:
    paths: list[tuple[int, ...]] = [(1,)]
    for move in moves:
        last = paths[-1]
        if move == 0 and len(last) < 4:
            paths.append((*last, 1))
        else:
            depth = max(1, len(last) - (move == 2))
            paths.append((*last[: depth - 1], last[depth - 1] + 1))
    assert is_outline(paths) == (len({len(path) for path in paths}) > 1)


def items_of(rows: list[tuple[str, ...]]) -> tuple[Item, ...]:
    extraction = make_extraction(make_table(rows))
    return type_tables(extraction, find_facts(extraction))[0].items


ROWS = [
    ("1", "PROGRAM PENGELOLAAN PENDIDIKAN", "9.000.000"),
    ("1.1", "Pengelolaan Sekolah Dasar", "6.000.000"),
    ("1.1.1", "Penambahan Ruang Kelas Baru", "4.000.000"),
    ("1.1.2", "Pengadaan Mebel Sekolah", "2.000.000"),
    ("1.2", "Pengelolaan Sekolah Menengah", "3.000.000"),
    ("1.2.1", "Pengadaan Perlengkapan Siswa", "3.000.000"),
]
LEVELS = [
    Level.PROGRAM,
    Level.KEGIATAN,
    Level.SUB_KEGIATAN,
    Level.SUB_KEGIATAN,
    Level.KEGIATAN,
    Level.SUB_KEGIATAN,
]


def test_numbering_column_is_not_taken_for_codes() -> None:
    """A column 1, 1.1, 1.1.1 made kegiatan of bidang and sub kegiatan of program."""
    items = items_of([("No", "Program / Kegiatan / Sub Kegiatan", "Pagu (Rp)"), *ROWS])
    assert [item.level for item in items] == LEVELS
    assert [item.kode_printed for item in items] == [None] * 6


def test_numbering_before_the_names_is_not_taken_for_codes() -> None:
    rows = [(f"{number}. {name}", pagu) for number, name, pagu in ROWS]
    items = items_of([("Program / Kegiatan / Sub Kegiatan", "Pagu (Rp)"), *rows])
    assert [item.level for item in items] == LEVELS
    assert [item.name for item in items] == [name for _number, name, _pagu in ROWS]
    assert [item.kode_printed for item in items] == [None] * 6
