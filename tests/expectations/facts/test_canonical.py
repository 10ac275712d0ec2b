"""One figure for one fact that several tables of a report state."""

from dataclasses import replace
from decimal import Decimal

from sidak.expectations import StatedFact, choose_facts
from sidak.schemas import BudgetStage, FigureStatus, Level, MatchStatus, Metric, TypedTable
from tests.expectations.factories import K, P, Row, S, T, make_table

_MAIN: list[Row] = [
    (P, "Program A", ["900100"]),
    (K, "Kegiatan 1", ["400100"]),
    (K, "Kegiatan 2", ["500000"]),
    (T, "Jumlah", ["900100"]),
]


def chosen(*tables: TypedTable) -> list[str]:
    """Return the chosen figures as table, row and column, with those that disagree."""
    return [_name(fact) for fact in choose_facts(tables)]


def _name(fact: StatedFact) -> str:
    place = fact.figure.figure_id.partition("-")[2]
    return place + (f" !{fact.disagreeing}" if fact.disagreeing else "")


def of_stage(table: TypedTable, stage: BudgetStage) -> TypedTable:
    return replace(
        table, figures=tuple(replace(one, budget_stage=stage) for one in table.figures)
    )


def test_a_table_that_is_repeated_counts_once() -> None:
    first, second = (make_table(["pagu"], _MAIN, place=at) for at in (1, 2))
    assert chosen(first, second) == ["t01-r0-c1", "t01-r1-c1", "t01-r2-c1", "t01-r3-c1"]
    facts = choose_facts([first, second])
    others = [one.figure_id for fact in facts for one in fact.others]
    assert others == [one.figure_id for one in second.figures]


def test_the_table_with_most_lines_counts_before_a_summary() -> None:
    summary = make_table(["pagu"], [(P, "Program A", ["900200"])], place=1)
    main = make_table(["pagu"], _MAIN, place=2)
    assert chosen(summary, main) == ["t02-r0-c1 !1", "t02-r1-c1", "t02-r2-c1", "t02-r3-c1"]


def test_whole_rupiah_count_before_millions_that_agree_after_rounding() -> None:
    coarse = make_table(["pagu"], [(P, "PROGRAM A", ["0.9"])], place=1, unit="Rp juta")
    exact = make_table(["pagu"], [(P, "Program A", ["900100"])], place=2)
    assert chosen(coarse, exact) == ["t02-r0-c1"]


def test_the_later_stage_of_the_budget_counts_and_does_not_disagree() -> None:
    main = of_stage(make_table(["pagu"], _MAIN, place=1), BudgetStage.MURNI)
    changed = make_table(["pagu"], [(K, "Kegiatan 2", ["450000"])], place=2)
    revised = of_stage(changed, BudgetStage.PERUBAHAN)
    assert chosen(main, revised) == ["t01-r0-c1", "t01-r1-c1", "t01-r3-c1", "t02-r0-c1"]


def test_doubtful_figures_state_nothing() -> None:
    doubtful = make_table(["pagu"], _MAIN, statuses={(1, 1): FigureStatus.SUSPECT})
    second = make_table(["pagu"], [(K, "Kegiatan 1", ["400100"])], place=2)
    assert chosen(doubtful, second) == ["t01-r0-c1", "t01-r2-c1", "t01-r3-c1", "t02-r0-c1"]


def test_rows_of_one_table_all_count() -> None:
    rows: list[Row] = [
        (P, "Program A", ["300"]),
        (K, "Kegiatan 1", ["100"]),
        (K, "Kegiatan 1", ["200"]),
    ]
    summary = make_table(["pagu"], [(K, "Kegiatan 1", ["300"])], place=2)
    other = make_table(["pagu"], [(K, "Kegiatan 1", ["299"])], place=2)
    assert chosen(make_table(["pagu"], rows), summary) == [
        "t01-r0-c1",
        "t01-r1-c1",
        "t01-r2-c1",
    ]
    assert chosen(make_table(["pagu"], rows), other)[1] == "t01-r1-c1 !1"


