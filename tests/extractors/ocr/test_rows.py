"""Rows of scanned tables."""

import pytest

from sidak.extractors.layout.cells import CellText
from sidak.extractors.layout.grid import CellSlot, TableGrid
from sidak.extractors.layout.text_lines import TextLine
from sidak.extractors.ocr.rows import (
    complete_column_numbers,
    complete_quarters,
    doubt_lost_numeral,
    part_column_numbers,
    read_quarters,
)
from sidak.schemas import Box, Doubt, DoubtKind

UNCLEAR = Doubt(DoubtKind.WORDS_UNSURE, ("Il",))
OTHER = Doubt(DoubtKind.LOW_OCR_CONFIDENCE, ("3",))
QUARTERS = ("I", "II", "III", "IV")


@pytest.mark.parametrize(
    ("texts", "completed"),
    [
        (["1", "2", "3", "z", "5", "6=5/4X100"], ["1", "2", "3", "4", "5", "6=5/4X100"]),
        (["/", "2", "3", "4", "5", "7", "8-76*100", "9"], list("12345789")),
        (["1", "2", "3", "4", "s", "6", "?", "a"], list("12345678")),
        (["1", "Program", "12", "5"], []),
        (["1", "75", "80", "96"], []),
    ],
)
def test_column_numbers_are_known_though_misread(
    texts: list[str], completed: list[str]
) -> None:
    assert complete_column_numbers(texts) == completed


@pytest.mark.parametrize(
    ("texts", "parted"),
    [
        (["123", "45", "6", "7"], ["1", "4", "6", "7"]),
        (["1123", "456", "7", "8", "9"], ["1", "4", "7", "8", "9"]),
        (["78910", "11"], []),
        (["123", "46"], []),
        (["12", "3"], []),
        (["1", "2345678910", "11"], ["1", "2", "11"]),
        (["1234567891", "011"], []),
    ],
)
def test_column_numbers_in_one_cell_are_parted(texts: list[str], parted: list[str]) -> None:
    assert part_column_numbers(texts) == parted


@pytest.mark.parametrize(
    ("texts", "quarters"),
    [
        (["Triw [", "Triw Il", "Triw I", "Triw IV"], [f"Triw {n}" for n in QUARTERS]),
        (["Tw. I", "Tw. II", "Tw. III", "Tw. lV"], [f"Tw. {n}" for n in QUARTERS]),
        (["Triw I", "Triw U", "Triw M", "Triw IV"], [f"Triw {n}" for n in QUARTERS]),
        (["Triw", "Triw I1", "Triw Ill", "Triw IV"], [f"Triw {n}" for n in QUARTERS]),
        (["Tri", "Triw II", "Triw III", "Triw IV"], []),
        (["Triw I", "Triw JI", "Triw III", "Triw IV"], [f"Triw {n}" for n in QUARTERS]),
        (["Triw I", "Triw II", "Triw III", "Target"], []),
        (["Triw U", "Triw II", "Triw III", "Triw IV"], []),
        (["Triw II", "Triw II", "Triw III", "Triw IV"], []),
        (["Triw I", "Triw II", "Triw III", "Triw III"], []),
        (["Triw I", "TW II", "Triw III", "Triw IV"], []),
        (["I", "II", "III", "IV"], []),
    ],
)
def test_four_quarters_side_by_side_are_known(texts: list[str], quarters: list[str]) -> None:
    assert read_quarters(texts) == quarters


def test_quarters_are_completed_in_a_row_of_the_header_and_then_clear() -> None:
    box = Box(0, 0, 9, 9)
    texts = ("Program", "Triw I", "Triw Il", "Triw I", "Triw IV")
    slots = tuple(CellSlot(0, column, 1, 1, box) for column in range(5))
    cells = [
        CellText(slot, (TextLine(text, box, (), (text,)),), (UNCLEAR, OTHER))
        for slot, text in zip(slots, texts, strict=True)
    ]
    grid = TableGrid((0, 1, 2, 3, 4, 5), (0, 9), slots)
    first, *quarters = complete_quarters(grid, cells)
    assert first == cells[0]
    assert [(c.text, c.doubts) for c in quarters] == [(f"Triw {n}", (OTHER,)) for n in QUARTERS]


@pytest.mark.parametrize(
    ("text", "details"),
    [
        ("Triw", ["?"]),
        ("Triw I1", ["I1?"]),
        ("Triwulan U", ["U?"]),
        ("TW IV", []),
        ("Triw. 2", []),
        ("Realisasi Triwulan", []),
        ("Target", []),
    ],
)
def test_a_quarter_whose_numeral_is_not_read_is_doubtful(text: str, details: list[str]) -> None:
    box = Box(0, 0, 9, 9)
    cell = CellText(CellSlot(0, 0, 1, 1, box), (TextLine(text, box, ()),))
    doubts = doubt_lost_numeral(cell).doubts
    assert doubts == tuple(Doubt(DoubtKind.WORDS_UNSURE, (d,)) for d in details)
