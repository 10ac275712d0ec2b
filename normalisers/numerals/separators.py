"""What the unambiguous numbers of a column print: marks, decimals, sizes, and sums.

Sums decide where marks do not: "19.222", "6.607" and "4" over "25.833" can only be
thousands.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from sidak.normalisers.numerals.parse import SeparatorReading, find_splits, parts_last_decimal
from sidak.normalisers.numerals.settings import SETTINGS
from sidak.schemas import TokenKind
from sidak.schemas.text.digit_groups import DigitGroups, NumberForm
from sidak.schemas.text.numbers import Token, tokenize


@dataclass(slots=True)
class SeparatorEvidence:
    """What the unambiguous members of a column print.

    Attributes:
        grouping: Mark to the number of members that group with it beyond doubt.
        decimal: Mark to the number of members that begin decimals with it beyond doubt.
        places: Number of decimals to the number of members.
        wrapped: Members whose last decimal is parted from the first ("47,3 8").
        same_mark: Mark to members of the form "641,773,572,00".
        blurred: Members that mix dot and comma between groups ("176.550,000").
        lone: Mark to members of the form "66.408".
        lone_large: Of these, those with three digits before the mark ("483.000").
        plain: Members from ten to a thousand without any mark ("464"), percentages left out.
        numbers: All members that are numbers.
        sizes: Sizes of the unambiguous members.
    """

    grouping: Counter[str] = field(default_factory=Counter)
    decimal: Counter[str] = field(default_factory=Counter)
    places: Counter[int] = field(default_factory=Counter)
    wrapped: int = 0
    same_mark: Counter[str] = field(default_factory=Counter)
    blurred: int = 0
    lone: Counter[str] = field(default_factory=Counter)
    lone_large: int = 0
    plain: int = 0
    numbers: int = 0
    sizes: list[Decimal] = field(default_factory=list)

    def add(self, token: Token, *, is_money: bool) -> None:
        """Take a member into account; doubtful ones only count as numbers."""
        for member in token.members:
            self.add(member, is_money=is_money)
        groups = token.groups
        if token.kind is not TokenKind.NUMBER or groups is None:
            return
        self.numbers += 1
        self.wrapped += parts_last_decimal(token)
        if token.doubts or groups.doubt or find_splits(token.pieces, groups, is_money=is_money):
            return
        self._add_marks(groups, has_dash_tail=token.has_dash_tail)
        is_plain = groups.form is NumberForm.PLAIN and token.unit != "%"
        self.plain += is_plain and SETTINGS.ten <= (groups.value or 0) < SETTINGS.thousand
        if groups.value is not None and groups.form not in (
            NumberForm.LONE_THREE,
            NumberForm.GROUPED_THREE,
        ):
            self.sizes.append(groups.value)

    def without(self, own: "SeparatorEvidence") -> "SeparatorEvidence":
        """Return the evidence of the other members.

        ``sizes`` and ``lone_large`` keep the member's own.
        """
        return SeparatorEvidence(
            grouping=self.grouping - own.grouping,
            decimal=self.decimal - own.decimal,
            places=self.places - own.places,
            wrapped=self.wrapped - own.wrapped,
            same_mark=self.same_mark - own.same_mark,
            blurred=self.blurred - own.blurred,
            lone=self.lone - own.lone,
            lone_large=self.lone_large,
            plain=self.plain - own.plain,
            numbers=self.numbers - own.numbers,
            sizes=self.sizes,
        )

    def __add__(self, other: "SeparatorEvidence") -> "SeparatorEvidence":
        """Return the evidence of two columns together."""
        return SeparatorEvidence(
            grouping=self.grouping + other.grouping,
            decimal=self.decimal + other.decimal,
            places=self.places + other.places,
            wrapped=self.wrapped + other.wrapped,
            same_mark=self.same_mark + other.same_mark,
            blurred=self.blurred + other.blurred,
            lone=self.lone + other.lone,
            lone_large=self.lone_large + other.lone_large,
            plain=self.plain + other.plain,
            numbers=self.numbers + other.numbers,
            sizes=[*self.sizes, *other.sizes],
        )

    def _add_marks(self, groups: DigitGroups, *, has_dash_tail: bool) -> None:
        mark, grouping = groups.mark or "", groups.grouping or ""
        match groups.form:
            case NumberForm.GROUPED:
                self.grouping[grouping] += 1
            case NumberForm.GROUPED_DECIMAL:
                self.grouping[grouping] += 1
                self._add_decimals(mark, groups.decimals)
            case NumberForm.DECIMAL:
                self._add_decimals(mark, groups.decimals)
            case NumberForm.SAME_MARK_DECIMAL:
                self.same_mark[mark] += groups.decimals == 2
            case NumberForm.GROUPED_THREE | NumberForm.MIXED_GROUPS:
                self.blurred += 1
            case NumberForm.LONE_THREE if has_dash_tail:
                self.grouping[grouping] += 1
            case NumberForm.LONE_THREE:
                self.lone[grouping] += 1
                self.lone_large += (groups.value or 0) >= SETTINGS.hundred_thousand
            case _:
                pass

    def _add_decimals(self, mark: str, places: int) -> None:
        self.decimal[mark] += 1
        self.places[places] += 1


def collect_separators(texts: Sequence[str]) -> SeparatorEvidence:
    """Collect what the unambiguous numbers of a column print."""
    evidence = SeparatorEvidence()
    for text in texts:
        evidence.add(tokenize(text), is_money=True)
    return evidence


def infer_convention(columns: Iterable[Sequence[str]]) -> str | None:
    """Name the convention that a table's unambiguous numbers agree on.

    Args:
        columns: Cell texts of the table's figure columns.

    Returns:
        ``"dot"`` or ``"comma"`` if at least two numbers, and nine in ten of those that
        group thousands beyond doubt, agree; else ``None``.
    """
    grouping: Counter[str] = Counter()
    for texts in columns:
        grouping += collect_separators(texts).grouping
    total = sum(grouping.values())
    for mark, name in ((".", "dot"), (",", "comma")):
        if grouping[mark] >= 2 and grouping[mark] * 10 >= total * 9:
            return name
    return None


def decide_by_sums(tokens: Sequence[Token]) -> Mapping[str, SeparatorReading]:
    """Return how lone separators ("66.408") are read so that the column's total comes out.

    The largest number is the total if it stands last or first and the others add up to it
    exactly under one reading of the mark and not under the other.

    Returns:
        Mark to the reading that the sum proves; empty if no sum does.
    """
    bodies = [
        token.groups for token in tokens if token.kind is TokenKind.NUMBER and token.groups
    ]
    odd = any(token.kind is TokenKind.BROKEN for token in tokens)
    values = [groups.value for groups in bodies if groups.value is not None]
    if odd or len(values) != len(bodies) or len(bodies) <= SETTINGS.addends_fewest:
        return {}
    proven: dict[str, SeparatorReading] = {}
    for mark in ".,":
        lone = [b for b in bodies if b.form is NumberForm.LONE_THREE and b.mark == mark]
        others = [b for b in bodies if b.form is NumberForm.LONE_THREE and b.mark != mark]
        if len(lone) < 2 or others:
            continue
        grouped = _adds_up(
            [_value_under(groups, SeparatorReading.GROUPING) for groups in bodies]
        )
        parted = _adds_up([_value_under(groups, SeparatorReading.DECIMAL) for groups in bodies])
        if grouped != parted:
            proven[mark] = SeparatorReading.GROUPING if grouped else SeparatorReading.DECIMAL
    return proven


def _value_under(groups: DigitGroups, separator: SeparatorReading) -> Decimal:
    is_parted = groups.form is NumberForm.LONE_THREE and separator is SeparatorReading.DECIMAL
    return (groups.other if is_parted else groups.value) or Decimal(0)


def _adds_up(values: Sequence[Decimal]) -> bool:
    """Return True if the first or the last number is the exact sum of all others."""
    total = sum(values, Decimal(0))
    return any(value > 0 and total == 2 * value for value in (values[0], values[-1]))
