"""What came, went and changed since the last release."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from sidak.publishers import find_latest, load_parts
from sidak.publishers.release.folder.changes import (
    ReleaseChanges,
    TableChange,
    compare_parts,
)
from sidak.schemas import DocumentKind, DocumentResult
from tests.expectations.cross_document.reports import report
from tests.expectations.factories import make_finding
from tests.publishers.release.folder.releases import as_result, make_part, publish

KEPT = as_result(report(1, DocumentKind.DPA, 2022))
GONE = as_result(report(2, DocumentKind.PK, 2022))
CAME = as_result(report(3, DocumentKind.LKJIP, 2022))
ELSEWHERE = as_result(report(4, DocumentKind.DPA, 2022, region="Provinsi Jawa Barat"))


def change(result: DocumentResult) -> DocumentResult:
    """Return a report of which a figure and a code are read otherwise, and one is lost."""
    (table,) = result.typed_tables
    first, second, *rest = table.figures
    figures = (replace(first, value=Decimal(1)), *rest)
    items = (replace(table.items[0], kode="4.01.01"), *table.items[1:])
    assert second not in figures
    finding = replace(
        make_finding("f1", reported="7", message="Jumlah | tidak cocok."),
        document_id=result.document.document_id,
        table_id=None,
    )
    return replace(
        result,
        typed_tables=(replace(table, figures=figures, items=items),),
        findings=(finding,),
    )


def test_changes_within_documents_and_of_documents(tmp_path: Path) -> None:
    first = publish(tmp_path, KEPT, GONE, ELSEWHERE)
    second = publish(tmp_path, change(KEPT), CAME, ELSEWHERE)
    found = compare_parts(
        first.release_id,
        load_parts(first.path),
        list(load_parts(second.path).values()),
    )
    assert found == ReleaseChanges(
        first.release_id,
        ("36.73",),
        ("lkjip-2022.pdf",),
        ("pk-2022.pdf",),
        (
            TableChange("figures", 0, 1, 1),
            TableChange("items", 0, 0, 1),
            TableChange("findings", 1, 0, 0),
        ),
        (("error", "Jumlah | tidak cocok."),),
        (),
    )
    text = (second.path / "CHANGES.md").read_text("utf-8")
    assert f"`{first.release_id}`. Daerah yang berubah / regions that changed: 36.73." in text
    assert "| angka / figures | 0 | 1 | 1 |" in text
    assert "- error: Jumlah \\| tidak cocok." in text
    assert find_latest(tmp_path) == second.path


def test_regions_that_come_and_go(tmp_path: Path) -> None:
    first = publish(tmp_path, KEPT)
    second = publish(tmp_path, ELSEWHERE)
    found = compare_parts("a", load_parts(first.path), list(load_parts(second.path).values()))
    assert (found.regions, found.came, found.went, found.tables) == (
        ("32.00", "36.73"),
        ("dpa-2022.pdf",),
        ("dpa-2022.pdf",),
        (
            TableChange("figures", 0, 0, 0),
            TableChange("items", 0, 0, 0),
            TableChange("findings", 0, 0, 0),
        ),
    )


def test_nothing_changed_and_nothing_before(tmp_path: Path) -> None:
    first = publish(tmp_path, KEPT)
    parts = load_parts(first.path)
    assert compare_parts("a", parts, list(parts.values())) == ReleaseChanges("a")
    new = compare_parts("a", {}, list(parts.values()))
    assert (new.regions, new.came, new.went) == (("36.73",), ("dpa-2022.pdf",), ())


def test_a_release_with_other_columns_is_not_compared(tmp_path: Path) -> None:
    first = publish(tmp_path, KEPT)
    part = make_part([change(KEPT)])
    broken = part.folder / "figures" / "region_code=36.73" / "part.parquet"
    broken.write_bytes((part.folder / "pages/region_code=36.73/part.parquet").read_bytes())
    assert compare_parts("a", load_parts(first.path), [part]) == ReleaseChanges(
        "a", ("36.73",), is_comparable=False
    )
