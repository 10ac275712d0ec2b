"""Each number of a cell with several has its own box."""

from dataclasses import replace

from sidak.normalisers.part_places import place_parts
from sidak.schemas import Box, PageNumbers, PrintedDigits
from tests.normalisers.test_overrides import BOX, make_figure

FIRST, SECOND = Box(102.0, 51.0, 108.0, 61.0), Box(130.0, 51.0, 140.0, 61.0)
OUTSIDE = Box(102.0, 70.0, 108.0, 80.0)


def numbers(*printed: tuple[str, Box]) -> list[PageNumbers]:
    return [PageNumbers(3, tuple(PrintedDigits(text, box) for text, box in printed))]


def test_parts_take_the_places_of_their_digits() -> None:
    parts = [
        replace(make_figure(1, "2 Kegiatan"), part=1),
        replace(make_figure(1, "total peserta 60 orang"), part=2),
        make_figure(2, "2"),
    ]
    printed = numbers(("2", OUTSIDE), ("2", FIRST), ("60", SECOND))

    assert [f.box for f in place_parts(parts, printed)] == [FIRST, SECOND, BOX]


def test_parts_that_the_page_prints_otherwise_keep_the_box_of_the_cell() -> None:
    parts = [
        replace(make_figure(1, "2 Kegiatan"), part=1),
        replace(make_figure(1, "60 orang"), part=2),
    ]

    assert place_parts(parts, numbers(("60", FIRST), ("2", SECOND))) == tuple(parts)
    assert place_parts(parts, []) == tuple(parts)
