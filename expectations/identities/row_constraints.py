"""Identities along a row: serapan, capaian, sisa, the printed formulas, sums of columns.

Which columns belong together is not taken from the header alone: headers are misread, and
reports print the wrong one. Every candidate constraint is tried on all rows of the table.
Only one that most rows obey is kept, and the rows that break it are then findings. A table
of one or two rows must have a single candidate.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from sidak.expectations.identities.amount_rows import is_money, money_columns
from sidak.expectations.identities.formulas import Formula, parse_formula
from sidak.expectations.identities.model import (
    Identity,
    IdentityOrigin,
    IdentityOutcome,
    value_of,
)
from sidak.expectations.identities.row_readings import Row, RowReadings
from sidak.expectations.identities.settings import SETTINGS
from sidak.expectations.identities.tolerances import rupiah_factor
from sidak.schemas import ColumnMeaning, Figure, FindingKind, Metric, TypedTable

_HUNDRED = Decimal(100)
#: A column between an opening and a closing balance, or after a budget and its revision.
_CHANGE = re.compile(r"mutasi|tambah|berkurang|pengurangan|penyesuaian", re.IGNORECASE)
#: A column that is headed as the sum of those beside it.
_TOTAL = re.compile(r"(?:sub\s*)?(?:total|jumlah)\W*(?:\(?rp\W*)?$", re.IGNORECASE)

_SPENT = (Metric.REALISASI_ANGGARAN, Metric.PAGU)
_DONE = (Metric.REALISASI, Metric.TARGET)
#: What a column follows from, by its metric. A column without a known metric may be a
#: percentage too ("Persentase"); there the numbers alone must show it.
_OPERANDS: Mapping[Metric | None, tuple[tuple[Metric, Metric], ...]] = {
    Metric.SERAPAN: (_SPENT,),
    Metric.CAPAIAN: (_DONE, _SPENT),
    Metric.LAINNYA: (_SPENT, _DONE),
    Metric.SISA: ((Metric.PAGU, Metric.REALISASI_ANGGARAN),),
}


@dataclass(frozen=True, slots=True)
class RowConstraint:
    """An equation between the columns of a table.

    Attributes:
        kind: Kind of the finding where a row breaks it.
        target: The column that follows from the others.
        inputs: The other columns.
        signs: +1 or -1 for each input of a sum; empty for a ratio of two.
        factor: 100 for a percentage.
        is_printed: Whether the report itself prints the formula.
        is_inverse_too: Whether "less is better" readings of a ratio count as well.
        is_discovered: Whether the numbers are the only evidence for it.
        is_sure: Whether the header alone is enough evidence, in a table of one row.
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
        """Return the identity of one row; ``None`` if a number is missing."""
        target = row.get(self.target)
        inputs = [row[column] for column in self.inputs if column in row]
        gaps = len(self.inputs) - len(inputs)
        if target is None or not inputs or any(one.value is None for one in (target, *inputs)):
            return None
        # In a sum a cell without a number adds nothing; a ratio needs both, of one sort.
        if not self.signs and (gaps or not value_of(inputs[1]) or _differ_in_sort(*inputs)):
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
    """Return the identities of all rows under the constraints of a table."""
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
        # "pagu = realisasi + sisa" adds nothing to "sisa = pagu - realisasi".
        # Nor does a contract sum beside them: columns that balance already need no other.
        columns = frozenset((selected.target, *selected.inputs))
        if not any(one <= columns for one in known):
            known.add(columns)
            found.extend(_apply_to_rows(selected, rows))
    return RowReadings(table.columns, rows).drop_explained(found)


@dataclass(frozen=True, slots=True)
class _RowCounts:
    """How the rows of a table obey a constraint.

    Attributes:
        obeying: Rows that obey it.
        testable: Rows that could.
        values: Different values of the target among those that obey it.
        is_full: Whether each of its columns prints a number, not 0, in one of these.
    """

    obeying: int
    testable: int
    values: int
    is_full: bool


def _select(constraints: Sequence[RowConstraint], rows: Sequence[Row]) -> RowConstraint | None:
    """Return the constraint of a column that most rows obey; ``None`` if there is none."""
    counted = [(one, _count_rows(one, rows)) for one in constraints]
    is_only = len(constraints) == 1
    established = [
        (one, counts)
        for one, counts in counted
        if _is_established(one, counts, is_only=is_only)
    ]
    if established:
        best = max(established, key=lambda entry: (entry[1].obeying, entry[0].is_printed))
        return best[0]
    if not is_only:
        return None
    # With a single candidate and a single row there is no evidence but the header.
    only, counts = counted[0]
    is_untested = counts.obeying == 0 and counts.testable == 1
    return only if is_untested and only.is_sure and not only.is_discovered else None


def _apply_to_rows(constraint: RowConstraint, rows: Sequence[Row]) -> Iterator[Identity]:
    for row in rows:
        identity = constraint.apply(row)
        if identity is None:
            continue
        # A cell without its addend may be one that was not read.
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
    """Return True if a capaian is cut off at 100, or is 2T - R over T.

    Where less is better, nothing at all is cut off at 100 too.
    """
    printed, (done, aim) = value_of(identity.target), identity.inputs
    if _is_full(identity) or (printed == _HUNDRED and not value_of(done)):
        return True
    less_is_better = (2 * value_of(aim) - value_of(done)) / value_of(aim) * identity.factor
    return abs(printed - less_is_better) <= identity.tolerance


def _differ_in_sort(above: Figure, below: Figure) -> bool:
    """Return True if one of two numbers is a percentage and the other counts things."""
    if above.unit is None or below.unit is None:
        return False
    return (above.unit == "%") is not (below.unit == "%")


