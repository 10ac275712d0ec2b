"""Rulings drawn as rows of dots."""

from pathlib import Path

from sidak.extractors.pdf.classify import classify_pdf_pages
from tests.extractors.paper import Sheet, write_pdf
from tests.extractors.readers import HEADER, XS, rows_of, tables_of


def test_dotted_borders_are_rules(tmp_path: Path) -> None:
    """Browsers draw a dotted border as a row of small squares."""

    def draw(s: Sheet) -> None:
        ys = (100, 120, 140, 160)
        for y in ys:
            for i in range(int((XS[-1] - XS[0]) / 1.5)):
                s.fill(XS[0] + 1.5 * i, y, XS[0] + 1.5 * i + 0.75, y + 0.75, 0)
        for x in XS:
            for i in range(int((ys[-1] - ys[0]) / 1.5)):
                s.fill(x, ys[0] + 1.5 * i, x + 0.75, ys[0] + 1.5 * i + 0.75, 0)
        for y, texts in zip(
            ys, (HEADER, ("1", "Gaji", "1.250", "900"), ("2", "ATK", "30", "20")), strict=False
        ):
            s.row(XS, y, texts)

    path = write_pdf(tmp_path / "a.pdf", draw)
    (table,) = tables_of(path)
    assert rows_of(table) == [
        list(HEADER),
        ["1", "Gaji", "1.250", "900"],
        ["2", "ATK", "30", "20"],
    ]
    assert classify_pdf_pages(path)[0].is_candidate
