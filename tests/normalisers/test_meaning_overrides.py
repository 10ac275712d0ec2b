"""Decisions about columns and rows, laid over what was read."""

from dataclasses import replace

import pytest

from sidak.normalisers import apply_meaning_decisions
from sidak.schemas import (
    Basis,
    Box,
    Doubt,
    DoubtKind,
    Meaning,
    Metric,
    PeriodKind,
    TypedTable,
)
from sidak.schemas.decisions import (
    ColumnDecision,
    MeaningDecision,
    RowDecision,
    list_meaning_decisions,
    record_meaning_decision,
)
from tests.publishers.audit_records import HEADERS, make_records

UNKNOWN = Doubt(DoubtKind.METRIC_UNKNOWN)
MISSING = Doubt(DoubtKind.NAME_MISSING)
GUESSED = Doubt(DoubtKind.NAME_COLUMN_GUESSED)
DECIDED = Doubt(DoubtKind.MEANING_DECIDED, ("Budi, 2026-11-26",))


def make_table(*reasons: Doubt) -> TypedTable:
    """Return a table of a column of four figures, all unsure for these reasons."""
    (table,) = make_records("c" * 64, "laporan.pdf").typed_tables
    figures = tuple(
        replace(one, meaning=Meaning.UNKNOWN, meaning_reasons=reasons) for one in table.figures
    )
    return replace(table, figures=figures)


def decide_column(table: TypedTable, **changed: object) -> ColumnDecision:
    first = table.figures[0]
    decision = ColumnDecision(
        document_id=first.document_id,
        column_id=f"{table.table_id}-c1",
        page=1,
        box=first.box,
        printed=HEADERS[1],
        header="Pagu 2016",
        metric=Metric.PAGU,
        period="2016",
        unit="Rp ribu",
        who="Budi",
        decided_at="2026-11-26T10:00:00+00:00",
    )
    return replace(decision, **changed)  # type: ignore[arg-type]


def decide_row(table: TypedTable) -> RowDecision:
    second = table.figures[1]
    return RowDecision(
        document_id=second.document_id,
        row_id=f"{table.table_id}-r2",
        page=1,
        box=second.box,
        printed=second.raw_text,
        name="Jumlah",
        who="Budi",
        decided_at="2026-11-26T10:00:00+00:00",
    )


def test_a_column_is_decided_for_all_its_figures() -> None:
    table = make_table(UNKNOWN)
    applied = apply_meaning_decisions([table], [decide_column(table)])
    assert applied.findings == ()
    assert applied.tables[0].figures == tuple(
        replace(
            one,
            header="Pagu 2016",
            metric=Metric.PAGU,
            period="2016",
            year=2016,
            period_kind=PeriodKind.YEAR,
            unit="Rp ribu",
            meaning=Meaning.SURE,
            meaning_reasons=(DECIDED,),
        )
        for one in table.figures
    )
    column = applied.tables[0].columns[1]
    assert (column.header, column.metric, column.year) == ("Pagu 2016", Metric.PAGU, 2016)


def test_a_unit_of_the_row_is_nearer_than_one_of_the_column() -> None:
    table = make_table(UNKNOWN)
    own = replace(table.figures[0], unit="Orang", unit_basis=Basis.COLUMN)
    table = replace(table, figures=(own, *table.figures[1:]))
    applied = apply_meaning_decisions([table], [decide_column(table)])
    assert [one.unit for one in applied.tables[0].figures] == ["Orang", *["Rp ribu"] * 3]


@pytest.mark.parametrize(
    ("reason", "has_right_names", "meaning"),
    [
        (MISSING, False, Meaning.DOUBTFUL),
        (MISSING, True, Meaning.DOUBTFUL),
        (GUESSED, False, Meaning.DOUBTFUL),
        (GUESSED, True, Meaning.SURE),
    ],
)
def test_what_a_column_means_says_nothing_of_a_missing_name(
    reason: Doubt, has_right_names: bool, meaning: Meaning
) -> None:
    table = make_table(UNKNOWN, reason)
    decision = decide_column(table, has_right_names=has_right_names)
    applied = apply_meaning_decisions([table], [decision])
    assert {one.meaning for one in applied.tables[0].figures} == {meaning}


def test_a_row_has_the_name_that_was_decided() -> None:
    table = make_table(MISSING)
    applied = apply_meaning_decisions([table], [decide_row(table)])
    figures = applied.tables[0].figures
    assert [one.meaning for one in figures] == [
        Meaning.UNKNOWN,
        Meaning.SURE,
        *[Meaning.UNKNOWN] * 2,
    ]
    assert (figures[1].item_name, figures[1].meaning_reasons) == ("Jumlah", (DECIDED,))


def test_a_column_and_a_row_settle_a_figure_together() -> None:
    table = make_table(UNKNOWN, MISSING)
    applied = apply_meaning_decisions([table], [decide_column(table), decide_row(table)])
    assert [one.meaning for one in applied.tables[0].figures] == [
        Meaning.DOUBTFUL,
        Meaning.SURE,
        *[Meaning.DOUBTFUL] * 2,
    ]


@pytest.mark.parametrize(
    "changed", [{"printed": "Anggaran"}, {"box": Box(500, 500, 510, 510)}, {"page": 2}]
)
def test_a_decision_whose_place_has_changed_is_reported(changed: dict[str, object]) -> None:
    table = make_table(UNKNOWN)
    applied = apply_meaning_decisions([table], [decide_column(table, **changed)])
    assert applied.tables == (table,)
    assert [one.kind for one in applied.findings] == ["reading"]


def test_the_file_of_decisions_keeps_them() -> None:
    table = make_table()
    decisions: tuple[MeaningDecision, ...] = (
        decide_column(table, has_right_names=True, period=""),
        decide_row(table),
    )
    records = [record_meaning_decision(one) for one in decisions]
    assert records[0].value == "metric=pagu; unit=Rp ribu; names=yes"
    assert list_meaning_decisions(records) == decisions
