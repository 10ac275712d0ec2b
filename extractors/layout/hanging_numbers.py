"""A row number that hangs in the middle of its name is put in front of it.

A number "1" centred beside the three lines of a name shares the cell with it where no ruling
parts them, and would be read into the middle of the name.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from sidak.extractors.layout.settings import SETTINGS
from sidak.extractors.layout.text_lines import TextLine
from sidak.extractors.pdf.glyph import Glyph
from sidak.schemas import Box, bounding_box

_CURRENCY = re.compile(r"^(?:rp|idr)\.?$", re.IGNORECASE)


def lead_with_number(lines: Sequence[TextLine]) -> tuple[TextLine, ...]:
    """Return the lines of a cell, the only number that hangs left of them at their front.

    Args:
        lines: From top to bottom.
    """
    hanging = [(at, count) for at, line in enumerate(lines) if (count := _count_digits(line))]
    if len(lines) < 2 or len(hanging) != 1 or hanging[0][0] == 0:
        return tuple(lines)
    at, count = hanging[0]
    line = lines[at]
    rest = [*lines[:at], *lines[at + 1 :]]
    own = line.glyphs[count:]
    edge = min([one.box.x0 for one in rest] + [glyph.x0 for glyph in own[:1]])
    number = line.glyphs[:count]
    is_aligned = not own or own[0].x0 - edge <= SETTINGS.hanging_slack
    is_name = any(character.isalpha() for one in rest for character in one.text)
    if not is_aligned or not is_name or edge - number[-1].x1 < SETTINGS.hanging_gap:
        return tuple(lines)
    digits = "".join(glyph.text for glyph in number)
    first = lines[0]
    led = replace(
        first,
        text=f"{digits} {first.text}",
        box=bounding_box((first.box, _box_of(number))),
        glyphs=(*number, *first.glyphs),
    )
    if not own:
        return (led, *lines[1:at], *lines[at + 1 :])
    shortened = replace(
        line,
        text=line.text.lstrip()[len(digits) :].lstrip(),
        box=_box_of(own),
        glyphs=own,
    )
    return (led, *lines[1:at], shortened, *lines[at + 1 :])


def lead_with_currency(lines: Sequence[TextLine]) -> tuple[TextLine, ...]:
    """Return the lines of a cell, a lone "Rp" before the number that wraps beside it.

    An accounting format sets "Rp" at the left edge, in the middle of the lines of its number.

    Args:
        lines: From top to bottom.
    """
    alone = [at for at, line in enumerate(lines) if _CURRENCY.match(line.text)]
    if len(alone) != 1 or alone[0] == 0:
        return tuple(lines)
    currency = lines[alone[0]]
    rest = [line for line in lines if line is not currency]
    is_beside = all(
        line.text[:1].isdigit() and currency.box.x1 <= line.box.x0 for line in rest
    ) and any(currency.box.y0 < line.box.y1 and line.box.y0 < currency.box.y1 for line in rest)
    return (currency, *rest) if is_beside else tuple(lines)


def _box_of(glyphs: Sequence[Glyph]) -> Box:
    return bounding_box(Box(glyph.x0, glyph.y0, glyph.x1, glyph.y1) for glyph in glyphs)


def _count_digits(line: TextLine) -> int:
    """Return how many digits lead a line before a gap or its end; 0 if none do."""
    if line.readings:
        return 0
    count = 0
    while count < len(line.glyphs) and line.glyphs[count].text.isdigit():
        count += 1
    if not 0 < count <= SETTINGS.hanging_digits:
        return 0
    if count == len(line.glyphs):
        return count
    gap = line.glyphs[count].x0 - line.glyphs[count - 1].x1
    return count if gap >= SETTINGS.hanging_gap else 0
