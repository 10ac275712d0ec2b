"""Levels by nested numbering, looks, sums and codes over several columns."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidak.normalisers import type_tables
from sidak.normalisers.rows.nesting import UnlabelledRow, nest_by_style
from sidak.schemas import DocumentFacts, DocumentKind, Item, Level
from tests.normalisers.tables import make_extraction, make_table

RENJA = DocumentFacts(DocumentKind.RENJA, "Sekretariat DPRD", "Kota Contoh", 2024, 2024)
P, K, S = Level.PROGRAM, Level.KEGIATAN, Level.SUB_KEGIATAN
NAMES = [
    ("Pelayanan Administrasi", "900.000.000"),
    ("Administrasi Umum", "100.000.000"),
    ("Penyediaan Kertas", "60.000.000"),
    ("Penyediaan Listrik", "40.000.000"),
    ("Administrasi Keuangan", "800.000.000"),
    ("Penyediaan Gaji", "800.000.000"),
]
TREE = [P, K, S, S, K, S]


def read_items(
    rows: list[list[str]], *, facts: DocumentFacts = RENJA, bold: frozenset[int] = frozenset()
) -> tuple[Item, ...]:
    (typed,) = type_tables(make_extraction(make_table(rows, bold_rows=bold)), facts)
    return typed.items


@pytest.mark.parametrize(
    ("markers", "header"),
    [
        (["A.", "A.1", "1)", "2)", "A.2", "1)"], "Program/Kegiatan/Sub Kegiatan"),
        (["A", "1", "a", "b", "2", "a"], "Program/Kegiatan/Sub Kegiatan"),
        (["I", "1", "a.", "b.", "2", "a."], "Program/Kegiatan/Sub Kegiatan"),
        (["A", "1", "a", "b", "2", "a"], "Program dan Kegiatan"),
        (["", "", "", "", "", ""], "Program/Kegiatan/Sub Kegiatan"),
        (["1", "2", "3", "4", "5", "6"], "Program/Kegiatan/Sub Kegiatan"),
    ],
)
def test_numbering_or_sums_nest(markers: list[str], header: str) -> None:
    rows = [["No", header, "Pagu (Rp)"]]
    rows += [[m, name, amount] for m, (name, amount) in zip(markers, NAMES, strict=True)]
    items = read_items(rows)
    assert [item.level for item in items] == TREE
    assert [item.parent_item_id for item in items] == [
        None,
        items[0].item_id,
        items[1].item_id,
        items[1].item_id,
        items[0].item_id,
        items[4].item_id,
    ]


def test_bold_over_plain_in_two_steps() -> None:
    rows = [["Program/Kegiatan", "Pagu (Rp)"], *[list(pair) for pair in NAMES[1:]]]
    facts = DocumentFacts(DocumentKind.RENJA, None, None, 2017, 2017)
    items = read_items(rows, facts=facts, bold=frozenset({1, 4}))
    assert [item.level for item in items] == [P, K, K, P, K]


def test_amounts_that_contradict_the_looks_give_no_level() -> None:
    odd = [
        UnlabelledRow("A", (Decimal(10),)),
        UnlabelledRow("1", (Decimal(3),)),
        UnlabelledRow("1", (Decimal(4),)),
    ]
    assert nest_by_style([*odd, *odd], steps=2, may_go_deeper=True) is None


def test_looks_that_do_not_nest_give_no_level() -> None:
    unlabelled = [
        UnlabelledRow("A"),
        UnlabelledRow("1"),
        UnlabelledRow("a"),
        UnlabelledRow("A"),
        UnlabelledRow("a"),
        UnlabelledRow("1"),
    ]
    assert nest_by_style(unlabelled, steps=3, may_go_deeper=True) is None


def test_few_rows_give_no_level() -> None:
    assert (
        nest_by_style(
            [UnlabelledRow("A"), UnlabelledRow("1"), UnlabelledRow("1")],
            steps=2,
            may_go_deeper=False,
        )
        is None
    )


@given(
    st.lists(st.tuples(st.sampled_from("A1a-"), st.integers(0, 5).map(Decimal)), max_size=12)
)
def test_any_rows_are_read_without_error(rows: list[tuple[str, Decimal]]) -> None:
    unlabelled = [UnlabelledRow(style, (amount,)) for style, amount in rows]
    found = nest_by_style(unlabelled, steps=3, may_go_deeper=True)
    assert found is None or len(found) == len(unlabelled)
