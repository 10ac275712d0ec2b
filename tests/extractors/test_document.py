"""One file in, pages out; scanned pages may have been read by other processes before."""

import gc
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from sidak.extractors import ManyScansError, read_document
from sidak.schemas import Doubt, DoubtKind, PageStatus
from tests.extractors.paper import Draw, Sheet, write_pdf


def picture(grey: int) -> Draw:
    """Draw a page that is one picture."""

    def draw(s: Sheet) -> None:
        image = ImageReader(Image.new("L", (60, 80), grey))
        s.canvas.drawImage(image, 0, 0, s.width, s.height)

    return draw


def test_a_report_of_many_scans_is_refused_where_asked_and_takes_what_others_read(
    tmp_path: Path,
) -> None:
    path = write_pdf(tmp_path / "a.pdf", *(picture(grey) for grey in (90, 120, 150)))
    with pytest.raises(ManyScansError, match="3 halaman pindaian") as refused:
        read_document(path, most_scans=2)
    assert refused.value.pages == (1, 2, 3)
    why = [Doubt(DoubtKind.ENGINE_FAILED, (name,)) for name in "abc"]
    done = dict(zip((1, 2, 3), why, strict=True))
    extraction = read_document(path, scans=done, most_scans=2)
    assert [(p.page, p.status, p.reasons) for p in extraction.pages] == [
        (1, PageStatus.FAILED, (why[0],)),
        (2, PageStatus.FAILED, (why[1],)),
        (3, PageStatus.FAILED, (why[2],)),
    ]


def test_the_collector_of_cycles_is_left_as_it_was(tmp_path: Path) -> None:
    usual = gc.get_threshold()
    read_document(write_pdf(tmp_path / "a.pdf", lambda s: s.text(60, 60, "Bab I")))
    assert gc.get_threshold() == usual
