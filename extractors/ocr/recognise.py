"""Recognition of the lines of a scanned page."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sidak.extractors.layout.text_lines import TextLine, bound_glyphs
from sidak.extractors.ocr.consensus import Consensus
from sidak.extractors.ocr.engine import GreyImage, OcrEngines, OcrWord
from sidak.extractors.ocr.line_boxes import find_set_height
from sidak.extractors.ocr.line_crops import LineRegion, crop_line, recognise_crops
from sidak.extractors.ocr.line_ink import OcrPage
from sidak.extractors.ocr.number_lines import recognise_figures
from sidak.extractors.ocr.old_layer import hear_layer
from sidak.extractors.ocr.preprocess import PageImage
from sidak.extractors.ocr.readings import join_words
from sidak.extractors.ocr.settings import SETTINGS
from sidak.extractors.ocr.words import confirm_words, find_unclear_words, merge_readings
from sidak.extractors.pdf.glyph import Glyph
from sidak.schemas import Doubt, DoubtKind


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
    clear = [confirm_words(words, own) for words, own in zip(read, layer, strict=True)]
    result = []
    for i, region in enumerate(regions):
        consensus = decided.get(i, Consensus(join_words(clear[i]), clear[i]))
        placed = region.to_page(consensus.words)
        doubts = consensus.doubts
        unclear = find_unclear_words(consensus.words)
        if not is_table:
            placed = [w for w in placed if _is_no_dirt(w)]
        elif not placed and not doubts:
            doubts = (Doubt(DoubtKind.NOTHING_READ),)
        elif unclear:
            doubts = (*doubts, Doubt(DoubtKind.WORDS_UNSURE, (" ".join(unclear),)))
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
) -> list[tuple[OcrWord, ...]]:
    """Read lines of words that are not clear with the secondary engine, if there is one.

    Args:
        crops: The lines.
        primary: What the primary engine read.
        decided: Indices of the lines that are decided already.
        page: Where they stand.
        engines: What recognises them.

    Returns:
        The words of every line.
    """
    words = list(primary)
    if engines.secondary is None:
        return words
    unclear = [i for i, w in enumerate(primary) if i not in decided and find_unclear_words(w)]
    read = recognise_crops([crops[i] for i in unclear], page.letter, engines.secondary)
    for i, others in zip(unclear, read, strict=True):
        words[i] = merge_readings(primary[i], others)
    return words


def _is_no_dirt(word: OcrWord) -> bool:
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
