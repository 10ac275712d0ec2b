"""Identities along a row: serapan, capaian, sisa, the printed formulas, sums of columns.

Which columns belong together is not taken from the header alone: headers are misread,
and reports print the wrong one. Every candidate law is tried on all rows of the table; a
law that most rows obey is a law of this table, and only then are the rows that break it
worth a word. A table of one or two rows must have a single candidate.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sidak.expectations.identities.formulas import Formula, parse_formula
from sidak.expectations.identities.model import (
    Identity,
    IdentityOrigin,
    IdentityOutcome,
    value_of,
)
from sidak.expectations.identities.row_tree import is_money
from sidak.expectations.identities.tolerances import rupiah_factor
from sidak.schemas import ColumnMeaning, Figure, FindingKind, Metric, TypedTable

_HUNDRED = Decimal(100)
#: A column between an opening and a closing balance, or after a budget and its revision.
_CHANGE = re.compile(r"mutasi|tambah|berkurang|pengurangan|penyesuaian", re.IGNORECASE)
#: The part of the rows that must obey a candidate before it is a law of the table.
_LEAST_SHARE = Decimal("0.6")
_LEAST_SHARE_FEW = Decimal("0.5")
_FEW_ROWS = 3
#: A sum that no header announces must hold more often, and on more rows than chance gives.
_DISCOVERED = Decimal("0.8")
_DISCOVERED_ROWS = 3
#: A ratio that holds for one value only ("1" in every row) is chance.
_DISCOVERED_VALUES = 3
#: On so many rows even half of them are more than chance: the others are the faults.
_DISCOVERED_MANY = Decimal("0.5")
_DISCOVERED_MANY_ROWS = 8
#: Columns that a column may add up: four quarters, six sources of money.
_MOST_ADDENDS = 6
#: A column that is headed as the sum of those beside it.
_TOTAL = re.compile(r"(?:sub\s*)?(?:total|jumlah)\W*(?:\(?rp\W*)?$", re.IGNORECASE)

_SPENT = (Metric.REALISASI_ANGGARAN, Metric.PAGU)
_DONE = (Metric.REALISASI, Metric.TARGET)
#: What a column follows from, by its metric. A column without a known metric may be a
#: percentage too ("Persentase"); there the numbers alone must say so.
_OPERANDS: Mapping[Metric | None, tuple[tuple[Metric, Metric], ...]] = {
    Metric.SERAPAN: (_SPENT,),
    Metric.CAPAIAN: (_DONE, _SPENT),
    Metric.LAINNYA: (_SPENT, _DONE),
    Metric.SISA: ((Metric.PAGU, Metric.REALISASI_ANGGARAN),),
}

Row = dict[int, Figure]


@dataclass(frozen=True, slots=True)
class RowConstraint:
    """A rule for one column of a table.

    Attributes:
        kind: Kind of the finding where a row breaks it.
        target: The column that follows from the others.
        inputs: The other columns.
        signs: +1 or -1 for each input of a sum; empty for a ratio of two.
        factor: 100 for a percentage.
        is_printed: Whether the report itself prints the formula.
        is_inverse_too: Whether "less is better" readings of a ratio count as well.
        is_discovered: Whether nothing but the numbers speaks for it.
        is_sure: Whether the header alone makes it a law, in a table of one row.
    """

    kind: FindingKind
    target: int
    inputs: tuple[int, ...]
    signs: tuple[int, ...] = ()
    factor: Decimal = Decimal(1)
    is_printed: bool = False
    is_inverse_too: bool = False
    is_discovered: bool = False
    is_sure: bool = True

    def apply(self, row: Row) -> Identity | None:
        """Return the law as an identity of one row; ``None`` if a number is missing."""
        target = row.get(self.target)
        inputs = [row[column] for column in self.inputs if column in row]
        gaps = len(self.inputs) - len(inputs)
        if target is None or not inputs or any(one.value is None for one in (target, *inputs)):
            return None
        # In a sum a cell without a number ("-") adds nothing; a ratio needs both.
        if not self.signs and (gaps or not value_of(inputs[1])):
            return None
        signs = [
            sign for sign, column in zip(self.signs, self.inputs, strict=False) if column in row
        ]
        return Identity(
            self.kind,
            IdentityOrigin.ROW,
            target,
            tuple(inputs),
            signs=tuple(signs),
            factor=self.factor,
            gaps=gaps,
        )


def find_row_identities(table: TypedTable) -> list[Identity]:
    """Return the identities of all rows under the laws of a table."""
    rows = _rows(table)
    candidates = _list_candidates(table.columns)
    announced = {target for target, constraints in candidates.items() if constraints}
    found: list[Identity] = []
    known: set[frozenset[int]] = set()
    for target in sorted(announced):
        constraint = _select(candidates[target], rows)
        if constraint is not None:
            known.add(frozenset((constraint.target, *constraint.inputs)))
            found.extend(_apply_to_rows(constraint, rows))
    discovered: dict[int, list[RowConstraint]] = defaultdict(list)
    for constraint in _discover_sums(table):
        if constraint.target not in announced:
            discovered[constraint.target].append(constraint)
    for _, constraints in sorted(discovered.items()):
        selected = _select(constraints, rows)
        if selected is None:
            continue
        # "pagu = realisasi + sisa" says nothing that "sisa = pagu - realisasi" did not.
        columns = frozenset((selected.target, *selected.inputs))
        if columns not in known:
            known.add(columns)
            found.extend(_apply_to_rows(selected, rows))
    return found


def _select(constraints: Sequence[RowConstraint], rows: Sequence[Row]) -> RowConstraint | None:
    """Return the law of a column that most rows obey; ``None`` if there is none."""
    counted = [(constraint, _count_rows(constraint, rows)) for constraint in constraints]
    is_only = len(constraints) == 1
    established = [
        (constraint, holds)
        for constraint, (holds, total, kept) in counted
        if _is_established(constraint, holds, total, kept, is_only=is_only)
    ]
    if established:
        return max(established, key=lambda entry: (entry[1], entry[0].is_printed))[0]
    # A single row and a single candidate: the header's word is all there is.
    may_be = (
        constraints[0].is_sure and not constraints[0].is_discovered if constraints else False
    )
    is_untested = is_only and counted[0][1][:2] == (0, 1) and may_be
    return constraints[0] if is_untested else None


def _apply_to_rows(constraint: RowConstraint, rows: Sequence[Row]) -> Iterator[Identity]:
    for row in rows:
        identity = constraint.apply(row)
        if identity is None:
            continue
        # A cell that should hold an addend and does not may be one that was not read.
        if identity.gaps and identity.outcome is IdentityOutcome.BROKEN:
            continue
        if identity.outcome is IdentityOutcome.BROKEN and constraint.is_inverse_too:
            identity = _invert_ratio(constraint, row) or identity
            if _is_capped(identity):
                continue
        elif (
            identity.is_ratio
            and identity.outcome is IdentityOutcome.BROKEN
            and _is_full(identity)
        ):
            continue
        yield identity


def _invert_ratio(constraint: RowConstraint, row: Row) -> Identity | None:
    """Return the identity of a row where less is better: target over realisation."""
    above, below = constraint.inputs
    turned = RowConstraint(
        constraint.kind, constraint.target, (below, above), (), constraint.factor
    ).apply(row)
    if turned is not None and turned.outcome is not IdentityOutcome.BROKEN:
        return turned
    return None


def _is_capped(identity: Identity) -> bool:
    """Whether a capaian is no plain ratio: cut off at 100, or 2T - R over T."""
    printed, (done, aim) = value_of(identity.target), identity.inputs
    if _is_full(identity):
        return True
    less_is_better = (2 * value_of(aim) - value_of(done)) / value_of(aim) * identity.factor
    return abs(printed - less_is_better) <= identity.tolerance


def _is_full(identity: Identity) -> bool:
    """Whether a share of something other than money is cut off at 100."""
    is_money_share = any(is_money(one) for one in identity.inputs)
    return (
        not is_money_share
        and value_of(identity.target) == _HUNDRED
        and identity.expected > _HUNDRED
    )


def _count_rows(constraint: RowConstraint, rows: Sequence[Row]) -> tuple[int, int, int]:
    """Return how many rows obey a law, how many could, and with how many values."""
    holds = total = 0
    kept: set[Decimal] = set()
    for row in rows:
        identity = constraint.apply(row)
        if identity is None or identity.is_trivial:
            continue
        if constraint.is_discovered and sum(1 for one in identity.inputs if one.value) < 2:
            continue  # one addend alone is a copy, not a sum
        total += 1
        is_kept = identity.outcome is not IdentityOutcome.BROKEN
        if not is_kept and constraint.is_inverse_too:
            is_kept = _invert_ratio(constraint, row) is not None or _is_capped(identity)
        holds += is_kept
        if is_kept:
            kept.add(value_of(identity.target))
    return holds, total, len(kept)


def _is_established(
    constraint: RowConstraint, holds: int, total: int, kept: int, *, is_only: bool
) -> bool:
    if constraint.is_discovered and not constraint.signs and kept < _DISCOVERED_VALUES:
        return False
    if constraint.is_discovered:
        is_usual = holds >= _DISCOVERED_MANY_ROWS and holds >= _DISCOVERED_MANY * total
        return is_usual or (holds >= _DISCOVERED_ROWS and holds >= _DISCOVERED * total)
    # The end of a table on a new page may have two rows, and one of them the fault.
    needed = _LEAST_SHARE if total > _FEW_ROWS or not is_only else _LEAST_SHARE_FEW
    return holds >= 1 and holds >= needed * total


def _rows(table: TypedTable) -> list[Row]:
    rows: dict[int, Row] = defaultdict(dict)
    for figure in table.figures:
        rows[figure.row][figure.column] = figure
    return [rows[number] for number in sorted(rows)]


def _list_candidates(columns: Sequence[ColumnMeaning]) -> dict[int, list[RowConstraint]]:
    found: dict[int, list[RowConstraint]] = defaultdict(list)
    for constraint in (*_list_printed(columns), *_list_standard(columns)):
        if all(constraint.inputs != other.inputs for other in found[constraint.target]):
            found[constraint.target].append(constraint)
    return found


def _list_printed(columns: Sequence[ColumnMeaning]) -> Iterator[RowConstraint]:
    numbered: dict[str, list[int]] = defaultdict(list)
    for column in columns:
        if column.number and column.number.isdecimal():
            numbered[str(int(column.number))].append(column.column)
    for column in columns:
        formula = parse_formula(column.formula) if column.formula else None
        if formula is None:
            continue
        inputs = _columns_of(formula, numbered)
        if inputs is None or column.column in inputs:
            continue
        is_capaian = not formula.signs and column.metric is Metric.CAPAIAN
        yield RowConstraint(
            _kind_of(formula),
            column.column,
            inputs,
            formula.signs,
            formula.factor,
            is_printed=True,
            is_inverse_too=is_capaian,
        )


def _columns_of(formula: Formula, numbered: dict[str, list[int]]) -> tuple[int, ...] | None:
    """Return the columns of a formula; ``None`` if a number stands over none or over two."""
    places = [numbered.get(number, []) for number in formula.numbers]
    if any(len(place) != 1 for place in places):
        return None
    return tuple(place[0] for place in places)


def _kind_of(formula: Formula) -> FindingKind:
    if not formula.signs:
        return FindingKind.RATIO_MISMATCH
    if -1 in formula.signs:
        return FindingKind.DIFFERENCE_MISMATCH
    return FindingKind.SUM_MISMATCH


def _list_standard(columns: Sequence[ColumnMeaning]) -> Iterator[RowConstraint]:
    """Yield the laws that every budget and performance table should obey."""
    by_metric: dict[Metric, list[ColumnMeaning]] = defaultdict(list)
    for column in columns:
        if column.metric is not None:
            by_metric[column.metric].append(column)
    for target in columns:
        for first_metric, second_metric in _OPERANDS.get(target.metric, ()):
            is_sisa = target.metric is Metric.SISA
            for first in by_metric[first_metric]:
                for second in by_metric[second_metric]:
                    if not _same_period(target, first, second):
                        continue
                    yield RowConstraint(
                        FindingKind.DIFFERENCE_MISMATCH
                        if is_sisa
                        else FindingKind.RATIO_MISMATCH,
                        target.column,
                        (first.column, second.column),
                        (1, -1) if is_sisa else (),
                        Decimal(1) if is_sisa else _HUNDRED,
                        is_inverse_too=first_metric is Metric.REALISASI
                        and target.metric is Metric.CAPAIAN,
                        is_discovered=target.metric is Metric.LAINNYA,
                        # Beside a budget "capaian" is mostly that of the performance.
                        is_sure=target.metric is not Metric.CAPAIAN
                        or first_metric is Metric.REALISASI,
                    )
    yield from _list_changes(columns)
    yield from _list_totals(columns)


def _list_totals(columns: Sequence[ColumnMeaning]) -> Iterator[RowConstraint]:
    """Yield sums of the columns beside one that is headed "Total" or "Jumlah"."""
    amounts = [one for one in columns if rupiah_factor(one.unit) is not None]
    for place, total in enumerate(amounts):
        if not _TOTAL.match(total.header.rpartition(" / ")[2]):
            continue
        for count in range(2, _MOST_ADDENDS + 1):
            for block in (amounts[max(0, place - count) : place], amounts[place + 1 :][:count]):
                if len(block) == count:
                    yield RowConstraint(
                        FindingKind.SUM_MISMATCH,
                        total.column,
                        tuple(one.column for one in block),
                        (1,) * count,
                        is_sure=False,
                    )


def _list_changes(columns: Sequence[ColumnMeaning]) -> Iterator[RowConstraint]:
    """Yield opening + change = closing, in the two orders in which reports print them."""
    amounts = [one for one in columns if rupiah_factor(one.unit) is not None]
    for place, change in enumerate(amounts):
        if not _CHANGE.search(change.header.rpartition(" / ")[2]):
            continue
        if 0 < place < len(amounts) - 1:
            before, after = amounts[place - 1], amounts[place + 1]
            yield RowConstraint(
                FindingKind.SUM_MISMATCH,
                after.column,
                (before.column, change.column),
                (1, 1),
                is_sure=False,
            )
        if place > 1:
            before, after = amounts[place - 2], amounts[place - 1]
            yield RowConstraint(
                FindingKind.DIFFERENCE_MISMATCH,
                change.column,
                (after.column, before.column),
                (1, -1),
                is_sure=False,
            )


def _same_period(*columns: ColumnMeaning) -> bool:
    """Whether columns may be about the same time: none says otherwise."""
    years = {column.year for column in columns if column.year is not None}
    periods = {column.period for column in columns if column.period is not None}
    return len(years) <= 1 and len(periods) <= 1


def _discover_sums(table: TypedTable) -> Iterator[RowConstraint]:
    """Yield sums of neighbouring money columns: sources to a total, quarters to a year.

    The addends stand next to their sum, on its left or its right.
    """
    columns = sorted({one.column for one in table.figures if is_money(one)})
    for place, target in enumerate(columns):
        for count in range(2, _MOST_ADDENDS + 1):
            blocks = (columns[max(0, place - count) : place], columns[place + 1 :][:count])
            for block in blocks:
                if len(block) == count:
                    yield RowConstraint(
                        FindingKind.SUM_MISMATCH,
                        target,
                        tuple(block),
                        (1,) * count,
                        is_discovered=True,
                    )