def test_a_merged_cell_repeated_on_its_rows_counts_once() -> None:
    rows: list[Row] = [
        (K, "Kegiatan 1", ["100"]),
        (Level.INDIKATOR, "Jumlah peserta", ["100"]),
        (Level.INDIKATOR, "Jumlah paket", ["70"]),
    ]
    table = make_table(["pagu"], rows)
    lines = tuple(replace(one, level=K) for one in table.figures)
    assert chosen(replace(table, figures=lines)) == ["t01-r0-c1", "t01-r2-c1"]


def test_columns_of_funds_count_as_their_sum_or_not_at_all() -> None:
    columns = ["pagu", "pagu", "pagu"]
    rows: list[Row] = [
        (K, "Jumlah di akhir", ["60", "40", "100"]),
        (K, "Satu sumber", ["0", "70", "0"]),
        (K, "Tanpa jumlah", ["60", "40", "30"]),
        (K, "Sama", ["50", "50", "50"]),
    ]
    assert chosen(make_table(columns, rows)) == ["t01-r0-c3", "t01-r1-c2", "t01-r3-c1"]
    assert chosen(make_table(["target", "target"], [(K, "Dua", ["1", "2"])])) == []


def test_names_count_with_the_lines_above_where_a_table_repeats_them() -> None:
    rows: list[Row] = [
        (P, "Program A", ["100"]),
        (K, "Administrasi", ["100"]),
        (P, "Program B", ["200"]),
        (K, "Administrasi", ["200"]),
    ]
    main = make_table(["pagu"], rows, place=1)
    nested = replace(
        main,
        items=tuple(
            replace(one, parent_item_id=f"{main.table_id}-i{one.row - 1}")
            if one.row % 2
            else one
            for one in main.items
        ),
    )
    bare = make_table(["pagu"], [(K, "Administrasi", ["200"])], place=2)
    # Which of the two the bare line is cannot be known: it stays a line of its own.
    assert chosen(nested, bare) == [
        *(f"t01-r{row}-c1" for row in range(4)),
        "t02-r0-c1",
    ]
    only = make_table(["pagu"], [(K, "Kegiatan Administrasi", ["100"])], place=3)
    single = replace(nested, items=nested.items[:2], figures=nested.figures[:2])
    assert chosen(single, only) == ["t01-r0-c1", "t01-r1-c1"]


def test_a_line_without_a_code_joins_the_one_of_its_name_with_a_code() -> None:
    main = make_table(["pagu"], [(S, "Penyediaan Gaji", ["100"])], place=1)
    coded = replace(
        main,
        items=tuple(
            replace(one, kode="4.01.01.2.02.01", match_status=MatchStatus.AUTO)
            for one in main.items
        ),
    )
    bare = make_table(["pagu"], [(S, "PENYEDIAAN GAJI", ["100"])], place=2)
    (fact,) = choose_facts([coded, bare])
    assert (fact.line.kode, len(fact.others)) == ("4.01.01.2.02.01", 1)


def test_a_misspelt_name_with_the_same_amount_is_the_same_line() -> None:
    one = make_table(["pagu"], [(K, "Sistem Informasi Gender", ["123456"])], place=1)
    other = make_table(["pagu"], [(K, "Sistim Informasi Gender", ["123456"])], place=2)
    assert chosen(one, other) == ["t01-r0-c1"]
    round_amount = make_table(["pagu"], [(K, "Sistim Informasi Gender", ["100000"])], place=2)
    assert len(chosen(one, round_amount)) == 2


def test_lines_that_only_a_second_table_of_the_same_budget_has_do_not_count() -> None:
    rows: list[Row] = [(K, f"Kegiatan {at}", [f"{at}00"]) for at in range(1, 6)]
    again: list[Row] = [*rows[:3], (K, "Kegiatan 4 dan 5", ["900"])]
    main, second = (
        make_table(["pagu"], each, place=at) for at, each in ((1, rows), (2, again))
    )
    assert chosen(main, second) == [f"t01-r{row}-c1" for row in range(5)]
    few = make_table(["pagu"], again[1:], place=2)
    assert chosen(main, few)[-1] == "t02-r2-c1"


