"""Units of money, and how far rounding brings two numbers apart."""

import pytest

from sidak.expectations import reconcile
from sidak.expectations.identities.tolerances import rupiah_factor
from sidak.schemas import Severity
from tests.expectations.factories import P, Row, T, make_table


@pytest.mark.parametrize(
    ("unit", "factor"),
    [("Rp", 1), ("rp juta", 10**6), ("Rp ribu", 1000), ("%", None), (None, None)],
)
def test_units_of_money(unit: str | None, factor: int | None) -> None:
    assert rupiah_factor(unit) == factor


@pytest.mark.parametrize(
    ("total", "severities"),
    [
        ("10.00", []),  # exact
        ("10.01", []),  # inside: four parts rounded to 0.01 may be off by 0.025
        ("10.02", []),  # just inside
        ("10.03", [Severity.WARNING]),  # just outside
        ("-10.00", [Severity.WARNING]),  # the sign is lost
    ],
)
def test_rounded_parts_in_millions(total: str, severities: list[Severity]) -> None:
    rows: list[Row] = [(P, f"Program {n}", ["2.50"]) for n in range(4)]
    rows += [(T, "Jumlah", [total])]
    near = make_table(["pagu"], rows, unit="Rp juta")
    found = reconcile([near]).findings
    if total.startswith("-"):
        assert found == ()  # nothing else in the table says that it was understood
    else:
        assert [one.severity for one in found] == severities
