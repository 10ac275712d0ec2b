"""The workbook: links, filters, number formats, and no formulas from reports."""

import io
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from sidak.publishers.audit.model.findings import build_document_audits
from sidak.publishers.audit.model.translations import make_translator
from sidak.publishers.audit.workbook import sheet as sheet_module
from sidak.publishers.audit.workbook.workbook import write_workbook
from sidak.publishers.release.content import ReleaseContent
from sidak.publishers.release.spreadsheet_text import escape_formula
from sidak.schemas import (
    Basis,
    DocumentResult,
    Doubt,
    DoubtKind,
    FollowUp,
    Meaning,
    Severity,
)
from tests.publishers.audit_records import make_records

SHEETS = [
    "Ringkasan",
    "Temuan",
    "Tindak lanjut",
    "Per perangkat daerah",
    "Angka",
    "Kegiatan",
    "Tabel",
]


def write(
    path: Path, *documents: DocumentResult, lang: str = "id", rows: int = 100
) -> Workbook:
    audits = build_document_audits(ReleaseContent(documents))
    write_workbook(path, audits, make_translator(lang), date="2026-11-21", most_rows=rows)
    return openpyxl.load_workbook(path)


def make(**changes: object) -> DocumentResult:
    """Return the records of a report, the second figure changed."""
    records = make_records("c" * 64, "laporan.pdf")
    typed = records.typed_tables[0]
    first, second, *rest = typed.figures
    second = replace(second, **changes)  # type: ignore[arg-type]
    typed = replace(typed, figures=(first, second, *rest))
    return replace(records, typed_tables=(typed,))


def test_sheets_have_filters_and_frozen_headers(tmp_path: Path) -> None:
    book = write(tmp_path / "a.xlsx", make())
    assert book.sheetnames == SHEETS
    assert {sheet.title: (sheet.freeze_panes, sheet.auto_filter.ref) for sheet in book} == {
        "Ringkasan": ("B5", "A4:S5"),
        "Temuan": ("B2", "A1:X3"),
        "Tindak lanjut": ("B2", "A1:O2"),
        "Per perangkat daerah": ("A2", "A1:J3"),
        "Angka": ("B2", "A1:W5"),
        "Kegiatan": ("A2", "A1:L2"),
        "Tabel": ("A2", "A1:M2"),
    }
    assert book["Ringkasan"]["A2"].value == "Rilis 2026-11-21"
    assert write(tmp_path / "b.xlsx", make(), lang="en").sheetnames[1] == "Findings"


def test_a_finding_leads_to_its_figure_and_its_evidence(tmp_path: Path) -> None:
    records = make()
    sheet = write(tmp_path / "a.xlsx", records)["Temuan"]
    head = [cell.value for cell in sheet[1]]
    row = dict(zip(head, sheet[2], strict=True))
    assert row["Bobot"].value == "Kesalahan"
    assert row["Tercetak"].value == 1619023594
    assert row["Selisih"].value == -629570000
    assert row["Selisih (Rp)"].value == 629570000
    assert row["Tercetak"].number_format == "#,##0"
    assert row["Angka"].hyperlink.location == "'Angka'!A2"
    document_id = records.document.document_id
    link = row["Bukti"].hyperlink
    assert (link.target, link.location) == (f"{document_id}.html", f"temuan-{document_id}-f1")
    figure = sheet.parent["Angka"]["A2"].value
    assert figure == records.findings[0].figure_ids[0]


@pytest.mark.parametrize(
    ("value", "shown", "number_format"),
    [
        ("1322123502156", 1322123502156, "#,##0"),
        ("96.41", 96.41, "#,##0.00"),
        ("96.40", 96.4, "#,##0.00"),
        ("-2500", -2500, "#,##0"),
        ("2.297E+9", 2297000000, "#,##0"),
        ("1234567890123456", "1234567890123456", "General"),
        ("0.1234567890123456", "0.1234567890123456", "General"),
    ],
)
def test_numbers_keep_every_digit(
    tmp_path: Path, value: str, shown: object, number_format: str
) -> None:
    cell = write(tmp_path / "a.xlsx", make(value=Decimal(value)))["Angka"]["L3"]
    assert (cell.value, cell.number_format) == (shown, number_format)


