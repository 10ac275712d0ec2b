"""Drawing of pages: whole pages, and parts of pages with frames around cells."""

import hashlib
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sidak.extractors.pdf.render import render_picture
from sidak.publishers.audit.pictures.plan import CropPlan, DocumentPlan, PagePlan, PageStrip
from sidak.publishers.audit.pictures.settings import SETTINGS
from sidak.schemas import Box

if TYPE_CHECKING:
    from PIL.Image import Image

#: Greys of a picture, from black to white; print needs no more.
_GREYS = 13
_RED, _BLUE, _GAP = _GREYS, _GREYS + 1, _GREYS + 2
_COLOURS = ((200, 16, 32), (24, 84, 190), (214, 220, 228))
_PNG_START = b"\x89PNG"
_JPEG_START = b"\xff\xd8"


class PictureProblem(StrEnum):
    """Why a document has no pictures."""

    ABSENT = "absent"
    CHANGED = "changed"
    BROKEN = "broken"


#: Suffixes that a picture may have.
SUFFIXES = (".png", ".jpg")


@dataclass(frozen=True, slots=True)
class DrawnPictures:
    """The pictures that were drawn of one document.

    Attributes:
        document_id: The document.
        pictures: (name without suffix, file name, bytes) of what was drawn.
        left_out: Pictures that were too much.
        problem: Why something is missing; ``None`` if nothing is.
    """

    document_id: str
    pictures: tuple[tuple[str, str, int], ...] = ()
    left_out: int = 0
    problem: PictureProblem | None = None


def draw_document(plan: DocumentPlan, source: Path, folder: Path) -> DrawnPictures:
    """Draw the pictures of one document, the most important first, as far as they may weigh.

    Args:
        plan: What to draw.
        source: The PDF.
        folder: Where the pictures go; made if there are any.

    Raises:
        OSError: If a picture cannot be written.
    """
    import pypdfium2 as pdfium

    if not source.is_file():
        return DrawnPictures(plan.document_id, problem=PictureProblem.ABSENT)
    content = source.read_bytes()
    if hashlib.sha256(content).hexdigest() != plan.sha256:
        return DrawnPictures(plan.document_id, problem=PictureProblem.CHANGED)
    encoded: dict[str, bytes] = {}
    waiting: list[PagePlan] = []
    for page_plan in plan.pages:
        taken = _reuse_earlier(page_plan, Path(plan.earlier)) if plan.earlier else None
        encoded.update(taken or {})
        if taken is None:
            waiting.append(page_plan)
    problem = None
    try:
        document = pdfium.PdfDocument(content) if waiting else None
    except pdfium.PdfiumError:
        return DrawnPictures(plan.document_id, problem=PictureProblem.BROKEN)
    try:
        for page_plan in waiting:
            try:
                encoded.update(_draw_page(document, page_plan))
            except (pdfium.PdfiumError, IndexError):
                problem = PictureProblem.BROKEN
    finally:
        if document is not None:
            document.close()
    kept = _choose_within_size(plan, encoded)
    pictures = tuple(_write(folder, name, encoded[name]) for name in kept)
    return DrawnPictures(plan.document_id, pictures, len(encoded) - len(kept), problem)


def _reuse_earlier(plan: PagePlan, earlier: Path) -> dict[str, bytes] | None:
    """Return the pictures of a page as an earlier release has them.

    The same name is the same picture: a digest of all that it shows is part of it.

    Returns:
        ``None`` if one is missing: then the page is drawn.
    """
    taken: dict[str, bytes] = {}
    for name in (plan.name, *(crop.name for crop in plan.crops)):
        for suffix, start in zip(SUFFIXES, (_PNG_START, _JPEG_START), strict=True):
            try:
                content = (earlier / f"{name}{suffix}").read_bytes()
            except OSError:
                continue
            if content.startswith(start):
                taken[name] = content
        if name not in taken:
            return None
    return taken


def _choose_within_size(plan: DocumentPlan, encoded: Mapping[str, bytes]) -> list[str]:
    weight = 0
    kept = []
    for name in plan.order:
        weight += len(encoded.get(name, b""))
        if weight > plan.most_bytes:
            break
        if name in encoded:
            kept.append(name)
    return kept


def _write(folder: Path, name: str, content: bytes) -> tuple[str, str, int]:
    folder.mkdir(parents=True, exist_ok=True)
    file = name + SUFFIXES[content[:2] == _JPEG_START]
    (folder / file).write_bytes(content)
    return name, file, len(content)


def _draw_page(document: Any, plan: PagePlan) -> Iterable[tuple[str, bytes]]:
    page = document[plan.page - 1]
    found = []
    try:
        for scale in sorted({SETTINGS.drawn_scale, *(crop.scale for crop in plan.crops)}):
            picture, true_scale = render_picture(
                page,
                scale,
                most_pixels=SETTINGS.most_pixels,
                rotation=plan.rotation,
                is_grey=True,
            )
            if scale == SETTINGS.drawn_scale:
                found.append((plan.name, _encode_page(picture, true_scale)))
            crops = [
                placed
                for crop in plan.crops
                if crop.scale == scale
                for placed in [_locate(page, crop)]
                if placed is not None
            ]
            reduced = _reduce(picture) if crops else picture
            found.extend((crop.name, _encode_crop(reduced, crop, true_scale)) for crop in crops)
    finally:
        page.close()
    return found


