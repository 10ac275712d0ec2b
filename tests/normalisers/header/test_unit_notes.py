"""Units that stand above a table."""

from dataclasses import replace

import pytest

from sidak.normalisers.header.unit_notes import add_unit_note, is_unit_note
from sidak.schemas import Box, PageText, Place, Table
from tests.normalisers.tables import make_table


@pytest.mark.parametrize(
    ("text", "is_note"),
    [
        ("(dalam jutaan rupiah)", True),
        ("(Dalam Rupiah)", True),
        ("Satuan : Rp", True),
        ("dalam ribuan Rp.", True),
        ("(Rp juta)", True),
        ("(x Rp 1.000)", True),
        ("sebesar Rp. 0", False),
        ("Belanja Langsung (juta)", False),
        ("Satuan", False),
        ("12 juta", False),
        ("", False),
    ],
)
def test_unit_notes(text: str, is_note: bool) -> None:
    assert is_unit_note(text) is is_note


def _placed(table: Table) -> Table:
    return replace(table, places=(Place(1, Box(50, 200, 500, 400)),))


def _page(line: str, top: float) -> tuple[PageText, ...]:
    return (PageText(1, ((line, Box(380, top, 500, top + 10)),)),)


def test_unit_above_the_table_is_taken_for_its_caption() -> None:
    table = _placed(make_table([["Uraian", "Anggaran"], ["Belanja", "1.234,50"]]))
    assert add_unit_note(table, _page("(dalam jutaan rupiah)", 180)).caption == (
        "(dalam jutaan rupiah)"
    )
    captioned = replace(table, caption="Anggaran 2022")
    assert add_unit_note(captioned, _page("Satuan : Rp", 180)).caption == (
        "Anggaran 2022 (Satuan : Rp)"
    )
    assert add_unit_note(table, _page("(dalam jutaan rupiah)", 100)) == table
    assert add_unit_note(table, _page("sebesar Rp 1.000 juta", 180)) == table
