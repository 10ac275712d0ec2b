"""Lines of a page as text with boxes."""

import numpy as np

from sidak.extractors.ocr.engine import OcrWord
from sidak.extractors.ocr.preprocess import PageImage
from sidak.extractors.ocr.recognise import make_line_glyphs

PAGE = np.zeros((1, 1), np.uint8)


def test_glyphs_are_evenly_spaced_inside_each_word() -> None:
    words = [OcrWord("12", 90.0, 10, 0, 30, 9), OcrWord("%", 90.0, 34, 0, 44, 9)]
    glyphs = make_line_glyphs(words, (4, 20), PageImage(PAGE, PAGE, 144), 3)
    assert [(g.text, g.x0, g.x1, g.y0, g.y1, g.run, g.is_after_space) for g in glyphs] == [
        ("1", 5.0, 10.0, 2.0, 10.0, 3, False),
        ("2", 10.0, 15.0, 2.0, 10.0, 3, False),
        ("%", 17.0, 22.0, 2.0, 10.0, 3, True),
    ]
