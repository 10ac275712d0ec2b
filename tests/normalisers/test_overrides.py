"""Decisions about figures: found again by place and print, never applied to another cell."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from sidak.normalisers import apply_figure_decisions
from sidak.normalisers.overrides import measure_overlap
from sidak.schemas import (
    Box,
    Doubt,
    DoubtKind,
    Figure,
    FigureStatus,
    Finding,
    FindingKind,
    Level,
    Metric,
    Severity,
    TypedTable,
)
from sidak.schemas.decisions import FigureDecision

DOCUMENT = "0123456789abcdef"
BOX = Box(100.0, 50.0, 160.0, 62.0)


def make_figure(row: int, raw_text: str, box: Box | None = BOX, table: int = 1) -> Figure:
    table_id = f"{DOCUMENT}-t{table:02}"
    return Figure(
        figure_id=f"{table_id}-r{row}-c2",
        document_id=DOCUMENT,
        table_id=table_id,
        item_id=None,
        page=3,
        row=row,
        column=2,
        header="PAGU",
        item_name="Program",
        indikator="",
        level=Level.PROGRAM,
        kode=None,
        metric=Metric.PAGU,
        period=None,
        year=2022,
        unit="Rp",
        value=None,
        raw_text=raw_text,
        status=FigureStatus.UNREADABLE,
        reasons=(Doubt(DoubtKind.SPACED_DIGITS),),
        confidence=0.0,
        method="pdfplumber",
        box=box,
    )


def make_table(*figures: Figure) -> TypedTable:
    return TypedTable(figures[0].table_id, "anggaran", (), (), (), figures)


DECISION = FigureDecision(
    document_id=DOCUMENT,
    figure_id=f"{DOCUMENT}-t01-r4-c2",
    page=3,
    box=BOX,
    raw_text="2758410 05",
    value=Decimal("275841005"),
    who="Budi",
    why="spasi karena lebar sel",
    decided_at="2026-11-21T01:02:03+00:00",
    decision_id="aa",
)
REASON = (Doubt(DoubtKind.DECIDED, ("Budi, 2026-11-21: spasi karena lebar sel",)),)


def test_a_decided_figure_has_the_persons_value_and_the_reports_print() -> None:
    figure, other = make_figure(4, "2758410\n05"), make_figure(5, "2758410 05", Box(0, 0, 9, 9))
    (table,) = apply_figure_decisions([make_table(figure, other)], [DECISION]).tables
    assert table.figures == (
        replace(
            figure,
            value=Decimal("275841005"),
            status=FigureStatus.DECIDED,
            reasons=REASON,
            confidence=1.0,
        ),
        other,
    )
    assert table.figures[0].raw_text == "2758410\n05"


def test_a_person_may_be_unable_to_read_it_too() -> None:
    figure = replace(
        make_figure(4, "2758410 05"), status=FigureStatus.SUSPECT, value=Decimal(2758410)
    )
    unreadable = replace(DECISION, value=None, why="")
    (table,) = apply_figure_decisions([make_table(figure)], [unreadable]).tables
    assert table.figures[0] == replace(
        figure,
        value=None,
        status=FigureStatus.UNREADABLE,
        reasons=(Doubt(DoubtKind.DECLARED_UNREADABLE, ("Budi, 2026-11-21",)),),
        confidence=0.0,
    )


def test_the_later_decision_counts_and_decimals_are_kept() -> None:
    later = replace(DECISION, value=Decimal("96.41"), who="Siti", why="")
    (table,) = apply_figure_decisions(
        [make_table(make_figure(4, "2758410 05"))], [DECISION, later]
    ).tables
    (figure,) = table.figures
    assert (figure.value, figure.decimals) == (Decimal("96.41"), 2)
    assert figure.reasons == (Doubt(DoubtKind.DECIDED, ("Siti, 2026-11-21",)),)


def test_a_better_reading_that_counts_tables_otherwise_keeps_the_decision() -> None:
    moved = make_figure(9, "2758410 05", Box(101.0, 49.5, 161.5, 62.4), table=7)
    overlay = apply_figure_decisions([make_table(moved)], [DECISION])
    assert overlay.tables[0].figures[0].status is FigureStatus.DECIDED
    assert overlay.findings == ()


def test_a_decision_about_one_of_several_numbers_stays_with_it() -> None:
    parts = tuple(
        replace(make_figure(4, "2 Orang", table=7), figure_id=f"{DOCUMENT}-t07-r4-c2-p{at}")
        for at in (1, 2)
    )
    second = replace(
        DECISION, raw_text="2 Orang", figure_id=f"{DOCUMENT}-t01-r9-c2-p2", value=Decimal(20)
    )
    (table,) = apply_figure_decisions([make_table(*parts)], [second]).tables
    assert [one.value for one in table.figures] == [None, Decimal(20)]


def test_a_decision_with_the_box_of_the_cell_finds_its_number() -> None:
    part = replace(
        make_figure(4, "2 Orang", Box(104.0, 51.0, 110.0, 61.0)),
        figure_id=f"{DOCUMENT}-t01-r4-c2-p1",
    )
    decision = replace(
        DECISION, raw_text="2 Orang", figure_id=part.figure_id, value=Decimal(20)
    )
    (table,) = apply_figure_decisions([make_table(part)], [decision]).tables
    assert [one.value for one in table.figures] == [Decimal(20)]


def test_a_print_that_changed_is_reported_and_not_decided() -> None:
    changed = make_figure(4, "2758410 06")
    overlay = apply_figure_decisions([make_table(changed)], [DECISION])
    assert overlay.tables == (make_table(changed),)
    assert overlay.findings == (
        Finding(
            finding_id=f"{DOCUMENT}-t01-r4-c2-decision-aa",
            document_id=DOCUMENT,
            kind=FindingKind.READING,
            severity=Severity.WARNING,
            message="Keputusan Budi untuk angka di halaman 3 tidak dipakai: kini terbaca "
            '"2758410 06", dahulu "2758410 05".',
            table_id=f"{DOCUMENT}-t01",
            page=3,
            figure_ids=(f"{DOCUMENT}-t01-r4-c2",),
            message_en="The decision of Budi about a figure on page 3 was not applied: now "
            'reads "2758410 06", then "2758410 05".',
        ),
    )


def test_a_cell_that_is_gone_is_reported_also_without_any_figure() -> None:
    for tables in ([], [make_table(make_figure(4, "2758410 05", Box(0, 0, 5, 5)))]):
        (finding,) = apply_figure_decisions(tables, [DECISION]).findings
        assert finding.message == (
            "Keputusan Budi untuk angka di halaman 3 tidak dipakai: sel dengan teks "
            '"2758410 05" tidak lagi ditemukan.'
        )
        assert (finding.table_id, finding.page, finding.figure_ids) == (None, None, ())


def test_a_new_decision_about_the_new_print_settles_the_old_one() -> None:
    changed = make_figure(4, "2758410 06")
    newer = replace(DECISION, raw_text="2758410 06", decision_id="bb", value=Decimal(275841006))
    overlay = apply_figure_decisions([make_table(changed)], [DECISION, newer])
    assert overlay.findings == ()
    assert overlay.tables[0].figures[0].value == Decimal(275841006)


def test_of_two_figures_in_one_cell_the_named_one_is_meant() -> None:
    figures = [make_figure(row, "2758410 05") for row in (3, 4, 5)]
    (table,) = apply_figure_decisions([make_table(*figures)], [DECISION]).tables
    assert [one.status is FigureStatus.DECIDED for one in table.figures] == [False, True, False]


def test_dumps_have_no_boxes_and_go_by_id() -> None:
    dump = replace(DECISION, box=None)
    figures = [make_figure(row, "2758410 05", None) for row in (3, 4, 5)]
    (table,) = apply_figure_decisions([make_table(*figures)], [dump]).tables
    assert [one.status is FigureStatus.DECIDED for one in table.figures] == [False, True, False]


_EDGES = st.tuples(*[st.floats(0, 1000, allow_nan=False)] * 2).map(sorted)
_BOXES = st.builds(lambda x, y: Box(x[0], y[0], x[1], y[1]), _EDGES, _EDGES)


@given(_BOXES, _BOXES)
def test_overlap_is_a_share_and_goes_both_ways(one: Box, two: Box) -> None:
    assert 0 <= measure_overlap(one, two) <= 1.0000001
    assert abs(measure_overlap(one, two) - measure_overlap(two, one)) < 1e-9
    assert measure_overlap(one, one) > 0.999999


def test_a_fault_of_the_report_stays_one_whatever_is_decided() -> None:
    fault = Doubt(DoubtKind.SPREADSHEET_ERROR)
    figure = replace(
        make_figure(4, "2758410 05"),
        status=FigureStatus.UNREADABLE,
        value=None,
        reasons=(fault, Doubt(DoubtKind.INK_NOT_READ)),
    )
    for value, kind in ((None, "DECLARED_UNREADABLE"), (Decimal(1), "DECIDED")):
        decision = replace(DECISION, value=value, why="")
        (table,) = apply_figure_decisions([make_table(figure)], [decision]).tables
        assert table.figures[0].reasons == (
            Doubt(DoubtKind[kind], ("Budi, 2026-11-21",)),
            fault,
        )
