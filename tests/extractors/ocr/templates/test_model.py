"""Recognition with glyph templates."""

import numpy as np
import pytest

from sidak.extractors.ocr.templates.model import InkImage, recognise_best
from sidak.extractors.ocr.templates.standard_fonts import render_standard_font

HELVETICA = render_standard_font("Helvetica")
TIMES = render_standard_font("Times-Roman")


def set_line(text: str) -> InkImage:
    """Set a line of templates side by side, two white columns between them."""
    images = {t.character: t.image for t in HELVETICA.templates}
    blank = np.zeros((images["0"].shape[0], 2), np.float32)
    return np.hstack([part for ch in text for part in (images[ch], blank)])


@pytest.mark.parametrize("text", ["97.318.650", "1,5%", "(2-3)", "11"])
def test_a_line_of_its_own_templates_is_recognised(text: str) -> None:
    placed, score = HELVETICA.recognise(set_line(text))
    assert "".join(p.character for p in placed) == text
    assert score.cost == pytest.approx(0, abs=0.02)


def test_the_font_that_matches_best_is_taken() -> None:
    line = set_line("97.318.650")
    assert recognise_best([TIMES, HELVETICA], line) == HELVETICA.recognise(line)


def test_a_known_text_is_aligned_with_its_line() -> None:
    line = set_line("4.402")
    placed, _ = HELVETICA.align(line, "4.402")
    assert placed == HELVETICA.recognise(line)[0]
    assert HELVETICA.align(line, "a") == ([], pytest.approx(float((line**2).sum()), rel=0.01))


def test_blank_paper_holds_nothing() -> None:
    placed, score = HELVETICA.recognise(np.zeros_like(set_line("1")))
    assert (placed, score.margin) == ([], -1.0)
