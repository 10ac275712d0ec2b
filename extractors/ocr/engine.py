"""What every OCR engine offers, and the images and words that go in and come out.

A page is read by engines whose errors are independent (`OcrEngines`). A further one takes a
class that offers `recognise` (as `tesseract.TesseractEngine`), a field of `OcrEngines` that
`engine_cache.open_engines` fills, a reading in `readings.LineReadings`, a pass in
`number_lines.recognise_figures`, and a chooser in `consensus`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from sidak.schemas import Doubt, SidakError

#: A grey image: rows of bytes, 0 black, 255 white.
GreyImage = npt.NDArray[np.uint8]
#: An image with 255 where there is ink, else 0.
BinaryImage = npt.NDArray[np.uint8]


class EngineError(SidakError):
    """An engine cannot read.

    Attributes:
        doubt: Why.
    """

    def __init__(self, doubt: Doubt) -> None:
        """Make the error of its reason."""
        self.doubt = doubt
        super().__init__(doubt.text())


class MissingEngineError(EngineError):
    """An engine or the language data that it needs is not installed."""


class FailedEngineError(EngineError):
    """An engine broke off or took too long."""


class TextLayout(IntEnum):
    """What an image holds; the values are Tesseract's page segmentation modes."""

    BLOCK = 6
    LINE = 7


class OcrWord(NamedTuple):
    """A recognised word.

    Attributes:
        text: The word, without white space.
        confidence: How sure the engine is, 0 to 100.
        x0: Left edge of the box in pixels of the image.
        y0: Top edge.
        x1: Right edge.
        y1: Bottom edge.
    """

    text: str
    confidence: float
    x0: int
    y0: int
    x1: int
    y1: int


class OcrEngine(Protocol):
    """A recogniser of text."""

    @property
    def name(self) -> str:
        """What tells the engine and its model from others in a cache."""
        ...

    def recognise(
        self, images: Sequence[GreyImage], layout: TextLayout = TextLayout.LINE
    ) -> list[tuple[OcrWord, ...]]:
        """Recognise the words of each image, in reading order.

        Raises:
            EngineError: If it is not installed or broke off.
        """
        ...


@dataclass(frozen=True, slots=True)
class OcrEngines:
    """The engines that read a page.

    Attributes:
        primary: Reads every line.
        secondary: Of another make; reads lines with numbers again. ``None`` where it is not
            installed: glyph templates are then the only second witness.
        tertiary: Of the make of the secondary one, another network; reads what is undecided.
    """

    primary: OcrEngine
    secondary: OcrEngine | None = None
    tertiary: OcrEngine | None = None
