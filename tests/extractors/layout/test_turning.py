"""Pages and tables on their side read the same."""

from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4

from sidak.extractors.assembly import assemble_tables
from tests.extractors.paper import Sheet, write_pdf
from tests.extractors.readers import HEADER, XS, readings_of, rows_of, tables_of


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_rotated_page_reads_the_same(tmp_path: Path, rotate: int) -> None:
    """The page is drawn as a viewer must see it, then given its ``/Rotate``."""

    def draw(s: Sheet) -> None:
        # reportlab swaps the sides of the media box for 90 and 270: shown, it is A4 again
        width, height = A4 if rotate % 180 == 0 else (A4[1], A4[0])
        s.canvas.translate(*{0: (0, 0), 90: (width, 0), 180: A4, 270: (0, height)}[rotate])
        s.canvas.rotate(rotate)
        s.table(XS, 100, [HEADER, ("1", "Gaji", "1.250.000", "1.000.000")])

    (table,) = tables_of(write_pdf(tmp_path / "a.pdf", draw, rotate=rotate))
    assert rows_of(table)[1] == ["1", "Gaji", "1.250.000", "1.000.000"]
    box = table.places[0].box
    assert box is not None
    assert (round(box.x0), round(box.y0), round(box.x1)) == (60, 100, 460)


def test_table_drawn_sideways_on_an_upright_page(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        s.canvas.translate(s.width, 0)
        s.canvas.rotate(90)
        s.height = s.width
        s.table(XS, 100, [HEADER, ("1", "Gaji", "1.250.000", "1.000.000")])

    readings = readings_of(write_pdf(tmp_path / "a.pdf", draw))
    (table,) = assemble_tables("d" * 16, readings)
    assert readings[1].turned == 90
    assert rows_of(table)[1] == ["1", "Gaji", "1.250.000", "1.000.000"]
    box = table.places[0].box
    assert box is not None
    # drawn 60..460 along the height, from the bottom of the page as shown
    assert (round(A4[1] - box.y1), round(A4[1] - box.y0)) == (60, 460)


def test_vertical_header_is_read_upright(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        s.grid((60, 90, 260), (100, 170, 190))
        s.canvas.saveState()
        s.canvas.translate(80, s.height - 165)
        s.canvas.rotate(90)
        s.canvas.setFont("Helvetica", 9)
        s.canvas.drawString(0, 0, "Tahun ke")
        s.canvas.restoreState()
        s.row((60, 90), 100, ("", "Uraian yang panjang sekali"))
        s.row((60, 90), 172, ("1", "Penyediaan gaji dan tunjangan"))

    (table,) = tables_of(write_pdf(tmp_path / "a.pdf", draw))
    assert rows_of(table)[0] == ["Tahun ke", "Uraian yang panjang sekali"]
