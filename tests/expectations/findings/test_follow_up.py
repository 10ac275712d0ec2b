"""What people made of findings stays with them as long as their cells stay."""

from dataclasses import replace

import pytest

from sidak.expectations import reconcile
from sidak.expectations.findings.follow_up import mark_findings
from sidak.schemas import Box, Figure, Finding, FindingKind, FollowUp
from sidak.schemas.decisions import (
    FindingMark,
    list_finding_marks,
    record_finding_mark,
)
from tests.expectations.factories import DOCUMENT, K, P, Row, make_table

ROWS: list[Row] = [
    (P, "Program A", ["900000000", "800000000"]),
    (K, "Gaji", ["500000000", "450000000"]),
    (K, "Listrik", ["300000000", "350000000"]),
]
BOX = Box(100, 50, 180, 62)


def make(rows: list[Row]) -> tuple[list[Finding], dict[str, Figure]]:
    table = make_table(["pagu", "realisasi"], rows)
    figures = {one.figure_id: replace(one, box=BOX) for one in table.figures}
    return list(reconcile([table]).findings), figures


def mark_of(finding: Finding, figures: dict[str, Figure]) -> FindingMark:
    figure = figures[finding.figure_ids[0]]
    return FindingMark(
        document_id=DOCUMENT,
        finding_id=finding.finding_id,
        kind=finding.kind.value,
        figure_id=figure.figure_id,
        page=figure.page,
        box=figure.box,
        printed=figure.raw_text,
        follow_up=FollowUp.EXPLAINED,
        who="Ani",
        why="lampiran terpisah",
        decided_at="2026-11-26T01:02:03+00:00",
    )


def test_a_mark_stands_beside_its_finding() -> None:
    findings, figures = make(ROWS)
    (marked,) = mark_findings(findings, figures, [mark_of(findings[0], figures)])
    assert marked.follow_up is FollowUp.EXPLAINED
    assert marked.follow_up_note == "Ani, 2026-11-26: lampiran terpisah"


def test_a_mark_survives_another_id_while_its_cell_stays() -> None:
    findings, figures = make(ROWS)
    mark = mark_of(findings[0], figures)
    other = [replace(findings[0], finding_id=f"{DOCUMENT}-f0123456789")]
    (marked,) = mark_findings(other, figures, [mark])
    assert marked.follow_up is FollowUp.EXPLAINED


@pytest.mark.parametrize(
    "change",
    [
        {"printed": "910000000"},
        {"box": Box(300, 50, 380, 62)},
        {"page": 2},
        {"kind": FindingKind.RATIO_MISMATCH.value},
        {"document_id": "f" * 16},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_mark_of_another_cell_does_not_count(change: dict[str, object]) -> None:
    findings, figures = make(ROWS)
    mark = replace(mark_of(findings[0], figures), **change)  # type: ignore[arg-type]
    (unmarked,) = mark_findings(findings, figures, [mark])
    assert (unmarked.follow_up, unmarked.follow_up_note) == (None, "")


def test_the_last_mark_counts() -> None:
    findings, figures = make(ROWS)
    first = mark_of(findings[0], figures)
    second = replace(first, follow_up=FollowUp.CONFIRMED, who="Budi", why="")
    (marked,) = mark_findings(findings, figures, [first, second])
    assert (marked.follow_up, marked.follow_up_note) == (FollowUp.CONFIRMED, "Budi, 2026-11-26")


def test_a_mark_is_written_and_read_as_it_is() -> None:
    findings, figures = make(ROWS)
    mark = mark_of(findings[0], figures)
    assert list_finding_marks([record_finding_mark(mark, file="a.pdf")]) == (mark,)
