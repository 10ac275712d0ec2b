"""PP-OCR as an engine: one network that recognises lines, run in this process.

The network is a file of the package ``rapidocr``; only the file is used, by ``onnxruntime``.
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
from typing import Any

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
#: What the network knows beside Latin script is not looked at: no report prints it.
CHARACTERS = frozenset(
    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "!\"#$%&'()*+,-./:;<=>?@[]_|~°±×÷≤≥–—•²³½¼ "
)


@dataclass(frozen=True, slots=True)
class Recogniser:
    """The network, loaded.

    Attributes:
        session: What runs it.
        input_name: Name of its input.
        columns: Numbers of the answers that are looked at; the first means nothing.
        characters: What each of them means.
    """

    session: Any
    input_name: str
    columns: npt.NDArray[np.int64]
    characters: tuple[str, ...]


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
        recogniser = load_recogniser()
        read: list[tuple[OcrWord, ...]] = [()] * len(images)
        for width, indices in _batch([_find_width(image) for image in images]):
            stack = np.stack([_prepare(images[i], width) for i in indices])
            answers = _run(recogniser, stack)
            for i, answer in zip(indices, answers, strict=True):
                read[i] = decode_line(answer, recogniser.characters, images[i])
        return read


@cache
def load_recogniser() -> Recogniser:
    """Load the network, once a process.

    Raises:
        MissingEngineError: If a package is missing.
    """
    try:
        import onnxruntime
    except ImportError as error:
        raise MissingEngineError(MISSING) from error
    spec = find_spec(PACKAGE)
    folders = list(spec.submodule_search_locations or ()) if spec is not None else []
    files = [path for folder in folders if (path := Path(folder, NETWORK)).is_file()]
    if not files:
        raise MissingEngineError(MISSING)
    options = onnxruntime.SessionOptions()
    # one thread: pages are what is read in parallel
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    session = onnxruntime.InferenceSession(
        str(files[0]), options, providers=["CPUExecutionProvider"]
    )
    known = session.get_modelmeta().custom_metadata_map["character"].splitlines()
    names = ["", *known, " "]
    columns = [0, *(i for i, ch in enumerate(names) if ch in CHARACTERS and ch)]
    return Recogniser(
        session,
        session.get_inputs()[0].name,
        np.array(columns),
        tuple(names[i] for i in columns),
    )


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


def _run(recogniser: Recogniser, stack: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    try:
        answers = recogniser.session.run(None, {recogniser.input_name: stack})[0]
    except RuntimeError as error:
        raise FailedEngineError(Doubt(DoubtKind.ENGINE_FAILED, (str(error),))) from error
    return np.asarray(answers[:, :, recogniser.columns], np.float32)


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
    return tuple(_place_word(word, image.shape) for word in parted)


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


def _place_word(word: Sequence[_ReadCharacter], shape: tuple[int, ...]) -> OcrWord:
    """Return a word with its box: half a character wider than the middles of its ends."""
    height, width = shape[0], shape[1]
    steps = [b.middle - a.middle for a, b in pairwise(word)]
    half = float(np.median(steps)) / 2 if steps else SETTINGS.ppocr.half_character * height
    before, behind = (
        half * (SETTINGS.ppocr.wide if c.text in _WIDE else 1) for c in (word[0], word[-1])
    )
    x0 = max(0, min(round(word[0].middle - before), width - 1))
    x1 = max(x0 + 1, min(round(word[-1].middle + behind), width))
    confidence = 100 * min(c.share for c in word)
    return OcrWord("".join(c.text for c in word), confidence, x0, 0, x1, height)
