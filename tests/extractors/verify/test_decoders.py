"""Characters decoded a second time: digits that differ are doubted."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sidak.extractors.pdf.glyph import Glyph
from sidak.extractors.pdf.page_content import PageContent
from sidak.extractors.verify import decoders as second_glyphs
from sidak.extractors.verify.cross_check import Comparison
from sidak.extractors.verify.decoders import fold_print
from tests.extractors.paper import write_pdf
from tests.extractors.verify.test_cross_check import ROWS, doubted_texts, look_at, table


def swap(old: str, new: str) -> Callable[[PageContent], PageContent]:
    """Decode one character wrongly, as a font with a faulty table does."""

    def change(content: PageContent) -> PageContent:
        def misread(glyph: Glyph) -> Glyph:
            return glyph._replace(text=new) if glyph.text == old else glyph

        return replace(content, glyphs=tuple(map(misread, content.glyphs)))

    return change


def test_a_digit_decoded_wrongly_is_doubted(tmp_path: Path) -> None:
    readings, compared = look_at(write_pdf(tmp_path / "a.pdf", table()), swap("7", "1"))
    assert doubted_texts(readings[1]) == {"981.500"}
    assert compared == {1: Comparison(compared=9, disputed=1, doubted=1)}


def test_a_digit_that_one_decoder_lost_is_doubted(tmp_path: Path) -> None:
    def change(content: PageContent) -> PageContent:
        kept = tuple(g for g in content.glyphs if g.text != "7")
        return replace(content, glyphs=kept)

    readings, _ = look_at(write_pdf(tmp_path / "a.pdf", table()), change)
    assert doubted_texts(readings[1]) == {"98 .500"}


def test_a_digit_in_another_place_is_doubted(tmp_path: Path) -> None:
    def change(content: PageContent) -> PageContent:
        glyphs = tuple(
            g._replace(x0=g.x0 - 12, x1=g.x1 - 12) if g.text == "7" else g
            for g in content.glyphs
        )
        return replace(content, glyphs=glyphs)

    readings, _ = look_at(write_pdf(tmp_path / "a.pdf", table()), change)
    (text,) = doubted_texts(readings[1])
    assert text == "798 .500"


def test_pages_without_anything_new_are_decoded_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decoded = []
    real = second_glyphs._decode

    def note(page: object, to_view: object) -> object:
        decoded.append(page.page_idx + 1)  # type: ignore[attr-defined]
        return real(page, to_view)  # type: ignore[arg-type]

    monkeypatch.setattr(second_glyphs, "_decode", note)
    full = [*ROWS, ("4", "Belanja 12345", "6.789,00", "(50%)")]
    new = [*ROWS[:3], ("3", "Belanja Modal", "3.456.000", "(2,5%)")]
    pages = [table(ROWS), table(ROWS), table(new), *[table(ROWS)] * 6, table(full)]
    look_at(write_pdf(tmp_path / "a.pdf", *pages))
    # page 3 prints new characters; page 9 is the eighth after the first
    assert decoded == [1, 3, 9]


def test_marks_of_the_direction_of_writing_print_nothing() -> None:
    assert fold_print("\u200f7.815.389\u200f") == fold_print("7.815.389")
    assert fold_print("\u00ad7.815.389") != fold_print("7.815.389")