def say(text: str) -> Doubt:
    """Return a reason whose sentence is a text of any kind."""
    return Doubt(DoubtKind.MACHINE_FAULT, (text,))


@pytest.mark.parametrize(
    "text", ["=1+1", "+62", "-19,51", "@SUM(A1)", "#REF!", "\t=1", "=cmd|'/c calc'!A1"]
)
def test_no_text_becomes_a_formula(tmp_path: Path, text: str) -> None:
    records = make(raw_text=text, item_name=text, header=text, reasons=(say(text),))
    records = replace(records, document=replace(records.document, file=text, agency=text))
    book = write(tmp_path / "a.xlsx", records)
    assert {cell.data_type for sheet in book for row in sheet for cell in row} <= {"s", "n"}
    for name in ("E3", "I3", "N3", "P3"):
        cell = book["Angka"][name]
        assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)
    assert book["Ringkasan"]["A5"].value == text


def test_texts_that_no_cell_holds_are_cut_or_marked(tmp_path: Path) -> None:
    book = write(
        tmp_path / "a.xlsx", make(raw_text="a\x00b\ud800", reasons=(say("x" * 40_000),))
    )
    assert book["Angka"]["N3"].value == "a\ufffdb\ufffd"
    assert len(book["Angka"]["P3"].value) == 32_767


def test_a_text_that_looks_like_markup_is_shown_as_it_is(tmp_path: Path) -> None:
    book = write(
        tmp_path / "a.xlsx", make(raw_text="<r><t>x</t></r>", reasons=(say("a & <b>"),))
    )
    assert book["Angka"]["N3"].value == "<r><t>x</t></r> "
    assert book["Angka"]["P3"].value == "a & <b>"


def test_figures_tell_their_meaning_and_how_it_is_known(tmp_path: Path) -> None:
    records = make(
        meaning=Meaning.DOUBTFUL,
        meaning_reasons=(Doubt(DoubtKind.NAME_MISSING),),
        metric_basis=Basis.HEADER,
        period_basis=Basis.CAPTION,
        unit_basis=Basis.COLUMN,
    )
    sheet = write(tmp_path / "a.xlsx", records)["Angka"]
    rows = [[cell.value for cell in row][16:] for row in sheet.iter_rows(max_row=3)]
    assert rows == [
        [
            "Diterima",
            "Kepastian arti",
            "Alasan kepastian arti",
            "Dasar: nama",
            "Dasar: ukuran",
            "Dasar: masa",
            "Dasar: satuan",
        ],
        ["ya", "pasti", None, *["tidak tertulis"] * 4],
        [
            "tidak",
            "belum pasti",
            "baris tanpa nama",
            "tidak tertulis",
            "kepala kolom",
            "judul tabel",
            "kolom satuan",
        ],
    ]
    link = sheet["R3"].hyperlink
    assert (link.target, link.location) == (f"{records.document.document_id}.html", "t01-r2-c1")


def test_findings_are_numbered_placed_and_printed_without_their_last_columns(
    tmp_path: Path,
) -> None:
    records = make()
    document_id = records.document.document_id
    finding = replace(records.findings[0], finding_id=f"{document_id}-fd419276ecb")
    sheet = write(tmp_path / "a.xlsx", replace(records, findings=(finding,)))["Temuan"]
    row = dict(zip([cell.value for cell in sheet[1]], sheet[2], strict=True))
    assert row["No. temuan"].value == f"{document_id[:4].upper()}-D41927"
    assert [row[head].value for head in ("Perangkat daerah", "Daerah", "Tahun", "Hal.")] == [
        "Sekretariat Daerah",
        "Kota Serang",
        2022,
        1,
    ]
    assert [row[head].value for head in ("Baris", "Kolom")] == [
        "Program Perekonomian",
        "Realisasi (Rp)",
    ]
    assert sheet.print_area == "'Temuan'!$A$1:$J$2"
    assert sheet[1][9].value == "Selisih (Rp)"


