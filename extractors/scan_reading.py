"""Lines of a scanned page read by the engine; numbers twice, by readers that differ."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from extractors.filling import Line, box_of
from extractors.scan_engine import LANGUAGE, LINE, SECOND_LANGUAGE, Engine, Picture, Word
from extractors.scan_lines import MARGIN, Strip, cut_out, find_line_height, make_glyphs
from extractors.scan_marks import count_inner_marks, mark_words, restore_marks
from extractors.scan_picture import Ink, Scan
from extractors.scan_shapes import Examples, Shape, cut_shapes, find_pieces_of_line
from extractors.scan_votes import (
    EXAMPLE,
    SURE,
    Ballot,
    Outcome,
    decide,
    find_confidence,
    find_figure,
    find_label,
    is_agreed,
    judge_shapes,
    squeeze,
)

#: Height of a line in pixels that the second reading is drawn at.
SECOND_HEIGHT = 44
#: A gap wider than this share of a line's height is a space.
SPACE = 0.25
OTHER_MARKS = "titik atau koma pada gambar tidak sama dengan bacaannya"
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


@dataclass(frozen=True)
class Sheet:
    """A straightened page while it is read.

    Attributes:
        scan: The page.
        rules: Ink of its rules.
        letters: All other ink.
        letter: Usual height of a letter in pixels.
        examples: Characters whose reading is agreed on; they grow while the page is read.
    """

    scan: Scan
    rules: Ink
    letters: Ink
    letter: int
    examples: Examples

    def cut(self, strip: Strip, expected: int) -> list[Shape]:
        """Cut a line into as many characters as expected; empty if that cannot be."""
        if not expected:
            return []
        return cut_shapes(self.letters, self.scan.grey, strip, expected)

    def cut_figure(self, strip: Strip, text: str) -> list[Shape]:
        """Cut the figure that a line begins with; words after it are left out."""
        figure = find_figure(text)
        if figure != squeeze(text):
            strip = find_first_group(self.letters, strip)
        return self.cut(strip, len(figure))

    def shows_other_marks(self, text: str, strip: Strip) -> bool:
        """Say whether the ink of a number shows marks where none at all were read."""
        text = squeeze(text).strip(".,")
        if not text.isdigit():
            return False
        pieces = find_pieces_of_line(self.letters, self.scan.grey, strip, len(text))
        return count_inner_marks(pieces) > 0

    def restore(self, words: tuple[Word, ...], order: "Order") -> tuple[Word, ...]:
        """Put the marks right that a line of figures shows."""
        text = squeeze(_text(words))
        digits = sum(ch.isdigit() for ch in text)
        if not digits or digits + sum(ch in ".," for ch in text) != len(text):
            return words
        pieces = find_pieces_of_line(self.letters, self.scan.grey, order.strip, digits)
        restored = restore_marks(text, pieces, is_first=order.is_first)
        return words if restored == text else mark_words(words, restored)


@dataclass(frozen=True, slots=True)
class Order:
    """A line to be read.

    Attributes:
        strip: Where it stands.
        limits: What it must not reach beyond.
        is_first: Whether it is the first line of its cell.
    """

    strip: Strip
    limits: Strip
    is_first: bool = True


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
    first = engine.read(crops, LANGUAGE, LINE)
    outcomes = _read_figures(orders, crops, first, page, engine)
    result = []
    for i, (order, words) in enumerate(zip(orders, first, strict=True)):
        outcome = outcomes.get(i, Outcome(_text(words), words))
        placed = _place(outcome.words, order)
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
            line = Line(_text(placed), box_of(glyphs), tuple(glyphs), outcome.readings)
        confidence = min((w.confidence for w in placed), default=0.0)
        result.append(ReadLine(line, confidence, tuple(doubts)))
    return result


def _read_figures(
    orders: Sequence[Order],
    crops: Sequence[Picture],
    first: Sequence[tuple[Word, ...]],
    page: Sheet,
    engine: Engine,
) -> dict[int, Outcome]:
    """Read the lines that may hold figures again and decide what each says."""
    again = [
        i
        for i, (order, words) in enumerate(zip(orders, first, strict=True))
        if is_perhaps_number(_text(words))
        or not is_all_ink_read(page.letters, order.strip, _place(words, order))
    ]
    drawn = [redraw(crops[i]) for i in again]
    read = engine.read([picture for picture, _ in drawn], SECOND_LANGUAGE, LINE)
    ballots = {
        i: Ballot(first[i], tuple(_shrink(w, factor) for w in words))
        for i, words, (_, factor) in zip(again, read, drawn, strict=True)
    }
    for i, b in ballots.items():
        own = orders[i]
        ballots[i] = Ballot(page.restore(b.first, own), page.restore(b.second, own))
    differing = [i for i, b in ballots.items() if not is_agreed(b)]
    read = engine.read([crops[i] for i in differing], SECOND_LANGUAGE, LINE)
    for i, words in zip(differing, read, strict=True):
        third = page.restore(words, orders[i])
        ballots[i] = Ballot(ballots[i].first, ballots[i].second, third)
    for i, ballot in ballots.items():
        label = find_label(ballot)
        if sum(ch.isdigit() for ch in label) >= EXAMPLE:
            page.examples.add(label, page.cut(orders[i].strip, len(label)), i)
    _learn_short(ballots, orders, page)
    outcomes = {}
    for i, ballot in ballots.items():
        strip = orders[i].strip
        verdicts = {
            text: judge_shapes(
                find_figure(text), page.cut_figure(strip, text), page.examples, i
            )
            for text in dict.fromkeys(squeeze(t) for t in ballot.texts)
            if text and any(ch.isdigit() for ch in text)
        }
        is_read = is_all_ink_read(
            page.letters, strip, _place(ballot.second or ballot.first, orders[i])
        )
        outcome = decide(ballot, verdicts, is_all_ink_read=is_read)
        if not outcome.doubts and page.shows_other_marks(outcome.text, strip):
            outcome = replace(outcome, doubts=(f"{OTHER_MARKS}: {outcome.text}",))
        known = dict.fromkeys((outcome.text, *(t for t in ballot.texts if t)))
        outcomes[i] = replace(outcome, readings=tuple(known))
    return outcomes


def _learn_short(ballots: dict[int, Ballot], orders: Sequence[Order], page: Sheet) -> None:
    """Take short numbers read with confidence as examples, if none before contradicts."""
    learned: list[tuple[str, list[Shape], int]] = []
    for i, ballot in ballots.items():
        label = find_label(ballot)
        digits = sum(ch.isdigit() for ch in label)
        if not 0 < digits < EXAMPLE or find_confidence(ballot) < SURE:
            continue
        shapes = page.cut(orders[i].strip, len(label))
        verdicts = judge_shapes(label, shapes, page.examples, i)
        if verdicts and not any(v is not None and v.other < v.own for v in verdicts):
            learned.append((label, shapes, i))
    for label, shapes, i in learned:
        page.examples.add(label, shapes, i)


def find_first_group(letters: Ink, strip: Strip) -> Strip:
    """Return a line up to its first space."""
    window = letters[strip.y0 : strip.y1, strip.x0 : strip.x1] > 0
    blank = 0
    for x, is_inked in enumerate(np.asarray(window.any(axis=0)).tolist()):
        blank = 0 if is_inked else blank + 1
        if blank > SPACE * strip.height and window[:, : x - blank].any():
            return strip._replace(x1=strip.x0 + x - blank + 1)
    return strip


def is_all_ink_read(letters: Ink, strip: Strip, words: Sequence[Word]) -> bool:
    """Say whether words reach from the first to the last ink of a line."""
    if not words:
        return False
    columns = np.nonzero((letters[strip.y0 : strip.y1, strip.x0 : strip.x1] > 0).any(axis=0))[0]
    if not len(columns):
        return True
    reach = 0.35 * strip.height
    left, right = strip.x0 + int(columns[0]), strip.x0 + int(columns[-1]) + 1
    return (
        min(w.x0 for w in words) - left <= reach and right - max(w.x1 for w in words) <= reach
    )


def _text(words: Sequence[Word]) -> str:
    return " ".join(w.text for w in words)


def is_perhaps_number(text: str) -> bool:
    """Say whether a line may hold figures: digits, or few letters that look like them."""
    letters = sum(ch.isalpha() for ch in text)
    digits = sum(ch.isdigit() for ch in text)
    if digits:
        return letters <= 24
    return letters <= 3 or (letters <= 6 and bool(_MAYBE_NUMBER.search(text)))


def redraw(crop: Picture) -> tuple[Picture, float]:
    """Draw a crop anew for the second reading: other size, harder contrast.

    Returns:
        The picture, and how many times larger it is.
    """
    height = crop.shape[0] - 2 * MARGIN
    factor = max(0.5, min(3.0, SECOND_HEIGHT / max(1, height)))
    drawn = cv2.resize(crop, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
    drawn = cv2.GaussianBlur(drawn, (3, 3), 0)
    stretched = (drawn.astype(np.float32) - 70) * (255 / 130)
    return np.asarray(np.clip(stretched, 0, 255), np.uint8), factor


def _shrink(word: Word, factor: float) -> Word:
    """Return a word read in a larger picture where it stands in the smaller one."""
    x0, y0, x1, y1 = (round(v / factor) for v in word[2:])
    return Word(word.text, word.confidence, x0, y0, max(x1, x0 + 1), max(y1, y0 + 1))


def _place(words: Sequence[Word], order: Order) -> list[Word]:
    """Move words from their crop to the page."""
    strip, limits = order.strip, order.limits
    pad = max(2, strip.height // 8)
    dx = max(limits.x0, strip.x0 - pad) - MARGIN
    dy = max(limits.y0, strip.y0 - pad) - MARGIN
    return [w._replace(x0=w.x0 + dx, y0=w.y0 + dy, x1=w.x1 + dx, y1=w.y1 + dy) for w in words]
