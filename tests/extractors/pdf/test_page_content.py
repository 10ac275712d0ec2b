"""What is printed on a page: overprinted, hidden and thinly drawn things."""

from itertools import pairwise
from pathlib import Path

from tests.extractors.paper import Sheet, write_pdf
from tests.extractors.readers import rows_of, tables_of


def test_overprinted_bold_is_read_once(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        s.table((60, 200, 300), 100, [("Jumlah", "1.000"), ("a", "b")])
        s.text(63.3, 110, "Jumlah")
        s.text(203.3, 110, "1.000")

    (table,) = tables_of(write_pdf(tmp_path / "a.pdf", draw))
    assert rows_of(table)[0] == ["Jumlah", "1.000"]


def test_invisible_text_is_not_read(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        s.table((60, 200, 300), 100, [("Jumlah", "1.000"), ("a", "b")])
        hidden = s.canvas.beginText(203, s.height - 110)
        hidden.setTextRenderMode(3)
        hidden.textOut("999")
        s.canvas.drawText(hidden)

    (table,) = tables_of(write_pdf(tmp_path / "a.pdf", draw))
    assert rows_of(table)[0] == ["Jumlah", "1.000"]


def test_rules_drawn_as_thin_rectangles_with_gaps_at_the_corners(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        xs, ys = (60, 200, 300), (100, 120, 140)
        for y in ys:
            for a, b in pairwise(xs):
                s.fill(a + 0.5, y, b, y + 0.5, 0)
        for x in xs:
            for a, b in pairwise(ys):
                s.fill(x, a + 0.5, x + 0.5, b, 0)
        s.row(xs, 102, ("Uraian", "Rp"))
        s.row(xs, 122, ("Gaji", "1.000"))

    (table,) = tables_of(write_pdf(tmp_path / "a.pdf", draw))
    assert rows_of(table) == [["Uraian", "Rp"], ["Gaji", "1.000"]]
