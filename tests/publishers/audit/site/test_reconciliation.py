"""The page that lays the reports of an agency side by side."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from sidak.schemas import DocumentKind, Item, Level
from tests.publishers.audit.pages import outline, text_of, write
from tests.publishers.audit_records import Report, make_report


def with_items(report: Report, kind: DocumentKind, **amounts: int) -> Report:
    """Return a report whose rows are lines of the budget; amounts by row ("r2") changed."""
    (typed,) = report.records.typed_tables
    items = tuple(
        Item(
            f"{typed.table_id}-i{one.row}",
            report.document_id,
            typed.table_id,
            1,
            one.row,
            Level.PROGRAM if one.row == 1 else Level.KEGIATAN,
            one.item_name,
            one.item_name,
        )
        for one in typed.figures
    )
    figures = tuple(
        replace(
            one,
            item_id=item.item_id,
            value=Decimal(amounts.get(f"r{one.row}", one.value or Decimal(0))),
        )
        for one, item in zip(typed.figures, items, strict=True)
    )
    records = replace(
        report.records,
        document=replace(report.records.document, kind=kind),
        typed_tables=(replace(typed, items=items, figures=figures),),
        findings=(),
    )
    return Report(report.path, records)


def test_lines_that_differ_stand_side_by_side_with_their_cells(tmp_path: Path) -> None:
    lkjip = with_items(make_report(tmp_path, "lkjip.pdf"), DocumentKind.LKJIP, r2=1068332111)
    lra = with_items(make_report(tmp_path, "lra.pdf"), DocumentKind.LRA)
    audit = write(tmp_path / "r", [lkjip, lra])
    (page,) = audit.glob("rekonsiliasi-*.html")
    shown = text_of(page)
    assert "Rekonsiliasi: Sekretariat Daerah" in shown
    assert "2022 (1 baris berbeda)" in shown
    assert "Rp 1.068.332.111 (Selisih Rp 11) berbeda" in shown
    assert "Rp 1.068.332.100 pembanding" in shown
    pictures = [one for one in outline(page).targets if one.startswith("gambar/")]
    assert len({one.split("/")[1] for one in pictures}) == 2
    assert all((audit / one).is_file() for one in pictures)
    assert f"{lra.document_id}.html#t01-r2-c1" in outline(page).targets
    index = outline(audit / "index.html")
    assert page.name in index.targets


def test_reports_that_agree_have_a_page_without_pictures(tmp_path: Path) -> None:
    lkjip = with_items(make_report(tmp_path, "lkjip.pdf"), DocumentKind.LKJIP)
    lra = with_items(make_report(tmp_path, "lra.pdf"), DocumentKind.LRA)
    audit = write(tmp_path / "r", [lkjip, lra])
    (page,) = audit.glob("rekonsiliasi-*.html")
    assert "seharusnya sama tetapi berbeda" not in text_of(page)
    assert not [one for one in outline(page).targets if one.startswith("gambar/")]


def test_one_report_has_none(tmp_path: Path) -> None:
    lkjip = with_items(make_report(tmp_path, "lkjip.pdf"), DocumentKind.LKJIP)
    audit = write(tmp_path / "r", [lkjip])
    assert not list(audit.glob("rekonsiliasi-*.html"))
