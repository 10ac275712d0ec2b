"""Small scanned pages for the tests, and engines that repeat what was recorded."""

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import pypdfium2 as pdfium
import pytest

from sidak.extractors.ocr.engine import (
    GreyImage,
    MissingEngineError,
    OcrEngines,
    OcrWord,
    TextLayout,
)
from sidak.extractors.ocr.engine_cache import CachedEngine, RecognitionCache
from sidak.extractors.ocr.ppocr import PpOcrEngine
from sidak.extractors.ocr.tesseract import (
    OTHER_LANGUAGE,
    REPORT_LANGUAGE,
    TesseractEngine,
)
from tests.extractors.paper import Sheet

DATA = Path(__file__).parent / "data"

XS = (40, 80, 300, 400, 500)
ROWS = (
    ("No", "Program", "Pagu", "Realisasi"),
    ("1", "Program Pelayanan Administrasi", "1.250.000.000", "1.198.340.500"),
    ("2", "Program Peningkatan Disiplin", "75.600.000", "74.912.375"),
    ("3", "Program Pengembangan Data", "388.417.920", "301.264.587"),
    ("", "Jumlah", "1.714.017.920", "1.574.517.462"),
)


class UnrecordedEngine(TesseractEngine):
    """An engine for tests in which nothing new should be read.

    What was not recorded is read if Tesseract is installed: other libraries render crops
    otherwise.
    """

    def recognise(
        self, images: Sequence[GreyImage], layout: TextLayout = TextLayout.LINE
    ) -> list[tuple[OcrWord, ...]]:
        """Recognise the images, or skip the test."""
        try:
            return super().recognise(images, layout)
        except MissingEngineError:
            pytest.skip("not recorded with these libraries, and Tesseract is not installed")


def recorded(name: str) -> OcrEngines:
    """Return engines of which Tesseract repeats its recorded reading of a page."""
    cache = RecognitionCache(DATA / f"{name}.json")
    return OcrEngines(
        primary=PpOcrEngine(),
        secondary=CachedEngine(UnrecordedEngine(REPORT_LANGUAGE), cache),
        tertiary=CachedEngine(UnrecordedEngine(OTHER_LANGUAGE), cache),
    )


def draw_table(sheet: Sheet) -> None:
    """Draw the table that the tests read."""
    sheet.text(40, 60, "Tabel 3.1 Realisasi Anggaran Program Tahun 2022")
    sheet.table(XS, 70, ROWS)
    sheet.text(40, 300, "Demikian laporan ini disusun dengan sebenarnya.")


def photograph(
    path: Path, target: Path, *, dpi: int = 200, skew: float = 0.0, turned: int = 0
) -> Path:
    """Write a PDF of which nothing is left but a picture of each page."""
    source = pdfium.PdfDocument(path)
    scanned = pdfium.PdfDocument.new()
    for page in source:
        bitmap = page.render(scale=dpi / 72, grayscale=True)
        grey = np.array(bitmap.to_numpy(), copy=True).reshape(bitmap.height, bitmap.width)
        height, width = grey.shape
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), skew, 1.0)
        grey = cv2.warpAffine(grey, turn, (width, height), borderValue=(255,))
        grey = np.ascontiguousarray(np.rot90(grey, -(turned // 90)))
        height, width = grey.shape
        size = (width * 72 / dpi, height * 72 / dpi)
        sheet = scanned.new_page(*size)
        image = pdfium.PdfImage.new(scanned)
        bitmap = pdfium.PdfBitmap.new_native(width, height, 1)
        bitmap.to_numpy()[:] = grey.reshape(bitmap.to_numpy().shape)
        image.set_bitmap(bitmap)
        image.set_matrix(pdfium.PdfMatrix().scale(*size))
        sheet.insert_obj(image)
        sheet.gen_content()
    scanned.save(target)
    return target
