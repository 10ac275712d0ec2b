"""Thresholds of the arithmetic identities."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class IdentitySettings:
    """Thresholds of the arithmetic identities. All are chosen by hand.

    Attributes:
        nearly_whole: Part of a row's amount that the rows before a misread one may be short
            of it, or over it, and still be nearly the whole.
        near_sum: Difference, as a part of the larger number, up to which a broken sum is
            likely the sum that was meant.
        many_rows: Rows above which a sum has very many parts, of which a few are easily
            misread.
        near_sum_many_rows: The same as ``near_sum`` for these.
        matched_parts: Part of the rows of a sum whose names must be matched to a code before
            codes say that they belong to it.
        code_parts: Parts of a code from which on a lone number in another row of its level
            is a running number.
        same_header: Likeness in per cent from which on two headers are one, repeated.
        most_earlier_tables: Tables before a total whose rows it may add up too, at most.
        largest_share: Per cent up to which a small number in a column of rupiah may be a
            percentage.
        most_merged: Rows that a merged cell covers, at most, in search of its amounts.
        least_averaged: Percentages from which on their mean is a mean.
        most_totals: Totals before a total that it may add up, at most.
        most_run_on: Rows of a scan after the parts of a sum that may be parts as well.
        nearly_all: Difference, as a part of the larger number, up to which a total is
            checked although most of its rows print no number.
        farthest_total: Difference, as a part of the larger number, above which a total is
            not the total of these rows, unless a typo explains it.
        least_lacking_columns: Columns in which a row must be exactly what a sum lacks before
            the row counts as placed wrongly.
        joined_columns: Columns in which the sums of the same rows must fail before that is
            one fault of the rows.
        least_share: Part of the rows that must obey an announced equation of columns.
        least_share_few: The same for an only candidate in a table of few rows, one of which
            may be the fault.
        few_rows: Rows up to which a table has few.
        most_addends: Columns that a column adds up at most: four quarters, six sources.
        discovered_share: Part of the rows that must obey an equation no header announces.
        discovered_rows: Rows that must obey it at least; fewer may do so by chance.
        discovered_values: Different values that a ratio must have among them at least; "1"
            in every row is chance.
        discovered_many_rows: Rows obeying it from which on a smaller part is enough.
        discovered_many_share: This part.
        least_agreeing: Rows that two columns of one metric must have equal before they
            state the same quantity.
        agreeing_share: Part of their common rows that must be equal.
        least_agreeing_other: The same as ``least_agreeing`` for columns of two metrics.
        agreeing_share_other: The same as ``agreeing_share`` for these.
        same_rows: Part of the rows that two tables must share before their totals compare.
        near_amount: Rupiah from which on two amounts may be compared by nearness: that
            different ones agree in five digits and more is no chance.
        near_copy: Difference, as a part of the larger, up to which two such amounts were
            meant to be one.
        near_total: The same for totals of any two tables.
        typo_total: Rupiah from which on two totals that differ by a typo were meant to be
            one.
        least_zeros: Zeros at the end of a number from which on it may have been rounded.
    """

    nearly_whole: Decimal = Decimal("0.25")
    near_sum: Decimal = Decimal("0.2")
    many_rows: int = 60
    near_sum_many_rows: Decimal = Decimal("0.01")
    matched_parts: Decimal = Decimal("0.6")
    code_parts: int = 3
    same_header: float = 85.0
    most_earlier_tables: int = 4
    largest_share: Decimal = Decimal(200)
    most_merged: int = 5
    least_averaged: int = 2
    most_totals: int = 8
    most_run_on: int = 3
    nearly_all: Decimal = Decimal("0.01")
    farthest_total: Decimal = Decimal("0.5")
    least_lacking_columns: int = 2
    joined_columns: int = 3
    least_share: Decimal = Decimal("0.6")
    least_share_few: Decimal = Decimal("0.5")
    few_rows: int = 3
    most_addends: int = 6
    discovered_share: Decimal = Decimal("0.8")
    discovered_rows: int = 3
    discovered_values: int = 3
    discovered_many_rows: int = 8
    discovered_many_share: Decimal = Decimal("0.5")
    least_agreeing: int = 3
    agreeing_share: Decimal = Decimal("0.75")
    least_agreeing_other: int = 5
    agreeing_share_other: Decimal = Decimal("0.9")
    same_rows: Decimal = Decimal("0.6")
    near_amount: Decimal = Decimal(1_000_000)
    near_copy: Decimal = Decimal("0.00001")
    near_total: Decimal = Decimal("0.000001")
    typo_total: Decimal = Decimal(10_000_000_000)
    least_zeros: int = 3


SETTINGS = IdentitySettings()
