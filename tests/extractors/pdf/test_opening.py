"""Form fields and annotations that a viewer shows are part of the page."""

from contextlib import closing
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from sidak.extractors.document import read_document
from sidak.extractors.pdf.opening import open_page
from tests.extractors.paper import Sheet, write_pdf
from tests.extractors.readers import HEADER, XS, rows_of


def draw_form(s: Sheet, flags: str = "") -> None:
    s.table(XS, 100, [HEADER, ("1", "Gaji", "2.500.000", ""), ("2", "Listrik", "750.000", "")])
    for y, value in ((131, "1.250.000"), (147, "640.000")):
        s.canvas.acroForm.textfield(
            value=value,
            name=f"f{y}",
            x=XS[3] + 2,
            y=s.height - y,
            width=90,
            height=13,
            fontSize=8,
            borderWidth=0,
            annotationFlags=flags or "print",
        )


def test_values_of_form_fields_are_read(tmp_path: Path) -> None:
    read = read_document(write_pdf(tmp_path / "a.pdf", draw_form))
    (table,) = read.tables
    assert rows_of(table)[1:] == [
        ["1", "Gaji", "2.500.000", "1.250.000"],
        ["2", "Listrik", "750.000", "640.000"],
    ]
    assert not any(cell.doubts for cell in table.cells)


def test_hidden_form_fields_are_not_read(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", lambda s: draw_form(s, "hidden"))
    (table,) = read_document(path).tables
    assert [row[3] for row in rows_of(table)[1:]] == ["", ""]


@pytest.mark.parametrize(
    ("draw", "own"), [(draw_form, True), (lambda s: s.text(9, 9, "a"), False)]
)
def test_own_objects_are_counted_where_others_are_added(
    tmp_path: Path, draw: object, own: bool
) -> None:
    path = write_pdf(tmp_path / "a.pdf", draw)  # type: ignore[arg-type]
    with (
        closing(pdfium.PdfDocument(path)) as document,
        closing(open_page(document, 1)) as opened,
    ):
        assert (opened.own_objects is not None) == own
