"""Thousands parted by spaces: one number where the whole column is set so."""

from decimal import Decimal

import pytest

from sidak.normalisers.numerals.column import read_column
from sidak.normalisers.numerals.spaced_groups import join_torn_groups, mark_spaced_groups
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


def test_a_first_group_set_apart_is_no_ordinal() -> None:
    texts = ["18. 996.351.574", "4. 254.021.500", "261. 142.000", "8.159.450"]

    readings = read_column(texts, metric=Metric.PAGU, unit="Rp")

    values = (18996351574, 4254021500, 261142000, 8159450)
    assert [(r.raw_text, r.value, r.reasons) for r in readings] == [
        (text, Decimal(value), ()) for text, value in zip(texts, values, strict=True)
    ]


@pytest.mark.parametrize(
    "texts",
    [
        ["1. 996.351.574", "2. 254.021.500", "3. 142.000.000"],
        ["1. 996.351.574", "2. 254.021.500", "1. 142.000.000"],
        ["25. 996.351.574", "26. 254.021.500", "27. 142.000.000"],
    ],
)
def test_ordinals_before_amounts_stay_apart(texts: list[str]) -> None:
    assert join_torn_groups(texts) == texts
