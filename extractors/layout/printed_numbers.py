"""All numbers that a page prints, whatever became of them: the ground of the page's balance."""

import re
from collections.abc import Iterator, Sequence

from sidak.extractors.layout.settings import SETTINGS
from sidak.extractors.layout.text_lines import TextLine, bound_glyphs
from sidak.schemas import PrintedDigits

#: Digits with the marks between them.
NUMBER = re.compile(r"\d(?:[\d.,]*\d)?")
#: A word that a number may follow without a space.
_CURRENCY = re.compile(r"(?:rp|idr)[.:]?$", re.IGNORECASE)


def find_printed_numbers(lines: Sequence[TextLine]) -> tuple[PrintedDigits, ...]:
    """Return the numbers of lines of text, in their order.

    Digits that belong to a word ("P3K", "SOP10") are no number.
    """
    return tuple(number for line in lines for number in _find_in_line(line))


def find_number_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the numbers of a line begin and end."""
    for match in NUMBER.finditer(text):
        if not _is_part_of_word(text[: match.start()], match[0]):
            yield match.span()


def keep_context(text: str, start: int, end: int) -> tuple[str, str]:
    """Return what a line prints around a number, as far as it is kept."""
    return text[max(0, start - SETTINGS.context_before) : start], text[
        end : end + SETTINGS.context_after
    ]


def _find_in_line(line: TextLine) -> Iterator[PrintedDigits]:
    if not any(character.isdigit() for character in line.text):
        return
    places = _map_to_glyphs(line)
    for start, end in find_number_spans(line.text):
        before, after = keep_context(line.text, start, end)
        if places is None:
            yield PrintedDigits(line.text[start:end], line.box, before, after)
            continue
        first, last = places[start], places[end - 1]
        box = bound_glyphs(line.glyphs[first : last + 1])
        yield PrintedDigits(
            text=line.text[start:end],
            box=box,
            before=before,
            after=after,
            gap_before=_gap(line, first - 1, first),
            gap_after=_gap(line, last, last + 1),
        )


def _is_part_of_word(before: str, text: str) -> bool:
    """Return True if digits go on a word: short, without marks, and no amount of money."""
    is_short = text.isdigit() and len(text) < SETTINGS.number_in_word
    return (
        is_short and bool(before) and before[-1].isalpha() and _CURRENCY.search(before) is None
    )


def _gap(line: TextLine, left: int, right: int) -> float:
    """Return the distance of two glyphs in font sizes; 0 if one of them is not there."""
    if left < 0 or right >= len(line.glyphs):
        return 0.0
    one, other = line.glyphs[left], line.glyphs[right]
    gap = max(other.x0 - one.x1, 0.0)
    if one.angle % 180:
        gap = max(other.y0 - one.y1, one.y0 - other.y1, 0.0)
    return round(gap / (one.size or 1.0), 2)


def _map_to_glyphs(line: TextLine) -> list[int] | None:
    """Return for each character of a line which of its glyphs prints it.

    A space that a gap stands for belongs to the glyph after it.

    Returns:
        ``None`` if the text was not made of the glyphs: recognised in another way.
    """
    letters = [glyph for glyph, g in enumerate(line.glyphs) for _ in g.text]
    if len(letters) != len(line.text) - line.text.count(" "):
        return None
    rest = iter(letters)
    places: list[int] = []
    glyph = 0
    for character in line.text:
        if character != " ":
            glyph = next(rest)
        places.append(glyph)
    return places