def test_subtotals_and_totals_of_further_tables_do_not_count() -> None:
    rows: list[Row] = [
        (K, "Kegiatan 1", ["400"]),
        (T, "Jumlah I", ["400"]),
        (K, "Kegiatan 2", ["500"]),
        (T, "Jumlah", ["900"]),
    ]
    part = make_table(["pagu"], [(T, "Jumlah", ["400"])], place=2)
    found = chosen(make_table(["pagu"], rows), part)
    assert found == ["t01-r0-c1", "t01-r2-c1", "t01-r3-c1 !1"]


def test_totals_of_two_blocks_count_together() -> None:
    rows: list[Row] = [
        (K, "Kegiatan 1", ["400"]),
        (T, "Jumlah", ["400"]),
        (K, "Kegiatan 2", ["500"]),
        (T, "Jumlah", ["500"]),
    ]
    assert chosen(make_table(["pagu"], rows)) == [f"t01-r{row}-c1" for row in range(4)]
    repeated = [*rows[:1], rows[2], (T, "Jumlah", ["900"]), (T, "Jumlah", ["900"])]
    assert chosen(make_table(["pagu"], repeated))[-1] == "t01-r2-c1"


def test_of_totals_that_nothing_explains_none_counts() -> None:
    rows: list[Row] = [
        (K, "Kegiatan 1", ["400"]),
        (T, "Jumlah", ["410"]),
        (K, "Kegiatan 2", ["500"]),
        (T, "Jumlah", ["800"]),
    ]
    assert chosen(make_table(["pagu"], rows)) == ["t01-r0-c1", "t01-r2-c1"]


def test_an_indicator_is_one_whatever_it_stands_under() -> None:
    rows: list[Row] = [
        (Level.SASARAN, "Sasaran 1", []),
        (Level.INDIKATOR, "Indeks SPBE", ["3"]),
    ]
    alone: list[Row] = [(Level.SASARAN, "Lain", []), (Level.INDIKATOR, "INDEKS SPBE", ["3.5"])]
    first = make_table(["target"], rows, place=1)
    second = make_table(["target"], alone, place=2)
    assert chosen(first, second) == ["t01-r1-c1 !1"]
    unnamed = replace(second, figures=tuple(replace(one, unit=None) for one in second.figures))
    assert chosen(first, unnamed) == ["t01-r1-c1 !1"]


def test_an_indicator_of_one_word_is_one_below_its_goal_only() -> None:
    tables = [
        make_table(
            ["target"],
            [(Level.SASARAN, goal, []), (Level.INDIKATOR, "Padi", [value])],
            place=place,
        )
        for place, (goal, value) in enumerate(
            [("Produksi", "3"), ("Margin", "4"), ("PRODUKSI", "3")], start=1
        )
    ]
    assert chosen(*tables) == ["t01-r1-c1", "t02-r1-c1"]


def test_lines_of_no_level_join_only_where_the_amounts_are_equal() -> None:
    one = make_table(["pagu"], [(Level.LAINNYA, "Belanja", ["100"])], place=1)
    same = make_table(["pagu"], [(Level.LAINNYA, "Belanja", ["100"])], place=2)
    other = make_table(["pagu"], [(Level.LAINNYA, "Belanja", ["90"])], place=3)
    assert chosen(one, same, other) == ["t01-r0-c1", "t03-r0-c1"]


def test_what_is_not_known_is_a_fact_of_its_own() -> None:
    tables = [
        make_table(["lain", "lain2"], [(K, "Kegiatan", ["1", "2"])], place=at) for at in (1, 2)
    ]
    facts = choose_facts(tables)
    assert [one.figure.value for one in facts] == [Decimal(1), Decimal(2)] * 2
    assert {one.figure.metric for one in facts} == {Metric.LAINNYA}
