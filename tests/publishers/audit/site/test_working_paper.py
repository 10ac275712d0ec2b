"""The working paper of an agency, and the filters of the first page."""

from dataclasses import replace
from pathlib import Path

from sidak.publishers.audit.write import AuditSettings
from sidak.schemas import FollowUp, Severity
from tests.publishers.audit.pages import outline, text_of, write
from tests.publishers.audit_records import Report, make_report


def test_paper_holds_the_findings_and_room_for_the_answer(tmp_path: Path) -> None:
    report = make_report(tmp_path)
    audit = write(tmp_path / "r", [report], AuditSettings(date="2026-11-21"))
    (paper,) = audit.glob("kertas-kerja-*.html")
    shown = text_of(paper)
    assert f"Kertas kerja: {report.records.document.agency}" in shown
    assert "Tercetak Rp 1.619.023.594 Seharusnya Rp 2.248.593.594" in shown
    told = [one for one in report.records.findings if one.severity is not Severity.INFO]
    assert shown.count("Tanggapan perangkat daerah") == len(told) > 0
    assert paper.name in outline(audit / "index.html").targets


def test_agency_with_notes_only_has_none(tmp_path: Path) -> None:
    report = make_report(tmp_path)
    notes = tuple(replace(one, severity=Severity.INFO) for one in report.records.findings)
    records = replace(report.records, findings=notes)
    audit = write(tmp_path / "r", [Report(report.path, records)])
    assert not list(audit.glob("kertas-kerja-*.html"))


def test_basis_and_follow_up_stand_beside_the_finding(tmp_path: Path) -> None:
    report = make_report(tmp_path)
    first, *rest = report.records.findings
    marked = replace(
        first,
        basis="Jumlah 3 baris.",
        confidence=0.98,
        follow_up=FollowUp.EXPLAINED,
        follow_up_note="Ani, 2026-11-26: lampiran",
    )
    records = replace(report.records, findings=(marked, *rest))
    audit = write(tmp_path / "r", [Report(report.path, records)])
    shown = text_of(audit / f"{report.document_id}.html")
    assert "Dasar (keyakinan 98 %): Jumlah 3 baris." in shown
    assert "Tindak lanjut: dijelaskan (Ani, 2026-11-26: lampiran)" in shown
    index = (audit / "index.html").read_text("utf-8")
    assert 'data-follow_up="explained"' in index
    assert '<option value="explained">dijelaskan</option>' in index


def test_follow_up_is_counted_by_region_and_agency(tmp_path: Path) -> None:
    report, other = make_report(tmp_path), make_report(tmp_path, "lain.pdf")
    first, *rest = report.records.findings
    marked = replace(first, follow_up=FollowUp.CONFIRMED)
    dinas = replace(other.records.document, agency="Dinas Kesehatan")
    audit = write(
        tmp_path / "r",
        [
            Report(report.path, replace(report.records, findings=(marked, *rest))),
            Report(other.path, replace(other.records, document=dinas)),
        ],
    )
    shown = text_of(audit / "index.html")
    assert (
        "Kota Serang semua perangkat daerah 2 2 1.259.140.000 1 1 "
        "Kota Serang Dinas Kesehatan 1 1 629.570.000 1 Kertas kerja "
        "Kota Serang Sekretariat Daerah 1 1 629.570.000 1 Kertas kerja"
    ) in shown


def test_findings_can_be_quoted_and_lead_to_the_page_of_the_report(tmp_path: Path) -> None:
    report = make_report(tmp_path)
    first, *rest = report.records.findings
    numbered = replace(first, finding_id=f"{report.document_id}-fd419276ecb")
    records = replace(report.records, findings=(numbered, *rest))
    audit = write(tmp_path / "r", [Report(report.path, records)])
    number = f"{report.document_id[:4].upper()}-D41927"
    for name in ("index.html", f"{report.document_id}.html"):
        assert number in text_of(audit / name)
        assert "../../laporan.pdf#page=1" in outline(audit / name).targets
    (paper,) = audit.glob("kertas-kerja-*.html")
    assert f"1. No. temuan {number}" in text_of(paper)
