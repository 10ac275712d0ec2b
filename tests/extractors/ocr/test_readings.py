"""Readings of a line, and when two of them are equal."""

import pytest

from sidak.extractors.layout.cells import CellText
from sidak.extractors.layout.grid import CellSlot
from sidak.extractors.layout.text_lines import TextLine
from sidak.extractors.ocr.engine import OcrWord
from sidak.extractors.ocr.readings import LineReadings, are_equal
from sidak.schemas import Box


def words(text: str) -> tuple[OcrWord, ...]:
    return tuple(OcrWord(part, 95.0, 0, 0, 9, 9) for part in text.split())


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("1.250.000", "1.250.000", True),
        ("Rp. 1.250.000", "Rp 1.250.000", True),
        ("96.41", "96,41", True),
        ("1.250.000", "1,250.000", True),
        ("1.250", "1,250", False),
        ("6 WS", "6 wS", True),
        ("100 %", "100%", True),
        ("1000", "100%", False),
        ("1.250.000", "1.280.000", False),
    ],
)
def test_readings_are_compared_by_value(one: str, other: str, is_same: bool) -> None:
    assert are_equal(one, other) is is_same


@pytest.mark.parametrize(
    ("primary", "secondary", "variant", "do_agree", "label"),
    [
        ("1.250", "1.250", "", True, "1.250"),
        ("96.41", "96,41", "", True, ""),
        ("100Yo", "100%", "100%", True, "100%"),
        ("100Yo", "100%", "1000", False, ""),
        ("108Yo", "100%", "100%", False, ""),
    ],
)
def test_a_percent_sign_that_one_engine_never_reads_is_no_difference(
    primary: str, secondary: str, variant: str, do_agree: bool, label: str
) -> None:
    readings = LineReadings(words(primary), words(secondary), words(variant))
    assert (readings.do_engines_agree, readings.training_label) == (do_agree, label)


def test_a_cell_keeps_what_its_recognisers_read() -> None:
    box = Box(0, 0, 9, 9)
    upper = TextLine("1.250.", box, (), ("1.250.", "1.280."))
    lower = TextLine("000", box, (), ("000", "008"))
    cell = CellText(CellSlot(0, 0, 1, 1, box), (upper, lower))
    assert cell.readings == ("1.250.\n000", "1.250.\n008", "1.280.\n000", "1.280.\n008")
    assert CellText(cell.slot, (TextLine("1.250.", box, ()),)).readings == ()
