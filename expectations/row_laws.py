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

from expectations.formulas import Formula, parse_formula
from expectations.identities import Identity, Outcome, Shape, value_of
from expectations.lines import is_money
from expectations.tolerances import rupiah_factor
from schemas import ColumnMeaning, Figure, FindingKind, Metric, TypedTable

_HUNDRED = Decimal(100)
#: A column between an opening and a closing balance, or after a budget and its revision.
_CHANGE = re.compile(r"mutasi|tambah|berkurang|pengurangan|penyesuaian", re.IGNORECASE)
#: The part of the rows that must obey a candidate before it is a law of the table.
_LAWFUL = Decimal("0.6")
_LAWFUL_FEW = Decimal("0.5")
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
class Law:
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
            Shape.ROW,
            target,
            tuple(inputs),
            signs=tuple(signs),
            factor=self.factor,
            gaps=gaps,
        )


def find_row_identities(table: TypedTable) -> list[Identity]:
    """Return the identities of all rows under the laws of a table."""
    rows = _rows(table)
    candidates = _candidates(table.columns)
    announced = {target for target, laws in candidates.items() if laws}
    found: list[Identity] = []
    known: set[frozenset[int]] = set()
    for target in sorted(announced):
        law = _elect(candidates[target], rows)
        if law is not None:
            known.add(frozenset((law.target, *law.inputs)))
            found.extend(_apply_law(law, rows))
    discovered: dict[int, list[Law]] = defaultdict(list)
    for law in _discover_sums(table):
        if law.target not in announced:
            discovered[law.target].append(law)
    for _, laws in sorted(discovered.items()):
        elected = _elect(laws, rows)
        if elected is None:
            continue
        # "pagu = realisasi + sisa" says nothing that "sisa = pagu - realisasi" did not.
        columns = frozenset((elected.target, *elected.inputs))
        if columns not in known:
            known.add(columns)
            found.extend(_apply_law(elected, rows))
    return found


def _elect(laws: Sequence[Law], rows: Sequence[Row]) -> Law | None:
    """Return the law of a column that most rows obey; ``None`` if there is none."""
    judged = [(law, _judge(law, rows)) for law in laws]
    is_only = len(laws) == 1
    lawful = [
        (law, holds)
        for law, (holds, total, kept) in judged
        if _is_law(law, holds, total, kept, is_only=is_only)
    ]
    if lawful:
        return max(lawful, key=lambda entry: (entry[1], entry[0].is_printed))[0]
    # A single row and a single candidate: the header's word is all there is.
    may_be = laws[0].is_sure and not laws[0].is_discovered if laws else False
    is_unjudged = is_only and judged[0][1][:2] == (0, 1) and may_be
    return laws[0] if is_unjudged else None


def _apply_law(law: Law, rows: Sequence[Row]) -> Iterator[Identity]:
    for row in rows:
        identity = law.apply(row)
        if identity is None:
            continue
        # A cell that should hold an addend and does not may be one that was not read.
        if identity.gaps and identity.outcome is Outcome.BROKEN:
            continue
        if identity.outcome is Outcome.BROKEN and law.is_inverse_too:
            identity = _read_otherwise(law, row) or identity
            if _is_capped(identity):
                continue
        elif identity.is_ratio and identity.outcome is Outcome.BROKEN and _is_full(identity):
            continue
        yield identity


def _read_otherwise(law: Law, row: Row) -> Identity | None:
    """Return the identity of a row where less is better: target over realisation."""
    above, below = law.inputs
    turned = Law(law.kind, law.target, (below, above), (), law.factor).apply(row)
    if turned is not None and turned.outcome is not Outcome.BROKEN:
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


def _judge(law: Law, rows: Sequence[Row]) -> tuple[int, int, int]:
    """Return how many rows obey a law, how many could, and with how many values."""
    holds = total = 0
    kept: set[Decimal] = set()
    for row in rows:
        identity = law.apply(row)
        if identity is None or identity.is_trivial:
            continue
        if law.is_discovered and sum(1 for one in identity.inputs if one.value) < 2:
            continue  # one addend alone is a copy, not a sum
        total += 1
        is_kept = identity.outcome is not Outcome.BROKEN
        if not is_kept and law.is_inverse_too:
            is_kept = _read_otherwise(law, row) is not None or _is_capped(identity)
        holds += is_kept
        if is_kept:
            kept.add(value_of(identity.target))
    return holds, total, len(kept)