def _locate(page: Any, crop: CropPlan) -> CropPlan | None:
    """Return a crop of a text with its boxes; ``None`` if the text is not on the page."""
    if not crop.find:
        return crop
    if page.get_rotation():
        return None
    boxes = next((found for text in crop.find if (found := _search(page, text))), [])
    if not boxes:
        return None
    _, height = page.get_size()
    strips: list[PageStrip] = []
    for box in sorted(boxes, key=lambda one: one.y0):
        strip = PageStrip(
            max(0.0, box.y0 - SETTINGS.above_text), min(height, box.y1 + SETTINGS.below_text)
        )
        if strips and strip.y0 <= strips[-1].y1:
            strips[-1] = PageStrip(strips[-1].y0, strip.y1)
        else:
            strips.append(strip)
    return replace(crop, strips=tuple(strips), main=tuple(boxes))


def _search(page: Any, text: str) -> list[Box]:
    """Return where a number stands on a page, as far as it is a number by itself."""
    left, _, _, top = page.get_cropbox()
    textpage = page.get_textpage()
    boxes: list[Box] = []
    try:
        searcher = textpage.search(text)
        while len(boxes) < SETTINGS.text_places and (found := searcher.get_next()) is not None:
            start, count = found
            around = textpage.get_text_range(max(0, start - 1), count + 2)
            if not _is_alone(around, text):
                continue
            for place in range(textpage.count_rects(start, count)):
                x0, y0, x1, y1 = textpage.get_rect(place)
                boxes.append(Box(x0 - left, top - y1, x1 - left, top - y0))
        searcher.close()
    finally:
        textpage.close()
    return boxes


def _is_alone(around: str, text: str) -> bool:
    """Return True if no digit stands right before or after a number."""
    before, _, after = around.partition(text)
    return not before[-1:].isdigit() and not after[:1].isdigit()


def _encode_page(picture: "Image", scale: float) -> bytes:
    from PIL import Image

    ratio = min(1.0, SETTINGS.page_scale / scale)
    size = (max(1, round(picture.width * ratio)), max(1, round(picture.height * ratio)))
    small = picture.resize(size, Image.Resampling.LANCZOS)
    encoded = _encode_png(_reduce(small))
    if len(encoded) <= SETTINGS.large_png:
        return encoded
    # A photographed page is smaller as JPEG.
    out = io.BytesIO()
    small.save(out, "JPEG", quality=SETTINGS.jpeg_quality, optimize=True)
    return min(encoded, out.getvalue(), key=len)


def _encode_crop(reduced: "Image", crop: CropPlan, scale: float) -> bytes:
    from PIL import Image, ImageDraw

    left = round(crop.x0 * scale)
    right = max(left + 1, round(crop.x1 * scale))
    gap = SETTINGS.strip_gap
    parts = [
        (round(strip.y0 * scale), max(round(strip.y0 * scale) + 1, round(strip.y1 * scale)))
        for strip in crop.strips
    ]
    height = sum(lower - upper for upper, lower in parts) + gap * (len(parts) - 1)
    sheet = Image.new("P", (right - left, height), _GAP)
    sheet.putpalette(_palette())
    pen = ImageDraw.Draw(sheet)
    top = 0
    for upper, lower in parts:
        sheet.paste(reduced.crop((left, upper, right, lower)), (0, top))
        span = (upper, lower)
        _draw_frames(pen, crop.others, span, scale, (left, top), _BLUE, SETTINGS.other_frame)
        _draw_frames(pen, crop.main, span, scale, (left, top), _RED, SETTINGS.main_frame)
        top += lower - upper + gap
    return _encode_png(sheet)


def _draw_frames(
    pen: Any,
    boxes: Sequence[Box],
    span: tuple[int, int],
    scale: float,
    origin: tuple[int, int],
    colour: int,
    width: int,
) -> None:
    upper, lower = span
    left, top = origin
    for box in boxes:
        x0, x1 = round(box.x0 * scale) - left, round(box.x1 * scale) - left
        y0, y1 = round(box.y0 * scale), round(box.y1 * scale)
        if y0 < upper or y1 > lower:
            continue
        around = (x0 - width, y0 - upper + top - width, x1 + width, y1 - upper + top + width)
        pen.rectangle(around, outline=colour, width=width)


def _reduce(picture: "Image") -> "Image":
    """Return a grey picture in few greys."""
    from PIL import Image

    steps = [
        _GREYS - 1 if value >= SETTINGS.white_from else round(value * (_GREYS - 1) / 255)
        for value in range(256)
    ]
    reduced = Image.frombytes("P", picture.size, picture.point(steps).tobytes())
    reduced.putpalette(_palette())
    return reduced


def _palette() -> list[int]:
    greys = [round(step * 255 / (_GREYS - 1)) for step in range(_GREYS)]
    flat = [channel for grey in greys for channel in (grey, grey, grey)]
    return flat + [channel for colour in _COLOURS for channel in colour]


def _encode_png(picture: "Image") -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=False, compress_level=SETTINGS.png_level, bits=4)
    return out.getvalue()
