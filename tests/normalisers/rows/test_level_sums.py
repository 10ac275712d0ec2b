"""Levels by sums."""

from decimal import Decimal

from sidak.normalisers.rows.level_sums import SumRow, split_by_sums
from sidak.schemas import Level


def rows_of(*amounts: tuple[int | None, int | None]) -> list[SumRow]:
    return [
        SumRow(tuple(None if amount is None else Decimal(amount) for amount in pair))
        for pair in amounts
    ]


def test_sums_tell_kegiatan_from_sub_kegiatan() -> None:
    rows = rows_of(
        (60, 46), (40, 20), (20, 26), (None, None), (4, 3), (4, 3), (7, 9), (5, 9), (2, None)
    )
    kegiatan, sub = Level.KEGIATAN, Level.SUB_KEGIATAN
    assert split_by_sums(rows) == (kegiatan, sub, sub, sub, kegiatan, sub, kegiatan, sub, sub)


def test_one_wrong_sum_of_the_report_does_not_upset_the_others() -> None:
    rows = rows_of(
        (60, 46), (40, 20), (20, 26), (99, 99), (4, 3), (1, 3), (7, 9), (5, 9), (2, None)
    )
    kegiatan, sub = Level.KEGIATAN, Level.SUB_KEGIATAN
    assert split_by_sums(rows) == (kegiatan, sub, sub, kegiatan, sub, sub, kegiatan, sub, sub)


def test_amounts_that_never_add_up_tell_nothing() -> None:
    assert split_by_sums(rows_of((1, 2), (30, 40), (500, 600), (7000, 8000))) is None
    assert split_by_sums(rows_of((None, None), (None, None))) is None
    assert split_by_sums([]) is None
