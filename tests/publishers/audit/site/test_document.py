"""The page of a document: its findings, its tables and what is missing."""

import re
from dataclasses import replace
from pathlib import Path

from sidak.publishers import ReleaseContent
from sidak.publishers.audit.pictures.subprocesses import draw_in_process
from sidak.publishers.audit.write import AuditSettings, write_audit
from sidak.schemas import (
    Basis,
    Box,
    Doubt,
    DoubtKind,
    FindingKind,
    Meaning,
    NumberClass,
    PageBalance,
    PageStatus,
    PrintedDigits,
)
from tests.publishers.audit.pages import outline, text_of, write
from tests.publishers.audit_records import Report, make_report


def test_a_finding_shows_numbers_arithmetic_and_the_crop(tmp_path: Path) -> None:
    report = make_report(tmp_path)
    audit = write(tmp_path / "r", [report], AuditSettings(date="2026-11-21"))
    shown = text_of(audit / f"{report.document_id}.html")
    assert "Tercetak Rp 1.619.023.594 Seharusnya Rp 2.248.593.594" in shown
    assert "Selisih Rp -629.570.000" in shown
    assert re.search(
        r"Kolom: Realisasi \(Rp\) Kebijakan Perekonomian Rp 1\.068\.332\.100 Hal\. 1 "
        r"\+ Administrasi Pembangunan Rp 550\.691\.494 Hal\. 1 "
        r"\+ Pengadaan Barang/Jasa Rp 629\.570\.000 Hal\. 1 "
        r"= Seharusnya Rp 2\.248\.593\.594 "
        r"Tercetak: Program Perekonomian Rp 1\.619\.023\.594 Hal\. 1",
        shown,
    )
    index = text_of(audit / "index.html")
    assert "Rilis 2026-11-21" in index
    assert "dalam 1 hitungan 4 (100,0 %)" in index
    assert "2 dari 2 temuan" in index


def test_figures_of_unsure_meaning_are_marked_and_listed(tmp_path: Path) -> None:
    report = make_report(tmp_path)
    typed = report.records.typed_tables[0]
    first, second, *rest = typed.figures
    unsure = replace(
        second, meaning=Meaning.DOUBTFUL, meaning_reasons=(Doubt(DoubtKind.NAME_MISSING),)
    )
    typed = replace(typed, figures=(first, unsure, *rest))
    records = replace(report.records, typed_tables=(typed,))
    audit = write(tmp_path / "r", [Report(report.path, records)])
    page = audit / f"{report.document_id}.html"
    listed = text_of(page).partition("Angka yang artinya belum pasti ")[2]
    assert listed.startswith("1 Digit angka berikut terbaca jelas")
    assert (
        "Alasan 1 Tabel 3.4 Realisasi (Rp) 1 1.068.332.100 (Kebijakan Perekonomian) "
        "baris tanpa nama"
    ) in listed
    shown = page.read_text("utf-8")
    assert '<td id="t01-r2-c1" class="n other unsure" title="baris tanpa nama">' in shown
    assert '<tr id="arti-t01-2" class="unsure">' in shown
    assert {"#arti-t01-2", "#t01-r2-c1"} <= set(outline(page).targets)


def test_where_the_meaning_comes_from_is_said_in_the_words_of_the_report(
    tmp_path: Path,
) -> None:
    report = make_report(tmp_path)
    typed = report.records.typed_tables[0]
    figures = tuple(replace(one, metric_basis=Basis.HEADER) for one in typed.figures)
    records = replace(report.records, typed_tables=(replace(typed, figures=figures),))
    audit = write(tmp_path / "r", [Report(report.path, records)])
    shown = text_of(audit / f"{report.document_id}.html")
    assert (
        "Dari mana arti angka ini diketahui "
        "Nama Program Perekonomian tidak tertulis "
        "Ukuran realisasi anggaran kepala kolom: Realisasi (Rp) , hal. 1 "
        "Masa 2022 tidak tertulis Satuan Rp tidak tertulis"
    ) in shown
    assert "Dari mana arti angka tabel ini diketahui" in shown


