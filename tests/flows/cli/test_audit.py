"""``sidak audit`` and ``sidak diff`` from the command line."""

import csv
import io
import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sidak.flows.cli.app import app
from sidak.publishers import ReleaseContent, RunFacts, build_frames, move_latest, write_release
from sidak.schemas import DocumentResult, FigureStatus, Severity
from tests.publishers.audit_records import make_records

FACTS = RunFacts(started="2026-11-21T01:00:00Z")


def publish(curated: Path, *documents: DocumentResult) -> Path:
    """Write a release of these documents and make it the latest."""
    frames = build_frames(ReleaseContent(documents))
    release = write_release(curated, frames, FACTS)
    move_latest(curated, release)
    return release.path


def make_pair() -> tuple[DocumentResult, DocumentResult]:
    """Return two documents; the second has a smaller difference and a milder finding."""
    grave, mild = make_records("a" * 64, "lkjip.pdf"), make_records("b" * 64, "renja.pdf")
    finding = replace(
        mild.findings[0],
        severity=Severity.WARNING,
        difference=Decimal("12.5"),
        unit="Rp juta",
        message='=1+1 "kutip", koma',
    )
    return grave, replace(mild, findings=(finding, *mild.findings[1:]))


def call(*words: str) -> str:
    """Return what the command prints."""
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_findings_come_worst_first_with_exact_numbers(tmp_path: Path) -> None:
    release = publish(tmp_path, *make_pair())
    listed = json.loads(call("audit", str(release), "--format", "json"))
    assert [(one["severity"], one["file"], one["amount"]) for one in listed] == [
        ("error", "lkjip.pdf", "629570000"),
        ("warning", "renja.pdf", "12500000.0"),
        ("info", "lkjip.pdf", None),
        ("info", "renja.pdf", None),
    ]
    document_id = "a" * 16
    assert listed[0] == {
        "finding_id": f"{document_id}-f1",
        "severity": "error",
        "kind": "sum_mismatch",
        "file": "lkjip.pdf",
        "document_id": document_id,
        "page": 1,
        "table": "3.4",
        "message": "Jumlah tidak sesuai dengan rinciannya.",
        "reported": "1619023594",
        "expected": "2248593594",
        "difference": "-629570000",
        "unit": "Rp",
        "amount": "629570000",
        "figure_ids": [f"{document_id}-t01-r{row}-c1" for row in (1, 2, 3, 4)],
    }


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ((), ["a-f1", "b-f1", "a-f2", "b-f2"]),
        (("--document", "renja"), ["b-f1", "b-f2"]),
        (("--document", "aaaa"), ["a-f1", "a-f2"]),
        (("--document", "LKJIP.PDF"), ["a-f1", "a-f2"]),
        (("--kind", "narrative_mismatch"), ["a-f2", "b-f2"]),
        (
            ("--kind", "narrative_mismatch", "--kind", "sum_mismatch"),
            ["a-f1", "b-f1", "a-f2", "b-f2"],
        ),
        (("--min-amount", "12.500.000"), ["a-f1", "b-f1"]),
        (("--min-amount", "12500001"), ["a-f1"]),
        (("--min-amount", "1e12"), []),
    ],
)
def test_findings_can_be_chosen(
    tmp_path: Path, options: tuple[str, ...], found: list[str]
) -> None:
    publish(tmp_path, *make_pair())
    listed = json.loads(call("audit", str(tmp_path), "--format", "json", *options))
    assert [one["finding_id"][0] + one["finding_id"][16:] for one in listed] == found


def test_csv_can_be_read_back_and_holds_no_formula(tmp_path: Path) -> None:
    publish(tmp_path, *make_pair())
    rows = list(csv.DictReader(io.StringIO(call("audit", str(tmp_path), "--format", "csv"))))
    assert len(rows) == 4
    assert rows[1]["message"] == '\'=1+1 "kutip", koma'
    assert rows[0]["difference"] == "-629570000"
    assert rows[0]["figure_ids"].count(";") == 3
    empty = call("audit", str(tmp_path), "--format", "csv", "--min-amount", "1e12")
    assert empty.splitlines() == [",".join(rows[0])]


