"""The list of number shapes, and the shapes of the labelled pages."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from bench.numbers import (
    family_of,
    format_families,
    format_shapes,
    is_number_like,
    read_alone,
    tally_shapes,
)
from sidak.normalisers.numerals.column import read_column
from sidak.normalisers.numerals.parse import read_number
from sidak.normalisers.numerals.separators import infer_convention
from sidak.schemas import Doubt, DoubtKind, FigureStatus, Metric, TokenKind
from sidak.schemas.text.numbers import shape_of


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("1.234.567", "9.999.999"),
        ("275841005", "9+"),
        ("12 Bulan", "99 a"),
        ("850.0\n00.00 0", "999.9 99.99 9"),
        ("<b>96,41</b> %", "99,99 %"),
        ("SOP10 SKPD dan SPM", "a99 a"),
    ],
)
def test_shape(text: str, shape: str) -> None:
    assert shape_of(text) == shape


def test_tallies_shapes_by_verdict() -> None:
    shapes = tally_shapes(read_alone(["1.234.567", "7.654.321", "66.408", "Kantor", "-"]))
    assert [(s.shape, s.token, s.status, s.count, s.value) for s in shapes] == [
        ("9.999.999", "number", "ok", 2, "1234567"),
        ("-", "dash", "ok", 1, ""),
        ("99.999", "number", "suspect", 1, "66408"),
    ]
    table = format_shapes(shapes, limit=1).splitlines()
    assert table[0] == "3 bentuk, 4 sel: number/ok 2, dash/ok 1, number/suspect 1"
    assert table[-1] == "| 2 | 9.999.999 | 1.234.567 | number | 1234567 | ok |  |"


def test_long_text_is_not_number_like() -> None:
    assert not is_number_like("Laporan tahun 2022 " * 5)
    assert not is_number_like("Kantor")
    assert is_number_like("#REF!")


@pytest.mark.shared
def test_every_number_of_the_labelled_pages_is_read_plainly(shared: Path) -> None:
    odd = []
    numbers = 0
    for file in sorted((shared / "gold").glob("*.json")):
        for table in json.loads(file.read_text())["tables"]:
            figures = [
                (column, [row["cells"][at] for row in table["rows"]])
                for at, column in enumerate(table["columns"])
                if column["role"] == "figure"
            ]
            convention = infer_convention([cells for _, cells in figures])
            for column, cells in figures:
                metric = column["metric"] if column["metric"] in set(Metric) else None
                for reading in read_column(
                    cells,
                    metric=Metric(metric) if metric else None,
                    unit=column["unit"],
                    table_convention=convention,
                ):
                    numbers += reading.token is TokenKind.NUMBER
                    if reading.status is not FigureStatus.OK:
                        odd.append((file.name, reading.raw_text, reading.reasons))
    assert odd == []
    assert numbers >= 700


@pytest.mark.parametrize(
    "text",
    [
        "12.540.550 *)\n11.610.016 *)",
        "12.317.066 ton\n1.190.793 ton",
        "2.500 Ha\n25.000 Ha",
        "Rp 1.000.000\nRp 2.000.000",
        "a. 12 unit\nb. 13 unit",
        "12 Bulan\n4 Dokumen",
        "1.200 *)\n- **)\n3.400 *)",
    ],
)
def test_several_numbers_in_one_cell_are_unreadable_not_text(text: str) -> None:
    reading = read_number(text)
    assert (reading.token, reading.status, reading.reasons) == (
        TokenKind.BROKEN,
        FigureStatus.UNREADABLE,
        (Doubt(DoubtKind.SEVERAL_NUMBERS),),
    )


@pytest.mark.parametrize(
    "text", ["1 Unit\nRoda 4", "1 Unit Roda\n4", "1 Unit Roda 4", "2 Padi\n3 Jagung\n4 Umbi"]
)
def test_numbers_inside_a_name_are_no_list(text: str) -> None:
    assert read_number(text).token is TokenKind.TEXT


def test_three_numbers_are_not_joined_to_one_with_three_decimals() -> None:
    reading = read_number("32\n29,4\n29")
    assert (reading.value, reading.status) == (None, FigureStatus.UNREADABLE)


def test_small_number_in_brackets_is_a_mark_of_a_form() -> None:
    assert read_number("(8)", is_money=True).status is FigureStatus.SUSPECT
    assert read_number("(2.500)", is_money=True).status is FigureStatus.OK


def test_a_fraction_behind_a_number_is_no_unit() -> None:
    """A cell of three and a half was read as 3, its half as the unit."""
    reading = read_number("3 \u00bd")
    assert (reading.value, reading.unit) == (None, None)


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("99.999.999", "9.999…"),
        ("1.234.567.890", "9.999…"),
        ("66.408", "9.999"),
        ("1,234,567.50", "9,999….99"),
        ("96,41", "99,99"),
        ("850.0 00.00 0", "9␣9 (.)"),
        ("12 Bulan", "99 a"),
    ],
)
def test_family_of_shapes(text: str, family: str) -> None:
    assert family_of(shape_of(text)) == family


def test_families_with_their_verdicts() -> None:
    readings = read_alone(["12.500.000", "1.234.567", "66.408", "-", "n.a", "BB 1"])
    lines = format_families(readings).splitlines()
    assert lines[0] == "4 keluarga bentuk, 5 sel"
    assert lines[4] == "| 2 | 9.999… | 1.234.567 | ok 2 |"
    assert (
        "| 1 | 9.999 | 66.408 | suspect 1 (tanda pemisah tunggal: ribuan atau desimal) |"
        in lines
    )
    assert "| 1 | - | - | bukan angka (dash) 1 |" in lines


def test_marks_of_footnotes_are_no_part_of_a_number() -> None:
    readings = [read_number(text) for text in ("2.413.015 *)", "2.413.015 **)")]
    assert [(r.value, r.reasons) for r in readings] == [(Decimal(2413015), ())] * 2
