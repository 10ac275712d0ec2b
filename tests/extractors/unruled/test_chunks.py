"""Lines cut into the pieces of different columns."""

from pathlib import Path

import pytest

from sidak.extractors.layout.text_lines import TextLine, make_line
from sidak.extractors.pdf.glyph import Glyph
from sidak.extractors.unruled.chunks import cut_line
from tests.extractors.paper import Sheet
from tests.extractors.unruled.test_tables import PROGRAMMES, read, rows_of

NAMES = tuple(name for name, _ in PROGRAMMES)


def test_two_numbers_that_touch_are_two_if_the_file_set_them_apart(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        for i, name in enumerate(NAMES):
            s.text(60, 100 + 12 * i, name)
            s.text(300, 100 + 12 * i, f"13.658.302.40{i}", right=True)
            s.text(301, 100 + 12 * i, f"216.277.14{i}")

    assert rows_of(read(tmp_path, draw)) == [
        [name, f"13.658.302.40{i}", f"216.277.14{i}"] for i, name in enumerate(NAMES)
    ]


def test_numbers_one_space_apart_are_two_columns(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        s.size = 6
        for i, name in enumerate(NAMES):
            s.text(60, 100 + 8 * i, name)
            for k in range(4):
                s.text(220 + 36 * k, 100 + 8 * i, f"31{k}.701.71{i}", right=True)

    assert rows_of(read(tmp_path, draw)) == [
        [name, *(f"31{k}.701.71{i}" for k in range(4))] for i, name in enumerate(NAMES)
    ]


def test_dots_that_lead_to_amounts_are_left_out(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        for i, (name, amount) in enumerate(PROGRAMMES):
            s.text(60, 100 + 12 * i, name + " " + ". " * (20 - i))
            s.text(400, 100 + 12 * i, amount, right=True)

    assert rows_of(read(tmp_path, draw)) == [*map(list, PROGRAMMES)]


def test_a_table_of_contents_is_no_table(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        for i, name in enumerate(NAMES):
            s.text(60, 100 + 12 * i, name + " " + "." * 40)
            s.text(400, 100 + 12 * i, str(i + 12), right=True)

    assert read(tmp_path, draw).tables == ()


def test_rp_at_the_left_edge_belongs_to_its_amount(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        for i, (name, amount) in enumerate(PROGRAMMES):
            s.text(60, 100 + 12 * i, name)
            s.text(260, 100 + 12 * i, "Rp")
            s.text(400, 100 + 12 * i, f"({amount})" if i == 1 else amount, right=True)

    assert rows_of(read(tmp_path, draw)) == [
        [PROGRAMMES[0][0], "Rp 1.250.000.000"],
        [PROGRAMMES[1][0], "Rp (830.000.000)"],
        [PROGRAMMES[2][0], "Rp 96.000.000"],
    ]


def set_line(*words: tuple[float, str]) -> TextLine:
    """Return a line of words at places; a character is 5 points wide and 10 high."""
    style = (False, False, 0, 0, True)
    return make_line(
        [
            Glyph(character, x + 5 * i, 0, x + 5 * i + 5, 10, 10, *style)
            for x, word in words
            for i, character in enumerate(word)
        ]
    )


@pytest.mark.parametrize("at", [100, 57])
def test_rp_is_no_word_of_the_name_on_a_scan(at: float) -> None:
    """Behind a long name it stands as near as one of its words."""
    line = set_line((0, "Program"), (38, "Air"), (at, "Rp"), (150, "1.250.000"))
    found = cut_line(line, joins_currency=False)
    assert [chunk.text for chunk in found.chunks] == ["Program Air", "1.250.000"]
    # "Rp" before words is a word
    plain = set_line((0, "Pagu"), (25, "Rp"), (150, "Realisasi"))
    cut = cut_line(plain, joins_currency=False)
    assert [chunk.text for chunk in cut.chunks] == ["Pagu Rp", "Realisasi"]


def test_ordinals_right_before_the_names(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        for i, (name, amount) in enumerate(PROGRAMMES):
            s.text(78, 100 + 12 * i, str(i + 1), right=True)
            s.text(80.5, 100 + 12 * i, name)
            s.text(400, 100 + 12 * i, amount, right=True)

    assert rows_of(read(tmp_path, draw)) == [
        [str(i), *row] for i, row in enumerate(PROGRAMMES, 1)
    ]


def test_apostrophes_and_spaces_between_thousands(tmp_path: Path) -> None:
    own = (
        ("6'873'121", "897 351 469"),
        ("48'569'255", "1 886 000"),
        ("1'174'341", "6 654 715"),
    )

    def draw(s: Sheet) -> None:
        for i, name in enumerate(NAMES):
            s.text(60, 100 + 12 * i, name)
            s.text(300, 100 + 12 * i, own[i][0], right=True)
            s.text(400, 100 + 12 * i, own[i][1], right=True)

    assert rows_of(read(tmp_path, draw)) == [[name, *own[i]] for i, name in enumerate(NAMES)]


def test_numbers_half_a_line_above_marked_names_on_a_page_askew(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        for i, (name, amount) in enumerate(PROGRAMMES):
            s.text(60, 106 + 16 * i, str(i + 1))
            s.text(80, 106 + 16 * i, name)
            s.text(400, 100 + 16 * i, amount, right=True)

    assert rows_of(read(tmp_path, draw)) == [
        [str(i), *row] for i, row in enumerate(PROGRAMMES, 1)
    ]


def test_a_number_pushed_aside_goes_where_the_order_says(tmp_path: Path) -> None:
    names = (*NAMES, "Program Pelatihan")

    def draw(s: Sheet) -> None:
        for i, name in enumerate(names):
            s.text(60, 100 + 12 * i, name)
            s.text(366 if i == 2 else 290, 100 + 12 * i, f"13.658.302.40{i}", right=True)
            s.text(412, 100 + 12 * i, f"16.277.14{i}", right=True)

    assert rows_of(read(tmp_path, draw)) == [
        [name, f"13.658.302.40{i}", f"16.277.14{i}"] for i, name in enumerate(names)
    ]