def _is_law(law: Law, holds: int, total: int, kept: int, *, is_only: bool) -> bool:
    if law.is_discovered and not law.signs and kept < _DISCOVERED_VALUES:
        return False
    if law.is_discovered:
        is_usual = holds >= _DISCOVERED_MANY_ROWS and holds >= _DISCOVERED_MANY * total
        return is_usual or (holds >= _DISCOVERED_ROWS and holds >= _DISCOVERED * total)
    # The end of a table on a new page may have two rows, and one of them the fault.
    needed = _LAWFUL if total > _FEW_ROWS or not is_only else _LAWFUL_FEW
    return holds >= 1 and holds >= needed * total


def _rows(table: TypedTable) -> list[Row]:
    rows: dict[int, Row] = defaultdict(dict)
    for figure in table.figures:
        rows[figure.row][figure.column] = figure
    return [rows[number] for number in sorted(rows)]


def _candidates(columns: Sequence[ColumnMeaning]) -> dict[int, list[Law]]:
    found: dict[int, list[Law]] = defaultdict(list)
    for law in (*_printed_laws(columns), *_known_laws(columns)):
        if all(law.inputs != other.inputs for other in found[law.target]):
            found[law.target].append(law)
    return found


def _printed_laws(columns: Sequence[ColumnMeaning]) -> Iterator[Law]:
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
        yield Law(
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


def _known_laws(columns: Sequence[ColumnMeaning]) -> Iterator[Law]:
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
                    yield Law(
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
    yield from _change_laws(columns)
    yield from _total_laws(columns)


def _total_laws(columns: Sequence[ColumnMeaning]) -> Iterator[Law]:
    """Yield sums of the columns beside one that is headed "Total" or "Jumlah"."""
    amounts = [one for one in columns if rupiah_factor(one.unit) is not None]
    for place, total in enumerate(amounts):
        if not _TOTAL.match(total.header.rpartition(" / ")[2]):
            continue
        for count in range(2, _MOST_ADDENDS + 1):
            for block in (amounts[max(0, place - count) : place], amounts[place + 1 :][:count]):
                if len(block) == count:
                    yield Law(
                        FindingKind.SUM_MISMATCH,
                        total.column,
                        tuple(one.column for one in block),
                        (1,) * count,
                        is_sure=False,
                    )


def _change_laws(columns: Sequence[ColumnMeaning]) -> Iterator[Law]:
    """Yield opening + change = closing, in the two orders in which reports print them."""
    amounts = [one for one in columns if rupiah_factor(one.unit) is not None]
    for place, change in enumerate(amounts):
        if not _CHANGE.search(change.header.rpartition(" / ")[2]):
            continue
        if 0 < place < len(amounts) - 1:
            before, after = amounts[place - 1], amounts[place + 1]
            yield Law(
                FindingKind.SUM_MISMATCH,
                after.column,
                (before.column, change.column),
                (1, 1),
                is_sure=False,
            )
        if place > 1:
            before, after = amounts[place - 2], amounts[place - 1]
            yield Law(
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


def _discover_sums(table: TypedTable) -> Iterator[Law]:
    """Yield sums of neighbouring money columns: sources to a total, quarters to a year.

    The addends stand next to their sum, on its left or its right.
    """
    columns = sorted({one.column for one in table.figures if is_money(one)})
    for place, target in enumerate(columns):
        for count in range(2, _MOST_ADDENDS + 1):
            blocks = (columns[max(0, place - count) : place], columns[place + 1 :][:count])
            for block in blocks:
                if len(block) == count:
                    yield Law(
                        FindingKind.SUM_MISMATCH,
                        target,
                        tuple(block),
                        (1,) * count,
                        is_discovered=True,
                    )
