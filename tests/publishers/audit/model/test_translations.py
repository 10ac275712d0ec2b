"""Texts and numbers of the audit pages."""

from decimal import Decimal

import pytest

from sidak.publishers.audit.model.translations import make_translator, show_amount, show_number


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("1322123502156", "Rp", "Rp 1.322.123.502.156"),
        ("-19.51", "%", "-19,51 %"),
        ("12.50", "Rp juta", "Rp 12,50 juta"),
        ("2.297E+9", "Rp", "Rp 2.297.000.000"),
        ("100.00", None, "100"),
    ],
)
def test_amounts_are_written_as_reports_do(value: str, unit: str | None, text: str) -> None:
    assert show_amount(Decimal(value), unit) == text
    assert show_number(None) == show_amount(None, "Rp") == ""


def test_a_language_that_nobody_speaks_is_refused() -> None:
    with pytest.raises(ValueError, match="fr"):
        make_translator("fr")
    assert make_translator("en")("kind.sum_mismatch") == "Sum does not add up"
    assert make_translator("id")("kind.something_new") == "something_new"