def _is_full(identity: Identity) -> bool:
    """Return True if a share of something other than money is cut off at 100."""
    is_money_share = any(is_money(one) for one in identity.inputs)
    return (
        not is_money_share
        and value_of(identity.target) == _HUNDRED
        and identity.expected > _HUNDRED
    )


def _count_rows(constraint: RowConstraint, rows: Sequence[Row]) -> _RowCounts:
    obeying = testable = 0
    values: set[Decimal] = set()
    used: set[int] = set()
    for row in rows:
        identity = constraint.apply(row)
        if identity is None or identity.is_trivial:
            continue
        if constraint.is_discovered and sum(1 for one in identity.inputs if one.value) < 2:
            continue  # one addend alone is a copy, not a sum
        testable += 1
        is_obeyed = identity.outcome is not IdentityOutcome.BROKEN
        if not is_obeyed and constraint.is_inverse_too:
            is_obeyed = _invert_ratio(constraint, row) is not None or _is_capped(identity)
        if is_obeyed:
            obeying += 1
            values.add(value_of(identity.target))
            used.update(one.column for one in identity.inputs if one.value)
    return _RowCounts(obeying, testable, len(values), used.issuperset(constraint.inputs))


def _is_established(constraint: RowConstraint, counts: _RowCounts, *, is_only: bool) -> bool:
    """Return True if so many rows obey a constraint that the table is meant to."""
    obeying, testable = counts.obeying, counts.testable
    if not constraint.is_discovered:
        # The end of a table on a new page may have two rows, and one of them the fault.
        is_few = testable <= SETTINGS.few_rows and is_only
        share = SETTINGS.least_share_few if is_few else SETTINGS.least_share
        return obeying >= 1 and obeying >= share * testable
    if not constraint.signs and counts.values < SETTINGS.discovered_values:
        return False
    # A column that never counts ("Nilai Kontrak") is no addend.
    if constraint.signs and not counts.is_full:
        return False
    is_frequent = (
        obeying >= SETTINGS.discovered_many_rows
        and obeying >= SETTINGS.discovered_many_share * testable
    )
    return is_frequent or (
        obeying >= SETTINGS.discovered_rows and obeying >= SETTINGS.discovered_share * testable
    )


def _rows(table: TypedTable) -> list[Row]:
    rows: dict[int, Row] = defaultdict(dict)
    for figure in table.figures:
        if figure.part is None:  # "2 Kegiatan/60 orang": neither is the number of the cell
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
    """Yield the constraints that every budget and performance table should obey."""
    by_metric: dict[Metric, list[ColumnMeaning]] = defaultdict(list)
    for column in columns:
        if column.metric is not None:
            by_metric[column.metric].append(column)
    for target in columns:
        for operands in _OPERANDS.get(target.metric, ()):
            for first, second in product(*(by_metric[metric] for metric in operands)):
                if _may_share_period(target, first, second):
                    yield _make_standard(target, first, second)
    yield from _list_changes(columns)
    yield from _list_totals(columns)


def _make_standard(
    target: ColumnMeaning, first: ColumnMeaning, second: ColumnMeaning
) -> RowConstraint:
    columns = (first.column, second.column)
    if target.metric is Metric.SISA:
        kind = FindingKind.DIFFERENCE_MISMATCH
        return RowConstraint(kind, target.column, columns, (1, -1))
    is_capaian = target.metric is Metric.CAPAIAN
    is_performance = first.metric is Metric.REALISASI
    return RowConstraint(
        FindingKind.RATIO_MISMATCH,
        target.column,
        columns,
        factor=_HUNDRED,
        is_inverse_too=is_capaian and is_performance,
        is_discovered=target.metric is Metric.LAINNYA,
        # Beside a budget "capaian" is mostly that of the performance.
        is_sure=is_performance or not is_capaian,
    )


def _list_totals(columns: Sequence[ColumnMeaning]) -> Iterator[RowConstraint]:
    """Yield sums of the columns beside one that is headed "Total" or "Jumlah"."""
    amounts = [one for one in columns if rupiah_factor(one.unit) is not None]
    places = [one.column for one in amounts]
    for total in amounts:
        if _TOTAL.match(total.header.rpartition(" / ")[2]):
            for addends in _list_neighbours(places, total.column):
                yield _make_total(total.column, addends, is_sure=False)


def _discover_sums(table: TypedTable) -> Iterator[RowConstraint]:
    """Yield sums of neighbouring money columns: sources to a total, quarters to a year."""
    columns = money_columns(table)
    for target in columns:
        for addends in _list_neighbours(columns, target):
            yield _make_total(target, addends, is_discovered=True)


def _list_neighbours(columns: Sequence[int], target: int) -> Iterator[tuple[int, ...]]:
    """Yield the blocks of columns right beside one, on its left and its right."""
    place = columns.index(target)
    for count in range(2, SETTINGS.most_addends + 1):
        for block in (columns[max(0, place - count) : place], columns[place + 1 :][:count]):
            if len(block) == count:
                yield tuple(block)


def _make_total(
    target: int, addends: tuple[int, ...], *, is_discovered: bool = False, is_sure: bool = True
) -> RowConstraint:
    return RowConstraint(
        FindingKind.SUM_MISMATCH,
        target,
        addends,
        (1,) * len(addends),
        is_discovered=is_discovered,
        is_sure=is_sure,
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


def _may_share_period(*columns: ColumnMeaning) -> bool:
    """Return True if no two of the columns are known to be of different times."""
    years = {column.year for column in columns if column.year is not None}
    periods = {column.period for column in columns if column.period is not None}
    return len(years) <= 1 and len(periods) <= 1
