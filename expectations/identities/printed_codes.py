"""Printed codes of the lines of a table, with their slips mended by the lines around them.

Only the tree of a table is built on these; what is printed, and what is matched, stays.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

#: Parts that must agree before a code counts as another one that lost its beginning.
_LEAST_PARTS = 2


def split_code(text: str | None) -> tuple[str, ...]:
    """Return the parts of a printed code, zeros in front and spaces left out."""
    parts = re.split(r"[.\s]+", (text or "").strip(" ."))
    if not all(part.isalnum() for part in parts):
        return ()
    return tuple(part.lstrip("0") or "0" for part in parts)


def repair_codes(codes: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return the codes of the lines of a table, in row order, with slips mended.

    A code that lost its first parts ("20 05 59 09" below "1 20 05 59 08") gets them back. A
    part that differs ("y 20 05 59 34") while the lines before and after agree on it and on
    all else but the last is theirs.
    """
    mended = list(codes)
    known = [place for place, code in enumerate(codes) if code]
    for before, place in pairwise(known):
        mended[place] = _restore_prefix(mended[place], mended[before])
    for before, place, after in zip(known, known[1:], known[2:], strict=False):
        mended[place] = _align_to_neighbours(mended[before], mended[place], mended[after])
    return mended


def _restore_prefix(code: tuple[str, ...], before: tuple[str, ...]) -> tuple[str, ...]:
    stem = code[:-1]
    if len(stem) < _LEAST_PARTS or code[0] == before[0]:
        return code
    for lost in range(1, len(before) - len(stem) + 1):
        if before[lost : lost + len(stem)] == stem:
            return before[:lost] + code
    return code


def _align_to_neighbours(
    before: tuple[str, ...], code: tuple[str, ...], after: tuple[str, ...]
) -> tuple[str, ...]:
    stem = code[:-1]
    if len(stem) <= _LEAST_PARTS or before[:-1] != after[:-1] or len(before) != len(code):
        return code
    differing = sum(1 for own, theirs in zip(stem, before, strict=False) if own != theirs)
    return before[:-1] + code[-1:] if differing == 1 else code
