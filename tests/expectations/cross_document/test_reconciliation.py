"""Amounts of the reports of an agency side by side."""

from dataclasses import replace
from decimal import Decimal
from itertools import permutations

from sidak.expectations import reconcile_reports
from sidak.schemas import AmountState, BudgetStage, DocumentKind, Meaning, ReportedAmount
from tests.expectations.cross_document.reports import of_stage, report

REFERENCE, AGREES, DIFFERS = AmountState.REFERENCE, AmountState.AGREES, AmountState.DIFFERS
OTHER_STAGE, SEVERAL, ALONE = AmountState.OTHER_STAGE, AmountState.SEVERAL, AmountState.ALONE

Gist = tuple[str, DocumentKind, Decimal, Decimal | None, AmountState]


def gist(amounts: tuple[ReportedAmount, ...]) -> list[Gist]:
    return [
        (one.item_name, one.source, one.value, one.difference, one.state) for one in amounts
    ]


def test_reported_is_held_against_the_source_nearest_to_the_accounts() -> None:
    dpa = report(1, DocumentKind.DPA, 2022, codes=True)
    lkjip = report(2, DocumentKind.LKJIP, 2022, amounts={"Kegiatan 2": 510})
    renja = report(3, DocumentKind.RENJA, 2022, amounts={"Kegiatan 2": 490}, codes=True)
    found = reconcile_reports([lkjip, renja, dpa])
    assert [one for one in gist(found) if one[0] == "Kegiatan 2"] == [
        ("Kegiatan 2", DocumentKind.DPA, Decimal(500000), None, REFERENCE),
        ("Kegiatan 2", DocumentKind.LKJIP, Decimal(510000), Decimal(10000), DIFFERS),
        ("Kegiatan 2", DocumentKind.RENJA, Decimal(490000), Decimal(-10000), OTHER_STAGE),
    ]
    assert [one.state for one in found if one.item_name == "Program A"] == [
        REFERENCE,
        AGREES,
        AGREES,
    ]
    (line,) = {one.line_id for one in found if one.item_name == "Kegiatan 2"}
    own = [one for one in found if one.line_id == line]
    assert [one.amount_id for one in own] == [f"{line}-{at:02d}" for at in (1, 2, 3)]
    assert {one.kode for one in own} == {"4.01.03"}
    assert [one.reference_id for one in own] == [None, f"{line}-01", f"{line}-01"]
    assert own[1].figure_ids == ("0000000000000002-t01-r2-c1",)
    for order in permutations([dpa, lkjip, renja]):
        assert reconcile_reports(list(order)) == found


def test_other_stage_of_the_budget_may_differ() -> None:
    dpa = of_stage(report(1, DocumentKind.DPA, 2022), BudgetStage.MURNI)
    changed = report(2, DocumentKind.PK, 2022, amounts={"Kegiatan 1": 450})
    revised = of_stage(changed, BudgetStage.PERUBAHAN)
    states = {
        one.item_name: one.state
        for one in reconcile_reports([dpa, revised])
        if one.source is DocumentKind.PK
    }
    assert (states["Kegiatan 1"], states["Kegiatan 2"]) == (OTHER_STAGE, AGREES)


def test_report_of_unknown_kind_may_state_an_earlier_budget() -> None:
    lkjip = report(1, DocumentKind.LKJIP, 2022)
    action = report(2, DocumentKind.OTHER, 2022, amounts={"Kegiatan 1": 440})
    found = reconcile_reports([lkjip, action])
    assert [one.state for one in found if one.item_name == "Kegiatan 1"] == [
        REFERENCE,
        OTHER_STAGE,
    ]


