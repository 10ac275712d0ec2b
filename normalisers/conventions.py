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

from normalisers.column_evidence import Evidence, settle_by_sums
from normalisers.number_bodies import Body, Form
from normalisers.number_shapes import Token, take_apart
from normalisers.number_units import COUNTED_UNITS
from normalisers.numbers import (
    REASON_SEN,
    Context,
    Take,
    settle,
)
from schemas import MONEY_METRICS, Metric, NumberReading, TokenKind

#: Below this a pagu or realisasi among millions of rupiah is more likely cut than real.
SMALLEST_RUPIAH = 1000

#: As many members of other tables must agree before they settle what a mark means here.
_LEAST_KIN = 3
#: So many amounts without sen make a column of whole rupiah. "921.993,065" is then no
#: amount with three decimals; "921.993,000" may still be a price that is printed so.
_LEAST_WHOLE = 3
#: One amount with sen among so many is an oddity of its own.
_MOST_PARTED = 10

REASON_SMALL = "terlalu kecil di kolom rupiah ini: mungkin terpotong"
REASON_UNIT = "satuan di sel bukan rupiah"
REASON_LARGE = "terlalu besar untuk persen: mungkin tanda desimal hilang"
REASON_AGAINST = "tanda ini memisahkan ribuan di kolom ini: mungkin ada angka yang hilang"
REASON_PARTS = "pecahan pada satuan yang dihitung utuh"
REASON_CUT = "kolom bercampur titik dan koma: desimal atau ribuan yang terpotong"


class ColumnSort(StrEnum):
    """What the numbers of a column are like."""

    RUPIAH = "rupiah"  # whole rupiah, rarely with two digits of sen
    SCALED = "scaled"  # thousands or millions of rupiah
    PERCENT = "percent"
    COUNT = "count"  # targets and results, often with another unit on each row


def sort_of_column(metric: Metric | None, unit: str | None) -> ColumnSort:
    """Say what the numbers of a column are like, from its metric and unit."""
    if unit is not None and unit.startswith("Rp "):
        return ColumnSort.SCALED
    if unit is not None and "%" in unit:
        return ColumnSort.PERCENT
    if metric in MONEY_METRICS or unit == "Rp":
        return ColumnSort.RUPIAH
    if metric in (Metric.SERAPAN, Metric.CAPAIAN):
        return ColumnSort.PERCENT
    return ColumnSort.COUNT


def read_column(
    texts: Sequence[str],
    *,
    metric: Metric | None = None,
    unit: str | None = None,
    table_convention: str | None = None,
    kin: Evidence | None = None,
    row_units: Sequence[str | None] = (),
) -> tuple[NumberReading, ...]:
    """Read the cells of one column, each in the light of the others.

    Args:
        texts: Cells as printed, header and column-number rows left out.
        metric: What the column measures, if known.
        unit: Unit of the column as printed ("Rp", "Rp juta", "%"), if known.
        table_convention: What ``infer_convention`` says of the whole table.
        kin: What the columns of the same header print in the document's other tables.
        row_units: What each cell counts by the unit printed in its row, if there is one.

    Returns:
        One reading a cell. A cell's own unit stays in the reading, but "Rp" inside a column
        in "Rp juta" gives way to the column's.
    """
    sort = sort_of_column(metric, unit)
    tokens = [take_apart(text) for text in texts]
    if sort is ColumnSort.COUNT and metric in (None, Metric.LAINNYA):
        sort = ColumnSort.RUPIAH if _looks_like_rupiah(tokens) else sort
    is_money = sort is ColumnSort.RUPIAH
    everyone = Evidence()
    for token in tokens:
        everyone.add(token, is_money=is_money)
    proven = settle_by_sums(tokens)
    readings = []
    for at, token in enumerate(tokens):
        own = Evidence()
        own.add(token, is_money=is_money)
        others = everyone.without(own)
        row_unit = row_units[at] if at < len(row_units) else None
        place = _Place(sort, metric, row_unit or unit, table_convention, others, kin, proven)
        reading = settle(token, place.weigh(token))
        if sort is ColumnSort.SCALED and reading.unit == "Rp":
            reading = replace(reading, unit=unit)
        readings.append(reading)
    return tuple(readings)


