"""All reports of an agency, one value for each line, metric and period."""

from dataclasses import replace
from decimal import Decimal
from itertools import permutations

from sidak.expectations import choose_facts, make_panel
from sidak.schemas import BudgetStage, ChosenBy, DocumentKind, DocumentResult, PanelRow
from tests.expectations.cross_document.reports import LINES, Report, of_stage, report
from tests.expectations.factories import T, make_table


def panel_of(*reports: Report) -> tuple[PanelRow, ...]:
    entries = [DocumentResult(one.document, typed_tables=one.typed_tables) for one in reports]
    facts = {one.document.document_id: choose_facts(one.typed_tables) for one in entries}
    return make_panel(entries, facts)


def row_of(rows: tuple[PanelRow, ...], name: str) -> PanelRow:
    (row,) = (one for one in rows if one.item_name == name)
    return row


def test_the_report_nearest_to_the_accounts_counts() -> None:
    dpa = report(1, DocumentKind.DPA, 2022, codes=True)
    lkjip = report(2, DocumentKind.LKJIP, 2022, amounts={"Kegiatan 2": 510})
    renja = report(3, DocumentKind.RENJA, 2022, amounts={"Kegiatan 2": 490})
    found = panel_of(renja, lkjip, dpa)
    assert len(found) == len(LINES)
    row = row_of(found, "Kegiatan 2")
    assert (row.value, row.source, row.chosen_by) == (
        Decimal(500000),
        DocumentKind.DPA,
        ChosenBy.KIND,
    )
    assert (row.reports_agreeing, row.reports_differing, row.reports_other_stage) == (0, 1, 1)
    assert (row.region_code, row.kode, row.figure_ids) == (
        "36.73",
        "4.01.03",
        ("0000000000000001-t01-r2-c1",),
    )
    assert row_of(found, "Program A").reports_agreeing == 2
    for order in permutations([dpa, lkjip, renja]):
        assert panel_of(*order) == found


def test_a_report_about_the_year_counts_before_one_that_looks_back() -> None:
    own = report(1, DocumentKind.RENJA, 2022)
    later = report(2, DocumentKind.DPA, 2023, of_year=2022)
    row = row_of(panel_of(own, later), "Program A")
    assert (row.source, row.chosen_by) == (DocumentKind.RENJA, ChosenBy.OWN_YEAR)


def test_the_later_stage_counts_then_the_name_of_the_file() -> None:
    first = of_stage(report(1, DocumentKind.PK, 2022), BudgetStage.MURNI)
    changed = report(2, DocumentKind.PK, 2022, amounts={"Kegiatan 1": 450})
    revised = of_stage(changed, BudgetStage.PERUBAHAN)
    row = row_of(panel_of(first, revised), "Kegiatan 1")
    assert (row.value, row.chosen_by, row.reports_other_stage) == (
        Decimal(450000),
        ChosenBy.STAGE,
        1,
    )
    twin = report(2, DocumentKind.PK, 2022, amounts={"Kegiatan 1": 450})
    row = row_of(panel_of(report(1, DocumentKind.PK, 2022), twin), "Kegiatan 1")
    assert (row.chosen_by, row.reports_differing) == (ChosenBy.FIRST, 1)


def test_rows_of_one_line_add_up() -> None:
    one = report(1, DocumentKind.DPA, 2022, amounts={"Kegiatan 2": 500})
    (table,) = one.typed_tables
    items = tuple(
        replace(item, name="Kegiatan 1") if item.name == "Kegiatan 2" else item
        for item in table.items
    )
    twice = replace(one, typed_tables=(replace(table, items=items),))
    row = next(row for row in panel_of(twice) if len(row.figure_ids) == 2)
    assert (row.value, row.chosen_by) == (Decimal(900000), ChosenBy.ONLY)


def test_agencies_stay_apart_and_unknown_ones_are_left_out() -> None:
    mine = report(1, DocumentKind.DPA, 2022)
    other = report(2, DocumentKind.DPA, 2022, agency="Dinas Kesehatan")
    nobody = report(3, DocumentKind.DPA, 2022, agency=None)
    found = panel_of(mine, other, nobody)
    assert [one.agency for one in found].count("Dinas Kesehatan") == len(LINES)
    assert len(found) == 2 * len(LINES)
    assert len({one.panel_id for one in found}) == len(found)


def test_totals_are_compared_if_they_are_of_the_same_name() -> None:
    def total(number: int, name: str, amount: str) -> Report:
        one = report(number, DocumentKind.LRA, 2022)
        return replace(one, typed_tables=(make_table(["pagu"], [(T, name, [amount])]),))

    found = panel_of(total(1, "Jumlah Belanja Modal", "5"), total(2, "SURPLUS/DEFISIT", "-7"))
    assert [(one.value, one.chosen_by) for one in found] == [
        (Decimal(5), ChosenBy.ONLY),
        (Decimal(-7), ChosenBy.ONLY),
    ]
    (same,) = panel_of(total(1, "JUMLAH", "5"), total(2, "Total", "5"))
    assert same.reports_agreeing == 1


def test_the_agency_has_one_id_and_the_code_is_also_given_in_the_canonical_edition() -> None:
    one = report(1, DocumentKind.DPA, 2022, codes=True)
    (table,) = one.typed_tables
    items = tuple(
        replace(item, kode_canonical="4.01.05") if item.name == "Kegiatan 2" else item
        for item in table.items
    )
    found = panel_of(replace(one, typed_tables=(replace(table, items=items),)))
    assert {row.agency_id for row in found} == {"36.73-sekretariat-daerah"}
    row = row_of(found, "Kegiatan 2")
    assert (row.kode, row.kode_canonical) == ("4.01.03", "4.01.05")
    assert row_of(found, "Program A").kode_canonical is None
