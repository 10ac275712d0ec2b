"""The old text layer of a scanned page: what another program once read, a witness and no more.

Many scans carry an invisible layer of recognised text. It is never read for itself: what it
says counts only where the engine that reads the picture reads the same, as another make that
agrees. It is heard only if it lies on this picture: on a page where clear words are mostly not
found in it at their places it belongs to another page, is displaced, or is rubbish.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

import numpy as np
import pypdfium2 as pdfium

from sidak.extractors.layout.turning import turn_content
from sidak.extractors.ocr.engine import OcrWord
from sidak.extractors.ocr.line_boxes import PixelBox
from sidak.extractors.ocr.settings import SETTINGS
from sidak.extractors.pdf.chars import read_glyphs
from sidak.extractors.pdf.glyph import Glyph
from sidak.extractors.pdf.page_content import PageContent
from sidak.extractors.pdf.page_transform import PageTransform
from sidak.extractors.pdf.transform import viewer_matrix
from sidak.schemas import Box


class LayerMake(Enum):
    """Which program wrote a layer, as far as engines of this house are concerned."""

    PADDLE = auto()
    """The make of the engine that reads every line."""
    TESSERACT = auto()
    """The make of the second engine."""
    OTHER = auto()
    """Any other."""


#: What names the make of a layer, in the fonts of the page or the producer of the file, in
#: small letters. Tesseract and what is built on it write with a font without glyphs.
LAYER_SIGNS = (
    ("glyphless", LayerMake.TESSERACT),
    ("tesseract", LayerMake.TESSERACT),
    ("ocrmypdf", LayerMake.TESSERACT),
    ("paddle", LayerMake.PADDLE),
    ("rapidocr", LayerMake.PADDLE),
)


def find_make(signs: Sequence[str]) -> LayerMake:
    """Return the make of a layer.

    Args:
        signs: Names of its fonts, producer and creator of the file.
    """
    text = " ".join(signs).casefold()
    return next((make for sign, make in LAYER_SIGNS if sign in text), LayerMake.OTHER)


@dataclass(frozen=True, slots=True)
class OldLayer:
    """The characters of a layer, on the page as a viewer shows it.

    Attributes:
        glyphs: The characters, in points.
        make: Who wrote it.
    """

    glyphs: tuple[Glyph, ...]
    make: LayerMake = LayerMake.OTHER

    def is_further_witness(self, *, has_second: bool) -> bool:
        """Return True if it is of another make than the engines that read the page.

        Args:
            has_second: Whether the second engine is installed.
        """
        if self.make is LayerMake.TESSERACT:
            return not has_second
        return self.make is LayerMake.OTHER


def read_old_layer(page: pdfium.PdfPage) -> OldLayer | None:
    """Read the layer of a scanned page; ``None`` if there is none.

    Args:
        page: An open page; the caller closes it.
    """
    to_view, _, _, rotation = viewer_matrix(page)
    chars = read_glyphs(page, to_view, rotation)
    if len(chars.glyphs) < SETTINGS.old_layer.least_characters:
        return None
    facts = page.pdf.get_metadata_dict(skip_empty=True) if page.pdf is not None else {}
    signs = [run.font for run in chars.runs]
    signs += [facts.get(name, "") for name in ("Producer", "Creator")]
    return OldLayer(tuple(chars.glyphs), find_make(signs))


class LayerReader:
    """Reads the lines of a straightened page in its old layer.

    Args:
        layer: The layer.
        size: Width and height of the page as a viewer shows it, in points.
        angle: Clockwise degrees by which the page was turned to read upright.
        transform: How the straightened page lies on the upright one.
        scale: Points per pixel.
    """

    def __init__(
        self,
        layer: OldLayer,
        size: tuple[float, float],
        angle: int,
        transform: PageTransform,
        scale: float,
    ) -> None:
        content = PageContent(1, *size, layer.glyphs, (), (), ())
        self._glyphs = turn_content(content, angle).glyphs if angle else layer.glyphs
        self._middles = np.array([g.center for g in self._glyphs]).reshape(-1, 2)
        self._transform, self._scale = transform, scale

    def read(self, box: PixelBox) -> tuple[OcrWord, ...]:
        """Return the words of a line, in pixels of the page.

        Args:
            box: Where the line stands.
        """
        scale = self._scale
        straight = Box(box.x0 * scale, box.y0 * scale, box.x1 * scale, box.y1 * scale)
        laid = self._transform.box(straight)
        x, y = self._middles[:, 0], self._middles[:, 1]
        inside = (x >= laid.x0) & (x <= laid.x1) & (y >= laid.y0) & (y <= laid.y1)
        found = sorted(
            (self._glyphs[i] for i in np.flatnonzero(inside)), key=lambda g: g.center[0]
        )
        moved = straight.x0 - laid.x0
        words: list[list[Glyph]] = []
        for glyph in found:
            least = SETTINGS.old_layer.word_gap * (glyph.y1 - glyph.y0)
            is_next = words and glyph.x0 - words[-1][-1].x1 < least
            if is_next and not glyph.is_after_space:
                words[-1].append(glyph)
            else:
                words.append([glyph])
        return tuple(
            OcrWord(
                "".join(g.text for g in own),
                SETTINGS.old_layer.confidence,
                round((own[0].x0 + moved) / scale),
                box.y0,
                round((own[-1].x1 + moved) / scale),
                box.y1,
            )
            for own in words
        )


def hear_layer(
    reader: LayerReader | None,
    boxes: Sequence[PixelBox],
    primary: Sequence[tuple[OcrWord, ...]],
) -> list[tuple[OcrWord, ...]]:
    """Return what an old layer says of each line; nothing if it does not lie on the picture.

    Args:
        reader: The layer of the page, if it has one that may witness.
        boxes: Where the lines stand.
        primary: What the engine that reads the picture read in them.
    """
    own = SETTINGS.old_layer
    if reader is None:
        return [() for _ in boxes]
    heard = [reader.read(box) for box in boxes]
    clear = found = 0
    for words, others in zip(primary, heard, strict=True):
        known = {w.text.casefold() for w in others}
        for word in words:
            if word.confidence >= own.clear_confidence and len(word.text) >= own.word_length:
                clear += 1
                found += word.text.casefold() in known
    is_here = clear >= own.least_words and found >= own.least_found * clear
    return heard if is_here else [() for _ in boxes]