def _looks_like_rupiah(tokens: Sequence[Token]) -> bool:
    """Say whether most numbers of an unnamed column are grouped twice ("1.234.567")."""
    bodies = [t.body for t in tokens if t.body is not None and t.kind is TokenKind.NUMBER]
    grouped = sum(
        b.form in (Form.GROUPED, Form.GROUPED_DECIMAL) and (b.value or 0) >= 1_000_000
        for b in bodies
    )
    return grouped >= 3 and grouped * 2 > len(bodies)


@dataclass(frozen=True, slots=True)
class _Place:
    """All that is known about the place of one cell."""

    sort: ColumnSort
    metric: Metric | None
    unit: str | None
    convention: str | None
    others: Evidence
    kin: Evidence | None = None
    proven: Mapping[str, Take] = field(default_factory=dict)

    def weigh(self, token: Token) -> Context:
        """Say how the column wants the token read and what speaks against it."""
        if token.body is None:
            return Context()
        context = self._weigh_body(token, token.body)
        proven = self.proven.get(token.body.mark or "")
        if context.take is None and (proven == "grouping" or not context.is_money):
            context = replace(context, take=proven)
        return replace(context, wraps_decimals=self._wraps_decimals())

    def _wraps_decimals(self) -> bool:
        """Two decimals everywhere, or always parted alike: the cells are too narrow."""
        others = self.others
        has_only_two = not others.places or set(others.places) == {2}
        return has_only_two and (others.places[2] >= 3 or others.wrapped >= 5)

    def _weigh_body(self, token: Token, body: Body) -> Context:
        sort = self.sort
        if sort is not ColumnSort.SCALED and token.unit == "%":
            sort = ColumnSort.PERCENT
        match sort:
            case ColumnSort.RUPIAH:
                return self._weigh_rupiah(token, body)
            case ColumnSort.PERCENT:
                return self._weigh_percent(body)
            case ColumnSort.SCALED:
                return self._weigh_scaled(body)
            case ColumnSort.COUNT:
                return self._weigh_count(token, body)

    def _weigh_rupiah(self, token: Token, body: Body) -> Context:
        others = self.others
        grouped, parted = others.grouping.total(), others.decimal.total()
        is_whole = grouped >= _LEAST_WHOLE and parted * _MOST_PARTED <= grouped
        has_tail = body.value is not None and bool(body.value % 1000)
        return Context(
            is_money=True,
            take=self._take_rupiah(body),
            takes_three="grouping" if is_whole and has_tail else None,
            is_whole=is_whole,
            has_same_mark=self._repeats_same_mark(body),
            doubt=self._doubt_rupiah(token, body),
        )

    def _take_rupiah(self, body: Body) -> Take | None:
        """A mark before three digits groups, unless the column uses it otherwise."""
        mark, others = body.grouping or "", self.others
        other_mark = "," if mark == "." else "."
        if others.grouping[mark] > others.decimal[mark]:
            return "grouping"
        if others.decimal[mark] or others.grouping[other_mark]:
            return None
        if self.convention is not None:
            return "grouping" if (self.convention == "dot") == (mark == ".") else None
        if self._is_grouping_of_kin(mark):
            return "grouping"
        is_all_alike = others.lone[mark] >= 2 and others.lone[mark] == others.numbers
        return "grouping" if mark == "." or (self.unit == "Rp" and is_all_alike) else None

    def _is_grouping_of_kin(self, mark: str) -> bool:
        """Say whether the columns of the same header group with a mark, without exception."""
        other_mark = "," if mark == "." else "."
        if self.kin is None or self.others.decimal[mark] or self.others.grouping[other_mark]:
            return False
        is_unanimous = not self.kin.decimal[mark] and not self.kin.grouping[other_mark]
        return is_unanimous and self.kin.grouping[mark] >= _LEAST_KIN

    def _doubt_rupiah(self, token: Token, body: Body) -> str:
        others = self.others
        if token.unit not in (None, "Rp"):
            return REASON_UNIT
        value = body.value
        if not value:
            return ""
        alike = others.places[body.decimals]
        needed = 1 if body.decimals == 2 else 2
        prints_sen = 1 <= body.decimals <= 2 and alike >= needed and alike * 3 >= others.numbers
        if body.form is Form.DECIMAL and not prints_sen:
            return REASON_SEN
        if body.form is Form.GROUPED_DECIMAL:
            is_alone = others.numbers == 0
            if body.decimals != 2 and not prints_sen:
                return REASON_SEN
            if value != value.to_integral_value() and not (prints_sen or is_alone):
                return REASON_SEN
            if others.blurred and not prints_sen:
                return REASON_CUT
        is_budget = self.metric in (Metric.PAGU, Metric.REALISASI_ANGGARAN)
        if is_budget and value < SMALLEST_RUPIAH and body.form is Form.PLAIN:
            sizes = [size for size in others.sizes if size]
            if len(sizes) >= 4 and median(sizes) >= 1_000_000:
                return REASON_SMALL
        return ""

    def _repeats_same_mark(self, body: Body) -> bool:
        alike = self.others.same_mark[body.mark or ""]
        return alike >= 2 and alike * 3 >= self.others.numbers

    def _weigh_percent(self, body: Body) -> Context:
        others, value = self.others, body.value or Decimal(0)
        doubt = ""
        if body.form in (Form.GROUPED, Form.MIXED_GROUPS):
            doubt = REASON_LARGE
        if body.form is Form.PLAIN and value >= 1000:
            is_lost = self.metric is Metric.SERAPAN or sum(others.decimal.values()) >= 2
            doubt = REASON_LARGE if is_lost else ""
        return Context(
            take=self._take_decimal(body),
            likely="decimal",
            takes_three="decimal" if others.decimal[body.mark or ""] >= 2 else None,
            doubt=doubt,
        )

    def _take_decimal(self, body: Body) -> Take | None:
        """A mark before three digits begins decimals where the column proves it."""
        others, mark = self.others, body.mark or ""
        if others.decimal[mark] < 2 or others.grouping[mark]:
            return None
        is_fixed = len(others.places) == 1 and 3 not in others.places
        return None if is_fixed else "decimal"

    def _weigh_scaled(self, body: Body) -> Context:
        others, grouping = self.others, body.grouping or ""
        take = self._take_decimal(body)
        if take is None and not others.decimal[grouping]:
            name = {".": "dot", ",": "comma"}.get(grouping)
            is_usual = name is not None and self.convention == name
            take = "grouping" if others.grouping[grouping] or is_usual else None
        has_marks = others.grouping[grouping] and others.decimal[body.mark or ""] >= 2
        return Context(
            take=take,
            takes_three="decimal" if has_marks else None,
            has_same_mark=self._repeats_same_mark(body),
            doubt=self._doubt_decimal(body),
        )

    def _doubt_decimal(self, body: Body) -> str:
        mark, others = body.mark or "", self.others
        is_against = others.grouping[mark] and not others.decimal[mark]
        return REASON_AGAINST if body.form is Form.DECIMAL and is_against else ""

    def _weigh_count(self, token: Token, body: Body) -> Context:
        others, grouping = self.others, body.grouping or ""
        other_mark = "," if grouping == "." else "."
        unit = (token.unit or self.unit or "").casefold().split()
        is_counted = bool(unit) and unit[0] in COUNTED_UNITS
        take: Take | None = None
        if is_counted and not others.decimal[grouping]:
            take = "grouping"
        elif others.grouping[grouping] and not others.decimal[grouping]:
            is_proven = others.grouping[grouping] >= 2 or others.decimal[other_mark]
            take = "grouping" if is_proven else None
        if take is None and self._is_grouping_of_kin(grouping):
            assert self.kin is not None
            take = "grouping" if self.kin.decimal[other_mark] >= _LEAST_KIN else None
        doubt = self._doubt_decimal(body)
        if is_counted and body.form is Form.DECIMAL and body.value:
            is_whole = body.value == body.value.to_integral_value()
            doubt = doubt or ("" if is_whole and body.decimals < 3 else REASON_PARTS)
        return Context(take=take, has_same_mark=self._repeats_same_mark(body), doubt=doubt)
