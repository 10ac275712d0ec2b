"""Recognition of the lines of a scanned page."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sidak.extractors.layout.text_lines import TextLine, bound_glyphs
from sidak.extractors.ocr.consensus import Consensus
from sidak.extractors.ocr.engine import GreyImage, OcrEngines, OcrWord
from sidak.extractors.ocr.lexicon import WordEvidence, find_repeated, weigh_word
from sidak.extractors.ocr.line_boxes import find_set_height
from sidak.extractors.ocr.line_crops import LineRegion, crop_line, recognise_crops
from sidak.extractors.ocr.line_ink import OcrPage
from sidak.extractors.ocr.number_lines import recognise_figures
from sidak.extractors.ocr.old_layer import hear_layer
from sidak.extractors.ocr.preprocess import PageImage
from sidak.extractors.ocr.readings import join_words
from sidak.extractors.ocr.settings import SETTINGS
from sidak.extractors.ocr.words import (
    MergedLine,
    confirm_line,
    drop_dirt,
    find_unclear_words,
    has_strange_word,
    join_torn_words,
    merge_readings,
    part_glued_words,
)
from sidak.extractors.pdf.glyph import Glyph
from sidak.schemas import Doubt, DoubtKind

#: Signs that no report prints outside tables, and specks are taken for.
_SPECKS = re.compile(r"[|$_~^*`]+")


@dataclass(frozen=True, slots=True)
class RecognisedLine:
    """A line as recognised.

    Attributes:
        line: The text with its boxes; ``None`` if nothing was read.
        doubts: Why it may be wrong.
    """

    line: TextLine | None
    doubts: tuple[Doubt, ...] = ()


def recognise_lines(
    regions: Sequence[LineRegion], page: OcrPage, engines: OcrEngines, *, is_table: bool
) -> list[RecognisedLine]:
    """Recognise lines of a page.

    Args:
        regions: The lines.
        page: Where they stand.
        engines: What recognises them.
        is_table: Whether they stand in cells: ink that cannot be read is then doubted, not
            taken for dirt.
    """
    crops = [crop_line(page.scan, page.rulings, r) for r in regions]
    primary = recognise_crops(crops, page.letter, engines.primary)
    heard = hear_layer(page.layer, [r.box for r in regions], primary)
    layer = [r.to_crop(words) for r, words in zip(regions, heard, strict=True)]
    decided = recognise_figures(regions, crops, primary, page, engines, layer)
    read = read_unclear_words(crops, primary, decided, page, engines)
    clear = [confirm_line(line, own) for line, own in zip(read, layer, strict=True)]
    result = []
    for i, region in enumerate(regions):
        own = clear[i]
        consensus = decided.get(i, Consensus(join_words(own.words), own.words))
        placed = region.to_page(drop_dirt(consensus.words))
        doubts = consensus.doubts
        unclear = find_unclear_words(consensus.words)
        if not is_table:
            placed = [w for w in placed if _is_no_dirt(w)]
        elif not placed and not doubts:
            doubts = (Doubt(DoubtKind.NOTHING_READ),)
        else:
            doubts = (*doubts, *_doubt_words(unclear, own.unknown))
        height = find_set_height(page.letters, region.box, page.letter)
        glyphs = tuple(make_line_glyphs(placed, height, page.scan, i))
        line = None
        if glyphs:
            text, box = join_words(placed), bound_glyphs(glyphs)
            line = TextLine(text, box, glyphs, consensus.readings, doubts)
        result.append(RecognisedLine(line, doubts))
    return result


def read_unclear_words(
    crops: Sequence[GreyImage],
    primary: Sequence[tuple[OcrWord, ...]],
    decided: Collection[int],
    page: OcrPage,
    engines: OcrEngines,
) -> list[MergedLine]:
    """Read lines of words that are not clear with the secondary engine, if there is one.

    Args:
        crops: The lines.
        primary: What the primary engine read.
        decided: Indices of the lines that are decided already.
        page: Where they stand.
        engines: What recognises them.

    Returns:
        The words of every line, and which of them nothing speaks for.
    """
    repeated = find_repeated(w.text for line in primary for w in line)

    def weigh(text: str) -> WordEvidence:
        return weigh_word(text, repeated)

    lines = [
        MergedLine(
            words if i in decided else join_torn_words(part_glued_words(words, weigh), weigh)
        )
        for i, words in enumerate(primary)
    ]
    if engines.secondary is None:
        return lines
    unclear = [
        i
        for i, line in enumerate(lines)
        if i not in decided
        and (find_unclear_words(line.words) or has_strange_word(line.words, weigh))
    ]
    read = recognise_crops([crops[i] for i in unclear], page.letter, engines.secondary)
    for i, others in zip(unclear, read, strict=True):
        lines[i] = merge_readings(drop_dirt(lines[i].words), drop_dirt(others), weigh)
    return lines


def _doubt_words(unclear: Sequence[str], unknown: Sequence[str]) -> list[Doubt]:
    """Return the doubts about words that are not clear, and about those that are none."""
    found = ((DoubtKind.WORDS_UNSURE, unclear), (DoubtKind.WORDS_UNKNOWN, unknown))
    return [Doubt(kind, (" ".join(words),)) for kind, words in found if words]


def _is_no_dirt(word: OcrWord) -> bool:
    if _SPECKS.fullmatch(word.text):
        return False
    is_confident = word.confidence >= SETTINGS.lines.least_confidence
    return is_confident or any(ch.isdigit() for ch in word.text)


def make_line_glyphs(
    words: Sequence[OcrWord], height: tuple[int, int], scan: PageImage, run: int
) -> list[Glyph]:
    """Make the glyphs of a recognised line, evenly spaced inside each word.

    Args:
        words: Words with boxes in pixels of the page.
        height: Top and bottom of the line as set, in pixels; the size of the glyphs.
        scan: The page.
        run: Number of the line.
    """
    glyphs = []
    scale = scan.scale
    top, bottom = height[0] * scale, height[1] * scale
    for number, word in enumerate(words):
        width = (word.x1 - word.x0) / len(word.text)
        for i, character in enumerate(word.text):
            x0 = (word.x0 + i * width) * scale
            box = (x0, top, x0 + width * scale, bottom)
            glyph = Glyph(character, *box, bottom - top, False, False, 0, 0, True, run)
            glyphs.append(glyph._replace(is_after_space=number > 0 and i == 0))
    return glyphs