def test_amounts_of_which_nothing_became_are_framed_and_counted(tmp_path: Path) -> None:
    report = make_report(tmp_path)
    page = report.records.pages[0]
    lost = PrintedDigits("2.500.000", Box(59.5, 84.2, 119, 168.4))
    balance = PageBalance(
        ((NumberClass.ACCEPTED, 4), (NumberClass.UNACCOUNTED, 1)),
        ((NumberClass.ACCEPTED, 4), (NumberClass.UNACCOUNTED, 1)),
        (lost,),
    )
    partial = replace(
        page, width=595.0, height=842.0, status=PageStatus.PARTIAL, balance=balance
    )
    records = replace(report.records, pages=(partial,))
    audit = write(tmp_path / "r", [Report(report.path, records)])
    path = audit / f"{report.document_id}.html"
    assert (
        '<a href="#h1" class="frame unread" '
        'style="left:10.00%;top:10.00%;width:10.00%;height:10.00%" title="2.500.000"></a>'
    ) in path.read_text("utf-8")
    assert "1 nilai besar yang belum terbaca dalam tabel maupun kalimat." in text_of(path)
    assert "1 sebagian 1 5 5 1 lapisan teks" in text_of(path)


def test_a_source_nobody_knows_is_said(tmp_path: Path) -> None:
    report = make_report(tmp_path)
    audit = write_audit(tmp_path, ReleaseContent((report.records,)), {}, draw=draw_in_process)
    page = audit / f"{report.document_id}.html"
    assert "tidak ditemukan saat rilis dibuat" in text_of(page)


def test_a_text_dump_shows_its_rows_as_text(tmp_path: Path) -> None:
    report = make_report(tmp_path, "salinan.txt")
    audit = write(tmp_path / "r", [report])
    page = audit / f"{report.document_id}.html"
    assert "Sumbernya salinan teks" in text_of(page)
    assert '<td class="main">1.619.023.594</td>' in page.read_text("utf-8")
    assert '<td class="other">550.691.494</td>' in page.read_text("utf-8")
    assert not (audit / "gambar").exists()


def test_findings_between_documents_show_both(tmp_path: Path) -> None:
    left, right = make_report(tmp_path, "a.pdf"), make_report(tmp_path, "b.pdf")
    finding = replace(
        left.records.findings[0],
        finding_id="x-f1",
        kind=FindingKind.CROSS_DOCUMENT_MISMATCH,
        figure_ids=(
            left.records.typed_tables[0].figures[0].figure_id,
            right.records.typed_tables[0].figures[1].figure_id,
        ),
        expected=right.records.typed_tables[0].figures[1].value,
        other_document_id=right.document_id,
    )
    folder = tmp_path / "r"
    folder.mkdir()
    content = ReleaseContent((left.records, right.records), (finding,))
    audit = write_audit(
        folder, content, {**left.sources, **right.sources}, draw=draw_in_process
    )
    page = audit / f"{left.document_id}.html"
    targets = outline(page).targets
    assert f"{right.document_id}.html#t01-r2-c1" in targets
    assert any(one.startswith(f"gambar/{right.document_id}/temuan-") for one in targets)
    assert "Dokumen pembanding: b.pdf" in text_of(page)


def test_a_finding_on_a_page_without_tables_leads_to_the_ledger(tmp_path: Path) -> None:
    report = make_report(tmp_path, "salinan.txt")
    page = replace(report.records.pages[0], page=2, status=PageStatus.NARRATIVE, tables=0)
    finding = replace(report.records.findings[1], page=2, figure_ids=())
    records = replace(report.records, pages=(*report.records.pages, page), findings=(finding,))
    audit = write(tmp_path / "r", [Report(report.path, records)])
    found = outline(audit / f"{report.document_id}.html")
    assert "#h2" in found.targets
    assert found.ids.count("h2") == 1
