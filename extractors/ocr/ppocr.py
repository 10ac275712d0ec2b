"""PP-OCR as an engine: one network that recognises lines, run in this process.

The network is a file of the package ``rapidocr``; only the file is used (`line_network`).
Nothing is downloaded. Its training, its characters and its way of reading (a whole line in one
pass, no dictionary) have nothing in common with Tesseract: where both read the same digits,
two independent witnesses do.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from sidak.extractors.ocr.engine import (
    FailedEngineError,
    GreyImage,
    MissingEngineError,
    OcrWord,
    TextLayout,
)
from sidak.extractors.ocr.line_network import Floats, LineNetwork, load_by_onnxruntime
from sidak.extractors.ocr.openvino_network import load_by_openvino
from sidak.extractors.ocr.settings import SETTINGS
from sidak.schemas import Doubt, DoubtKind

#: Package that holds the network, and its file there.
PACKAGE, NETWORK = "rapidocr", "models/PP-OCRv6_rec_small.onnx"
MISSING = Doubt(DoubtKind.ENGINE_MISSING, (PACKAGE, "pip install 'sidak[scans]'"))
#: Height in pixels of the lines that the network was trained on.
LINE_HEIGHT = 48
#: The network answers once for so many columns of a line.
STEP = 8
#: Characters much wider than a digit.
_WIDE = frozenset("%MWmw")


class PpOcrEngine:
    """PP-OCR, for single lines."""

    @property
    def name(self) -> str:
        """Name of the network."""
        return Path(NETWORK).stem

    def recognise(
        self, images: Sequence[GreyImage], layout: TextLayout = TextLayout.LINE
    ) -> list[tuple[OcrWord, ...]]:
        """Recognise the words of each image, which holds one line whatever the layout.

        Raises:
            MissingEngineError: If ``rapidocr`` or ``onnxruntime`` is not installed.
            FailedEngineError: If the network cannot be run.
        """
        if not images:
            return []
        network = load_network()
        read: list[tuple[OcrWord, ...]] = [()] * len(images)
        for width, indices in _batch([_find_width(image) for image in images]):
            stack = np.stack([_prepare(images[i], width) for i in indices])
            answers = _run(network, stack)
            for i, answer in zip(indices, answers, strict=True):
                read[i] = decode_line(answer, network.characters, images[i])
        return read


@cache
def load_network() -> LineNetwork:
    """Load the network, once a process.

    Raises:
        MissingEngineError: If a package is missing.
    """
    spec = find_spec(PACKAGE)
    folders = list(spec.submodule_search_locations or ()) if spec is not None else []
    files = [path for folder in folders if (path := Path(folder, NETWORK)).is_file()]
    if not files:
        raise MissingEngineError(MISSING)
    try:
        return load_by_openvino(files[0]) or load_by_onnxruntime(files[0])
    except ImportError as error:
        raise MissingEngineError(MISSING) from error


def _find_width(image: GreyImage) -> int:
    """Return the width of an image at the height of the network, in pixels."""
    height, width = (int(side) for side in image.shape)
    return max(STEP, round(LINE_HEIGHT * width / max(1, height)))


def _batch(widths: Sequence[int]) -> Iterator[tuple[int, list[int]]]:
    """Yield batches of images, of a width that does not depend on the other images."""
    own = SETTINGS.ppocr
    groups: dict[int, list[int]] = {}
    for i, width in enumerate(widths):
        groups.setdefault(-(-width // own.width_step) * own.width_step, []).append(i)
    for width, members in sorted(groups.items()):
        size = max(1, own.batch_width // width)
        for start in range(0, len(members), size):
            yield width, members[start : start + size]


def _prepare(image: GreyImage, width: int) -> npt.NDArray[np.float32]:
    """Return an image as the network wants it: its height, three channels, -1 to 1."""
    own = min(width, _find_width(image))
    shrinks = image.shape[0] > LINE_HEIGHT
    line = cv2.resize(
        image,
        (own, LINE_HEIGHT),
        interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC,
    )
    padded = np.full((LINE_HEIGHT, width), 255, np.float32)
    padded[:, :own] = line
    return np.repeat((padded / 127.5 - 1)[None], 3, axis=0)


def _run(network: LineNetwork, stack: Floats) -> Floats:
    try:
        return network.run(stack)
    except RuntimeError as error:
        raise FailedEngineError(Doubt(DoubtKind.ENGINE_FAILED, (str(error),))) from error


@dataclass(frozen=True, slots=True)
class _ReadCharacter:
    """A character as the network read it.

    Attributes:
        text: The character.
        share: How likely it is, 0 to 1.
        middle: Where it stands, in pixels of the image.
    """

    text: str
    share: float
    middle: float


def decode_line(
    answers: npt.NDArray[np.float32], characters: Sequence[str], image: GreyImage
) -> tuple[OcrWord, ...]:
    """Return the words of a line.

    The network says for each step of the line how likely each character is. Steps that follow
    each other with the same character are one; the first of the characters stands for none.
    A space that the network missed is seen in the image.

    Args:
        answers: One row a step, one column a character.
        characters: What the columns mean.
        image: The line.
    """
    best = answers.argmax(axis=1)
    pixels = STEP * image.shape[0] / LINE_HEIGHT
    words: list[list[_ReadCharacter]] = [[]]
    step = 0
    while step < len(best):
        end = step + 1
        while end < len(best) and best[end] == best[step]:
            end += 1
        text = characters[best[step]]
        if text == " ":
            words.append([])
        elif text:
            share = float(answers[step:end, best[step]].max())
            words[-1].append(_ReadCharacter(text, share, (step + end) / 2 * pixels))
        step = end
    parted = [part for word in words if word for part in _part_words(word, image)]
    is_blank = np.asarray((image > SETTINGS.ppocr.paper_grey).all(axis=0), np.bool_)
    return tuple(_place_word(word, image.shape, is_blank) for word in parted)


def _part_words(
    word: Sequence[_ReadCharacter], image: GreyImage
) -> Iterator[list[_ReadCharacter]]:
    """Cut a word between letters where the image shows a space."""
    own = SETTINGS.ppocr
    is_blank = np.asarray((image > own.paper_grey).all(axis=0), np.bool_)
    gaps = [_widest_run(is_blank, a.middle, b.middle) for a, b in pairwise(word)]
    usual = float(np.median(gaps)) if gaps else 0.0
    least = max(own.least_space * image.shape[0], own.space_to_gap * usual)
    start = 0
    for i, gap in enumerate(gaps):
        if gap >= least and word[i].text.isalpha() and word[i + 1].text.isalpha():
            yield list(word[start : i + 1])
            start = i + 1
    yield list(word[start:])


def _widest_run(flags: npt.NDArray[np.bool_], start: float, end: float) -> int:
    """Return the length of the longest run of true flags between two places."""
    widest = run = 0
    for flag in flags[max(0, int(start)) : int(end) + 1]:
        run = run + 1 if flag else 0
        widest = max(widest, run)
    return widest


def _place_word(
    word: Sequence[_ReadCharacter], shape: tuple[int, ...], is_blank: npt.NDArray[np.bool_]
) -> OcrWord:
    """Return a word with its box.

    It begins and ends half a character beyond the middles of its ends, which are known to a
    step of the network, or where the ink there does.

    Args:
        word: Its characters.
        shape: Height and width of the image.
        is_blank: Columns of the image without ink.
    """
    height, width = shape[0], shape[1]
    own = SETTINGS.ppocr
    steps = [b.middle - a.middle for a, b in pairwise(word)]
    half = float(np.median(steps)) / 2 if steps else own.half_character * height
    before, behind = (half * (own.wide if c.text in _WIDE else 1) for c in (word[0], word[-1]))
    reach, space = half * own.edge_reach, max(2, round(own.edge_space * height))
    first, last = word[0].middle, word[-1].middle
    x0 = _find_edge(is_blank, first, first - before - reach, space)
    x1 = width - _find_edge(is_blank[::-1], width - last, width - last - behind - reach, space)
    if x0 < 0:
        x0 = max(0, min(round(first - before), width - 1))
    if x1 > width:
        x1 = min(round(last + behind), width)
    confidence = 100 * min(c.share for c in word)
    text = "".join(c.text for c in word)
    return OcrWord(text, confidence, x0, 0, max(x0 + 1, x1), height)


def _find_edge(is_blank: npt.NDArray[np.bool_], start: float, end: float, space: int) -> int:
    """Find the first column of the ink around a place.

    Args:
        is_blank: Columns without ink.
        start: The place; the ink is followed from here to the left.
        end: How far, at most.
        space: So many blank columns end it.

    Returns:
        The column; -1 if no ink is near.
    """
    found, blank = -1, 0
    for x in range(min(int(start), len(is_blank) - 1), max(0, int(end)) - 1, -1):
        blank = blank + 1 if is_blank[x] else 0
        if not blank:
            found = x
        elif blank >= space:
            break
    return found
