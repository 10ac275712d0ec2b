"""Text that no viewer shows is not read; what stands in its place is."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image
from reportlab.lib.colors import Color
from reportlab.lib.utils import ImageReader

from sidak.extractors.pdf.page_content import PageContent, read_content
from tests.extractors.paper import Sheet, write_pdf


def content_of(path: Path) -> PageContent:
    document = pdfium.PdfDocument(path)
    content = read_content(document[0], 1)
    document.close()
    return content


def text_of(content: PageContent) -> str:
    return "".join(g.text for g in content.glyphs)


def white_box(s: Sheet) -> None:
    s.text(100, 100, "813")
    s.fill(90, 85, 150, 105, 1)


def white_picture(s: Sheet) -> None:
    s.text(100, 100, "813")
    s.canvas.drawImage(
        ImageReader(Image.new("RGB", (4, 4), "white")), 90, s.height - 105, 60, 20
    )


def same_color_as_fill(s: Sheet) -> None:
    s.fill(90, 85, 150, 105, 0.4)
    s.canvas.setFillGray(0.4)
    s.text(100, 100, "813")


def white_on_paper(s: Sheet) -> None:
    s.canvas.setFillGray(1)
    s.text(100, 100, "813")


def transparent(s: Sheet) -> None:
    s.canvas.setFillColor(Color(0, 0, 0, alpha=0.02))
    s.text(100, 100, "813")


def outside_the_page(s: Sheet) -> None:
    s.text(700, 100, "813")


def invisible_mode(s: Sheet) -> None:
    s.canvas.saveState()
    hidden = s.canvas.beginText(100, s.height - 100)
    hidden.setTextRenderMode(3)
    hidden.textOut("813")
    s.canvas.drawText(hidden)
    s.canvas.restoreState()


@pytest.mark.parametrize(
    "draw",
    [
        white_box,
        white_picture,
        same_color_as_fill,
        white_on_paper,
        transparent,
        outside_the_page,
        invisible_mode,
    ],
)
def test_text_that_is_not_seen_is_left_out(
    tmp_path: Path, draw: Callable[[Sheet], None]
) -> None:
    def page(s: Sheet) -> None:
        s.text(100, 200, "Jumlah")
        draw(s)

    content = content_of(write_pdf(tmp_path / "a.pdf", page))
    assert (text_of(content), content.hidden, content.cut) == ("Jumlah", 3, ())


def black_on_white_box(s: Sheet) -> None:
    s.fill(90, 85, 150, 105, 1)
    s.text(100, 100, "813")


def white_on_dark_box(s: Sheet) -> None:
    s.fill(90, 85, 150, 105, 0.1)
    s.canvas.setFillGray(1)
    s.text(100, 100, "813")


def white_on_dark_picture(s: Sheet) -> None:
    s.canvas.drawImage(
        ImageReader(Image.new("RGB", (4, 4), "navy")), 90, s.height - 105, 60, 20
    )
    s.canvas.setFillGray(1)
    s.text(100, 100, "813")


def under_a_transparent_box(s: Sheet) -> None:
    s.text(100, 100, "813")
    s.canvas.setFillColor(Color(1, 1, 0, alpha=0.3))
    s.canvas.rect(90, s.height - 105, 60, 20, stroke=0, fill=1)


def under_a_picture_that_lets_it_through(s: Sheet) -> None:
    s.text(100, 100, "813")
    picture = Image.new("RGBA", (4, 4), (0, 0, 255, 30))
    s.canvas.drawImage(ImageReader(picture), 90, s.height - 105, 60, 20, mask="auto")


@pytest.mark.parametrize(
    "draw",
    [
        black_on_white_box,
        white_on_dark_box,
        white_on_dark_picture,
        under_a_transparent_box,
        under_a_picture_that_lets_it_through,
    ],
)
def test_text_that_is_seen_is_read(tmp_path: Path, draw: Callable[[Sheet], None]) -> None:
    content = content_of(write_pdf(tmp_path / "a.pdf", draw))
    assert (text_of(content), content.hidden, content.cut) == ("813", 0, ())


def test_new_amount_on_the_box_over_the_old_one_is_read_whole(tmp_path: Path) -> None:
    """Pdfium tells the "1" that both have in the same place only once: as of the old one."""

    def draw(s: Sheet) -> None:
        s.text(100, 100, "13")
        s.fill(90, 85, 150, 105, 1)
        s.text(100, 100, "12")

    content = content_of(write_pdf(tmp_path / "a.pdf", draw))
    assert (text_of(content), content.hidden, content.cut) == ("12", 2, ())


def test_amount_over_the_same_amount_in_invisible_letters_is_read(tmp_path: Path) -> None:
    """A text layer below the true text: pdfium tells only the first of two equal texts."""

    def draw(s: Sheet) -> None:
        s.size = 12  # that of reportlab's text objects
        invisible_mode(s)
        s.text(100, 100, "813")

    content = content_of(write_pdf(tmp_path / "a.pdf", draw))
    assert (text_of(content), content.hidden) == ("813", 3)


def test_last_digit_under_a_box_makes_the_number_doubtful(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        s.text(100, 100, "129")
        s.fill(110.2, 85, 150, 105, 1)

    content = content_of(write_pdf(tmp_path / "a.pdf", draw))
    assert text_of(content) == "12"
    ((x, y),) = content.cut
    assert (round(x), 90 < y < 100) == (108, True)


def test_lower_half_of_a_digit_under_a_box_is_not_seen(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        s.text(100, 100, "8")
        s.fill(90, 96.5, 150, 105, 1)

    assert text_of(content_of(write_pdf(tmp_path / "a.pdf", draw))) == ""


def test_digits_beyond_their_clipping_path_make_the_number_doubtful(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        path = s.canvas.beginPath()
        path.rect(90, s.height - 105, 20.2, 20)
        s.canvas.clipPath(path, stroke=0)
        s.text(100, 100, "129")

    assert len(content_of(write_pdf(tmp_path / "a.pdf", draw)).cut) == 1


def test_layer_that_is_switched_off_is_not_read(tmp_path: Path) -> None:
    content = (
        b"BT /F 12 Tf 50 100 Td (12) Tj ET /OC /L BDC BT /F 12 Tf 50 60 Td (813) Tj ET EMC"
    )
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[6 0 R]/D<</OFF[6 0 R]>>>>>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R>>/Properties<</L 6 0 R>>>>>>",
        b"<</Length %d>>stream\n%b\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Type/OCG/Name(Draft)>>",
    ]
    body = b"%PDF-1.5\n"
    for i, each in enumerate(objects, 1):
        body += b"%d 0 obj%b\nendobj\n" % (i, each)
    path = tmp_path / "a.pdf"
    path.write_bytes(body + b"trailer<</Root 1 0 R/Size 7>>\n%%EOF")
    found = content_of(path)
    assert (text_of(found), found.hidden) == ("12", 3)
    path.write_bytes(path.read_bytes().replace(b"/OFF[", b"/ON[ "))
    assert text_of(content_of(path)) == "12813"
