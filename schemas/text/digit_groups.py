"""What the digits and marks of one number can be worth, by the way they are set out."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from sidak.schemas.doubts import Doubt, DoubtKind

SEPARATORS = ".,"
MAX_DIGITS = 18  # digits; the largest budgets have 16 and two of sen


class NumberForm(StrEnum):
    """How the digits of one number are set out."""

    PLAIN = "plain"  # 275841005
    GROUPED = "grouped"  # 1.234.567
    GROUPED_DECIMAL = "grouped_decimal"  # 1.234.567,89
    DECIMAL = "decimal"  # 96,41 and 3.4600
    LONE_THREE = "lone_three"  # 66.408: grouping or decimals
    GROUPED_THREE = "grouped_three"  # 176.550,000: grouping or three decimals
    MIXED_GROUPS = "mixed_groups"  # 8.309,000.000: only grouping is possible
    SAME_MARK_DECIMAL = "same_mark_decimal"  # 641,773,572,00: one mark for both
    SCIENTIFIC = "scientific"  # 2,297E+09
    MALFORMED = "malformed"  # 41.736.44.273


@dataclass(frozen=True, slots=True)
class DigitGroups:
    """Digits of one number with what they can be worth, sign left out.

    Attributes:
        form: How the digits are set out.
        value: Likeliest worth; ``None`` where nothing can be said.
        other: The second worth of an ambiguous form.
        grouping: Mark between groups of three, as printed.
        mark: Decimal mark, as printed.
        decimals: Digits behind the decimal mark under ``value``.
        doubt: Why the form alone makes the number doubtful.
    """

    form: NumberForm
    value: Decimal | None = None
    other: Decimal | None = None
    grouping: str | None = None
    mark: str | None = None
    decimals: int = 0
    doubt: Doubt | None = None


def parse_digit_groups(digits: str) -> DigitGroups:
    """Parse digits and separators without white space into what they can be worth.

    Args:
        digits: Only ``0-9``, ``.`` and ``,``, beginning and ending in a digit, or
            beginning in a mark (".036").
    """
    groups = re.split(r"[.,]", digits)
    marks = re.sub(r"[0-9]", "", digits)
    first, last = groups[0], groups[-1]
    if sum(len(group) for group in groups) > MAX_DIGITS:
        return DigitGroups(NumberForm.MALFORMED, doubt=Doubt(DoubtKind.TOO_MANY_DIGITS))
    joined = Decimal("".join(groups) or "0")
    if not marks:
        if len(first) > 1 and first[0] == "0" and joined != 0:
            return DigitGroups(NumberForm.PLAIN, joined, doubt=Doubt(DoubtKind.LEADING_ZERO))
        return DigitGroups(NumberForm.PLAIN, joined)
    if not first:
        if len(marks) == 1:
            value = Decimal("0." + last)
            return DigitGroups(
                NumberForm.DECIMAL,
                value,
                mark=marks,
                decimals=len(last),
                doubt=Doubt(DoubtKind.NO_DIGIT_BEFORE_DECIMALS),
            )
        return DigitGroups(
            NumberForm.MALFORMED, doubt=Doubt(DoubtKind.NO_DIGIT_BEFORE_SEPARATOR)
        )
    if len(marks) == 1:
        return _parse_lone_separator(first, marks, last, joined)
    has_whole_groups = len(first) <= 3 and all(len(g) == 3 for g in groups[1:-1])
    if not has_whole_groups or not last:
        return DigitGroups(
            NumberForm.MALFORMED, other=joined, doubt=Doubt(DoubtKind.UNEVEN_GROUPS)
        )
    zero = Doubt(DoubtKind.LEADING_ZERO) if first[0] == "0" and joined != 0 else None
    kinds = set(marks)
    before = set(marks[:-1])
    fraction = Decimal("".join(groups[:-1]) + "." + last)
    if len(kinds) == 1:
        if len(last) == 3:
            return DigitGroups(NumberForm.GROUPED, joined, grouping=marks[0], doubt=zero)
        if len(last) <= 2:
            return DigitGroups(
                NumberForm.SAME_MARK_DECIMAL,
                fraction,
                grouping=marks[0],
                mark=marks[0],
                decimals=len(last),
                doubt=zero,
            )
        return DigitGroups(
            NumberForm.MALFORMED, other=joined, doubt=Doubt(DoubtKind.UNEVEN_GROUPS)
        )
    if len(before) == 1 and marks[-1] not in before:
        if len(last) == 3:
            return DigitGroups(
                NumberForm.GROUPED_THREE,
                joined,
                other=fraction,
                grouping=marks[0],
                mark=marks[-1],
                doubt=zero,
            )
        return DigitGroups(
            NumberForm.GROUPED_DECIMAL,
            fraction,
            grouping=marks[0],
            mark=marks[-1],
            decimals=len(last),
            doubt=zero,
        )
    if len(last) == 3:
        return DigitGroups(NumberForm.MIXED_GROUPS, joined, grouping=marks[0], doubt=zero)
    return DigitGroups(
        NumberForm.MALFORMED, other=joined, doubt=Doubt(DoubtKind.MIXED_SEPARATORS_UNEVEN)
    )


def _parse_lone_separator(first: str, mark: str, last: str, joined: Decimal) -> DigitGroups:
    fraction = Decimal(f"{first}.{last or '0'}")
    size = len(last)
    if size == 3 and len(first) <= 3 and first[0] != "0":
        return DigitGroups(
            NumberForm.LONE_THREE, joined, other=fraction, grouping=mark, mark=mark
        )
    doubt = Doubt(DoubtKind.LEADING_ZERO) if len(first) > 1 and first[0] == "0" else None
    return DigitGroups(NumberForm.DECIMAL, fraction, mark=mark, decimals=size, doubt=doubt)
