"""Lines of a scanned page read by the engine; numbers twice, by readers that differ."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from extractors.filling import Line, box_of
from extractors.scan_engine import LANGUAGE, LINE, SECOND_LANGUAGE, Engine, Picture, Word
from extractors.scan_lines import MARGIN, Strip, cut_out, make_glyphs
from extractors.scan_picture import Ink, Scan

#: Height of a line in pixels that the second reading is drawn at.
SECOND_HEIGHT = 44
#: A word read with less confidence outside a table is a stain.
LEAST_CONFIDENCE = 35.0
#: Letters that are taken for digits and the other way round.
_MAYBE_NUMBER = re.compile(r"[\dOoIl|SBZ]")


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line as read.

    Attributes:
        line: The text with its boxes; ``None`` if nothing was read.
        confidence: Least confidence of its words, 0..100.
        doubts: Why it may be wrong.
    """

    line: Line | None
    confidence: float
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Order:
    """A line to be read: where it stands and what it must not reach beyond."""

    strip: Strip
    limits: Strip


def read_lines(
    orders: Sequence[Order], scan: Scan, rules: Ink, engine: Engine, *, is_table: bool
) -> list[ReadLine]:
    """Read lines of a page.

    Args:
        orders: The lines.
        scan: The straightened page.
        rules: Ink of the rules.
        engine: What reads.
        is_table: Whether they stand in cells: numbers are then read twice.
    """
    crops = [cut_out(scan, rules, o.strip, o.limits) for o in orders]
    first = engine.read(crops, LANGUAGE, LINE)
    second: dict[int, tuple[Word, ...]] = {}
    if is_table:
        again = [i for i, words in enumerate(first) if is_perhaps_number(_text(words))]
        read = engine.read([redraw(crops[i]) for i in again], SECOND_LANGUAGE, LINE)
        second = dict(zip(again, read, strict=True))
    result = []
    for i, (order, words) in enumerate(zip(orders, first, strict=True)):
        doubts = list(_compare(words, second[i])) if i in second else []
        placed = _place(words, order, scan)
        if not is_table:
            placed = [w for w in placed if w.confidence >= LEAST_CONFIDENCE]
        elif not placed and not doubts:
            doubts.append("tinta yang tidak terbaca")
        glyphs = make_glyphs(placed, order.strip, scan, i)
        line = None
        if glyphs:
            line = Line(" ".join(w.text for w in placed), box_of(glyphs), tuple(glyphs))
        confidence = min((w.confidence for w in placed), default=0.0)
        result.append(ReadLine(line, confidence, tuple(doubts)))
    return result


def _text(words: Sequence[Word]) -> str:
    return " ".join(w.text for w in words)


def is_perhaps_number(text: str) -> bool:
    """Say whether a line may hold figures: digits, or few letters that look like them."""
    letters = sum(ch.isalpha() for ch in text)
    digits = sum(ch.isdigit() for ch in text)
    if digits:
        return letters <= 24
    return letters <= 3 or (letters <= 6 and bool(_MAYBE_NUMBER.search(text)))


def redraw(crop: Picture) -> Picture:
    """Draw a crop anew for the second reading: other size, harder contrast."""
    height = crop.shape[0] - 2 * MARGIN
    factor = max(0.5, min(3.0, SECOND_HEIGHT / max(1, height)))
    drawn = cv2.resize(crop, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
    drawn = cv2.GaussianBlur(drawn, (3, 3), 0)
    stretched = (drawn.astype(np.float32) - 70) * (255 / 130)
    return np.asarray(np.clip(stretched, 0, 255), np.uint8)


def _compare(first: Sequence[Word], second: Sequence[Word]) -> tuple[str, ...]:
    a, b = _text(first), _text(second)
    if "".join(a.split()) == "".join(b.split()):
        return ()
    return (f"dua pembacaan berbeda: {a or '(kosong)'} / {b or '(kosong)'}",)


def _place(words: Sequence[Word], order: Order, scan: Scan) -> list[Word]:
    """Move words from their crop to the page."""
    strip, limits = order.strip, order.limits
    pad = max(2, strip.height // 8)
    dx = max(limits.x0, strip.x0 - pad) - MARGIN
    dy = max(limits.y0, strip.y0 - pad) - MARGIN
    return [w._replace(x0=w.x0 + dx, y0=w.y0 + dy, x1=w.x1 + dx, y1=w.y1 + dy) for w in words]
