"""Reports painted in pairs, read with every real room: sentences, years and plans compared."""

from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import (
    Flowable,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)

from sidak.expectations import compare_documents
from sidak.flows.pipeline import process_document
from sidak.matchers import Nomenclature, load_nomenclature
from sidak.schemas import DocumentKind, DocumentResult, Finding, FindingKind

#: kode, name, pagu and realisasi of this year and of the year before, in thousands.
LINES = (
    (
        "4.01.01",
        "PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH",
        9_450_000,
        9_100_250,
        8_020_100,
    ),
    ("4.01.01.2.06", "Administrasi Umum Perangkat Daerah", 4_250_000, 4_100_250, 3_900_100),
    ("4.01.01.2.08", "Penyediaan Jasa Penunjang Urusan", 5_200_000, 5_000_000, 4_120_000),
    (
        "4.01.02",
        "PROGRAM PEMERINTAHAN DAN KESEJAHTERAAN RAKYAT",
        3_100_000,
        2_950_000,
        2_700_000,
    ),
    ("4.01.02.2.01", "Administrasi Tata Pemerintahan", 3_100_000, 2_950_000, 2_700_000),
    ("", "JUMLAH", 12_550_000, 12_050_250, 10_720_100),
)


@cache
def lists() -> Nomenclature:
    return load_nomenclature()


def rupiah(thousands: int) -> str:
    return f"{thousands * 1000:,}".replace(",", ".")


def paint(
    path: Path,
    title: Sequence[str],
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    sentences: Sequence[str] = (),
) -> Path:
    styles = getSampleStyleSheet()
    story: list[Flowable] = [Paragraph(line, styles["Title"]) for line in title]
    story.append(PageBreak())
    story.append(
        Paragraph("Tabel 3.1 Anggaran dan Realisasi Program dan Kegiatan", styles["Normal"])
    )
    widths = [80, 300, *([110] * (len(header) - 2))]
    body = [[Paragraph(cell, styles["Normal"]) for cell in row] for row in (header, *rows)]
    table = Table(body, colWidths=widths)
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black")]))
    story += [Spacer(1, 8), table, PageBreak()]
    story += [Paragraph(sentence, styles["Normal"]) for sentence in sentences]
    SimpleDocTemplate(str(path), pagesize=landscape(A4)).build(story)
    return path


def read(path: Path) -> DocumentResult:
    return process_document(path, lists())


def make_lkjip(
    folder: Path,
    year: int,
    agency: str,
    *,
    last: dict[str, int] | None = None,
    sentences: Sequence[str] = (),
    is_last_year: bool = False,
) -> DocumentResult:
    """Return an LKjIP; ``last`` changes what it says of the year before."""
    changed = last or {}
    header = ["Kode", "Program / Kegiatan", f"Pagu {year}", f"Realisasi {year}"]
    rows = []
    for kode, name, pagu, spent, before in LINES:
        if is_last_year:
            rows.append([kode, name, rupiah(before), rupiah(before)])
        else:
            said = changed.get(kode, before)
            rows.append([kode, name, rupiah(pagu), rupiah(spent), rupiah(said)])
    if not is_last_year:
        header.append(f"Realisasi {year - 1}")
    title = ["LAPORAN KINERJA INSTANSI PEMERINTAH (LKjIP)", f"TAHUN {year}", *agency.split("|")]
    return read(paint(folder / f"lkjip-{year}.pdf", title, header, rows, sentences))


def of_kind(findings: Sequence[Finding], kind: FindingKind) -> list[Finding]:
    return [one for one in findings if one.kind is kind]


@pytest.mark.parametrize(
    ("sentence", "reported", "expected"),
    [
        (
            "Administrasi Umum Perangkat Daerah dengan anggaran sebesar Rp 4.250.000.000 "
            "terealisasi Rp 4.010.250.000 atau 94,36 %.",
            4_010_250_000,
            4_100_250_000,
        ),
        (
            "Program Pemerintahan dan Kesejahteraan Rakyat mendapat pagu Rp3.200.000.000,00 "
            "dan terealisasi sebesar Rp2.950.000.000,00.",
            3_200_000_000,
            3_100_000_000,
        ),
        (
            "Kegiatan 4.01.01.2.08 mendapat alokasi dana sebesar Rp 5.250.000.000.",
            5_250_000_000,
            5_200_000_000,
        ),
        (
            "Administrasi Umum Perangkat Daerah dengan anggaran sebesar Rp 4.250.000.000 "
            "terealisasi Rp 4.100.250.000 atau 96,41 %.",
            None,
            None,
        ),
    ],
)
def test_sentence_against_the_table_of_its_report(
    tmp_path: Path, sentence: str, reported: int | None, expected: int | None
) -> None:
    report = make_lkjip(tmp_path, 2022, "SEKRETARIAT DAERAH|KOTA SERANG", sentences=[sentence])
    told = of_kind(report.findings, FindingKind.NARRATIVE_MISMATCH)
    if reported is None:
        # 4.100.250.000 / 4.250.000.000 is 96,48 %.
        assert [one.reported for one in told] == [Decimal("96.41")]
        return
    amounts = [(one.reported, one.expected) for one in told if one.unit == "Rp"]
    assert amounts == [(Decimal(reported), Decimal(str(expected)))]


def test_last_year_as_this_report_and_as_last_years_tells_it(tmp_path: Path) -> None:
    older = make_lkjip(tmp_path, 2021, "SEKRETARIAT DAERAH KOTA SERANG", is_last_year=True)
    newer = make_lkjip(
        tmp_path,
        2022,
        "SEKRETARIAT DAERAH|KOTA SERANG",
        last={"4.01.02.2.01": 2_070_000},
    )
    assert (older.document.kind, newer.document.kind) == (
        DocumentKind.LKJIP,
        DocumentKind.LKJIP,
    )
    told = compare_documents([older, newer])
    assert [(one.reported, one.expected) for one in told] == [
        (Decimal(2_070_000_000), Decimal(2_700_000_000))
    ]
    assert told[0].document_id == newer.document.document_id
    assert told[0].other_document_id == older.document.document_id


def test_plan_and_account_of_one_year_by_code(tmp_path: Path) -> None:
    rows = [
        [kode, name, rupiah(pagu if kode != "4.01.01.2.06" else pagu + 30_000)]
        for kode, name, pagu, _, _ in LINES[:-1]
    ]
    title = ["RENCANA KERJA (RENJA)", "TAHUN 2022", "SEKRETARIAT DAERAH", "KOTA SERANG"]
    header = ["Kode", "Program / Kegiatan", "Pagu Indikatif 2022"]
    plan = read(paint(tmp_path / "renja-2022.pdf", title, header, rows))
    account = make_lkjip(tmp_path, 2022, "SEKRETARIAT DAERAH|KOTA SERANG")
    assert plan.document.kind is DocumentKind.RENJA
    told = compare_documents([account, plan])
    assert [(one.reported, one.expected) for one in told] == [
        (Decimal(4_250_000_000), Decimal(4_280_000_000))
    ]
