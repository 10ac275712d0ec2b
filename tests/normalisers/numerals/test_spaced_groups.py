"""Thousands parted by spaces: one number where the whole column is set so."""

from decimal import Decimal

from sidak.normalisers.numerals.column import read_column
from sidak.normalisers.numerals.spaced_groups import mark_spaced_groups
from sidak.schemas import Metric


def test_a_column_set_with_spaces_is_read() -> None:
    texts = ["897 351 469", "1 886 000", "27 288 521 000", "594 000", "Rp 6 654 715 082"]

    readings = read_column(texts, metric=Metric.PAGU, unit="Rp")

    values = (897351469, 1886000, 27288521000, 594000, 6654715082)
    assert [(r.raw_text, r.value, r.reasons) for r in readings] == [
        (text, Decimal(value), ()) for text, value in zip(texts, values, strict=True)
    ]


def test_a_cell_with_spaces_among_marked_numbers_stays_open() -> None:
    texts = ["897 351 469", "1 886 000", "27 288 521 000", "594.000"]
    assert mark_spaced_groups(texts) == texts


def test_pairs_of_numbers_stay_open() -> None:
    texts = ["12 345", "10 200", "14 678"]
    assert mark_spaced_groups(texts) == texts


def test_the_comma_of_decimals_stays() -> None:
    texts = ["897 351 469,50", "1 886 000,00", "2 886 000,00"]
    assert mark_spaced_groups(texts) == ["897.351.469,50", "1.886.000,00", "2.886.000,00"]
