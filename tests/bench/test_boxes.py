"""The check of boxes sees what is wrong, and only that."""

from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from bench.boxes import (
    BoxMatch,
    BoxOptions,
    PrintedCharacter,
    check_boxes,
    judge_figure,
    read_characters,
    run_boxes,
)
from sidak.extractors import read_document
from sidak.normalisers import find_facts, type_tables
from sidak.schemas import Box
from tests.extractors.paper import Sheet, write_pdf

XS = (60, 90, 260, 360, 460)
ROWS = (
    ("No", "Kegiatan", "Pagu (Rp)", "Realisasi (Rp)"),
    ("1", "Penyediaan gaji", "1.250.000", "1.000.000"),
    ("2", "Rapat koordinasi", "2.500.000", "2.400.000"),
)


def draw_table(s: Sheet) -> None:
    s.table(XS, 100, ROWS)


def put(text: str, x: float = 10.0, y: float = 10.0) -> list[PrintedCharacter]:
    """Print characters five points wide and ten high."""
    return [
        PrintedCharacter(t, x + 5 * i, y, x + 5 * i + 5, y + 10) for i, t in enumerate(text)
    ]


BOX = Box(10, 10, 25, 20)


@pytest.mark.parametrize(
    ("raw_text", "printed", "verdict"),
    [
        ("123", put("123"), BoxMatch.SAME),
        ("1 23", put("123"), BoxMatch.SAME),
        ("123", [*reversed(put("123"))], BoxMatch.REORDERED),
        ("123", [*put("123"), *put("123", x=10.2)], BoxMatch.REPEATED),
        ("12", put("123"), BoxMatch.MORE),
        ("1234", put("123"), BoxMatch.LESS),
        ("124", put("123"), BoxMatch.OTHER),
        ("123", [], BoxMatch.LESS),
        ("123", put("1239"), BoxMatch.GOES_ON),
        ("123", [*put("123"), *put("9", x=31)], BoxMatch.SAME),
        ("123", [*put("123"), *(c._replace(run=7) for c in put("9", x=25))], BoxMatch.SAME),
        ("123", [*put("123"), *put("9", x=25, y=20)], BoxMatch.SAME),
    ],
)
def test_verdicts(raw_text: str, printed: list[PrintedCharacter], verdict: BoxMatch) -> None:
    assert judge_figure(raw_text, [(BOX, printed)])[0] is verdict


def test_a_figure_without_a_box_is_named() -> None:
    assert judge_figure("123", []) == (BoxMatch.NO_BOX, "")


def test_both_parts_of_a_cut_figure_count() -> None:
    parts = [(BOX, put("123")), (Box(10, 30, 20, 40), put("45", y=30))]
    assert judge_figure("123 45", parts)[0] is BoxMatch.SAME


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_characters_are_where_a_viewer_shows_them(tmp_path: Path, rotate: int) -> None:
    def draw(s: Sheet) -> None:
        s.text(100, 50, "A")

    document = pdfium.PdfDocument(
        write_pdf(tmp_path / "a.pdf", draw, size=(400, 400), rotate=rotate)
    )
    (found,) = read_characters(document[0])
    document.close()
    middle = ((found.x0 + found.x1) / 2, (found.y0 + found.y1) / 2)
    near = {0: (103, 47), 90: (353, 103), 180: (297, 353), 270: (47, 297)}[rotate]
    assert middle == pytest.approx(near, abs=3)


def test_a_shifted_box_is_found_out(tmp_path: Path) -> None:
    file = write_pdf(tmp_path / "a.pdf", draw_table)
    extraction = read_document(file)
    typed = type_tables(extraction, find_facts(extraction))
    good = check_boxes(file, extraction, typed)
    assert (good.figures, good.agreeing, good.disagreements) == (4, 4, [])

    def shift(box: Box | None) -> Box | None:
        return box and Box(box.x0, box.y0 + 16, box.x1, box.y1 + 16)

    wrong = [
        replace(t, figures=tuple(replace(f, box=shift(f.box)) for f in t.figures))
        for t in typed
    ]
    report = check_boxes(file, extraction, wrong)
    assert (report.figures, report.agreeing) == (4, 0)
    first = report.disagreements[0]
    assert (first.page, first.raw_text, first.printed) == (1, "1.250.000", "2.500.000")


def test_the_command_says_how_many_agree(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write_pdf(tmp_path / "a.pdf", draw_table)
    assert run_boxes(BoxOptions([file])) == 0
    assert "4" in capsys.readouterr().out


def test_hidden_end_of_a_name_in_the_box_is_not_printed_there() -> None:
    """A name too long for its cell runs on, unseen, below the amount beside it."""
    hidden = [c._replace(is_hidden=True) for c in put(")", x=12)]
    assert judge_figure("123", [(BOX, [*hidden, *put("123")])]) == (BoxMatch.SAME, "123")
    assert judge_figure("12", [(BOX, [*hidden, *put("123")])])[0] is BoxMatch.MORE
