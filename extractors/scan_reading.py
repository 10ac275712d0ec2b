"""Lines of a scanned page read by the engine; those with figures by all witnesses."""

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.filling import Line, box_of
from extractors.scan_crops import Order, place_words, read_crops
from extractors.scan_engine import LANGUAGE, Engine
from extractors.scan_figures import Sheet, read_figures
from extractors.scan_lines import cut_out, find_line_height, make_glyphs
from extractors.scan_votes import Outcome, join_words

#: A word read with less confidence outside a table is a stain.
LEAST_CONFIDENCE = 35.0


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


def read_lines(
    orders: Sequence[Order], page: Sheet, engine: Engine, *, is_table: bool
) -> list[ReadLine]:
    """Read lines of a page.

    Args:
        orders: The lines.
        page: Where they stand.
        engine: What reads.
        is_table: Whether they stand in cells: what cannot be read is then doubted, not
            taken for a stain.
    """
    crops = [cut_out(page.scan, page.rules, o.strip, o.limits) for o in orders]
    first = read_crops(crops, page.letter, engine, LANGUAGE)
    outcomes = read_figures(orders, crops, first, page, engine)
    result = []
    for i, (order, words) in enumerate(zip(orders, first, strict=True)):
        outcome = outcomes.get(i, Outcome(join_words(words), words))
        placed = place_words(outcome.words, order)
        doubts = list(outcome.doubts)
        if not is_table:
            placed = [
                w
                for w in placed
                if w.confidence >= LEAST_CONFIDENCE or any(ch.isdigit() for ch in w.text)
            ]
        elif not placed and not doubts:
            doubts.append("tinta yang tidak terbaca")
        height = find_line_height(page.letters, order.strip, page.letter)
        glyphs = make_glyphs(placed, height, page.scan, i)
        line = None
        if glyphs:
            known = (outcome.readings, tuple(doubts))
            line = Line(join_words(placed), box_of(glyphs), tuple(glyphs), *known)
        confidence = min((w.confidence for w in placed), default=0.0)
        result.append(ReadLine(line, confidence, tuple(doubts)))
    return result
