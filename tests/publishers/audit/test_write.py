"""Audit pages: whole, the same every time, in both languages, and safe."""

from dataclasses import replace
from pathlib import Path

from sidak.publishers import ReleaseContent, build_frames
from sidak.publishers.audit.write import AuditSettings
from sidak.schemas import Doubt, DoubtKind, Item, Level
from tests.publishers.audit.pages import outline, text_of, write
from tests.publishers.audit_records import Report, make_report


def test_every_link_leads_somewhere(tmp_path: Path) -> None:
    audit = write(tmp_path / "r", [make_report(tmp_path), make_report(tmp_path, "b.txt")])
    pages = {page.name: outline(page) for page in audit.glob("*.html")}
    assert len(pages) == 4  # index, two documents, the working paper of their agency
    for name, page in pages.items():
        for target in page.targets:
            file, _, anchor = target.partition("#")
            assert (audit / (file or name)).is_file(), target
            if anchor and not file.endswith(".pdf"):
                assert anchor in pages[file or name].ids, target


def test_same_content_same_bytes(tmp_path: Path) -> None:
    reports = [make_report(tmp_path), make_report(tmp_path, "b.txt")]
    first = write(tmp_path / "1", reports, AuditSettings(date="2026-11-21"))
    again = write(tmp_path / "2", reports[::-1], AuditSettings(date="2026-11-21"))
    files = sorted(path.relative_to(first) for path in first.rglob("*") if path.is_file())
    assert len(files) == 2 + 1 + 1 + 1 + 2 + 1 + 3
    assert files == sorted(
        path.relative_to(again) for path in again.rglob("*") if path.is_file()
    )
    for file in files:
        assert (first / file).read_bytes() == (again / file).read_bytes(), file


def test_nothing_from_a_report_becomes_markup(tmp_path: Path) -> None:
    evil = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>&amp;\x00\ud800"
    report = make_report(tmp_path, message=evil)
    records = report.records
    table, typed = records.tables[0], records.typed_tables[0]
    item = Item(
        f"{table.table_id}-i1",
        report.document_id,
        table.table_id,
        1,
        1,
        Level.PROGRAM,
        evil,
        evil,
    )
    reasons = (Doubt(DoubtKind.MACHINE_FAULT, (evil,)),)
    records = replace(
        records,
        document=replace(records.document, file=f"{evil}.pdf", agency=evil, reasons=reasons),
        tables=(
            replace(
                table,
                caption=evil,
                number=evil,
                cells=tuple(replace(cell, text=evil) for cell in table.cells),
            ),
        ),
        typed_tables=(
            replace(
                typed,
                items=(item,),
                figures=tuple(
                    replace(
                        figure,
                        item_name=evil,
                        header=evil,
                        raw_text=evil,
                        reasons=reasons,
                        unit=evil,
                    )
                    for figure in typed.figures
                ),
            ),
        ),
        pages=tuple(replace(page, reasons=reasons) for page in records.pages),
    )
    audit = write(tmp_path / "r", [Report(report.path, records)])
    for page in audit.glob("*.html"):
        found = outline(page)
        assert found.tags.count("script") == 1
        assert "x" not in found.targets
        assert "default-src 'none'" in page.read_text("utf-8").replace("&#x27;", "'")


def test_english_pages_speak_english(tmp_path: Path) -> None:
    report = make_report(tmp_path)
    audit = write(tmp_path / "r", [report], AuditSettings(lang="en"))
    shown = text_of(audit / f"{report.document_id}.html")
    assert "The sum differs from its rows." in shown
    assert "Arithmetic Column: Realisasi (Rp) Kebijakan Perekonomian Rp 1.068.332.100" in shown
    assert "Jumlah tidak sesuai" not in shown
    assert "some of the ink was not read" in shown
    frames = build_frames(ReleaseContent((report.records,)), "en")
    messages = frames["findings"]["message"].tolist()
    assert messages == ["The sum differs from its rows.", "The sum differs from its rows."]