def test_amount_of_unknown_stage_is_held_against_the_one_it_equals() -> None:
    renja = of_stage(report(1, DocumentKind.DPA, 2022), BudgetStage.MURNI)
    (table,) = renja.typed_tables
    revised = tuple(
        replace(
            one,
            figure_id=f"{one.figure_id}-2",
            budget_stage=BudgetStage.PERUBAHAN,
            value=(one.value or Decimal(0)) + 5,
        )
        for one in table.figures
    )
    both = replace(table, figures=(*table.figures, *revised))
    amounts = {"Kegiatan 2": 900}
    lkjip = report(2, DocumentKind.LKJIP, 2022, amounts=amounts)
    (other,) = lkjip.typed_tables
    changed = tuple(replace(one, value=(one.value or Decimal(0)) + 5) for one in other.figures)
    later = replace(lkjip, typed_tables=(replace(other, figures=changed),))
    found = reconcile_reports([replace(renja, typed_tables=(both,)), later])
    states = {
        name: [one.state for one in found if one.item_name == name]
        for name in ("Kegiatan 1", "Kegiatan 2")
    }
    assert states == {
        "Kegiatan 1": [REFERENCE, OTHER_STAGE, AGREES],
        "Kegiatan 2": [REFERENCE, OTHER_STAGE, DIFFERS],
    }


def test_line_that_one_report_lacks_and_one_that_a_table_states_twice() -> None:
    renja = report(1, DocumentKind.RENJA, 2022, amounts={"Kegiatan 3": 30})
    lkjip = report(2, DocumentKind.LKJIP, 2022)
    (table,) = lkjip.typed_tables
    again = replace(table.figures[1], figure_id="again", value=Decimal(7))
    twice = replace(table, figures=(*table.figures, again))
    found = gist(reconcile_reports([renja, replace(lkjip, typed_tables=(twice,))]))
    assert [one for one in found if one[0] in ("Kegiatan 1", "Kegiatan 3")] == [
        ("Kegiatan 1", DocumentKind.LKJIP, Decimal(400000), None, SEVERAL),
        ("Kegiatan 1", DocumentKind.LKJIP, Decimal(7), None, SEVERAL),
        ("Kegiatan 1", DocumentKind.RENJA, Decimal(400000), None, ALONE),
        ("Kegiatan 3", DocumentKind.RENJA, Decimal(30000), None, ALONE),
    ]


def test_two_tables_of_a_report_about_different_money() -> None:
    lkjip = report(1, DocumentKind.LKJIP, 2022)
    (table,) = lkjip.typed_tables

    def states(count: int, step: int) -> list[AmountState]:
        # The first line is the same in both tables, the others are not.
        other = tuple(
            replace(one, table_id="t02", value=(one.value or Decimal(0)) + Decimal(at * step))
            for at, one in enumerate(table.figures)
        )
        second = replace(table, table_id="t02", figures=other[:count])
        found = reconcile_reports([replace(lkjip, typed_tables=(table, second))])
        return [one.state for one in found if one.item_name == "Kegiatan 1"]

    assert states(2, 90000) == [REFERENCE, DIFFERS]  # one of two lines agrees
    assert states(4, 90000) == [REFERENCE, AmountState.OTHER_SCOPE]  # one of four
    assert states(4, 100) == [REFERENCE, DIFFERS]  # a few rupiah: meant to be the same


def test_one_report_counts_where_two_of_its_tables_state_a_line() -> None:
    lkjip = report(1, DocumentKind.LKJIP, 2022)
    assert reconcile_reports([lkjip]) == ()
    (table,) = lkjip.typed_tables
    figures = tuple(replace(one, table_id="t02") for one in table.figures[:1])
    second = replace(table, table_id="t02", figures=figures)
    both = replace(lkjip, typed_tables=(table, second))
    assert [one[0] for one in gist(reconcile_reports([both]))] == ["Program A", "Program A"]


def test_amounts_that_are_not_sure_and_other_agencies_stay_apart() -> None:
    lkjip = report(2, DocumentKind.LKJIP, 2022)
    (table,) = lkjip.typed_tables
    figures = tuple(replace(one, meaning=Meaning.DOUBTFUL) for one in table.figures)
    unsure = replace(lkjip, typed_tables=(replace(table, figures=figures),))
    assert reconcile_reports([report(1, DocumentKind.DPA, 2022), unsure]) == ()
    other = report(3, DocumentKind.LKJIP, 2022, agency="Dinas Kesehatan")
    assert reconcile_reports([report(1, DocumentKind.DPA, 2022), other]) == ()
