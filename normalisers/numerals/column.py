"""Which mark groups thousands and which begins decimals: told by a column, not a token.

Each cell is weighed against the *other* cells of its column (never against itself). A cell
whose own grouping leaves no choice keeps it, even against its column; a cell that could be
read in two ways takes the column's way if the column has one, and is ``SUSPECT`` otherwise.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from statistics import median

from sidak.normalisers.numerals.parse import (
    ColumnStyle,
    SeparatorReading,
    add_doubt,
    read_token,
)
from sidak.normalisers.numerals.separators import SeparatorEvidence, decide_by_sums
from sidak.normalisers.numerals.settings import SETTINGS
from sidak.normalisers.numerals.spaced_groups import join_torn_groups, mark_spaced_groups
from sidak.schemas import MONEY_METRICS, Doubt, DoubtKind, Metric, NumberReading, TokenKind
from sidak.schemas.text.digit_groups import SEPARATORS, DigitGroups, NumberForm
from sidak.schemas.text.numbers import Token, tokenize
from sidak.schemas.text.units import COUNTED_UNITS, FINE_UNITS, SCALE_ZEROS

#: Metrics that are a difference: brackets around one say that it is negative.
_DIFFERENCES = frozenset({Metric.SISA, Metric.PERTUMBUHAN})


class ColumnKind(StrEnum):
    """What the numbers of a column are like."""

    RUPIAH = "rupiah"  # whole rupiah, rarely with two digits of sen
    SCALED = "scaled"  # thousands or millions of rupiah
    PERCENT = "percent"
    COUNT = "count"  # targets and results, often with another unit on each row


def classify_column(metric: Metric | None, unit: str | None) -> ColumnKind:
    """Return what the numbers of a column are like, by its metric and unit."""
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
    kind = classify_column(metric, unit)
    tokens = [tokenize(text) for text in join_torn_groups(mark_spaced_groups(texts))]
    if kind is ColumnKind.COUNT and metric in (None, Metric.LAINNYA, Metric.PERTUMBUHAN):
        kind = ColumnKind.RUPIAH if _looks_like_rupiah(tokens) else kind
    is_money = kind is ColumnKind.RUPIAH
    everyone = SeparatorEvidence()
    for token in tokens:
        everyone.add(token, is_money=is_money)
    known = _ColumnFacts(metric, table_convention, siblings, decide_by_sums(tokens))
    readings = []
    for at, token in enumerate(tokens):
        own = SeparatorEvidence()
        own.add(token, is_money=is_money)
        row_unit = row_units[at] if at < len(row_units) else None
        is_percent = token.unit == "%" and kind is not ColumnKind.SCALED
        place = _CellPlace(
            ColumnKind.PERCENT if is_percent else kind,
            row_unit or unit,
            everyone.without(own),
            known,
        )
        zeros = _count_zeros(token) if classify_column(metric, unit) is kind else 0
        if zeros and is_money:
            reading = _scale(read_token(token, ColumnStyle()), zeros)
            readings.append(replace(reading, raw_text=texts[at]))
            continue
        reading = read_token(token, place.make_style(token.unit))
        doubt = place.find_doubt(token)
        reading = reading if doubt is None else add_doubt(reading, doubt)
        if kind is ColumnKind.SCALED and reading.unit == "Rp":
            reading = replace(reading, unit=unit)
        readings.append(replace(reading, raw_text=texts[at]))
    return tuple(readings)


def _count_zeros(token: Token) -> int:
    """Return how many zeros the scale behind an amount stands for ("3 M"); 0 if none."""
    words = re.sub(r"\brp\b|[^a-z]", "", (token.unit or "").casefold())
    return SCALE_ZEROS.get(words, 0)


def _scale(reading: NumberReading, zeros: int) -> NumberReading:
    """Return the rupiah of an amount that is printed with a scale; the last digit is coarse."""
    if reading.value is None:
        return reading
    factor = Decimal(10) ** zeros
    return replace(
        reading,
        value=reading.value * factor,
        unit="Rp",
        decimals=reading.decimals - zeros,
        candidates=tuple(one * factor for one in reading.candidates),
    )


def _looks_like_rupiah(tokens: Sequence[Token]) -> bool:
    """Return True if most numbers of an unnamed column are grouped twice ("1.234.567")."""
    numbers = [t.groups for t in tokens if t.groups is not None and t.kind is TokenKind.NUMBER]
    grouped = sum(
        one.form in (NumberForm.GROUPED, NumberForm.GROUPED_DECIMAL)
        and (one.value or 0) >= SETTINGS.million
        for one in numbers
    )
    return grouped >= SETTINGS.rupiah_fewest and grouped * 2 > len(numbers)


@dataclass(frozen=True, slots=True)
class _ColumnFacts:
    """What is known of a whole column.

    Attributes:
        metric: What it measures.
        convention: The convention of the whole table.
        siblings: What columns of the same header print in other tables.
        proven: What sums of the column prove of lone separators.
    """

    metric: Metric | None
    convention: str | None
    siblings: SeparatorEvidence | None
    proven: Mapping[str, SeparatorReading]


@dataclass(frozen=True, slots=True)
class _CellPlace:
    """The place of one cell.

    Attributes:
        kind: What its number should be like.
        unit: Unit of its row or of the column.
        others: What the other cells of the column print.
        column: What is known of the whole column.
    """

    kind: ColumnKind
    unit: str | None
    others: SeparatorEvidence
    column: _ColumnFacts

    def make_style(self, own_unit: str | None) -> ColumnStyle:
        """Return how the other cells print their numbers.

        Args:
            own_unit: Unit printed in the cell itself.
        """
        others, kind = self.others, self.kind
        is_money = kind is ColumnKind.RUPIAH
        is_percent = kind is ColumnKind.PERCENT
        lone: dict[str, SeparatorReading] = {}
        for mark in SEPARATORS:
            reading = self._read_lone(mark, own_unit)
            proven = self.column.proven.get(mark)
            if reading is None and (proven is SeparatorReading.GROUPING or not is_money):
                reading = proven
            if reading is not None:
                lone[mark] = reading
        equal = frozenset(
            mark
            for mark in SEPARATORS
            if others.same_mark[mark] >= 2 and others.same_mark[mark] * 3 >= others.numbers
        )
        return ColumnStyle(
            is_money=is_money,
            lone=lone,
            likely=SeparatorReading.DECIMAL if is_percent else SeparatorReading.GROUPING,
            three_decimals=self._find_three_decimals(),
            equal_separators=frozenset() if is_percent else equal,
            wraps_decimals=self._wraps_decimals(),
            is_whole=is_money and self._is_whole(),
            is_difference=self.column.metric in _DIFFERENCES,
        )

    def _find_three_decimals(self) -> frozenset[str]:
        """Return the separators that are proven to begin decimals, three of them too."""
        decimals = {mark for mark in SEPARATORS if self.others.decimal[mark] >= 2}
        if self.kind is ColumnKind.PERCENT:
            return frozenset(decimals)
        if self.kind is ColumnKind.SCALED:
            grouping = {_other(mark) for mark in SEPARATORS if self.others.grouping[mark]}
            return frozenset(decimals & grouping)
        return frozenset()

    def _wraps_decimals(self) -> bool:
        """Return True if the cells are too narrow: two decimals everywhere, or parted alike."""
        others = self.others
        has_only_two = not others.places or set(others.places) == {2}
        is_usual = (
            others.places[2] >= SETTINGS.wraps_fewest
            or others.wrapped >= SETTINGS.wraps_fewest_parted
        )
        return has_only_two and is_usual

    def _is_whole(self) -> bool:
        """Return True if the other cells print whole rupiah, hardly ever sen."""
        grouped = self.others.grouping.total()
        with_sen = self.others.decimal.total()
        is_rare = with_sen * SETTINGS.whole_per_sen <= grouped
        return grouped >= SETTINGS.whole_fewest and is_rare

    def _read_lone(self, mark: str, own_unit: str | None) -> SeparatorReading | None:
        """Return what a lone separator before three digits means; ``None`` if unknown."""
        match self.kind:
            case ColumnKind.RUPIAH:
                is_grouping = self._groups_in_rupiah(mark)
            case ColumnKind.PERCENT:
                return SeparatorReading.DECIMAL if self._begins_decimals(mark) else None
            case ColumnKind.SCALED if self._begins_decimals(mark):
                return SeparatorReading.DECIMAL
            case ColumnKind.SCALED:
                is_grouping = self._groups_in_scaled(mark)
            case ColumnKind.COUNT:
                is_grouping = self._groups_in_count(mark, own_unit)
        return SeparatorReading.GROUPING if is_grouping else None

    def _begins_decimals(self, mark: str) -> bool:
        """Return True if the column proves it, and does not always print as many decimals."""
        others = self.others
        is_fixed = len(others.places) == 1 and 3 not in others.places
        return others.decimal[mark] >= 2 and not others.grouping[mark] and not is_fixed

    def _groups_in_rupiah(self, mark: str) -> bool:
        """Return True unless the column uses the separator otherwise."""
        others, convention = self.others, self.column.convention
        if others.grouping[mark] > others.decimal[mark] or self._is_price_list(mark):
            return True
        if others.decimal[mark] or others.grouping[_other(mark)]:
            return False
        if convention is not None:
            return (convention == "dot") == (mark == ".")
        if mark == "." or self._groups_in_siblings(mark):
            return True
        is_all_alike = others.lone[mark] >= 2 and others.lone[mark] == others.numbers
        return self.unit == "Rp" and is_all_alike

    def _is_price_list(self, mark: str) -> bool:
        """Return True if a column under "Rp" is full of "300.000", with few other numbers.

        Sen have two digits, so a few odd numbers ("7.5") say nothing about the many.
        """
        others = self.others
        odd = others.decimal[mark] + others.grouping[_other(mark)] + others.lone[_other(mark)]
        is_full = others.lone[mark] >= SETTINGS.prices_fewest
        return (
            self.unit == "Rp" and is_full and odd * SETTINGS.prices_per_odd <= others.lone[mark]
        )

    def _groups_in_scaled(self, mark: str) -> bool:
        others = self.others
        if others.decimal[mark] * SETTINGS.prices_per_odd > others.grouping[mark]:
            return False  # one "330.00" is a slip among many thousands
        is_usual = self.column.convention == {".": "dot", ",": "comma"}[mark]
        return bool(self.others.grouping[mark]) or is_usual

    def _groups_in_count(self, mark: str, own_unit: str | None) -> bool:
        others, siblings = self.others, self.column.siblings
        is_open = not others.decimal[mark]
        if self._is_counted(own_unit) or self._is_fine(own_unit) or self._is_beside_plain(mark):
            is_proven = True
        else:
            is_proven = others.grouping[mark] >= 2 or (
                others.grouping[mark] > 0 and others.decimal[_other(mark)] > 0
            )
        if is_open and is_proven:
            return True
        has_decimals = (
            siblings is not None and siblings.decimal[_other(mark)] >= SETTINGS.siblings_fewest
        )
        return has_decimals and self._groups_in_siblings(mark)

    def _is_beside_plain(self, mark: str) -> bool:
        """Return True if "3.408" stands among "464", "483.000" and no number with decimals.

        A column with three decimals would print them throughout. Scores do have some ("3.250"
        beside "81"), but not above a hundred.
        """
        others = self.others
        is_alike = not others.lone[_other(mark)] and not others.grouping[_other(mark)]
        return (
            mark == "."
            and is_alike
            and not others.decimal
            and others.plain > 0
            and others.lone_large > 0
            and others.lone[mark] >= SETTINGS.lone_beside_plain
        )

    def _groups_in_siblings(self, mark: str) -> bool:
        """Return True if the columns of the same header group with it, without exception."""
        others, siblings = self.others, self.column.siblings
        if siblings is None or others.decimal[mark] or others.grouping[_other(mark)]:
            return False
        is_unanimous = not siblings.decimal[mark] and not siblings.grouping[_other(mark)]
        return is_unanimous and siblings.grouping[mark] >= SETTINGS.siblings_fewest

    def _is_counted(self, own_unit: str | None) -> bool:
        """Return True if the unit is counted one by one (Orang, Dokumen)."""
        words = (own_unit or self.unit or "").casefold().split()
        return bool(words) and words[0] in COUNTED_UNITS

    def _is_fine(self, own_unit: str | None) -> bool:
        """Return True if the unit is too small for three decimals (meter, jam)."""
        words = (own_unit or self.unit or "").casefold().split()
        return bool(words) and words[0] in FINE_UNITS

    def find_doubt(self, token: Token) -> Doubt | None:
        """Return why a number of this worth is doubtful here; ``None`` if it is not."""
        groups = token.groups
        if groups is None:
            return None
        match self.kind:
            case ColumnKind.RUPIAH if token.unit not in (None, "Rp"):
                return Doubt(DoubtKind.UNIT_NOT_RUPIAH)
            case ColumnKind.RUPIAH:
                return self._doubt_rupiah(groups, groups.value) if groups.value else None
            case ColumnKind.PERCENT:
                return self._doubt_percent(groups)
            case ColumnKind.SCALED:
                return self._doubt_decimal(groups)
            case ColumnKind.COUNT:
                return self._doubt_decimal(groups) or self._doubt_fraction(token, groups)

    def _doubt_rupiah(self, groups: DigitGroups, value: Decimal) -> Doubt | None:
        others = self.others
        alike = others.places[groups.decimals]
        needed = 1 if groups.decimals == 2 else 2
        prints_sen = (
            1 <= groups.decimals <= 2 and alike >= needed and alike * 3 >= others.numbers
        )
        if groups.form is NumberForm.DECIMAL and not prints_sen:
            return Doubt(DoubtKind.DECIMALS_IN_RUPIAH)
        if groups.form is NumberForm.GROUPED_DECIMAL and not prints_sen:
            has_sen = value != value.to_integral_value() and others.numbers > 0
            if groups.decimals != 2 or has_sen:
                return Doubt(DoubtKind.DECIMALS_IN_RUPIAH)
            if others.blurred:
                return Doubt(DoubtKind.MIXED_SEPARATORS_IN_COLUMN)
        is_budget = self.column.metric in (Metric.PAGU, Metric.REALISASI_ANGGARAN)
        is_small = groups.form is NumberForm.PLAIN and value < SETTINGS.smallest_rupiah
        if is_budget and is_small and self._holds_millions():
            return Doubt(DoubtKind.TOO_SMALL_FOR_RUPIAH)
        return None

    def _holds_millions(self) -> bool:
        sizes = [size for size in self.others.sizes if size]
        return len(sizes) >= SETTINGS.sizes_fewest and median(sizes) >= SETTINGS.million

    def _doubt_percent(self, groups: DigitGroups) -> Doubt | None:
        is_large = groups.form in (NumberForm.GROUPED, NumberForm.MIXED_GROUPS)
        if groups.form is NumberForm.PLAIN and (groups.value or 0) >= SETTINGS.large_percent:
            has_decimals = self.others.decimal.total() >= 2
            is_large = self.column.metric is Metric.SERAPAN or has_decimals
        return Doubt(DoubtKind.TOO_LARGE_FOR_PERCENT) if is_large else None

    def _doubt_decimal(self, groups: DigitGroups) -> Doubt | None:
        mark, others = groups.mark or "", self.others
        is_against = others.grouping[mark] and not others.decimal[mark]
        if groups.form is not NumberForm.DECIMAL or not is_against:
            return None
        return Doubt(DoubtKind.SEPARATOR_AGAINST_COLUMN)

    def _doubt_fraction(self, token: Token, groups: DigitGroups) -> Doubt | None:
        value = groups.value
        if groups.form is not NumberForm.DECIMAL or not value:
            return None
        is_whole = value == value.to_integral_value() and groups.decimals < 3
        if is_whole or not self._is_counted(token.unit):
            return None
        return Doubt(DoubtKind.FRACTION_OF_WHOLE_UNIT)


def _other(mark: str) -> str:
    """Return the other separator."""
    return "," if mark == "." else "."
