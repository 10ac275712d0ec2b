"""Lines of numbers drawn with a standard font, for the tests."""

import cv2
import numpy as np

from sidak.extractors.ocr.engine import GreyImage
from sidak.extractors.ocr.line_boxes import PixelBox
from sidak.extractors.ocr.templates.reader import TemplateReader
from sidak.extractors.ocr.templates.standard_fonts import render_standard_font

SAMPLES = ("1.250.000", "75.600.348", "388.417.920", "29.013.465", "6.781.903", "540.212.878")


def draw_lines(
    texts: tuple[str, ...], font: str, gap: int = 1
) -> tuple[TemplateReader, list[PixelBox]]:
    """Set lines of numbers in a font of 11 pixels, so tight that digits touch if asked."""
    glyphs = {t.character: t.image for t in render_standard_font(font).templates}
    page = np.full((40 * len(texts) + 20, 400), 255, np.uint8)
    boxes = []
    for k, text in enumerate(texts):
        parts = []
        for ch in text:
            own = glyphs[ch]
            blank = np.zeros((own.shape[0], max(0, gap)), np.float32)
            parts += [own[:, : own.shape[1] + min(0, gap if ch.isdigit() else 0)], blank]
        ink = np.hstack(parts)
        small = cv2.resize(ink, None, fx=0.55, fy=0.55, interpolation=cv2.INTER_AREA)
        y = 10 + 40 * k
        page[y : y + small.shape[0], 10 : 10 + small.shape[1]] = 255 - 255 * np.minimum(
            small, 1
        )
        rows = np.nonzero((page[y : y + 30] < 200).any(axis=1))[0]
        columns = np.nonzero((page[y : y + 30] < 200).any(axis=0))[0]
        boxes.append(
            PixelBox(
                int(columns[0]), y + int(rows[0]), int(columns[-1]) + 1, y + int(rows[-1]) + 1
            )
        )
    letters: GreyImage = np.where(page < 190, 255, 0).astype(np.uint8)
    return TemplateReader(letters, page), boxes
