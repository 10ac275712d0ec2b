"""A report of one table whose sum is wrong, as a PDF and as records."""

import hashlib
import io
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from sidak.schemas import (
    Box,
    Cell,
    ColumnMeaning,
    ColumnRole,
    Coverage,
    Document,
    DocumentKind,
    DocumentResult,
    DocumentStatus,
    Doubt,
    DoubtKind,
    Figure,
    FigureStatus,
    Finding,
    FindingKind,
    Level,
    Metric,
    Page,
    PageSource,
    PageStatus,
    Place,
    Severity,
    Table,
    TypedTable,
)

WIDTH, HEIGHT = 400.0, 600.0
_LEFT, _MIDDLE, _RIGHT = 40.0, 240.0, 360.0
_TOP, _LINE = 60.0, 20.0

#: Name and number of each row; the sum should be 2.248.593.594.
ROWS = (
    ("Program Perekonomian", "1.619.023.594"),
    ("Kebijakan Perekonomian", "1.068.332.100"),
    ("Administrasi Pembangunan", "550.691.494"),
    ("Pengadaan Barang/Jasa", "629.570.000"),
)
#: A number in the running text below the table, 400 points from the top.
IN_TEXT = "1.500.000.000"
HEADERS = ("Program, Kegiatan", "Realisasi (Rp)")


@dataclass(frozen=True, slots=True)
class Report:
    """A report on disk and what was read from it."""

    path: Path
    records: DocumentResult

    @property
    def document_id(self) -> str:
        """Id of the document."""
        return self.records.document.document_id

    @property
    def sources(self) -> dict[str, Path]:
        """Where it lies, as the writer of audit pages wants it."""
        return {self.document_id: self.path}


def row_box(row: int, column: int) -> Box:
    """Return the box of a cell, from the top left corner."""
    x0, x1 = ((_LEFT, _MIDDLE), (_MIDDLE, _RIGHT))[column]
    return Box(x0, _TOP + row * _LINE, x1, _TOP + (row + 1) * _LINE)


def draw_report(*, mark: str = "") -> bytes:
    """Return the PDF; ``mark`` makes it another file."""
    out = io.BytesIO()
    canvas = Canvas(out, (WIDTH, HEIGHT), invariant=True)
    canvas.setTitle(mark)
    for row, texts in enumerate((HEADERS, *ROWS)):
        for column, text in enumerate(texts):
            box = row_box(row, column)
            canvas.rect(box.x0, HEIGHT - box.y1, box.width, box.height)
            canvas.drawString(box.x0 + 4, HEIGHT - box.y1 + 6, text)
    canvas.drawString(_LEFT, HEIGHT - 400, f"Realisasi sebesar Rp {IN_TEXT} dan 1{IN_TEXT}.")
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def make_report(folder: Path, file: str = "laporan.pdf", **changes: object) -> Report:
    """Write the report and return it with its records.

    Args:
        folder: Where the file goes.
        file: Its name; one that does not end in ".pdf" is a text dump without boxes.
        **changes: Attributes of the first finding that shall be others.
    """
    is_dump = not file.endswith(".pdf")
    content = f"salinan teks {file}".encode() if is_dump else draw_report(mark=file)
    path = folder / file
    path.write_bytes(content)
    sha256 = hashlib.sha256(content).hexdigest()
    records = make_records(sha256, file, has_boxes=not is_dump)
    finding = replace(records.findings[0], **changes)  # type: ignore[arg-type]
    return Report(path, replace(records, findings=(finding, *records.findings[1:])))


def make_records(sha256: str, file: str, *, has_boxes: bool = True) -> DocumentResult:
    """Return what is read from the report."""
    document_id = sha256[:16]
    table_id = f"{document_id}-t01"
    cells = tuple(
        Cell(row, column, text, Place(1, row_box(row, column) if has_boxes else None))
        for row, texts in enumerate((HEADERS, *ROWS))
        for column, text in enumerate(texts)
    )
    figures = tuple(
        Figure(
            figure_id=f"{table_id}-r{row}-c1",
            document_id=document_id,
            table_id=table_id,
            item_id=None,
            page=1,
            row=row,
            column=1,
            header=HEADERS[1],
            item_name=name,
            indikator="",
            level=Level.KEGIATAN if row > 1 else Level.PROGRAM,
            kode=None,
            metric=Metric.REALISASI_ANGGARAN,
            period="2022",
            year=2022,
            unit="Rp",
            value=Decimal(number.replace(".", "")),
            raw_text=number,
            status=FigureStatus.SUSPECT if row == 4 else FigureStatus.OK,
            reasons=(Doubt(DoubtKind.INK_NOT_READ),) if row == 4 else (),
            confidence=0.9,
            method="pdfplumber",
            box=row_box(row, 1) if has_boxes else None,
        )
        for row, (name, number) in enumerate(ROWS, start=1)
    )
    finding = Finding(
        finding_id=f"{document_id}-f1",
        document_id=document_id,
        kind=FindingKind.SUM_MISMATCH,
        severity=Severity.ERROR,
        message="Jumlah tidak sesuai dengan rinciannya.",
        message_en="The sum differs from its rows.",
        reported=Decimal(1619023594),
        expected=Decimal(2248593594),
        difference=Decimal(-629570000),
        unit="Rp",
        table_id=table_id,
        page=1,
        figure_ids=tuple(figure.figure_id for figure in figures),
    )
    note = replace(
        finding,
        finding_id=f"{document_id}-f2",
        kind=FindingKind.NARRATIVE_MISMATCH,
        severity=Severity.INFO,
        message="Narasi menyebut angka lain.",
        figure_ids=(figures[1].figure_id,),
        reported=None,
        expected=None,
        difference=None,
    )
    frame = Box(_LEFT, _TOP, _RIGHT, _TOP + 5 * _LINE) if has_boxes else None
    return DocumentResult(
        Document(
            document_id,
            sha256,
            file,
            DocumentKind.LKJIP,
            "Sekretariat Daerah",
            "Kota Serang",
            2022,
            1,
            0,
            DocumentStatus.OK,
            "",
            "",
        ),
        (Page(1, PageSource.TEXT, PageStatus.TABLES, tables=1, width=WIDTH, height=HEIGHT),),
        (Table(table_id, document_id, cells, 5, 2, (Place(1, frame),), 1, "3.4", "Realisasi"),),
        (
            TypedTable(
                table_id,
                "anggaran",
                (
                    ColumnMeaning(0, HEADERS[0], ColumnRole.NAME),
                    ColumnMeaning(1, HEADERS[1], ColumnRole.FIGURE),
                ),
                (None, Level.PROGRAM, Level.KEGIATAN, Level.KEGIATAN, Level.KEGIATAN),
                (),
                figures,
            ),
        ),
        (finding, note),
        coverage=Coverage(4, 0, 4, 0, 1, 1, 0),
    )
