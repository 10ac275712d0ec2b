"""A row number in the middle of its name goes to its front."""

from sidak.extractors.layout.hanging_numbers import lead_with_currency, lead_with_number
from sidak.extractors.layout.text_lines import TextLine, compose_lines
from sidak.extractors.pdf.glyph import Glyph


def _write(text: str, x: float, y: float) -> list[Glyph]:
    return [
        Glyph(char, x + 5 * at, y, x + 5 * at + 4.6, y + 8, 8, False, False, 0, 0, True)
        for at, char in enumerate(text)
        if char != " "
    ]


def _lines(*placed: tuple[str, float, float]) -> tuple[TextLine, ...]:
    return lead_with_number(compose_lines([g for one in placed for g in _write(*one)]))


def test_the_number_beside_the_middle_line_leads() -> None:
    lines = _lines(
        ("Kegiatan Evaluasi dan", 40, 100), ("1", 20, 110), ("Pengendalian", 40, 110)
    )
    assert [line.text for line in lines] == ["1 Kegiatan Evaluasi dan", "Pengendalian"]
    assert [(line.box.x0, line.box.y0) for line in lines] == [(20, 100), (40, 110)]


def test_the_number_between_two_lines_leads() -> None:
    lines = _lines(
        ("Kegiatan Evaluasi dan", 40, 100), ("12", 20, 109), ("Pengendalian", 40, 118)
    )
    assert [line.text for line in lines] == ["12 Kegiatan Evaluasi dan", "Pengendalian"]


def test_a_number_that_stands_in_the_text_stays() -> None:
    lines = _lines(("Pengadaan bus sedang", 40, 100), ("3 unit besar", 40, 110))
    assert [line.text for line in lines] == ["Pengadaan bus sedang", "3 unit besar"]


def test_two_numbers_number_two_names() -> None:
    lines = _lines(
        ("Program Satu", 40, 100),
        ("1", 20, 105),
        ("Program Dua", 40, 115),
        ("2", 20, 120),
    )
    assert not lines[0].text.startswith("1")


def test_rp_in_the_middle_of_a_number_that_wraps_leads() -> None:
    placed = (("1.506.190.00", 40, 100), ("Rp", 20, 105), ("0", 90, 110))
    lines = compose_lines([g for one in placed for g in _write(*one)])
    assert [line.text for line in lead_with_currency(lines)] == ["Rp", "1.506.190.00", "0"]


def test_rp_between_words_stays() -> None:
    placed = (("Belanja", 40, 100), ("Rp", 20, 105), ("Modal", 40, 110))
    lines = compose_lines([g for one in placed for g in _write(*one)])
    assert [line.text for line in lead_with_currency(lines)] == ["Belanja", "Rp", "Modal"]
