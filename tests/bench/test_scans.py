"""Scans of the samples, written with their truth."""

from pathlib import Path

import numpy as np
import pypdfium2 as pdfium

from bench.accuracy import DEFAULT_SAMPLES
from bench.scans import join_sheets, pair_pages, scan_report, spoil_text


def test_two_pages_stand_side_by_side_with_the_tables_of_both() -> None:
    left, right = np.zeros((4, 2), np.uint8), np.zeros((3, 5), np.uint8)
    sheet = join_sheets(left, right)
    assert sheet.shape == (4, 7)
    assert sheet[3].tolist() == [0, 0, 250, 250, 250, 250, 250]
    pages = [{"page": n, "source": "text", "tables": [f"t{n}"]} for n in (1, 2, 3)]
    assert pair_pages(pages) == [
        {"page": 1, "source": "text", "tables": ["t1", "t2"]},
        {"page": 2, "source": "text", "tables": ["t3"]},
    ]


def test_an_old_layer_is_text_under_the_picture_with_wrong_digits(tmp_path: Path) -> None:
    source = DEFAULT_SAMPLES / "pk-bappeda-2022.pdf"
    target = tmp_path / "scan.pdf"
    scan_report(source, target, 60, "old-layer")
    report, scanned = pdfium.PdfDocument(source), pdfium.PdfDocument(target)
    printed = report[0].get_textpage().get_text_range()
    layer = scanned[0].get_textpage().get_text_range()
    spoilt = spoil_text(report[0])
    assert len(spoilt) == len(printed)
    assert sum(a != b for a, b in zip(spoilt, printed, strict=True)) > 10
    assert layer.split() == spoilt.split()
    kinds = sorted(obj.type for obj in scanned[0].get_objects())
    assert kinds[-1] == pdfium.raw.FPDF_PAGEOBJ_IMAGE
    assert len(kinds) > 10


def test_the_file_of_a_picture_is_not_left_behind(tmp_path: Path) -> None:
    scan_report(DEFAULT_SAMPLES / "pk-bappeda-2022.pdf", tmp_path / "scan.pdf", 60, "two-up")
    assert [path.name for path in tmp_path.iterdir()] == ["scan.pdf"]
