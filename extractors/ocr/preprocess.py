"""From a scanned page to a clean picture: light, orientation, skew."""

import math
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from sidak.extractors.ocr.engine import GreyImage, OcrEngine

#: True where there is ink.
BinaryImage = npt.NDArray[np.uint8]

#: Resolutions, in dots per inch, that pages are rendered at; coarser ones are enlarged.
LEAST_DPI, MOST_DPI = 72, 300
#: Pages coarser than the first are enlarged to the second; the engine wants no more.
COARSE_DPI, WORKING_DPI = 190, 200
#: Most pixels of a rendered page: a poster is not rendered at full size.
MOST_PIXELS = 40_000_000
#: Skew that is looked for, in degrees to either side, and the steps of the search.
MOST_SKEW, COARSE_STEP, FINE_STEP = 4.0, 0.25, 0.03
#: Grey of dark boxes, and side of the smallest dark square in one, in points.
DARK, DARK_BOX = 110, 5.0
#: Crops of lines tried in each orientation.
SAMPLE_LINES = 6


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as a picture.

    Attributes:
        grey: Grey picture, light background flattened to white.
        ink: 255 where there is ink, else 0.
        dpi: Pixels per inch.
        enlarged: How many times larger it is than it was scanned.
    """

    grey: GreyImage
    ink: BinaryImage
    dpi: float
    enlarged: float = 1.0

    @property
    def scale(self) -> float:
        """Points per pixel."""
        return 72 / self.dpi

    def pixels(self, points: float) -> int:
        """Return a length in whole pixels, at least one."""
        return max(1, round(points * self.dpi / 72))


def render_page(page: pdfium.PdfPage) -> tuple[GreyImage, float]:
    """Render a page in grey at the resolution of its own picture.

    Args:
        page: An open page; the caller closes it.

    Returns:
        The picture as a viewer shows the page, and its dots per inch.
    """
    dpi = min(MOST_DPI, max(LEAST_DPI, find_resolution(page)))
    width, height = page.get_size()
    area = width * height * (dpi / 72) ** 2
    if area > MOST_PIXELS:
        dpi *= math.sqrt(MOST_PIXELS / area)
    bitmap = page.render(scale=dpi / 72, may_draw_forms=True)
    try:
        array = np.array(bitmap.to_numpy(), copy=True)
    finally:
        bitmap.close()
    if array.ndim == 3 and array.shape[2] >= 3:
        grey = _as_image(cv2.cvtColor(array[:, :, :3], cv2.COLOR_BGR2GRAY))
    else:
        grey = _as_image(array.reshape(array.shape[:2]))
    return grey, dpi


def find_resolution(page: pdfium.PdfPage) -> float:
    """Return the dots per inch of the largest picture on a page, 200 where there is none."""
    best, dpi = 0.0, 200.0
    for image in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=6):
        left, bottom, right, top = image.get_bounds()
        across, down = image.get_px_size()
        area = abs((right - left) * (top - bottom))
        if area > best and across and down:
            best, dpi = area, 72 * math.sqrt(across * down / area)
    return dpi


def prepare_image(grey: GreyImage, dpi: float) -> PageImage:
    """Enlarge a coarse picture, flatten its background and find its ink."""
    factor = 1.0
    if dpi < COARSE_DPI:
        factor = WORKING_DPI / dpi
        size = (round(grey.shape[1] * factor), round(grey.shape[0] * factor))
        grey = _as_image(cv2.resize(grey, size, interpolation=cv2.INTER_CUBIC))
        dpi = WORKING_DPI
    flat = normalise_illumination(invert_dark_boxes(grey, dpi), dpi)
    return PageImage(flat, binarise(flat, dpi), dpi, factor)


def invert_dark_boxes(grey: GreyImage, dpi: float) -> GreyImage:
    """Turn white letters on dark boxes into dark letters in a frame.

    Dark edges of the scan itself, which reach the border of the picture, stay as they are.
    """
    unit = dpi / 72
    side = round(DARK_BOX * unit)
    dark = _as_image(np.where(grey < DARK, 255, 0))
    core = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((side, side), np.uint8))
    if not core.any():
        return grey
    reach = round(22 * unit)
    # letters cut the dark box into pieces: closed again before it is measured
    whole = cv2.morphologyEx(core, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(whole, connectivity=8)
    height, width = grey.shape
    result = grey.copy()
    for i in range(1, count):
        x, y, w, h, area = (int(v) for v in stats[i])
        is_edge = x <= 2 or y <= 2 or x + w >= width - 2 or y + h >= height - 2
        if is_edge or h > 150 * unit or w < 3 * side or area < 0.7 * w * h:
            continue
        box = np.s_[y : y + h, x : x + w]
        inside = labels[box] == i
        result[box] = np.where(inside, 255 - grey[box], grey[box])
        mask = _as_image(np.where(inside, 255, 0))
        outline, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        line = max(1, round(0.7 * unit))
        cv2.drawContours(result, outline, -1, (0,), line, offset=(x, y))
    return result


def normalise_illumination(grey: GreyImage, dpi: float) -> GreyImage:
    """Make paper, shadow and light shading white, and ink as dark as it can be."""
    reach = max(3, round(dpi / 12)) | 1
    small: Any = cv2.resize(grey, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    small = cv2.dilate(small, np.ones((reach // 4 | 1, reach // 4 | 1), np.uint8))
    small = cv2.medianBlur(small, reach // 2 | 1)
    paper = cv2.resize(small, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    return _as_image(cv2.divide(grey, np.maximum(paper, 40), scale=255))


def binarise(flat: GreyImage, dpi: float) -> BinaryImage:
    """Return the ink of a flattened picture without lone specks."""
    threshold, _ = cv2.threshold(flat, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    threshold = min(190.0, max(110.0, threshold))
    ink = _as_image(np.where(flat < threshold, 255, 0))
    return despeckle(ink, dpi)


def despeckle(ink: BinaryImage, dpi: float) -> BinaryImage:
    """Leave out dots that are too small for a full stop, or small and far from any letter."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    areas = stats[:, cv2.CC_STAT_AREA]
    unit = dpi / 72
    tiny = areas < max(2.0, 0.12 * unit * unit)
    letters = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]) > 3 * unit
    tiny[0], letters[0] = False, False
    reach = round(5 * unit) | 1
    near = cv2.dilate(_as_image(letters[labels] * 255), np.ones((reach, reach), np.uint8))
    small = ~letters
    small[0] = False
    has_company = np.bincount(labels[(ink > 0) & (near > 0)], minlength=count) > 0
    gone = tiny | (small & ~has_company)
    gone[0] = False
    return _as_image(np.where(gone[labels], 0, ink))


