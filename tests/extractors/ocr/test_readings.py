"""Readings of a line, and when two of them are equal."""

import pytest

from sidak.extractors.layout.cells import CellText
from sidak.extractors.layout.grid import CellSlot
from sidak.extractors.layout.text_lines import TextLine
from sidak.extractors.ocr.engine import OcrWord
from sidak.extractors.ocr.readings import (
    LineReadings,
    are_equal,
    is_misread_percent,
    join_words,
    undo_lookalikes,
)
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
        ("2Dokumen", "2 Dokumen", True),
        ("2Dokumen", "7 Dokumen", False),
        ("2Il", "2 11", False),
        ("6WS", "6 Ws", True),
        ("22.403.305.750", "22.403 305.750", True),
        ("22.403.305.750", "22.403 305.751", False),
        ("7.312,52", "7,312,52", True),
        ("7.312,52", "7.312.520", False),
        ("24.15", "2415", False),
    ],
)
def test_readings_are_compared_by_value(one: str, other: str, is_same: bool) -> None:
    assert are_equal(one, other) is is_same


@pytest.mark.parametrize(
    ("text", "other", "meant"),
    [
        ("796)", "79,61", "7961"),
        ("S93,19", "593,19", "593,19"),
        ("1OO%", "100%", "100%"),
        ("796)", "79,64", "796)"),
        ("6WS", "6 W5", "6WS"),
        # a lone stroke may be anything
        ("|", "1", "|"),
        ("100%", "100%", "100%"),
    ],
)
def test_letters_in_a_number_are_the_digits_of_another_reading(
    text: str, other: str, meant: str
) -> None:
    assert join_words(undo_lookalikes(words(text), other)) == meant


@pytest.mark.parametrize(
    ("text", "is_misread"),
    [("10025", True), ("100Yo", True), ("100”", True), ("100", False), ("100,5", False)],
)
def test_what_stands_behind_the_digits_of_a_percentage_is_its_sign(
    text: str, is_misread: bool
) -> None:
    assert is_misread_percent(text, "100%") is is_misread


@pytest.mark.parametrize(
    ("primary", "secondary", "tertiary", "do_agree", "label"),
    [
        ("1.250", "1.250", "", True, "1.250"),
        ("96.41", "96,41", "", True, ""),
        ("100%", "100Yo", "", True, "100%"),
        ("100%", "108Yo", "", False, ""),
        # another network of the other make is as good a witness, but no training
        ("1.250", "1.280", "1.250", True, ""),
        ("1.250", "1.280", "1.280", False, ""),
        # letters that look like the digits of the other reading
        ("I WS", "1 WS", "", True, ""),
        ("D3", "03", "", True, ""),
        ("E WS", "6 WS", "", False, ""),
        ("I WS", "1 Unit", "", False, ""),
    ],
)
def test_engines_of_two_makes_agree_on_a_value(
    primary: str, secondary: str, tertiary: str, do_agree: bool, label: str
) -> None:
    readings = LineReadings(words(primary), words(secondary), words(tertiary))
    assert (readings.do_engines_agree, readings.training_label) == (do_agree, label)


@pytest.mark.parametrize(("confidence", "label"), [(97.5, "1.250"), (96.0, "")])
def test_without_a_second_engine_a_confident_reading_trains_templates(
    confidence: float, label: str
) -> None:
    own = (words("1.250")[0]._replace(confidence=confidence),)
    readings = LineReadings(own, has_second=False)
    assert (readings.do_engines_agree, readings.training_label) == (False, label)


@pytest.mark.parametrize(
    ("primary", "secondary", "best"),
    [
        ("1.250", "1.280", "1.250"),
        ("", "1.280", "1.280"),
        ("1,302,35", "1.302,35", "1.302,35"),
        ("E WS", "6 WS", "6 WS"),
        ("E WS", "16 WS", "E WS"),
    ],
)
def test_digits_in_good_form_are_the_better_reading(
    primary: str, secondary: str, best: str
) -> None:
    assert join_words(LineReadings(words(primary), words(secondary)).best) == best


def test_of_letters_and_digits_that_look_alike_digits_are_kept() -> None:
    assert join_words(LineReadings(words("I WS"), words("1 WS")).agreed) == "1 WS"
    assert join_words(LineReadings(words("100%"), words("1009")).agreed) == "100%"


def test_a_cell_keeps_what_its_recognisers_read() -> None:
    box = Box(0, 0, 9, 9)
    upper = TextLine("1.250.", box, (), ("1.250.", "1.280."))
    lower = TextLine("000", box, (), ("000", "008"))
    cell = CellText(CellSlot(0, 0, 1, 1, box), (upper, lower))
    assert cell.readings == ("1.250.\n000", "1.250.\n008", "1.280.\n000", "1.280.\n008")
    assert CellText(cell.slot, (TextLine("1.250.", box, ()),)).readings == ()


@pytest.mark.parametrize(
    ("primary", "secondary", "agrees"),
    [
        ("1", "l", True),
        ("5 Dokumen", "S Dokumen", True),
        ("Rp0,00", "Rpo,00", True),
        ("I WS", "1 WS", True),
        ("11", "II", False),
        ("8", "B", False),
        ("5 Dokumen", "S Laporan", False),
        ("15", "l6", False),
    ],
)
def test_letters_with_the_shape_of_digits_are_witnesses_of_them(
    primary: str, secondary: str, agrees: bool
) -> None:
    readings = LineReadings(words(primary), words(secondary))
    assert readings.do_engines_agree is agrees
