"""Levels by sums."""

from decimal import Decimal

from sidak.normalisers.rows.level_sums import SumRow, find_summed_totals, split_by_sums
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


def test_totals_are_the_sums_of_all_rows_of_the_bold_ones_or_of_other_totals() -> None:
    pairs = ((10, 1), (20, 2), (30, 3), (30, 0), (30, 0), (30, 0), (60, 3), (5, 5))
    rows = [tuple(map(Decimal, pair)) for pair in pairs]
    named = [2, 5, 6, 7]
    assert find_summed_totals(rows, candidates=named, heavy=[]) == frozenset({2})
    assert find_summed_totals(rows, candidates=[2, 5, 6], heavy=[3]) == frozenset({2})
    rows[5] = (Decimal(60), Decimal(0))
    rows[6] = (Decimal(90), Decimal(3))
    assert find_summed_totals(rows, candidates=named, heavy=[]) == frozenset({2, 5, 6})


def test_a_total_adds_up_the_bold_rows_alone() -> None:
    rows = [(Decimal(value),) for value in (30, 10, 20, 40, 40, 70)]
    found = find_summed_totals(rows, candidates=[5], heavy=[0, 3, 5])
    assert found == frozenset({5})
    assert find_summed_totals(rows, candidates=[5], heavy=[]) == frozenset()
