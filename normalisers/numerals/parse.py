"""Indonesian numbers: what the text of one cell is worth, or why that cannot be said.

A reading is either plainly right (``OK``), doubtful (``SUSPECT``, with the likeliest value
and the other ``candidates``) or worth nothing (``UNREADABLE``, token ``BROKEN``). What the
rest of the column says is added by ``sidak.normalisers.numerals.column``.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from sidak.schemas import Doubt, DoubtKind, FigureStatus, NumberReading, TokenKind
from sidak.schemas.text.digit_groups import (
    SEPARATORS,
    DigitGroups,
    NumberForm,
    parse_digit_groups,
)
from sidak.schemas.text.numbers import Token, tokenize

SeparatorReading = Literal["grouping", "decimal"]

#: Grouping mark and decimal mark of each convention.
SEPARATORS_OF = {"dot": (".", ","), "comma": (",", "."), "plain": ("", ".")}


@dataclass(frozen=True, slots=True)
class ColumnStyle:
    """What is known about the place a number stands in.

    Attributes:
        is_money: The number counts whole rupiah.
        separator: How an ambiguous lone mark ("66.408") is to be taken; ``None`` if unknown.
        likely: Which worth a still ambiguous lone mark is given while it is suspect.
        three_digits: How "176.550,000" is to be taken; ``None`` if unknown.
        has_same_mark: The column regularly prints "641,773,572,00".
        has_brackets: Brackets mean minus here.
        wraps_decimals: The column's cells part the last decimal ("47,3 8" beside "12,25").
        is_whole: The column prints whole rupiah, never sen.
        doubt: Why a number of this worth is doubtful here; ``None`` if it is not.
    """

    is_money: bool = False
    separator: SeparatorReading | None = None
    likely: SeparatorReading = "grouping"
    three_digits: SeparatorReading | None = None
    has_same_mark: bool = False
    has_brackets: bool = False
    wraps_decimals: bool = False
    is_whole: bool = False
    doubt: Doubt | None = None


def read_number(
    text: str,
    *,
    convention: str | None = None,
    is_money: bool = False,
    expects_whole: bool | None = None,
) -> NumberReading:
    """Read one cell on its own.

    Args:
        text: The cell as printed; a wrap inside it may be any white space.
        convention: ``"dot"`` (1.234,5) or ``"comma"`` (1,234.5) where it is known.
        is_money: Whether the number counts rupiah: a mark before three digits then never
            begins decimals (sen have two digits).
        expects_whole: Whether only whole numbers make sense (Orang, Dokumen); ``False``
            says that decimals are expected; ``None`` that nothing is known.

    Returns:
        The reading; ambiguous texts are ``SUSPECT`` with all ``candidates``. Never raises.
    """
    token = tokenize(text)
    return read_token(token, style_for_convention(token, convention, is_money, expects_whole))


def style_for_convention(
    token: Token, convention: str | None, is_money: bool, expects_whole: bool | None
) -> ColumnStyle:
    """Say what a known convention means for one token."""
    groups = token.groups
    separator: SeparatorReading | None = None
    three: SeparatorReading | None = None
    if groups is not None and groups.form is NumberForm.LONE_THREE:
        separator = _separator_reading_of(groups, convention, is_money, expects_whole)
        if separator is None and is_money and convention is None and groups.grouping == ".":
            separator = "grouping"
    if groups is not None and groups.form is NumberForm.GROUPED_THREE and not is_money:
        fits = convention is not None and SEPARATORS_OF[convention] == (
            groups.grouping,
            groups.mark,
        )
        three = "decimal" if fits and not expects_whole else None
    doubt: Doubt | None = None
    if is_money and groups is not None and groups.form is NumberForm.DECIMAL and groups.value:
        doubt = Doubt(DoubtKind.DECIMALS_IN_RUPIAH)
    return ColumnStyle(is_money=is_money, separator=separator, three_digits=three, doubt=doubt)


def _separator_reading_of(
    groups: DigitGroups, convention: str | None, is_money: bool, expects_whole: bool | None
) -> SeparatorReading | None:
    """Say how a known convention reads a lone mark before three digits."""
    if convention is None:
        return None
    grouping, mark = SEPARATORS_OF[convention]
    if groups.grouping == grouping:
        return "grouping"
    is_decimal = groups.mark == mark and not is_money and not expects_whole
    return "decimal" if is_decimal else None


def read_token(token: Token, context: ColumnStyle) -> NumberReading:
    """Turn a token into a reading, given what is known about its place."""
    if token.kind is TokenKind.BROKEN:
        return NumberReading(
            token.text,
            TokenKind.BROKEN,
            unit=token.unit,
            status=FigureStatus.UNREADABLE,
            reasons=token.doubts,
            candidates=token.candidates,
        )
    if token.kind is not TokenKind.NUMBER or token.groups is None:
        return NumberReading(
            token.text,
            token.kind,
            unit=token.unit,
            reasons=token.doubts,
            candidates=token.candidates,
        )
    groups = token.groups
    if groups.form is NumberForm.MALFORMED or groups.value is None:
        return _make_broken(token, groups)
    if token.has_currency or token.has_dash_tail:
        context = _apply_rupiah(token, context)
    value, decimals, others, doubts = _read_form(groups, context)
    doubts.extend(token.doubts)
    if groups.doubt:
        doubts.append(groups.doubt)
    is_whole = context.is_whole
    splits = find_splits(token.pieces, groups, is_money=context.is_money, is_whole=is_whole)
    if context.wraps_decimals and parts_last_decimal(token):
        splits = ()
    if splits:
        doubts.append(Doubt(DoubtKind.SPACE_IN_NUMBER))
        others = (*others, *splits)
    elif len(token.pieces) > 1 and groups.form is NumberForm.PLAIN:
        doubts.append(Doubt(DoubtKind.SPACED_DIGITS))
    if len(token.pieces) > 1 and _is_no_join(token.pieces, groups, splits):
        return _make_spaced(token, value, splits)
    is_amount = context.is_money and not _is_tiny(groups)
    is_clear_minus = context.has_brackets or is_amount or _is_long(groups)
    if token.has_brackets and not is_clear_minus:
        doubts.append(Doubt(DoubtKind.AMBIGUOUS_BRACKETS))
        others = (*others, -value)
    if context.doubt:
        doubts.append(context.doubt)
    sign = -1 if token.is_negative and value else 1
    reasons = tuple(dict.fromkeys(doubts))
    return NumberReading(
        token.text,
        TokenKind.NUMBER,
        value=sign * value,
        unit=token.unit,
        status=FigureStatus.SUSPECT if reasons else FigureStatus.OK,
        reasons=reasons,
        convention=convention_of(
            groups, context.separator if context.separator else context.likely
        ),
        decimals=decimals,
        candidates=tuple(dict.fromkeys(sign * o for o in others if o != value)),
    )


def _make_broken(token: Token, groups: DigitGroups) -> NumberReading:
    joined = () if groups.other is None else (groups.other,)
    return NumberReading(
        token.text,
        TokenKind.BROKEN,
        unit=token.unit,
        status=FigureStatus.UNREADABLE,
        reasons=token.doubts if groups.doubt is None else (groups.doubt,),
        candidates=joined,
    )


def parts_last_decimal(token: Token) -> bool:
    """Say whether a blank parts the second of two decimals from the first ("47,3 8")."""
    groups, pieces = token.groups, token.pieces
    if groups is None or groups.form not in (NumberForm.DECIMAL, NumberForm.GROUPED_DECIMAL):
        return False
    if groups.decimals != 2 or len(pieces) != 2 or len(pieces[1]) != 1:
        return False
    return pieces[1].isdigit() and pieces[0][-1].isdigit()


def _is_no_join(
    pieces: tuple[str, ...], groups: DigitGroups, splits: tuple[Decimal, ...]
) -> bool:
    """Say whether joining the pieces makes nothing that reports print."""
    if groups.form is NumberForm.PLAIN:
        return bool(splits)  # "2758410 05": the second half is no number of its own
    most = 3 if len(pieces) < 3 else 2  # "32 29,4 29" is no 3229,429
    is_odd = groups.form is NumberForm.SAME_MARK_DECIMAL or groups.decimals > most
    return bool(splits) and is_odd


def _make_spaced(token: Token, value: Decimal, splits: tuple[Decimal, ...]) -> NumberReading:
    """Refuse to join digits that stand apart without complete groups ("12 345")."""
    return NumberReading(
        token.text,
        TokenKind.BROKEN,
        unit=token.unit,
        status=FigureStatus.UNREADABLE,
        reasons=(Doubt(DoubtKind.SPACED_DIGITS),),
        candidates=tuple(dict.fromkeys((value, *splits))),
    )


def _apply_rupiah(token: Token, context: ColumnStyle) -> ColumnStyle:
    """Take "Rp" or a ",-" tail for what they say: whole rupiah, unless a scale follows."""
    if token.unit not in (None, "Rp"):
        return context
    separator = context.separator
    has_plain_mark = token.groups is not None and token.groups.grouping == "."
    if separator is None and (has_plain_mark or token.has_dash_tail):
        separator = "grouping"
    return replace(context, is_money=True, separator=separator)


def _read_form(
    groups: DigitGroups, context: ColumnStyle
) -> tuple[Decimal, int, tuple[Decimal, ...], list[Doubt]]:
    """Return value, decimals, other values and doubts that the form itself brings."""
    assert groups.value is not None
    other = () if groups.other is None else (groups.other,)
    if groups.form is NumberForm.LONE_THREE:
        assert groups.other is not None
        if context.separator == "grouping":
            return groups.value, 0, (), []
        if context.separator == "decimal":
            return groups.other, 3, (), []
        if context.likely == "decimal":
            return groups.other, 3, (groups.value,), [Doubt(DoubtKind.LONE_SEPARATOR)]
        return groups.value, 0, other, [Doubt(DoubtKind.LONE_SEPARATOR)]
    if groups.form is NumberForm.GROUPED_THREE:
        if context.three_digits == "decimal" and groups.other is not None:
            return groups.other, 3, (), []
        if context.three_digits == "grouping":
            return groups.value, 0, (), []
        return groups.value, 0, other, [Doubt(DoubtKind.MIXED_SEPARATORS_THREE)]
    if groups.form is NumberForm.MIXED_GROUPS:
        mixed = [] if context.is_money else [Doubt(DoubtKind.MIXED_THOUSANDS_SEPARATORS)]
        return groups.value, 0, (), mixed
    if groups.form is NumberForm.SAME_MARK_DECIMAL and not (
        context.has_same_mark and groups.decimals == 2
    ):
        return groups.value, groups.decimals, (), [Doubt(DoubtKind.EQUAL_SEPARATORS)]
    return groups.value, groups.decimals, other, []


def _is_tiny(groups: DigitGroups) -> bool:
    """Say whether "(8)" in a column of rupiah is rather a mark of a form than minus 8."""
    return groups.form is NumberForm.PLAIN and 0 < (groups.value or 0) < 100


def _is_long(groups: DigitGroups) -> bool:
    return groups.form in (
        NumberForm.GROUPED,
        NumberForm.GROUPED_DECIMAL,
        NumberForm.MIXED_GROUPS,
    )


def convention_of(groups: DigitGroups, separator: SeparatorReading | None = None) -> str:
    """Name the convention that a number was read by."""
    grouping = groups.grouping
    if (
        groups.form in (NumberForm.LONE_THREE, NumberForm.GROUPED_THREE)
        and separator == "decimal"
    ):
        return "comma" if groups.mark == "." else "dot"
    if grouping is None and groups.mark is not None:
        return "comma" if groups.mark == "." else "dot"
    return {".": "dot", ",": "comma"}.get(grouping or "", "plain")


def find_splits(
    pieces: tuple[str, ...], groups: DigitGroups, *, is_money: bool, is_whole: bool = False
) -> tuple[Decimal, ...]:
    """List the numbers that stand side by side if a blank inside a number parts two.

    A joined number is only safe where no blank leaves a well-formed number on both sides:
    "850.0 00.00 0" is one number, "1 234.567" or "1.000, 2.000" may be two.
    """
    found: list[Decimal] = []
    for at in range(1, len(pieces)):
        left, right = "".join(pieces[:at]), "".join(pieces[at:])
        if left[-1] == "." and any(m in left[:-1] for m in SEPARATORS):
            continue  # "1.478.449. 125": a list is not told apart by full stops
        if left[-1] == "," and is_money and not any(m in right for m in SEPARATORS):
            continue  # "1,200,000, 500" in rupiah: the second half is no amount
        if left[-1] == "," and is_money and len(pieces) > 2:
            continue  # "2,409, 617,2 00": the width of the cell breaks it elsewhere too
        one = _value_of_half(left.rstrip(SEPARATORS), groups, is_money=is_money)
        two = _value_of_half(right, groups, is_money=is_money)
        if one is None or two is None:
            continue
        if is_whole and any(value != value.to_integral_value() for value in (one, two)):
            continue  # "1.800,08 5,250" where no amount has sen
        found += [one, two]
    return tuple(found)


def _value_of_half(digits: str, groups: DigitGroups, *, is_money: bool) -> Decimal | None:
    """Return the worth of half a number if it is well formed under the whole's marks."""
    if not digits or digits[0] in SEPARATORS:
        return None
    part = parse_digit_groups(digits)
    if part.form is NumberForm.MALFORMED or part.doubt or part.value is None:
        return None
    if part.form is NumberForm.PLAIN and len(digits) > 1 and digits[0] == "0":
        return None
    has_grouping = any(digits.count(m) for m in SEPARATORS if m == groups.grouping)
    if part.form is NumberForm.DECIMAL and is_money and (has_grouping or part.decimals != 2):
        return None  # "58.01" of "58.01 7.386": in rupiah the dot groups here
    if part.form is NumberForm.GROUPED_DECIMAL and is_money and part.decimals != 2:
        return None
    if part.form is NumberForm.SAME_MARK_DECIMAL:
        return None
    return part.value


def possible_values(reading: NumberReading) -> tuple[Decimal, ...]:
    """Return all that a reading may be worth, the likeliest first."""
    first = () if reading.value is None else (reading.value,)
    return tuple(dict.fromkeys((*first, *reading.candidates)))


def format_number(
    value: Decimal, *, convention: str = "dot", decimals: int | None = None
) -> str:
    """Print a value the way reports do: "1.234.567,89" (dot), "1,234,567.89" (comma).

    Args:
        value: Any finite value.
        convention: ``"dot"``, ``"comma"`` or ``"plain"`` (no grouping, decimal point).
        decimals: Digits behind the decimal mark; ``None`` keeps those of ``value``.
    """
    grouping, mark = SEPARATORS_OF[convention]
    printed = f"{value:f}" if decimals is None else f"{value:.{decimals}f}"
    sign = "-" if printed.startswith("-") else ""
    whole, _, tail = printed.lstrip("-").partition(".")
    whole = f"{int(whole):,}".replace(",", grouping)
    return f"{sign}{whole}{mark}{tail}" if tail else f"{sign}{whole}"
