"""What the unambiguous numbers of a column print: marks, decimals, sizes, and sums.

Sums decide where marks do not: "19.222", "6.607" and "4" over "25.833" can only be
thousands.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from normalisers.number_bodies import Body, Form
from normalisers.number_shapes import Token, take_apart
from normalisers.numbers import Take, find_splits, parts_last_decimal
from schemas import TokenKind

#: A sum of fewer numbers may come out by chance.
_LEAST_ADDENDS = 3


@dataclass(slots=True)
class Evidence:
    """What the unambiguous members of a column print.

    Attributes:
        grouping: Mark to the number of members that group with it beyond doubt.
        decimal: Mark to the number of members that begin decimals with it beyond doubt.
        places: Number of decimals to the number of members.
        wrapped: Members whose last decimal is parted from the first ("47,3 8").
        same_mark: Mark to members of the form "641,773,572,00".
        blurred: Members that mix dot and comma between groups ("176.550,000").
        lone: Mark to members of the form "66.408".
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
    numbers: int = 0
    sizes: list[Decimal] = field(default_factory=list)

    def add(self, token: Token, *, is_money: bool) -> None:
        """Take a member into account; doubtful ones only count as numbers."""
        for member in token.members:
            self.add(member, is_money=is_money)
        body = token.body
        if token.kind is not TokenKind.NUMBER or body is None:
            return
        self.numbers += 1
        self.wrapped += parts_last_decimal(token)
        if token.doubt or body.doubt or find_splits(token.pieces, body, is_money=is_money):
            return
        self._add_marks(body, has_dash_tail=token.has_dash_tail)
        if body.value is not None and body.form not in (Form.LONE_THREE, Form.GROUPED_THREE):
            self.sizes.append(body.value)

    def without(self, own: "Evidence") -> "Evidence":
        """Return the evidence of the other members; ``sizes`` keep the member's own."""
        return Evidence(
            grouping=self.grouping - own.grouping,
            decimal=self.decimal - own.decimal,
            places=self.places - own.places,
            wrapped=self.wrapped - own.wrapped,
            same_mark=self.same_mark - own.same_mark,
            blurred=self.blurred - own.blurred,
            lone=self.lone - own.lone,
            numbers=self.numbers - own.numbers,
            sizes=self.sizes,
        )

    def __add__(self, other: "Evidence") -> "Evidence":
        """Return the evidence of two columns together."""
        return Evidence(
            grouping=self.grouping + other.grouping,
            decimal=self.decimal + other.decimal,
            places=self.places + other.places,
            wrapped=self.wrapped + other.wrapped,
            same_mark=self.same_mark + other.same_mark,
            blurred=self.blurred + other.blurred,
            lone=self.lone + other.lone,
            numbers=self.numbers + other.numbers,
            sizes=[*self.sizes, *other.sizes],
        )

    def _add_marks(self, body: Body, *, has_dash_tail: bool) -> None:
        mark, grouping = body.mark or "", body.grouping or ""
        match body.form:
            case Form.GROUPED:
                self.grouping[grouping] += 1
            case Form.GROUPED_DECIMAL:
                self.grouping[grouping] += 1
                self._add_decimals(mark, body.decimals)
            case Form.DECIMAL:
                self._add_decimals(mark, body.decimals)
            case Form.SAME_MARK_DECIMAL:
                self.same_mark[mark] += body.decimals == 2
            case Form.GROUPED_THREE | Form.MIXED_GROUPS:
                self.blurred += 1
            case Form.LONE_THREE if has_dash_tail:
                self.grouping[grouping] += 1
            case Form.LONE_THREE:
                self.lone[grouping] += 1
            case _:
                pass

    def _add_decimals(self, mark: str, places: int) -> None:
        self.decimal[mark] += 1
        self.places[places] += 1


def gather_evidence(texts: Sequence[str]) -> Evidence:
    """Say what the unambiguous numbers of a column print."""
    evidence = Evidence()
    for text in texts:
        evidence.add(take_apart(text), is_money=True)
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
        grouping += gather_evidence(texts).grouping
    total = sum(grouping.values())
    for mark, name in ((".", "dot"), (",", "comma")):
        if grouping[mark] >= 2 and grouping[mark] * 10 >= total * 9:
            return name
    return None


def settle_by_sums(tokens: Sequence[Token]) -> Mapping[str, Take]:
    """Say how lone marks ("66.408") are to be taken so that the column's total comes out.

    The largest number is the total if it stands last or first and the others add up to it
    exactly under one reading of the mark and not under the other.

    Returns:
        Mark to the reading that the sum proves; empty if no sum does.
    """
    bodies = [token.body for token in tokens if token.kind is TokenKind.NUMBER and token.body]
    odd = any(token.kind is TokenKind.BROKEN for token in tokens)
    values = [body.value for body in bodies if body.value is not None]
    if odd or len(values) != len(bodies) or len(bodies) <= _LEAST_ADDENDS:
        return {}
    proven: dict[str, Take] = {}
    for mark in ".,":
        lone = [b for b in bodies if b.form is Form.LONE_THREE and b.mark == mark]
        others = [b for b in bodies if b.form is Form.LONE_THREE and b.mark != mark]
        if len(lone) < 2 or others:
            continue
        grouped = _adds_up([_worth(body, "grouping") for body in bodies])
        parted = _adds_up([_worth(body, "decimal") for body in bodies])
        if grouped != parted:
            proven[mark] = "grouping" if grouped else "decimal"
    return proven


def _worth(body: Body, take: Take) -> Decimal:
    is_parted = body.form is Form.LONE_THREE and take == "decimal"
    return (body.other if is_parted else body.value) or Decimal(0)


def _adds_up(values: Sequence[Decimal]) -> bool:
    """Say whether the first or the last number is the exact sum of all others."""
    total = sum(values, Decimal(0))
    return any(value > 0 and total == 2 * value for value in (values[0], values[-1]))
