"""Which mark groups thousands and which begins decimals: told by a column, not a token.

Each cell is weighed against the *other* cells of its column (never against itself). A cell
whose own grouping leaves no choice keeps it, even against its column; a cell that could be
read in two ways takes the column's way if the column has one, and is ``SUSPECT`` otherwise.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from statistics import median

from sidak.normalisers.numerals.parse import (
    ColumnStyle,
    SeparatorReading,
    read_token,
)
from sidak.normalisers.numerals.separators import SeparatorEvidence, decide_by_sums
from sidak.schemas import MONEY_METRICS, Doubt, DoubtKind, Metric, NumberReading, TokenKind
from sidak.schemas.text.digit_groups import DigitGroups, NumberForm
from sidak.schemas.text.numbers import Token, tokenize
from sidak.schemas.text.units import COUNTED_UNITS

#: Below this a pagu or realisasi among millions of rupiah is more likely cut than real.
SMALLEST_RUPIAH = 1000

#: As many members of other tables must agree before they settle what a mark means here.
_MIN_SIBLING_NUMBERS = 3
#: So many amounts without sen make a column of whole rupiah. "921.993,065" is then no
#: amount with three decimals; "921.993,000" may still be a price that is printed so.
_MIN_WHOLE_AMOUNTS = 3
#: One amount with sen among so many is an oddity of its own.
_MAX_DECIMAL_SHARE = 10


class ColumnKind(StrEnum):
    """What the numbers of a column are like."""

    RUPIAH = "rupiah"  # whole rupiah, rarely with two digits of sen
    SCALED = "scaled"  # thousands or millions of rupiah
    PERCENT = "percent"
    COUNT = "count"  # targets and results, often with another unit on each row


def classify_column(metric: Metric | None, unit: str | None) -> ColumnKind:
    """Say what the numbers of a column are like, from its metric and unit."""
    if unit is not None and unit.startswith("Rp "):
        return ColumnKind.SCALED
    if unit is not None and "%" in unit:
        return ColumnKind.PERCENT
    if metric in MONEY_METRICS or unit == "Rp":
        return ColumnKind.RUPIAH
    if metric in (Metric.SERAPAN, Metric.CAPAIAN):
        return ColumnKind.PERCENT
    return ColumnKind.COUNT


def read_column(
    texts: Sequence[str],
    *,
    metric: Metric | None = None,
    unit: str | None = None,
    table_convention: str | None = None,
    siblings: SeparatorEvidence | None = None,
    row_units: Sequence[str | None] = (),
) -> tuple[NumberReading, ...]:
    """Read the cells of one column, each in the light of the others.

    Args:
        texts: Cells as printed, header and column-number rows left out.
        metric: What the column measures, if known.
        unit: Unit of the column as printed ("Rp", "Rp juta", "%"), if known.
        table_convention: What ``infer_convention`` says of the whole table.
        siblings: What the columns of the same header print in the document's other tables.
        row_units: What each cell counts by the unit printed in its row, if there is one.

    Returns:
        One reading a cell. A cell's own unit stays in the reading, but "Rp" inside a column
        in "Rp juta" gives way to the column's.
    """
    sort = classify_column(metric, unit)
    tokens = [tokenize(text) for text in texts]
    if sort is ColumnKind.COUNT and metric in (None, Metric.LAINNYA):
        sort = ColumnKind.RUPIAH if _looks_like_rupiah(tokens) else sort
    is_money = sort is ColumnKind.RUPIAH
    everyone = SeparatorEvidence()
    for token in tokens:
        everyone.add(token, is_money=is_money)
    proven = decide_by_sums(tokens)
    readings = []
    for at, token in enumerate(tokens):
        own = SeparatorEvidence()
        own.add(token, is_money=is_money)
        others = everyone.without(own)
        row_unit = row_units[at] if at < len(row_units) else None
        place = _CellReader(
            sort, metric, row_unit or unit, table_convention, others, siblings, proven
        )
        reading = read_token(token, place.style_for(token))
        if sort is ColumnKind.SCALED and reading.unit == "Rp":
            reading = replace(reading, unit=unit)
        readings.append(reading)
    return tuple(readings)


def _looks_like_rupiah(tokens: Sequence[Token]) -> bool:
    """Say whether most numbers of an unnamed column are grouped twice ("1.234.567")."""
    bodies = [t.groups for t in tokens if t.groups is not None and t.kind is TokenKind.NUMBER]
    grouped = sum(
        b.form in (NumberForm.GROUPED, NumberForm.GROUPED_DECIMAL)
        and (b.value or 0) >= 1_000_000
        for b in bodies
    )
    return grouped >= 3 and grouped * 2 > len(bodies)


@dataclass(frozen=True, slots=True)
class _CellReader:
    """All that is known about the place of one cell."""

    sort: ColumnKind
    metric: Metric | None
    unit: str | None
    convention: str | None
    others: SeparatorEvidence
    siblings: SeparatorEvidence | None = None
    proven: Mapping[str, SeparatorReading] = field(default_factory=dict)

    def style_for(self, token: Token) -> ColumnStyle:
        """Say how the column wants the token read and what speaks against it."""
        if token.groups is None:
            return ColumnStyle()
        context = self._style_of(token, token.groups)
        proven = self.proven.get(token.groups.mark or "")
        if context.separator is None and (proven == "grouping" or not context.is_money):
            context = replace(context, separator=proven)
        return replace(context, wraps_decimals=self._wraps_decimals())

    def _wraps_decimals(self) -> bool:
        """Two decimals everywhere, or always parted alike: the cells are too narrow."""
        others = self.others
        has_only_two = not others.places or set(others.places) == {2}
        return has_only_two and (others.places[2] >= 3 or others.wrapped >= 5)

    def _style_of(self, token: Token, groups: DigitGroups) -> ColumnStyle:
        sort = self.sort
        if sort is not ColumnKind.SCALED and token.unit == "%":
            sort = ColumnKind.PERCENT
        match sort:
            case ColumnKind.RUPIAH:
                return self._style_rupiah(token, groups)
            case ColumnKind.PERCENT:
                return self._style_percent(groups)
            case ColumnKind.SCALED:
                return self._style_scaled(groups)
            case ColumnKind.COUNT:
                return self._style_count(token, groups)

    def _style_rupiah(self, token: Token, groups: DigitGroups) -> ColumnStyle:
        others = self.others
        grouped, parted = others.grouping.total(), others.decimal.total()
        is_whole = grouped >= _MIN_WHOLE_AMOUNTS and parted * _MAX_DECIMAL_SHARE <= grouped
        has_tail = groups.value is not None and bool(groups.value % 1000)
        return ColumnStyle(
            is_money=True,
            separator=self._separator_in_rupiah(groups),
            three_digits="grouping" if is_whole and has_tail else None,
            is_whole=is_whole,
            has_same_mark=self._repeats_same_mark(groups),
            doubt=self._doubt_rupiah(token, groups),
        )

    def _separator_in_rupiah(self, groups: DigitGroups) -> SeparatorReading | None:
        """A mark before three digits groups, unless the column uses it otherwise."""
        mark, others = groups.grouping or "", self.others
        other_mark = "," if mark == "." else "."
        if others.grouping[mark] > others.decimal[mark]:
            return "grouping"
        if others.decimal[mark] or others.grouping[other_mark]:
            return None
        if self.convention is not None:
            return "grouping" if (self.convention == "dot") == (mark == ".") else None
        if self._is_grouping_of_siblings(mark):
            return "grouping"
        is_all_alike = others.lone[mark] >= 2 and others.lone[mark] == others.numbers
        return "grouping" if mark == "." or (self.unit == "Rp" and is_all_alike) else None

    def _is_grouping_of_siblings(self, mark: str) -> bool:
        """Say whether the columns of the same header group with a mark, without exception."""
        other_mark = "," if mark == "." else "."
        if (
            self.siblings is None
            or self.others.decimal[mark]
            or self.others.grouping[other_mark]
        ):
            return False
        is_unanimous = (
            not self.siblings.decimal[mark] and not self.siblings.grouping[other_mark]
        )
        return is_unanimous and self.siblings.grouping[mark] >= _MIN_SIBLING_NUMBERS

    def _doubt_rupiah(self, token: Token, groups: DigitGroups) -> Doubt | None:
        others = self.others
        if token.unit not in (None, "Rp"):
            return Doubt(DoubtKind.UNIT_NOT_RUPIAH)
        value = groups.value
        if not value:
            return None
        alike = others.places[groups.decimals]
        needed = 1 if groups.decimals == 2 else 2
        prints_sen = (
            1 <= groups.decimals <= 2 and alike >= needed and alike * 3 >= others.numbers
        )
        if groups.form is NumberForm.DECIMAL and not prints_sen:
            return Doubt(DoubtKind.DECIMALS_IN_RUPIAH)
        if groups.form is NumberForm.GROUPED_DECIMAL:
            is_alone = others.numbers == 0
            if groups.decimals != 2 and not prints_sen:
                return Doubt(DoubtKind.DECIMALS_IN_RUPIAH)
            if value != value.to_integral_value() and not (prints_sen or is_alone):
                return Doubt(DoubtKind.DECIMALS_IN_RUPIAH)
            if others.blurred and not prints_sen:
                return Doubt(DoubtKind.MIXED_SEPARATORS_IN_COLUMN)
        is_budget = self.metric in (Metric.PAGU, Metric.REALISASI_ANGGARAN)
        if is_budget and value < SMALLEST_RUPIAH and groups.form is NumberForm.PLAIN:
            sizes = [size for size in others.sizes if size]
            if len(sizes) >= 4 and median(sizes) >= 1_000_000:
                return Doubt(DoubtKind.TOO_SMALL_FOR_RUPIAH)
        return None

    def _repeats_same_mark(self, groups: DigitGroups) -> bool:
        alike = self.others.same_mark[groups.mark or ""]
        return alike >= 2 and alike * 3 >= self.others.numbers

    def _style_percent(self, groups: DigitGroups) -> ColumnStyle:
        others, value = self.others, groups.value or Decimal(0)
        doubt: Doubt | None = None
        if groups.form in (NumberForm.GROUPED, NumberForm.MIXED_GROUPS):
            doubt = Doubt(DoubtKind.TOO_LARGE_FOR_PERCENT)
        if groups.form is NumberForm.PLAIN and value >= 1000:
            is_lost = self.metric is Metric.SERAPAN or sum(others.decimal.values()) >= 2
            doubt = Doubt(DoubtKind.TOO_LARGE_FOR_PERCENT) if is_lost else None
        return ColumnStyle(
            separator=self._separator_in_decimals(groups),
            likely="decimal",
            three_digits="decimal" if others.decimal[groups.mark or ""] >= 2 else None,
            doubt=doubt,
        )

    def _separator_in_decimals(self, groups: DigitGroups) -> SeparatorReading | None:
        """A mark before three digits begins decimals where the column proves it."""
        others, mark = self.others, groups.mark or ""
        if others.decimal[mark] < 2 or others.grouping[mark]:
            return None
        is_fixed = len(others.places) == 1 and 3 not in others.places
        return None if is_fixed else "decimal"

    def _style_scaled(self, groups: DigitGroups) -> ColumnStyle:
        others, grouping = self.others, groups.grouping or ""
        separator = self._separator_in_decimals(groups)
        if separator is None and not others.decimal[grouping]:
            name = {".": "dot", ",": "comma"}.get(grouping)
            is_usual = name is not None and self.convention == name
            separator = "grouping" if others.grouping[grouping] or is_usual else None
        has_marks = others.grouping[grouping] and others.decimal[groups.mark or ""] >= 2
        return ColumnStyle(
            separator=separator,
            three_digits="decimal" if has_marks else None,
            has_same_mark=self._repeats_same_mark(groups),
            doubt=self._doubt_decimal(groups),
        )

    def _doubt_decimal(self, groups: DigitGroups) -> Doubt | None:
        mark, others = groups.mark or "", self.others
        is_against = others.grouping[mark] and not others.decimal[mark]
        if groups.form is not NumberForm.DECIMAL or not is_against:
            return None
        return Doubt(DoubtKind.SEPARATOR_AGAINST_COLUMN)

    def _style_count(self, token: Token, groups: DigitGroups) -> ColumnStyle:
        others, grouping = self.others, groups.grouping or ""
        other_mark = "," if grouping == "." else "."
        unit = (token.unit or self.unit or "").casefold().split()
        is_counted = bool(unit) and unit[0] in COUNTED_UNITS
        separator: SeparatorReading | None = None
        if is_counted and not others.decimal[grouping]:
            separator = "grouping"
        elif others.grouping[grouping] and not others.decimal[grouping]:
            is_proven = others.grouping[grouping] >= 2 or others.decimal[other_mark]
            separator = "grouping" if is_proven else None
        if separator is None and self._is_grouping_of_siblings(grouping):
            assert self.siblings is not None
            separator = (
                "grouping"
                if self.siblings.decimal[other_mark] >= _MIN_SIBLING_NUMBERS
                else None
            )
        doubt = self._doubt_decimal(groups)
        if is_counted and groups.form is NumberForm.DECIMAL and groups.value:
            is_whole = groups.value == groups.value.to_integral_value()
            if doubt is None and not (is_whole and groups.decimals < 3):
                doubt = Doubt(DoubtKind.FRACTION_OF_WHOLE_UNIT)
        return ColumnStyle(
            separator=separator, has_same_mark=self._repeats_same_mark(groups), doubt=doubt
        )
