"""Every character inside a frame stands in exactly one cell, or its figures are doubted."""

from pathlib import Path

import pypdfium2 as pdfium

from sidak.extractors.pdf.page_content import read_content
from sidak.extractors.tables.completeness import check_completeness
from sidak.extractors.tables.page_tables import read_page_tables
from sidak.schemas import Doubt, DoubtKind
from tests.extractors.paper import Sheet, write_pdf
from tests.extractors.readers import HEADER, XS, tables_of


def test_straddling_number_is_doubted(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        s.table(
            (60, 200, 240, 300), 100, [("Uraian", "Rp", "Ket"), ("Gaji", "1.234.567.890", "")]
        )

    (table,) = tables_of(write_pdf(tmp_path / "a.pdf", draw))
    cell = next(c for c in table.cells if "1.234" in c.text)
    assert cell.text == "1.234.567.890"
    assert cell.doubts == (Doubt(DoubtKind.CROSSES_BORDER, ("1.234.567.890",)),)


def test_conservation_notices_a_lost_and_a_doubled_character(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        s.table(XS, 100, [HEADER, ("1", "Gaji", "1.250.000", "1.000.000")])

    document = pdfium.PdfDocument(write_pdf(tmp_path / "a.pdf", draw))
    content = read_content(document[0], 1)
    (table,) = read_page_tables(content).tables
    assert check_completeness([table], content.glyphs) == (table,)
    extra = content.glyphs[0]._replace(x0=300, x1=304, y0=104, y1=112)
    (short,) = check_completeness([table], [*content.glyphs, extra])
    assert short.notes == (Doubt(DoubtKind.NOT_CONSERVED, ("1", "0")),)
    (doubled,) = check_completeness([table], content.glyphs[1:])
    assert doubled.notes == (Doubt(DoubtKind.NOT_CONSERVED, ("0", "1")),)
    doubted = {f.text for f in doubled.filled if f.doubts}
    assert doubted == {"1", "1.250.000", "1.000.000"}
