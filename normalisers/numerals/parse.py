"""Indonesian numbers: what the text of one cell is worth, or why that cannot be said.

A reading is either plainly right (``OK``), doubtful (``SUSPECT``, with the likeliest value
and the other ``candidates``) or worth nothing (``UNREADABLE``, token ``BROKEN``). What the
rest of the column says is added by ``sidak.normalisers.numerals.column``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum

from sidak.schemas import Doubt, DoubtKind, FigureStatus, NumberReading, TokenKind
from sidak.schemas.text.digit_groups import (
    SEPARATORS,
    DigitGroups,
    NumberForm,
    parse_digit_groups,
)
from sidak.schemas.text.numbers import Token, tokenize


class SeparatorReading(StrEnum):
    """What a separator before three digits means."""

    GROUPING = "grouping"  # thousands
    DECIMAL = "decimal"


#: Grouping and decimal separator of each convention.
SEPARATORS_OF = {"dot": (".", ","), "comma": (",", "."), "plain": ("", ".")}


@dataclass(frozen=True, slots=True)
class ColumnStyle:
    """How the numbers of a column are printed, as far as it is known.

    Attributes:
        is_money: They count whole rupiah.
        lone: What a lone separator before three digits ("66.408") means, by the separator.
        likely: What one of unknown meaning is taken for while the number is suspect.
        three_decimals: Separators that begin three decimals in "176.550,000".
        equal_separators: Separators that both group and begin decimals here, as in
            "641,773,572,00".
        wraps_decimals: The cells part the last decimal ("47,3 8" beside "12,25").
        is_whole: They are whole rupiah, never with sen.
        is_difference: They are differences, negative in brackets or behind a hyphen.
    """

    is_money: bool = False
    lone: Mapping[str, SeparatorReading] = field(default_factory=dict)
    likely: SeparatorReading = SeparatorReading.GROUPING
    three_decimals: frozenset[str] = frozenset()
    equal_separators: frozenset[str] = frozenset()
    wraps_decimals: bool = False
    is_whole: bool = False
    is_difference: bool = False


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
    style = _make_style(convention, is_money=is_money, is_whole=bool(expects_whole))
    reading = read_token(token, style)
    groups = token.groups
    if is_money and groups is not None and groups.form is NumberForm.DECIMAL and groups.value:
        return add_doubt(reading, Doubt(DoubtKind.DECIMALS_IN_RUPIAH))
    return reading


def _make_style(convention: str | None, *, is_money: bool, is_whole: bool) -> ColumnStyle:
    """Return the style of a cell of which only the convention is known, if that."""
    if convention is None:
        lone = {".": SeparatorReading.GROUPING} if is_money else {}
        return ColumnStyle(is_money=is_money, lone=lone)
    grouping, mark = SEPARATORS_OF[convention]
    lone = {grouping: SeparatorReading.GROUPING}
    if is_money or is_whole:
        return ColumnStyle(is_money=is_money, lone=lone)
    lone[mark] = SeparatorReading.DECIMAL
    return ColumnStyle(lone=lone, three_decimals=frozenset({mark} if grouping else ()))


def read_token(token: Token, style: ColumnStyle) -> NumberReading:
    """Turn a token into a reading, given how the numbers of its column are printed."""
    groups = token.groups
    if token.kind is not TokenKind.NUMBER or groups is None:
        return _make_reading(token, token.kind, token.doubts, token.candidates)
    if groups.form is NumberForm.MALFORMED or groups.value is None:
        reasons = token.doubts if groups.doubt is None else (groups.doubt,)
        joined = () if groups.other is None else (groups.other,)
        return _make_reading(token, TokenKind.BROKEN, reasons, joined)
    if token.has_currency or token.has_dash_tail:
        style = _apply_rupiah(token, style)
    form = _read_form(groups, style)
    is_minus = style.is_difference and token.unit in (None, "%", "Rp")
    # an accounting format sets the minus at the left edge of the cell
    own = (d for d in token.doubts if not (is_minus and d.kind is DoubtKind.LEADING_HYPHEN))
    doubts = [*form.doubts, *own]
    if groups.doubt:
        doubts.append(groups.doubt)
    splits = _find_doubtful_splits(token, groups, style)
    if len(token.pieces) > 1 and _is_no_join(token.pieces, groups, splits):
        candidates = tuple(dict.fromkeys((form.value, *splits)))
        return _make_reading(
            token, TokenKind.BROKEN, (Doubt(DoubtKind.SPACED_DIGITS),), candidates
        )
    others = (*form.others, *splits)
    if splits:
        doubts.append(Doubt(DoubtKind.SPACE_IN_NUMBER))
    elif len(token.pieces) > 1 and groups.form is NumberForm.PLAIN:
        doubts.append(Doubt(DoubtKind.SPACED_DIGITS))
    is_signed = (style.is_money or style.is_difference) and not _is_tiny(groups)
    if token.has_brackets and not is_signed and not _is_long(groups):
        doubts.append(Doubt(DoubtKind.AMBIGUOUS_BRACKETS))
        others = (*others, -form.value)
    sign = -1 if token.is_negative and form.value else 1
    reasons = tuple(dict.fromkeys(doubts))
    return NumberReading(
        token.text,
        TokenKind.NUMBER,
        value=sign * form.value,
        unit=token.unit,
        status=FigureStatus.SUSPECT if reasons else FigureStatus.OK,
        reasons=reasons,
        convention=_convention_of(groups, style),
        decimals=form.decimals,
        candidates=tuple(dict.fromkeys(sign * o for o in others if o != form.value)),
    )


def add_doubt(reading: NumberReading, doubt: Doubt) -> NumberReading:
    """Return a reading with one more doubt, if it has a value to doubt."""
    if reading.token is not TokenKind.NUMBER:
        return reading
    reasons = tuple(dict.fromkeys((*reading.reasons, doubt)))
    return replace(reading, status=FigureStatus.SUSPECT, reasons=reasons)


def _make_reading(
    token: Token, kind: TokenKind, reasons: tuple[Doubt, ...], candidates: tuple[Decimal, ...]
) -> NumberReading:
    """Return the reading of a cell that has no value."""
    return NumberReading(
        token.text,
        kind,
        unit=token.unit,
        status=FigureStatus.UNREADABLE if kind is TokenKind.BROKEN else FigureStatus.OK,
        reasons=reasons,
        candidates=candidates,
    )


def _find_doubtful_splits(
    token: Token, groups: DigitGroups, style: ColumnStyle
) -> tuple[Decimal, ...]:
    if style.wraps_decimals and parts_last_decimal(token):
        return ()
    return find_splits(token.pieces, groups, is_money=style.is_money, is_whole=style.is_whole)


def parts_last_decimal(token: Token) -> bool:
    """Return True if a blank parts the second of two decimals from the first ("47,3 8")."""
    groups, pieces = token.groups, token.pieces
    if groups is None or groups.form not in (NumberForm.DECIMAL, NumberForm.GROUPED_DECIMAL):
        return False
    if groups.decimals != 2 or len(pieces) != 2 or len(pieces[1]) != 1:
        return False
    return pieces[1].isdigit() and pieces[0][-1].isdigit()


def _is_no_join(
    pieces: tuple[str, ...], groups: DigitGroups, splits: tuple[Decimal, ...]
) -> bool:
    """Return True if joining the pieces makes nothing that reports print."""
    if groups.form is NumberForm.PLAIN:
        return bool(splits)  # "2758410 05": the second half is no number of its own
    most = 3 if len(pieces) < 3 else 2  # "32 29,4 29" is no 3229,429
    is_odd = groups.form is NumberForm.SAME_MARK_DECIMAL or groups.decimals > most
    return bool(splits) and is_odd


def _apply_rupiah(token: Token, style: ColumnStyle) -> ColumnStyle:
    """Take "Rp" or a ",-" tail for what they say: whole rupiah, unless a scale follows."""
    if token.unit not in (None, "Rp"):
        return style
    grouping = token.groups.grouping if token.groups is not None else None
    lone = dict(style.lone)
    if grouping is not None and (grouping == "." or token.has_dash_tail):
        lone.setdefault(grouping, SeparatorReading.GROUPING)
    return replace(style, is_money=True, lone=lone)


@dataclass(frozen=True, slots=True)
class _FormReading:
    """What digits and separators are worth in a style.

    Attributes:
        value: The likeliest value.
        decimals: Its digits behind the decimal separator.
        others: Other values.
        doubts: What the form itself leaves open.
    """

    value: Decimal
    decimals: int
    others: tuple[Decimal, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def _read_form(groups: DigitGroups, style: ColumnStyle) -> _FormReading:
    """Return what a well-formed number is worth."""
    assert groups.value is not None
    mark = groups.mark or ""
    other = () if groups.other is None else (groups.other,)
    match groups.form:
        case NumberForm.LONE_THREE:
            return _read_lone(groups, style)
        case NumberForm.GROUPED_THREE if mark in style.three_decimals and other:
            return _FormReading(other[0], 3)
        case NumberForm.GROUPED_THREE if style.is_whole and groups.value % 1000:
            return _FormReading(groups.value, 0)
        case NumberForm.GROUPED_THREE:
            doubts = (Doubt(DoubtKind.MIXED_SEPARATORS_THREE),)
            return _FormReading(groups.value, 0, other, doubts)
        case NumberForm.MIXED_GROUPS if style.is_money:
            return _FormReading(groups.value, 0)
        case NumberForm.MIXED_GROUPS:
            doubts = (Doubt(DoubtKind.MIXED_THOUSANDS_SEPARATORS),)
            return _FormReading(groups.value, 0, doubts=doubts)
        case NumberForm.SAME_MARK_DECIMAL if (
            mark not in style.equal_separators or groups.decimals != 2
        ):
            doubts = (Doubt(DoubtKind.EQUAL_SEPARATORS),)
            return _FormReading(groups.value, groups.decimals, doubts=doubts)
        case _:
            return _FormReading(groups.value, groups.decimals, other)


def _read_lone(groups: DigitGroups, style: ColumnStyle) -> _FormReading:
    """Return what "66.408" is worth: one value where its separator is known, else both."""
    assert groups.value is not None
    assert groups.other is not None
    known = style.lone.get(groups.mark or "")
    doubts = () if known is not None else (Doubt(DoubtKind.LONE_SEPARATOR),)
    if (known or style.likely) is SeparatorReading.DECIMAL:
        return _FormReading(groups.other, 3, () if known else (groups.value,), doubts)
    return _FormReading(groups.value, 0, () if known else (groups.other,), doubts)


def _is_tiny(groups: DigitGroups) -> bool:
    """Return True if "(8)" in a column of rupiah is rather a mark of a form than minus 8."""
    return groups.form is NumberForm.PLAIN and 0 < (groups.value or 0) < 100


def _is_long(groups: DigitGroups) -> bool:
    return groups.form in (
        NumberForm.GROUPED,
        NumberForm.GROUPED_DECIMAL,
        NumberForm.MIXED_GROUPS,
    )


def _convention_of(groups: DigitGroups, style: ColumnStyle) -> str:
    """Name the convention that a number was read by."""
    mark, grouping = groups.mark or "", groups.grouping
    if groups.form is NumberForm.LONE_THREE:
        is_decimal = style.lone.get(mark, style.likely) is SeparatorReading.DECIMAL
        grouping = None if is_decimal else grouping
    if grouping is None and mark:
        return "comma" if mark == "." else "dot"
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