def test_the_table_is_for_people(tmp_path: Path) -> None:
    publish(tmp_path, *make_pair())
    shown = call("audit", str(tmp_path))
    assert "Rp -629.570.000" in shown
    assert "Rp 12,5 juta" in shown
    assert "4 findings, differences of Rp 642.070.000 together" in shown
    assert "no findings" in call("audit", str(tmp_path), "--min-amount", "1e12")


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("audit", "nowhere"), "not a release"),
        (("audit", "CURATED", "--kind", "sum"), "no such kind: sum"),
        (("audit", "CURATED", "--document", "dinkes"), "no document of this release"),
        (("audit", "CURATED", "--min-amount", "banyak"), "not an amount: banyak"),
        (("audit", "CURATED", "--min-amount", "-1"), "not an amount: -1"),
        (("diff", "CURATED", "nowhere"), "not a release"),
    ],
)
def test_wrong_usage_is_one_line(
    tmp_path: Path, words: tuple[str, ...], complaint: str
) -> None:
    publish(tmp_path, *make_pair())
    known = [str(tmp_path) if word == "CURATED" else word for word in words]
    result = CliRunner().invoke(app, known)
    assert result.exit_code == 2
    assert complaint in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def list_changes(before: Path, after: Path) -> list[tuple[str, str, str, str, str]]:
    """Return what, how, place, before and after of each change."""
    listed = json.loads(call("diff", str(before), str(after), "--format", "json"))
    return [
        (one["what"], one["how"], one["place"], one["before"], one["after"]) for one in listed
    ]


def test_a_release_does_not_differ_from_itself(tmp_path: Path) -> None:
    release = publish(tmp_path, *make_pair())
    assert list_changes(release, tmp_path) == []
    assert "no changes" in call("diff", str(release), str(tmp_path))


def test_changes_are_told_with_places(tmp_path: Path) -> None:
    grave, mild = make_pair()
    before = publish(tmp_path / "1", grave, mild)
    typed = grave.typed_tables[0]
    first, *others, last = typed.figures
    decided = replace(last, status=FigureStatus.DECIDED, value=Decimal(629570001))
    later = replace(
        grave,
        document=replace(grave.document, agency="Bappeda"),
        typed_tables=(replace(typed, figures=(first, *others, decided)),),
        findings=(replace(grave.findings[0], severity=Severity.WARNING),),
    )
    after = publish(tmp_path / "2", later, mild)
    note = grave.findings[1].message
    assert list_changes(before, after) == [
        (
            "document",
            "changed",
            "",
            "kind=lkjip; agency=Sekretariat Daerah; region=Kota Serang; year=2022; "
            "status=ok; pages=1",
            "kind=lkjip; agency=Bappeda; region=Kota Serang; year=2022; status=ok; pages=1",
        ),
        (
            "figure",
            "changed",
            "table 3.4, row 4, column 1",
            "629570000 Rp; suspect; realisasi_anggaran; 2022",
            "629570001 Rp; decided; realisasi_anggaran; 2022",
        ),
        (
            "finding",
            "changed",
            "table 3.4",
            "error: Jumlah tidak sesuai dengan rinciannya.",
            "warning: Jumlah tidak sesuai dengan rinciannya.",
        ),
        ("finding", "removed", "table 3.4", f"info: {note}", ""),
    ]
    shown = call("diff", str(before), str(after))
    assert "1 documents changed, 1 figures changed, 1 findings changed" in shown


def test_a_document_of_one_release_only_is_one_change(tmp_path: Path) -> None:
    grave, mild = make_pair()
    before = publish(tmp_path / "1", grave)
    after = publish(tmp_path / "2", mild)
    assert [change[:2] for change in list_changes(before, after)] == [
        ("document", "removed"),
        ("document", "added"),
    ]


def test_a_table_read_anew_does_not_change_those_behind_it(tmp_path: Path) -> None:
    grave, _ = make_pair()
    before = publish(tmp_path / "1", grave)
    table, typed = grave.tables[0], grave.typed_tables[0]
    table_id = table.table_id.replace("t01", "t02")
    renamed = {
        figure.figure_id: figure.figure_id.replace("t01", "t02") for figure in typed.figures
    }
    shifted = replace(
        grave,
        tables=(replace(table, table_id=table_id),),
        typed_tables=(
            replace(
                typed,
                table_id=table_id,
                figures=tuple(
                    replace(one, table_id=table_id, figure_id=renamed[one.figure_id])
                    for one in typed.figures
                ),
            ),
        ),
        findings=tuple(
            replace(
                one,
                finding_id=f"{one.finding_id}-lain",
                table_id=table_id,
                figure_ids=tuple(renamed[figure_id] for figure_id in one.figure_ids),
            )
            for one in grave.findings
        ),
    )
    after = publish(tmp_path / "2", shifted)
    assert list_changes(before, after) == []
