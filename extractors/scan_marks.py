"""Marks between groups of digits, from the ink itself.

The engine loses full stops, above all at the beginning of a wrapped line, and takes commas
for them. A mark is a small piece at the feet of the digits; a comma reaches below them.
"""

import re
from collections.abc import Sequence

from extractors.scan_engine import Word
from extractors.scan_shapes import Piece

#: A mark that reaches this far below the feet, in shares of the height of the digits, is a
#: comma.
COMMA_DEPTH = 0.11
#: Digits and marks; pieces of wrapped numbers begin and end as they like.
_FIGURE = re.compile(r"\(?-?(?P<figure>\d[\d.,]*|[.,]\d[\d.,]*)\)?%?")


def restore_marks(text: str, pieces: Sequence[Piece], *, is_first: bool = True) -> str:
    """Return the text with the marks that the ink shows.

    Args:
        text: A line of digits and marks as the engine read it, without white space.
        pieces: Connected ink of the line from left to right.
        is_first: Whether it is the first line of its cell: a mark before it is a speck.

    Returns:
        The text with lost marks put in; unchanged where ink and
        text do not answer each other digit for digit.
    """
    found = _FIGURE.fullmatch(text)
    if found is None or not pieces or text != found["figure"]:
        return text
    tall = [p for p in pieces if not p.is_mark]
    if len(tall) != sum(ch.isdigit() for ch in text):
        return text
    rebuilt: list[str] = []
    at = 0
    for piece in pieces:
        if piece.is_mark:
            own = text[at] if at < len(text) and text[at] in ".," else ""
            at += bool(own)
            if own or rebuilt or not is_first:
                rebuilt.append(own or _name_mark(piece, text))
            continue
        if at < len(text) and text[at] in ".,":
            return text  # a mark was read where the ink shows none
        rebuilt.append(text[at])
        at += 1
    rebuilt += text[at:]
    result = "".join(rebuilt)
    if len(result) > len(text) and not _is_grouping(result, text):
        return text  # a speck, or a decimal mark that two networks did not see
    return result


def _is_grouping(result: str, text: str) -> bool:
    """Say whether the marks put in part groups of three, as only a number's own marks do."""
    inner = result.strip(".,")
    if inner == text.strip(".,"):
        return True  # only at the ends
    return bool(re.fullmatch(r"\d{1,3}([.,]\d{3})+([.,]\d{1,2})?", inner)) and (
        sum(ch in ".," for ch in text) > 0 or len(re.split(r"[.,]", inner)[-1]) == 3
    )


def count_inner_marks(pieces: Sequence[Piece]) -> int:
    """Count the marks between the first and the last digit that the ink shows."""
    digits = [i for i, p in enumerate(pieces) if not p.is_mark]
    if not digits:
        return 0
    return sum(p.is_mark for p in pieces[digits[0] : digits[-1]])


def _name_mark(piece: Piece, text: str) -> str:
    """Name a mark that was not read: like the others of its number, else by its shape."""
    others = {ch for ch in text if ch in ".,"}
    if len(others) == 1:
        return others.pop()
    return "," if piece.depth >= COMMA_DEPTH else "."


def mark_words(words: Sequence[Word], text: str) -> tuple[Word, ...]:
    """Return the words of a line as one word with another text."""
    return (
        Word(
            text,
            min(w.confidence for w in words),
            min(w.x0 for w in words),
            min(w.y0 for w in words),
            max(w.x1 for w in words),
            max(w.y1 for w in words),
        ),
    )
