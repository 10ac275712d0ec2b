"""A small release, made from plain records."""

from decimal import Decimal

from sidak.publishers import ReleaseContent, RunFacts
from sidak.schemas import (
    Agreement,
    Box,
    Cell,
    ColumnMeaning,
    ColumnRole,
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
    Item,
    Level,
    MatchStatus,
    Mention,
    Metric,
    NumberClass,
    Page,
    PageBalance,
    PageSource,
    PageStatus,
    Place,
    Severity,
    Table,
    TypedTable,
)

FACTS = RunFacts(
    started="2026-11-21T01:02:03Z",
    finished="2026-11-21T01:05:00Z",
    inputs={"a.pdf": "a" * 64},
    versions={"sidak": "0.1.0"},
    settings={"lang": "id"},
    timings={"baca": 1.5},
    counts={"documents": 2},
)

#: Printed text, value, status of the figures of a document's one table.
NUMBERS: tuple[tuple[str, Decimal | None, FigureStatus], ...] = (
    ("1.322.123.502.156", Decimal("1322123502156"), FigureStatus.OK),
    ("96,41", Decimal("96.41"), FigureStatus.CONFIRMED),
    ("(2.500)", Decimal("-2500"), FigureStatus.OK),
    ("2,297E+09", Decimal("2.297E+9"), FigureStatus.SUSPECT),
    ("97.8?7", None, FigureStatus.UNREADABLE),
    ("0,00", Decimal("0.00"), FigureStatus.OK),
)


def make_document(digit: str, file: str) -> DocumentResult:
    """Return a document of two pages with one table of ``NUMBERS``."""
    document_id = digit * 16
    table_id = f"{document_id}-t01"
    box = Box(10.123456, 20.0, 110.0, 30.5)
    figures = tuple(
        Figure(
            figure_id=f"{table_id}-r{row}-c2",
            document_id=document_id,
            table_id=table_id,
            item_id=f"{table_id}-i1",
            page=1,
            row=row,
            column=2,
            header='Pagu "murni", Rp',
            item_name="Penyediaan Jasa; Surat\nMenyurat",
            indikator="",
            level=Level.SUB_KEGIATAN,
            kode=None,
            metric=Metric.SISA if value is not None and value < 0 else Metric.PAGU,
            period="2022",
            year=2022 if row % 2 else None,
            unit="Rp",
            value=value,
            raw_text=raw,
            status=status,
            reasons=()
            if value is not None and status is not FigureStatus.SUSPECT
            else (Doubt(DoubtKind.INK_NOT_READ),),
            confidence=0.9,
            method="pdfplumber",
            box=box,
        )
        for row, (raw, value, status) in enumerate(NUMBERS, start=1)
    )
    item = Item(
        item_id=f"{table_id}-i1",
        document_id=document_id,
        table_id=table_id,
        page=1,
        row=1,
        level=Level.SUB_KEGIATAN,
        name_raw="Penyediaan Jasa",
        name="Penyediaan Jasa",
        kode_printed="4.01.01.2.08.01",
        kode="4.01.01.2.08.01",
        edition="050-5889/2021",
        match_status=MatchStatus.REVIEW,
        score=88.0,
        runner_up_kode="4.10",
        box=box,
    )
    cells = tuple(
        Cell(
            row,
            2,
            raw,
            Place(1, box),
            doubts=(Doubt(DoubtKind.FILE_EMPTY),) if row == 2 else (),
        )
        for row, (raw, _, _) in enumerate(NUMBERS, start=1)
    )
    return DocumentResult(
        Document(
            document_id,
            digit * 64,
            file,
            DocumentKind.LKJIP,
            "Sekretariat Daerah",
            "Kota Serang",
            2022,
            2,
            0,
            DocumentStatus.OK,
            "",
            "",
        ),
        (
            Page(2, PageSource.TEXT, PageStatus.NARRATIVE),
            Page(1, PageSource.TEXT, PageStatus.TABLES, tables=1, balance=BALANCE),
        ),
        (Table(table_id, document_id, cells, 8, 3, (Place(1, box),), number="3.5"),),
        (
            TypedTable(
                table_id,
                "anggaran",
                (ColumnMeaning(2, "Pagu", ColumnRole.FIGURE, Metric.PAGU, "Rp"),),
                (None, *(Level.SUB_KEGIATAN for _ in NUMBERS), None),
                (item,),
                figures,
            ),
        ),
        (
            Finding(
                f"{document_id}-f01",
                document_id,
                FindingKind.SUM_MISMATCH,
                Severity.WARNING,
                "Tidak sesuai",
                reported=Decimal("7"),
                expected=Decimal("8.5"),
                difference=Decimal("-1.5"),
                unit="Rp",
                table_id=table_id,
                page=1,
                figure_ids=(figures[0].figure_id, figures[1].figure_id),
            ),
        ),
        mentions=(
            Mention(
                f"{document_id}-m001",
                document_id,
                2,
                "Kegiatan A dengan anggaran Rp 2.500.000.",
                "Rp 2.500.000",
                "A",
                Level.KEGIATAN,
                Metric.PAGU,
                "2022",
                Decimal(2500000),
                "Rp",
                FigureStatus.SUSPECT,
                (Doubt(DoubtKind.PERIOD_FAR),),
                agreement=Agreement.AGREES,
                figure_ids=(figures[0].figure_id, figures[1].figure_id),
                box=Box(1, 2, 3, 4),
            ),
        ),
    )


#: What became of the numbers of a page.
BALANCE = PageBalance(
    ((NumberClass.ACCEPTED, 4), (NumberClass.DATE, 2), (NumberClass.MENTION, 1)),
    ((NumberClass.ACCEPTED, 3),),
)


def make_content(*, is_reversed: bool = False) -> ReleaseContent:
    """Return two documents, in one order or the other."""
    documents = [make_document("1", "b.pdf"), make_document("2", "a.pdf")]
    return ReleaseContent(tuple(reversed(documents) if is_reversed else documents))
