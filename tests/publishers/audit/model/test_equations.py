"""The arithmetic of a finding, found again from its figures."""

from dataclasses import replace
from decimal import Decimal

import pytest

from sidak.publishers.audit.model.equations import FindingEquation, find_equation
from sidak.schemas import Figure, Finding, FindingKind
from tests.publishers.audit_records import make_records

_RECORDS = make_records("a" * 64, "a.pdf")
_FINDING = _RECORDS.findings[0]


def figures(*numbers: tuple[str, str]) -> list[Figure]:
    """Return figures with these values and units."""
    sample = _RECORDS.typed_tables[0].figures[0]
    return [
        replace(sample, figure_id=f"f{place}", value=Decimal(value), unit=unit)
        for place, (value, unit) in enumerate(numbers)
    ]


def finding(kind: FindingKind, expected: str) -> Finding:
    return replace(_FINDING, kind=kind, expected=Decimal(expected))


def written(equation: FindingEquation) -> str:
    terms = " ".join(f"{term.sign} {term.figure.value}".strip() for term in equation.terms)
    return f"{terms} {equation.factor}".strip()


@pytest.mark.parametrize(
    ("kind", "expected", "numbers", "text", "others"),
    [
        (
            "sum_mismatch",
            "6",
            [("7", "Rp"), ("1", "Rp"), ("2", "Rp"), ("3", "Rp")],
            "1 + 2 + 3",
            0,
        ),
        (
            "sum_mismatch",
            "4",
            [("5", "Rp"), ("9", "Rp"), ("2", "Rp"), ("3", "Rp")],
            "9 - 2 - 3",
            0,
        ),
        ("difference_mismatch", "4", [("5", "Rp"), ("9", "Rp"), ("5", "Rp")], "9 - 5", 0),
        ("ratio_mismatch", "75", [("70", "%"), ("3", "Rp"), ("4", "Rp")], "3 / 4 × 100", 0),
        (
            "ratio_mismatch",
            "33.333333",
            [("30", "%"), ("1", "Rp"), ("3", "Rp")],
            "1 / 3 × 100",
            0,
        ),
        ("ratio_mismatch", "0.75", [("0.7", ""), ("3", "Rp"), ("4", "Rp")], "3 / 4", 0),
        ("ratio_mismatch", "3", [("2", "Rp"), ("75", "%"), ("4", "Rp")], "75 × 4 / 100", 0),
        ("cross_table_mismatch", "9", [("5", "Rp"), ("9", "Rp"), ("8", "Rp")], "9", 1),
        ("cross_table_mismatch", "9000", [("5", "Rp"), ("9", "Rp ribu")], "9", 0),
        ("sum_mismatch", "100", [("5", "Rp"), ("9", "Rp"), ("8", "Rp")], "", 2),
        ("sum_mismatch", "100", [("5", "Rp")], "", 0),
    ],
)
def test_arithmetic_is_shown_only_if_it_comes_out(
    kind: str, expected: str, numbers: list[tuple[str, str]], text: str, others: int
) -> None:
    equation = find_equation(finding(FindingKind(kind), expected), figures(*numbers))
    assert (written(equation), len(equation.others)) == (text, others)


def test_without_figures_there_is_no_arithmetic() -> None:
    assert find_equation(_FINDING, []) == FindingEquation(())
