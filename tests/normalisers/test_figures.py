"""Texts in columns of money: an amount must not be lost."""

import ast
from decimal import Decimal
from pathlib import Path

import pytest

from sidak import normalisers
from sidak.normalisers import find_facts, type_tables
from sidak.schemas import FigureStatus
from tests.normalisers.tables import make_extraction, make_table

ROOM = Path(normalisers.__file__).parent


@pytest.mark.parametrize("path", sorted(ROOM.rglob("*.py")), ids=lambda path: path.stem)
def test_no_name_of_a_module_is_defined_twice(path: Path) -> None:
    names = [
        name
        for node in ast.parse(path.read_text("utf-8")).body
        for name in (
            [target.id for target in node.targets if isinstance(target, ast.Name)]
            if isinstance(node, ast.Assign)
            else [node.name]
            if isinstance(node, ast.FunctionDef | ast.ClassDef)
            else []
        )
    ]
    assert len(names) == len(set(names))


def test_an_amount_within_words_is_an_unreadable_figure() -> None:
    rows = [
        ["Program", "Anggaran (Rp)"],
        ["Program A", "1.000.000.000"],
        ["Program B", "$.893.423.613"],
        ["Program C", "sebesar 12.500.000 lebih"],
        ["Program D", "lihat lampiran 4"],
    ]
    extraction = make_extraction(make_table(rows))
    (typed,) = type_tables(extraction, find_facts(extraction))
    assert [(figure.row, figure.value, figure.status) for figure in typed.figures] == [
        (1, Decimal(1_000_000_000), FigureStatus.OK),
        (2, None, FigureStatus.UNREADABLE),
        (3, None, FigureStatus.UNREADABLE),
    ]
