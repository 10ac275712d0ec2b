"""Text dumps of real reports: tables read to the last cell, odd cells flagged with a reason."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from sidak.extractors import read_document
from sidak.normalisers import find_facts, type_tables
from sidak.schemas import Doubt, DoubtKind, Figure, FigureStatus, TypedTable

pytestmark = pytest.mark.shared


def read_tables(path: Path, *numbers: str) -> list[TypedTable]:
    extraction = read_document(path)
    typed = type_tables(extraction, find_facts(extraction))
    return [
        meaning
        for table, meaning in zip(extraction.tables, typed, strict=True)
        if table.number in numbers
    ]


def whole(figure: Figure) -> Decimal:
    """Return the amount by its digits alone: these columns hold whole rupiah."""
    text = re.sub(r"[.,]\s*-?$|,00$", "", figure.raw_text.rstrip("-"))
    return Decimal(re.sub(r"\D", "", text) or "0")


def test_assets_of_mixed_conventions(shared: Path) -> None:
    (table,) = read_tables(shared / "seeds" / "000_f57ce1073a552f81.txt", "1.4")
    assert len({figure.row for figure in table.figures}) == 130  # 129 assets and the total
    assert len(table.figures) == 294
    odd = {f.raw_text: f.reasons for f in table.figures if f.status is not FigureStatus.OK}
    assert odd == {"97.867,75": (Doubt(DoubtKind.DECIMALS_IN_RUPIAH),)}
    assert all(f.value == whole(f) for f in table.figures if f.raw_text not in odd)


def test_budgets_of_a_city_by_kind_and_by_goal(shared: Path) -> None:
    kinds, goals = read_tables(shared / "seeds" / "004_7ed1b80eab014377.txt", "3.30", "3.31")
    for table, rows in ((kinds, 3), (goals, 11)):
        assert [m.metric.value for m in table.columns if m.metric] == [
            "pagu",
            "realisasi_anggaran",
            "serapan",
        ]
        assert {m.year for m in table.columns if m.metric} == {2020}
        assert {figure.status for figure in table.figures} == {FigureStatus.OK}
        assert len(table.figures) == 3 * rows
    values = {(f.row, f.column): f.value for f in kinds.figures}
    for column in (2, 3):
        assert values[1, column] + values[2, column] == values[3, column]  # type: ignore[operator]
    assert values[3, 2] == Decimal(1384644172872)
    by_goal = [f.value for f in goals.figures if f.column == 3]
    assert sum(v for v in by_goal[:-1] if v is not None) == by_goal[-1]
