"""Tables of many sorts of reports: role, or metric, period, year and unit of each column."""

import pytest

from sidak.normalisers import type_tables
from sidak.schemas import ColumnMeaning, ColumnRole
from tests.normalisers.header.layouts import LAYOUTS, Layout
from tests.normalisers.tables import make_extraction, make_table


def describe(meaning: ColumnMeaning) -> str:
    """Write a meaning as the layouts do; the year must be the one of the period."""
    if meaning.role is not ColumnRole.FIGURE:
        return meaning.role.value
    assert meaning.metric is not None
    if (
        meaning.period is not None
        and meaning.period[:4].isdigit()
        and "-2" not in meaning.period
    ):
        assert meaning.period[:4] == str(meaning.year)
    else:
        assert meaning.year is None
    return f"{meaning.metric.value} {meaning.period or '-'} {meaning.unit or '-'}"


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_layout(layout: Layout) -> None:
    table = make_table(layout.rows, caption=layout.caption)
    (typed,) = type_tables(make_extraction(table), layout.facts)
    assert [describe(meaning) for meaning in typed.columns] == layout.meanings
