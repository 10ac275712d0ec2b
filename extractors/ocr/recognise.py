"""Lines of a scanned page read by the engine; those with figures by all witnesses."""

from collections.abc import Sequence
from dataclasses import dataclass

from sidak.extractors.layout.text_lines import TextLine, bound_glyphs
from sidak.extractors.ocr.consensus import Consensus, join_words
from sidak.extractors.ocr.engine import LANGUAGE, OcrEngine
from sidak.extractors.ocr.figures import OcrPage, recognise_figures
from sidak.extractors.ocr.line_boxes import crop_line, find_set_height, make_line_glyphs
from sidak.extractors.ocr.line_crops import LineRegion, recognise_crops, to_page_words
from sidak.schemas import Doubt, DoubtKind

#: A word read with less confidence outside a table is a stain.
LEAST_CONFIDENCE = 35.0


@dataclass(frozen=True, slots=True)
class RecognisedLine:
    """A line as read.

    Attributes:
        line: The text with its boxes; ``None`` if nothing was read.
        confidence: Least confidence of its words, 0..100.
        doubts: Why it may be wrong.
    """

    line: TextLine | None
    confidence: float
    doubts: tuple[Doubt, ...] = ()


def recognise_lines(
    orders: Sequence[LineRegion], page: OcrPage, engine: OcrEngine, *, is_table: bool
) -> list[RecognisedLine]:
    """Read lines of a page.

    Args:
        orders: The lines.
        page: Where they stand.
        engine: What reads.
        is_table: Whether they stand in cells: what cannot be read is then doubted, not
            taken for a stain.
    """
    crops = [crop_line(page.scan, page.rules, o.strip, o.limits) for o in orders]
    first = recognise_crops(crops, page.letter, engine, LANGUAGE)
    outcomes = recognise_figures(orders, crops, first, page, engine)
    result = []
    for i, (order, words) in enumerate(zip(orders, first, strict=True)):
        outcome = outcomes.get(i, Consensus(join_words(words), words))
        placed = to_page_words(outcome.words, order)
        doubts = list(outcome.doubts)
        if not is_table:
            placed = [
                w
                for w in placed
                if w.confidence >= LEAST_CONFIDENCE or any(ch.isdigit() for ch in w.text)
            ]
        elif not placed and not doubts:
            doubts.append(Doubt(DoubtKind.NOTHING_READ))
        height = find_set_height(page.letters, order.strip, page.letter)
        glyphs = make_line_glyphs(placed, height, page.scan, i)
        line = None
        if glyphs:
            known = (outcome.readings, tuple(doubts))
            line = TextLine(join_words(placed), bound_glyphs(glyphs), tuple(glyphs), *known)
        confidence = min((w.confidence for w in placed), default=0.0)
        result.append(RecognisedLine(line, confidence, tuple(doubts)))
    return result