def test_follow_up_is_listed_and_counted_by_agency(tmp_path: Path) -> None:
    records = make()
    marked = replace(
        records.findings[0],
        follow_up=FollowUp.EXPLAINED,
        follow_up_note="Ani, 2026-11-26: lampiran",
    )
    told = replace(records.findings[1], severity=Severity.WARNING)
    note = replace(told, finding_id=f"{told.finding_id}9", severity=Severity.INFO)
    book = write(tmp_path / "a.xlsx", replace(records, findings=(marked, told, note)))
    sheet = book["Tindak lanjut"]
    head = [cell.value for cell in sheet[1]]
    rows = [dict(zip(head, [cell.value for cell in row], strict=True)) for row in sheet]
    assert [one["Tindak lanjut"] for one in rows[1:]] == [
        "dijelaskan",
        "belum ditindaklanjuti",
    ]
    assert rows[1]["Catatan tindak lanjut"] == "Ani, 2026-11-26: lampiran"
    assert head[-4:] == [
        "Tanggapan perangkat daerah",
        "Rekomendasi",
        "Penanggung jawab",
        "Batas waktu",
    ]
    agencies = [[cell.value for cell in row] for row in book["Per perangkat daerah"]]
    assert agencies[1:] == [
        ["Kota Serang", "semua perangkat daerah", 1, 1, 1, 629570000, 1, 0, 1, 0],
        ["Kota Serang", "Sekretariat Daerah", 1, 1, 1, 629570000, 1, 0, 1, 0],
    ]


def test_years_and_pages_have_no_separators(tmp_path: Path) -> None:
    sheet = write(tmp_path / "a.xlsx", make())["Ringkasan"]
    row = dict(zip([cell.value for cell in sheet[4]], sheet[5], strict=True))
    assert (row["Tahun"].value, row["Tahun"].number_format) == (2022, "General")
    assert (row["Angka"].value, row["Angka"].number_format) == (4, "#,##0")


def test_a_folder_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"a\.xlsx"):
        write(tmp_path / "absent" / "a.xlsx", make())


def test_more_links_than_a_sheet_can_hold_become_texts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet_module, "_MOST_LINKS", 2)
    sheet = write(tmp_path / "a.xlsx", make())["Temuan"]
    links = [cell.hyperlink is not None for cell in (*sheet["V"][1:], *sheet["W"][1:])]
    assert links == [True, False, True, False]
    assert [cell.value for cell in sheet["W"][1:]] == ["Bukti", "Bukti"]


def test_same_content_same_bytes(tmp_path: Path) -> None:
    write(tmp_path / "a.xlsx", make())
    write(tmp_path / "b.xlsx", make())
    first = (tmp_path / "a.xlsx").read_bytes()
    assert first == (tmp_path / "b.xlsx").read_bytes()
    assert {path.name for path in tmp_path.iterdir()} == {"a.xlsx", "b.xlsx"}
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
        assert archive.namelist()[0] == "[Content_Types].xml"


def test_too_many_figures_are_cut_but_not_those_of_findings(tmp_path: Path) -> None:
    other = make_records("b" * 64, "a-lain.pdf")
    other = replace(other, findings=())
    book = write(tmp_path / "a.xlsx", make(), other, rows=5)
    ids = [row[0].value for row in book["Angka"].iter_rows(min_row=2)]
    assert len(ids) == 5
    assert [one[0] for one in ids] == ["b", "c", "c", "c", "c"]
    assert book["Ringkasan"]["A3"].value.startswith("Lembar Angka memuat 5 dari 8 baris")
    assert book["Temuan"]["V2"].hyperlink.location == "'Angka'!A3"


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("=1+1", "'=1+1"),
        ("+62 811", "'+62 811"),
        ("-19,51", "-19,51"),
        ("-19.51", "-19.51"),
        ("@x", "'@x"),
        ("-", "-"),
        ("-2+3", "'-2+3"),
        ("biasa", "biasa"),
        ("", ""),
    ],
)
def test_csv_for_people_holds_no_formulas(text: str, guarded: str) -> None:
    assert escape_formula(text) == guarded
