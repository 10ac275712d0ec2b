"""Characters as they are printed, whatever way the file tells which they are."""

from pathlib import Path

import pypdfium2 as pdfium

from sidak.extractors.pdf.page_content import read_content

CMAP = b"""/CIDInit /ProcSet findresource begin begincmap
1 begincodespacerange <00> <ff> endcodespacerange
3 beginbfchar <41> <d835dc3d> <42> <210e> <43> <d835dfcf> endbfchar
endcmap end"""


def write_formula(path: Path, text: bytes) -> Path:
    """Write a page whose font says that "ABC" are the letters of a formula."""
    content = b"BT /F 12 Tf 50 100 Td (" + text + b") Tj ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%b\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>",
        b"<</Length %d>>stream\n%b\nendstream" % (len(CMAP), CMAP),
    ]
    body = b"%PDF-1.4\n"
    for i, each in enumerate(objects, 1):
        body += b"%d 0 obj%b\nendobj\n" % (i, each)
    path.write_bytes(body + b"trailer<</Root 1 0 R/Size 7>>\n%%EOF")
    return path


def test_letters_of_formulas_are_plain_ones(tmp_path: Path) -> None:
    """They came as halves of characters, and the second reader failed on the page."""
    page = pdfium.PdfDocument(write_formula(tmp_path / "a.pdf", b"ABCD"))[0]
    assert "".join(g.text for g in read_content(page, 1).glyphs) == "Jh1D"
