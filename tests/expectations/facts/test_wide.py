"""Facts of a report side by side."""

from dataclasses import replace
from decimal import Decimal

from sidak.expectations import choose_facts, make_indicator_rows, make_programme_rows
from sidak.schemas import (
    DocumentKind,
    DocumentResult,
    IndicatorRow,
    Level,
    Metric,
    ProgrammeRow,
    TypedTable,
    ValueOrigin,
)
from tests.expectations.cross_document.reports import report
from tests.expectations.factories import BUDGET, K, P, Row, T, make_table

PRINTED, COMPUTED = ValueOrigin.PRINTED, ValueOrigin.COMPUTED


def entry_of(*tables: TypedTable) -> DocumentResult:
    document = report(1, DocumentKind.LKJIP, 2022).document
    return DocumentResult(document, typed_tables=tuple(tables))


def budget_rows(*tables: TypedTable) -> tuple[ProgrammeRow, ...]:
    return make_programme_rows(entry_of(*tables), choose_facts(tables))


def indicator_rows(*tables: TypedTable) -> tuple[IndicatorRow, ...]:
    return make_indicator_rows(entry_of(*tables), choose_facts(tables))


def test_amounts_stand_side_by_side_as_printed() -> None:
    rows: list[Row] = [
        (P, "Program A", ["300", "150", "50.00", "150"]),
        (K, "Kegiatan 1", ["300", "150", "51.00", "149"]),
        (T, "Jumlah", ["300", "150", "50.00", "150"]),
    ]
    found = budget_rows(make_table(BUDGET, rows))
    assert [(one.level, one.pagu, one.serapan, one.sisa) for one in found] == [
        (P, Decimal(300), Decimal("50.00"), Decimal(150)),
        (K, Decimal(300), Decimal("51.00"), Decimal(149)),
        (T, Decimal(300), Decimal("50.00"), Decimal(150)),
    ]
    assert {(one.serapan_origin, one.sisa_origin) for one in found} == {(PRINTED, PRINTED)}
    assert (found[1].row_id, found[1].pagu_figure_id) == (
        "0000000000000001-p0002",
        "0123456789abcdef-t01-r1-c1",
    )


def test_what_is_not_printed_is_computed_in_rupiah() -> None:
    table = make_table(["pagu", "realisasi"], [(K, "A", ["3", "1"])], unit="Rp juta")
    (row,) = budget_rows(table)
    assert (row.pagu, row.realisasi_anggaran) == (Decimal(3000000), Decimal(1000000))
    assert (row.serapan, row.serapan_origin) == (Decimal("33.3333"), COMPUTED)
    assert (row.sisa, row.sisa_origin) == (Decimal(2000000), COMPUTED)
    assert (row.serapan_figure_id, row.sisa_figure_id) == (None, None)


def test_nothing_is_computed_from_amounts_that_may_be_of_other_money() -> None:
    plan = make_table(["pagu"], [(K, "A", ["300"]), (K, "B", ["100"])], place=1)
    spent = make_table(["realisasi"], [(K, "A", ["150"])], place=2)
    (row, _) = budget_rows(plan, spent)
    assert (row.pagu, row.realisasi_anggaran, row.serapan, row.sisa) == (
        Decimal(300),
        Decimal(150),
        None,
        None,
    )
    both = make_table(["pagu", "realisasi"], [(K, "A", ["300", "150"])], place=2)
    (row, _) = budget_rows(plan, both)
    assert (row.serapan, row.disagreeing) == (Decimal(50), 0)
    # Spending of another budget than the chosen one stands on a row of its own.
    other = make_table(BUDGET, [(K, "A", ["200", "150", "75.00", None])], place=2)
    rows = budget_rows(plan, other)
    assert [(one.item_name, one.pagu, one.realisasi_anggaran, one.serapan) for one in rows] == [
        ("A", Decimal(300), None, None),
        ("A", None, Decimal(150), Decimal("75.00")),
        ("B", Decimal(100), None, None),
    ]
    assert [one.disagreeing for one in rows] == [1, 0, 0]


def test_a_line_in_several_rows_of_one_table_stands_apart_from_its_sum_in_another() -> None:
    whole = make_table(["pagu"], [(K, "A", ["300"]), (K, "B", ["100"])], place=1)
    parts: list[Row] = [(K, "A", ["100", "50"]), (K, "A", ["200", "100"])]
    rows = budget_rows(whole, make_table(["pagu", "realisasi"], parts, place=2))
    assert [(one.item_name, one.pagu, one.realisasi_anggaran) for one in rows] == [
        ("A", Decimal(300), None),
        ("B", Decimal(100), None),
        ("A", None, Decimal(50)),
        ("A", None, Decimal(100)),
    ]


def test_results_against_another_target_stand_on_a_row_of_their_own() -> None:
    plan: list[Row] = [(Level.SASARAN, "Satu", []), (Level.INDIKATOR, "Indeks", ["3"])]
    result: list[Row] = [(Level.SASARAN, "Satu", []), (Level.INDIKATOR, "Indeks", ["4", "2"])]
    agreed = make_table(["target"], [*plan, (Level.INDIKATOR, "Nilai", ["7"])], place=1)
    found = indicator_rows(agreed, make_table(["target", "hasil"], result, place=2))
    assert [(one.indikator, one.target, one.realisasi) for one in found] == [
        ("Indeks", Decimal(3), None),
        ("Indeks", None, Decimal(2)),
        ("Nilai", Decimal(7), None),
    ]


def test_a_budget_of_nil_has_no_share_spent() -> None:
    (row,) = budget_rows(make_table(["pagu", "realisasi"], [(K, "A", ["0", "0"])]))
    assert (row.serapan, row.sisa) == (None, Decimal(0))


def test_indicators_stand_side_by_side_and_nothing_is_computed() -> None:
    rows: list[Row] = [
        (Level.SASARAN, "Sasaran 1", []),
        (Level.INDIKATOR, "Indeks", ["3", "4", "133.33"]),
        (Level.INDIKATOR, "Nilai", ["70", "60", None]),
    ]
    found = indicator_rows(make_table(["target", "hasil", "capaian"], rows))
    assert [
        (one.indikator, one.satuan, one.target, one.realisasi, one.capaian) for one in found
    ] == [
        ("Indeks", "Poin", Decimal(3), Decimal(4), Decimal("133.33")),
        ("Nilai", "Poin", Decimal(70), Decimal(60), None),
    ]


def test_targets_in_two_units_are_two_rows() -> None:
    rows: list[Row] = [(Level.SASARAN, "Sasaran 1", []), (Level.INDIKATOR, "Indeks", ["3"])]
    first = make_table(["target"], rows, place=1)
    second = make_table(["target"], rows, place=2)
    percent = tuple(replace(one, unit="%") for one in second.figures)
    found = indicator_rows(first, replace(second, figures=percent))
    assert [(one.satuan, one.target) for one in found] == [
        ("Poin", Decimal(3)),
        ("%", Decimal(3)),
    ]
    assert first.figures[0].metric == Metric.TARGET
