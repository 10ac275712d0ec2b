"""Full stops of amounts that a coarse scan lost: only a gap is left where they stood.

At 100 dots an inch a full stop is one pixel or none; "7.857.752.700" is then read as
"7.857 752.700", which may be one number or two. It is one, with its full stop put back, if all
of this is so: its digits stand in groups of three, parted by the sign that parts all other
amounts of its column; it has decimals if they have; and each gap in the picture is one that a
full stop leaves, too narrow for a lost digit.

Nor can a comma be told from a full stop there. Where all amounts of a column have two decimals
behind a comma, "452.09" among them is "452,09", and "3,376,314.000,00" is "3.376.314.000,00".
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from sidak.extractors.layout.cells import CellText
from sidak.extractors.layout.text_lines import TextLine
from sidak.extractors.ocr.line_ink import OcrPage
from sidak.extractors.ocr.separators import SEPARATORS
from sidak.extractors.ocr.settings import SETTINGS
from sidak.schemas import Doubt, DoubtKind

#: An amount whose groups are parted by one sign, perhaps with decimals behind the other.
_GROUPED = re.compile(
    r"\d{1,3}(?P<group>[.,])\d{3}((?P=group)\d{3})*((?!(?P=group))[.,]\d{2})?"
)
#: The same with blanks in place of some of these signs.
_SPACED = re.compile(r"\d{1,3}([ .,]\d{3})+([.,]\d{2})?")
#: A number without groups and with two decimals.
_ONE_SIGN = re.compile(r"\d{1,3}[.,]\d{2}")


@dataclass(frozen=True, slots=True)
class GroupStyle:
    """How the amounts of a column are grouped.

    Attributes:
        group: The sign between groups.
        decimals: The signs before decimals; an empty one for amounts without.
        amounts: How many amounts show it.
    """

    group: str
    decimals: frozenset[str]
    amounts: int


def mend_lost_separators(cells: Sequence[CellText], page: OcrPage) -> list[CellText]:
    """Put the full stops back that the picture lost in the amounts of a table.

    Args:
        cells: The cells of the table.
        page: The page, to measure the gaps.
    """
    columns: dict[int, list[str]] = defaultdict(list)
    for cell in cells:
        columns[cell.slot.column] += [line.text for line in cell.lines]
    styles = {
        column: find_style(texts)
        for column, texts in columns.items()
        if any(_SPACED.fullmatch(t) or _ONE_SIGN.fullmatch(t) for t in texts)
    }
    return [
        cell if style is None else _mend_cell(cell, style, page)
        for cell in cells
        for style in (styles.get(cell.slot.column),)
    ]


def is_spaced_amount(text: str) -> bool:
    """Return True if a text is an amount with a blank in place of a sign between groups."""
    return " " in text and bool(_SPACED.fullmatch(text))


def find_style(texts: Sequence[str]) -> GroupStyle | None:
    """Find how the amounts of a column are grouped; ``None`` if they differ or are too few.

    What signs are left in an amount that lost others counts as well.

    Args:
        texts: The lines of the column.
    """
    grouped = [text for text in texts if _GROUPED.fullmatch(text)]
    torn = [text for text in texts if is_spaced_amount(text)]
    signs = [set(_whole_part(text)) & set(SEPARATORS) for text in (*grouped, *torn)]
    groups = Counter(sign for own in signs for sign in own)
    own = SETTINGS.separators
    (group, count), *others = groups.most_common() or [("", 0)]
    rest = sum(n for _, n in others)
    if count < own.least_alike or rest * own.least_usual > count:
        return None
    usual = [t for t in grouped or torn if group in _whole_part(t)]
    decimals = frozenset(map(_decimal_sign, usual))
    # small amounts show what decimals stand behind as well
    small = [t for t in texts if _ONE_SIGN.fullmatch(t) and decimals == {_decimal_sign(t)}]
    return GroupStyle(group, decimals, len(usual) + len(small))


def mend_text(text: str, style: GroupStyle, gaps: Sequence[float]) -> str:
    """Return an amount in the style of its column, or as it is where one cannot be sure.

    Args:
        text: The amount as read, with blanks where full stops may be lost, and perhaps commas
            for full stops.
        style: How its column is grouped.
        gaps: The width of the gap at each of its signs and blanks, as `measure_gaps` gives it.
    """
    own = SETTINGS.separators
    if not _SPACED.fullmatch(text):
        return text
    sign, groups = _decimal_sign(text), re.split(r"\D", _whole_part(text))
    is_usual = style.amounts >= own.least_usual
    if bool(sign) not in {bool(one) for one in style.decimals} or len(style.decimals) > 2:
        return text
    others = set(_whole_part(text)) & set(SEPARATORS) - {style.group}
    if others and not (is_usual and len(style.decimals) == 1 and (sign or len(groups) > 2)):
        return text
    signs = [ch for ch in text if not ch.isdigit()]
    if " " in signs and not _are_narrow(text, gaps):
        return text
    if not sign:
        return style.group.join(groups)
    (decimal,) = style.decimals - {""}
    return style.group.join(groups) + decimal + text[-2:]


def _are_narrow(text: str, gaps: Sequence[float]) -> bool:
    """Return True if all gaps of an amount are as wide as signs leave them.

    A 1 is narrower than its place.
    """
    own = SETTINGS.separators
    beside = [text[i - 1] + text[i + 1] for i, ch in enumerate(text) if not ch.isdigit()]
    return len(gaps) == len(beside) and all(
        own.least_gap <= gap <= own.most_gap + own.narrow_one * digits.count("1")
        for gap, digits in zip(gaps, beside, strict=True)
    )


def mend_decimals(text: str, style: GroupStyle) -> str:
    """Return a number with its decimals behind the sign that all amounts have them behind.

    Args:
        text: A number without groups, as read.
        style: How its column is grouped.
    """
    is_usual = style.amounts >= SETTINGS.separators.least_usual
    if not is_usual or len(style.decimals) != 1 or "" in style.decimals:
        return text
    (decimal,) = style.decimals
    return text[:-3] + decimal + text[-2:] if _ONE_SIGN.fullmatch(text) else text


def measure_gaps(text: str, ink: npt.NDArray[np.bool_]) -> list[float]:
    """Return how wide the gaps at the signs and blanks of a number are, in widths of a digit.

    Args:
        text: The number as read.
        ink: Which columns of its line show ink above the feet of the digits, where full stops
            and commas leave none.

    Returns:
        One width for each sign and blank, from left to right; none if a gap is not where the
        digits before it say that it must be.
    """
    columns = np.flatnonzero(ink)
    signs = sum(not ch.isdigit() for ch in text)
    if not len(columns):
        return []
    own = SETTINGS.separators
    left, width = int(columns[0]), int(columns[-1] - columns[0] + 1)
    digit = width / (len(text) - signs + own.sign_width * signs)
    edges = np.flatnonzero(np.diff(np.concatenate([[1], ink[left : left + width], [1]])))
    runs = [
        ((a + b) / 2 / digit, (b - a) / digit)
        for a, b in zip(edges[::2], edges[1::2], strict=True)
    ]
    gaps = []
    at = 0.0
    for ch in text:
        if ch.isdigit():
            at += 1
            continue
        middle = at + own.sign_width / 2
        at += own.sign_width
        near = [w for x, w in runs if abs(x - middle) <= own.gap_reach]
        if not near:
            return []
        gaps.append(float(max(near)))
    return gaps


def _decimal_sign(text: str) -> str:
    """Return the sign before two decimals; empty without them."""
    return text[-3] if text[-3:-2] in tuple(SEPARATORS) else ""


def _whole_part(text: str) -> str:
    """Return an amount without its decimals."""
    return text[:-3] if _decimal_sign(text) else text


def _show_ink(line: TextLine, page: OcrPage) -> npt.NDArray[np.bool_]:
    """Return which columns of a line show ink above the feet of its digits."""
    box, scale = line.box, page.scan.scale
    height, width = page.letters.shape
    x0, x1 = max(0, round(box.x0 / scale) - 2), min(width, round(box.x1 / scale) + 2)
    y0, y1 = max(0, round(box.y0 / scale)), min(height, round(box.y1 / scale))
    window = page.letters[y0:y1, x0:x1] > 0
    rows = np.flatnonzero(window.any(axis=1))
    if not len(rows):
        return np.zeros(0, np.bool_)
    tall = rows[-1] - rows[0] + 1
    upper = window[rows[0] : rows[0] + round(SETTINGS.separators.above_feet * tall)]
    return np.asarray(upper.any(axis=0), np.bool_)


def _mend_cell(cell: CellText, style: GroupStyle, page: OcrPage) -> CellText:
    lines = []
    settled: set[Doubt] = set()
    for line in cell.lines:
        text = line.text
        gaps = measure_gaps(text, _show_ink(line, page)) if is_spaced_amount(text) else []
        text = mend_decimals(mend_text(text, style, gaps), style)
        if text == line.text:
            lines.append(line)
            continue
        old = Doubt(DoubtKind.SEPARATORS_DIFFER, (line.text,))
        settled.add(old)
        lines.append(
            replace(
                line,
                text=text,
                readings=tuple(dict.fromkeys((text, *line.readings))),
                doubts=tuple(d for d in line.doubts if d != old),
            )
        )
    if not settled:
        return cell
    doubts = tuple(d for d in cell.doubts if d not in settled)
    return replace(cell, lines=tuple(lines), doubts=doubts)