def rotate_image(picture: GreyImage, angle: int) -> GreyImage:
    """Turn a picture clockwise by a multiple of 90 degrees."""
    return _as_image(np.ascontiguousarray(np.rot90(picture, -(angle // 90) % 4)))


def detect_orientation(scan: PageImage, engine: OcrEngine) -> int:
    """Return the clockwise degrees by which a page must be turned to read upright.

    Lines of text are looked for across and down; the longest of both are read in both
    directions, and the direction in which most is read with confidence wins.
    """
    trials: list[tuple[int, GreyImage]] = []
    for turned in (0, 90):
        ink, grey = rotate_image(scan.ink, turned), rotate_image(scan.grey, turned)
        for x0, y0, x1, y1 in find_sample_lines(ink, scan.dpi):
            piece = grey[max(0, y0 - 4) : y1 + 4, max(0, x0 - 6) : x1 + 6]
            framed = cv2.copyMakeBorder(piece, 6, 6, 6, 6, cv2.BORDER_CONSTANT, value=255)
            crop = _as_image(framed)
            trials += ((turned, crop), (turned + 180, rotate_image(crop, 180)))
    if not trials:
        return 0
    scores = dict.fromkeys((0, 90, 180, 270), 0.0)
    for (angle, _), words in zip(
        trials, engine.read([crop for _, crop in trials]), strict=True
    ):
        for word in words:
            letters = sum(ch.isalnum() for ch in word.text)
            if letters >= 2:
                scores[angle] += letters * max(0.0, word.confidence - 50)
    best = max(scores, key=lambda a: (scores[a], a == 0))
    # in doubt the page stays as it is
    return best if scores[best] > 1.2 * scores[0] else 0


def find_sample_lines(ink: BinaryImage, dpi: float) -> list[tuple[int, int, int, int]]:
    """Return boxes of pieces of text that look like written from left to right."""
    unit = dpi / 72
    letters = remove_long_runs(ink, round(28 * unit))
    closed = cv2.morphologyEx(
        letters, cv2.MORPH_CLOSE, np.ones((1, round(4 * unit) | 1), np.uint8)
    )
    _, _, stats, _ = cv2.connectedComponentsWithStats(closed, connectivity=8)
    lines = [
        (int(x), int(y), int(x + w), int(y + h))
        for x, y, w, h, area in stats[1:]
        if 4 * unit <= h <= 22 * unit and 4 * h <= w <= 160 * unit and area >= 0.35 * w * h
    ]
    lines.sort(key=lambda b: b[0] - b[2])
    return lines[:SAMPLE_LINES]


def remove_long_runs(ink: BinaryImage, length: int) -> BinaryImage:
    """Leave out straight runs of ink, across or down, of at least ``length`` pixels."""
    across = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    down = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((length, 1), np.uint8))
    runs = cv2.dilate(cv2.bitwise_or(across, down), np.ones((3, 3), np.uint8))
    return _as_image(cv2.bitwise_and(ink, cv2.bitwise_not(runs)))


def estimate_skew(ink: BinaryImage, dpi: float) -> float:
    """Return the degrees by which lines rise to the right (clockwise correction).

    The angle at which rows of ink and rows of paper part most sharply.
    """
    step = max(1, round(dpi / 100))
    ys, xs = np.nonzero(ink[::step, ::step])
    if len(xs) < 200:
        return 0.0
    if len(xs) > 60_000:
        keep = np.linspace(0, len(xs) - 1, 60_000).astype(int)
        xs, ys = xs[keep], ys[keep]
    height = ink.shape[0] // step + 1

    def sharpness(angle: float) -> float:
        shifted = ys + xs * math.tan(math.radians(angle))
        rows = np.bincount((shifted + height).astype(int), minlength=3 * height)
        return float(np.sum(np.diff(rows.astype(float)) ** 2))

    coarse = np.arange(-MOST_SKEW, MOST_SKEW + COARSE_STEP / 2, COARSE_STEP)
    best = float(max(coarse, key=sharpness))
    fine = np.arange(best - COARSE_STEP, best + COARSE_STEP + FINE_STEP / 2, FINE_STEP)
    found = float(max(fine, key=sharpness))
    # a skew is believed only where it makes a difference
    return found if sharpness(found) > 1.02 * sharpness(0.0) else 0.0


def _as_image(array: Any) -> GreyImage:
    return np.asarray(array, dtype=np.uint8)
