"""From the image of a page to a clean one: illumination, ink, orientation, skew."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from sidak.extractors.ocr.engine import BinaryImage, GreyImage, OcrEngine, OcrWord
from sidak.extractors.ocr.ink_pieces import measure_pieces
from sidak.extractors.ocr.settings import SETTINGS
from sidak.extractors.pdf.render import render_pixels


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as an image.

    Attributes:
        grey: Grey image, light background made white.
        ink: 255 where there is ink, else 0.
        dpi: Pixels per inch.
        enlarged: How many times larger it is than as scanned.
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
    """Render a page in grey at the resolution of its own image.

    Args:
        page: An open page; the caller closes it.

    Returns:
        The image as a viewer shows the page, and its dots per inch.
    """
    own = SETTINGS.preprocess
    dpi = min(own.most_dpi, max(own.least_dpi, find_resolution(page)))
    pixels, scale = render_pixels(page, dpi / 72, most_pixels=own.most_pixels)
    if pixels.ndim == 3 and pixels.shape[2] >= 3:
        return _as_image(cv2.cvtColor(pixels[:, :, :3], cv2.COLOR_BGR2GRAY)), 72 * scale
    return pixels.reshape(pixels.shape[:2]), 72 * scale


def find_resolution(page: pdfium.PdfPage) -> float:
    """Return the dots per inch of the largest image on a page, a usual number without one."""
    best, dpi = 0.0, SETTINGS.preprocess.assumed_dpi
    for image in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=6):
        left, bottom, right, top = image.get_bounds()
        across, down = image.get_px_size()
        area = abs((right - left) * (top - bottom))
        if area > best and across and down:
            best, dpi = area, 72 * math.sqrt(across * down / area)
    return dpi


def prepare_image(grey: GreyImage, dpi: float) -> PageImage:
    """Enlarge a coarse image, normalise its illumination and find its ink."""
    own = SETTINGS.preprocess
    factor = 1.0
    if dpi < own.coarse_dpi:
        factor = own.working_dpi / dpi
        size = (round(grey.shape[1] * factor), round(grey.shape[0] * factor))
        grey = _as_image(cv2.resize(grey, size, interpolation=cv2.INTER_CUBIC))
        dpi = own.working_dpi
    flat = normalise_illumination(invert_dark_boxes(grey, dpi), dpi)
    return PageImage(flat, binarise(flat, dpi), dpi, factor)


def invert_dark_boxes(grey: GreyImage, dpi: float) -> GreyImage:
    """Turn white letters on dark boxes into dark letters in a frame.

    Dark edges of the scan itself, which reach the border of the image, stay as they are.
    """
    own = SETTINGS.preprocess
    unit = dpi / 72
    side = round(own.dark_box_side * unit)
    dark = _as_image(np.where(grey < own.dark_grey, 255, 0))
    core = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((side, side), np.uint8))
    if not core.any():
        return grey
    reach = round(own.dark_box_gap * unit)
    # letters cut the dark box into pieces: closed again before it is measured
    whole = cv2.morphologyEx(core, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(whole, connectivity=8)
    height, width = grey.shape
    result = grey.copy()
    for i in range(1, count):
        x, y, w, h, area = (int(v) for v in stats[i])
        is_edge = x <= 2 or y <= 2 or x + w >= width - 2 or y + h >= height - 2
        # a page that lies on its side has boxes that stand upright
        is_high = min(w, h) > own.most_dark_box_height * unit
        is_small = max(w, h) < 3 * side
        if is_edge or is_high or is_small or area < own.least_dark_box_fill * w * h:
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
    """Make paper, shadows and light shading white by dividing by the local paper."""
    reach = max(3, round(dpi / 12)) | 1
    small: Any = cv2.resize(grey, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    small = cv2.dilate(small, np.ones((reach // 4 | 1, reach // 4 | 1), np.uint8))
    small = cv2.medianBlur(small, reach // 2 | 1)
    paper = cv2.resize(small, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    return _as_image(cv2.divide(grey, np.maximum(paper, 40), scale=255))


def binarise(flat: GreyImage, dpi: float) -> BinaryImage:
    """Return the ink of a normalised image without specks."""
    own = SETTINGS.preprocess
    threshold, _ = cv2.threshold(flat, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    threshold = min(own.most_ink_grey, max(own.least_ink_grey, threshold))
    ink = _as_image(np.where(flat < threshold, 255, 0))
    return despeckle(ink, dpi, _as_image(np.where(flat < own.joining_grey, 255, 0)))


def add_faint_rulings(scan: PageImage) -> PageImage:
    """Count rulings printed in light grey or in dots as ink.

    Only on a page with fewer dark ones: beside those they are soft edges and shadows. Dots are
    looked for only where no dark ruling stands upright.
    """
    own = SETTINGS.preprocess
    length = scan.pixels(own.faint_ruling_length) // 2
    half = np.ascontiguousarray(scan.ink[::2, ::2])
    standing = keep_runs(np.ascontiguousarray(half.T), length)
    dark = np.count_nonzero(standing) + np.count_nonzero(keep_runs(half, length))
    found = find_faint_rulings(scan.grey, scan.dpi)
    side = 2 * scan.pixels(own.soft_edge) + 1
    found[cv2.dilate(scan.ink, np.ones((side, side), np.uint8)) > 0] = 0
    if np.count_nonzero(found) < own.faint_to_dark * dark:
        found[:] = 0
    if not standing.any():
        dots = _as_image(np.where(scan.grey < own.most_ink_grey, 255, 0))
        found |= find_dotted_rulings(dots, scan.dpi)
    return replace(scan, ink=_as_image(scan.ink | found)) if found.any() else scan


def find_faint_rulings(flat: GreyImage, dpi: float) -> BinaryImage:
    """Return long thin runs of ink that may be too faint to count, as rulings in light grey.

    A run over the whole page is none: the streak of a scanner or the edge of the sheet.
    """
    own = SETTINGS.preprocess
    unit = dpi / 144
    height, width = (size // 2 * 2 for size in flat.shape)
    # half as large, as dark as the darkest of four pixels: enough to see rulings
    pairs = np.minimum(flat[0:height:2, :width], flat[1:height:2, :width])
    half = np.minimum(pairs[:, 0::2], pairs[:, 1::2])
    faint = _as_image(np.where(half < own.faint_ruling_grey, 255, 0))
    side = round(own.faint_ruling_width * unit) + 1
    areas = cv2.morphologyEx(faint, cv2.MORPH_OPEN, np.ones((side, side), np.uint8))
    faint[cv2.dilate(areas, np.ones((3, 3), np.uint8)) > 0] = 0
    length = round(own.faint_ruling_length * unit)
    found = np.zeros_like(faint)
    for is_lying in (True, False):
        runs = keep_runs(faint if is_lying else np.ascontiguousarray(faint.T), length)
        runs[(runs > 0).mean(axis=1) > own.longest_ruling] = 0
        found |= runs if is_lying else runs.T
    whole = np.zeros_like(flat)
    if found.any():
        whole[:height, :width] = found.repeat(2, axis=0).repeat(2, axis=1)
        whole[flat >= own.faint_ruling_grey] = 0
    return whole


def keep_runs(ink: BinaryImage, length: int) -> BinaryImage:
    """Return the runs of ink in the rows of an image that are at least so many pixels long."""
    size = (length | 1, 1)
    full = cv2.boxFilter(ink, cv2.CV_32S, size, normalize=False, borderType=cv2.BORDER_CONSTANT)
    core = _as_image(np.where(full == 255 * size[0], 1, 0))
    return _as_image(
        np.where(cv2.boxFilter(core, cv2.CV_32S, size, normalize=False) > 0, 255, 0)
    )


def find_dotted_rulings(ink: BinaryImage, dpi: float) -> BinaryImage:
    """Return the runs of dots of a table whose rulings are dotted, closed.

    Dots that lead from a title to the number of its page stand in rows only: without runs that
    stand upright there are no rulings.
    """
    own = SETTINGS.preprocess
    unit = dpi / 72
    _, labels, stats = measure_pieces(ink)
    sizes = stats[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]]
    is_dot = (sizes.max(axis=1) <= own.dot_length * unit) & (
        sizes.min(axis=1) <= own.dot_thickness * unit
    )
    is_dot[0] = False
    dots = _as_image(np.where(is_dot[labels], 255, 0))
    if int(is_dot.sum()) < own.least_dots:
        return np.zeros_like(ink)
    gap, length = round(own.dot_gap * unit) + 2, round(own.dotted_length * unit)
    runs = []
    for is_lying in (True, False):
        lines = dots if is_lying else np.ascontiguousarray(dots.T)
        closed = cv2.morphologyEx(lines, cv2.MORPH_CLOSE, np.ones((1, gap), np.uint8))
        # the dots of one run need not stand in one row of pixels
        across = np.ones((3, 1), np.uint8)
        wide = keep_runs(_as_image(cv2.dilate(closed, across)), length)
        runs.append(_as_image(cv2.erode(wide, across)))
    lying, standing = runs[0], np.ascontiguousarray(runs[1].T)
    count = cv2.connectedComponents(standing)[0] - 1
    if count < own.least_dotted_rulings:
        return np.zeros_like(ink)
    return _as_image(lying | standing)


def despeckle(ink: BinaryImage, dpi: float, joined: BinaryImage | None = None) -> BinaryImage:
    """Remove ink too small for a full stop, and small ink far from any letter.

    Args:
        ink: 255 where there is ink.
        dpi: Pixels per inch.
        joined: The same with fainter ink, which joins the pieces of a character whose thin
            strokes are too faint to count: together they are no specks.
    """
    own = SETTINGS.preprocess
    count, labels, stats = measure_pieces(ink)
    areas = stats[:, cv2.CC_STAT_AREA]
    unit = dpi / 72
    tiny = areas < max(2.0, own.least_dot_area * unit * unit)
    sizes = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT])
    letters = sizes > own.letter_size * unit
    if joined is not None:
        _, wholes, whole_stats = measure_pieces(joined)
        extent = whole_stats[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]].max(axis=1)
        most = SETTINGS.lines.most_letter
        is_letter = (extent > own.letter_size * unit) & (extent <= most * unit)
        is_piece = (ink > 0) & is_letter[wholes] & (wholes > 0)
        letters |= np.bincount(labels[is_piece], minlength=count) > 0
    tiny[0], letters[0] = False, False
    reach = round(own.neighbour_reach * unit) | 1
    near = cv2.dilate(_as_image(letters[labels] * 255), np.ones((reach, reach), np.uint8))
    small = ~letters
    small[0] = False
    has_neighbour = np.bincount(labels[(ink > 0) & (near > 0)], minlength=count) > 0
    gone = tiny | (small & ~has_neighbour)
    gone[0] = False
    return _as_image(np.where(gone[labels], 0, ink))


def rotate_image(image: GreyImage, angle: int) -> GreyImage:
    """Rotate an image clockwise by a multiple of 90 degrees."""
    return _as_image(np.ascontiguousarray(np.rot90(image, -(angle // 90) % 4)))


def detect_orientation(scan: PageImage, engine: OcrEngine) -> int:
    """Return the clockwise degrees by which a page must be rotated to read upright.

    The longest lines of text are read as the page is; where they are not clear, lines across
    and down are read in every direction, and the orientation in which most is read with
    confidence wins. Where hardly anything is (small type, blocks of lines that run together),
    the highest lines have their say: titles.
    """
    for is_by_height in (False, True):
        best, score = _try_orientations(scan, engine, is_by_height=is_by_height)
        if score >= SETTINGS.preprocess.least_evidence:
            return best
    return 0


def _try_orientations(
    scan: PageImage, engine: OcrEngine, *, is_by_height: bool
) -> tuple[int, float]:
    """Return the orientation in which sample lines read best, and how much speaks for it."""
    own = SETTINGS.preprocess
    crops = {
        turned: _cut_sample_lines(scan, turned, is_by_height=is_by_height) for turned in (0, 90)
    }
    scores: dict[int, float] = {}
    for angles in ((0,), (90, 180, 270)):
        trials = [
            (angle, crop if angle in crops else rotate_image(crop, 180))
            for angle in angles
            for crop in crops[angle % 180]
        ]
        read = engine.recognise([crop for _, crop in trials])
        for angle in angles:
            words = [
                word
                for (tried, _), found in zip(trials, read, strict=True)
                if tried == angle
                for word in found
            ]
            scores[angle], letters = _weigh(words)
            is_clear = (
                letters >= own.clear_letters and scores[angle] >= own.clear_gain * letters
            )
            if angle == 0 and is_clear:
                return 0, scores[0]
    best = max(scores, key=lambda a: (scores[a], a == 0))
    # in doubt the page stays as it is
    is_better = scores[best] > own.orientation_gain * scores[0]
    return best if is_better else 0, scores[best]


def _cut_sample_lines(scan: PageImage, turned: int, *, is_by_height: bool) -> list[GreyImage]:
    """Cut the beginnings of the longest or highest lines out of a turned page."""
    ink, grey = rotate_image(scan.ink, turned), rotate_image(scan.grey, turned)
    crops = []
    for x0, y0, x1, y1 in find_sample_lines(ink, scan.dpi, is_by_height=is_by_height):
        end = min(x1 + 6, x0 + scan.pixels(SETTINGS.preprocess.trial_width))
        piece = grey[max(0, y0 - 4) : y1 + 4, max(0, x0 - 6) : end]
        crops.append(
            _as_image(cv2.copyMakeBorder(piece, 6, 6, 6, 6, cv2.BORDER_CONSTANT, value=255))
        )
    return crops


def _weigh(words: Sequence[OcrWord]) -> tuple[float, int]:
    """Return how much words speak for an orientation, and how many letters they have."""
    least = SETTINGS.preprocess.trial_confidence
    weighed = [(sum(ch.isalnum() for ch in w.text), w.confidence) for w in words]
    weighed = [(letters, confidence) for letters, confidence in weighed if letters >= 2]
    score = sum(letters * max(0.0, confidence - least) for letters, confidence in weighed)
    return score, sum(letters for letters, _ in weighed)


def find_sample_lines(
    ink: BinaryImage, dpi: float, *, is_by_height: bool = False
) -> list[tuple[int, int, int, int]]:
    """Return boxes of text, in pixels, that look as if written from left to right.

    Args:
        ink: Ink of the page.
        dpi: Its dots per inch.
        is_by_height: Whether the highest are wanted, not the longest.
    """
    unit = dpi / 72
    letters = remove_long_runs(ink, round(28 * unit))
    closed = cv2.morphologyEx(
        letters, cv2.MORPH_CLOSE, np.ones((1, round(4 * unit) | 1), np.uint8)
    )
    stats = measure_pieces(_as_image(closed)).stats
    lines = [
        (int(x), int(y), int(x + w), int(y + h))
        for x, y, w, h, area in stats[1:]
        if 4 * unit <= h <= 22 * unit and 4 * h <= w <= 160 * unit and area >= 0.35 * w * h
    ]
    lines.sort(key=lambda b: b[1] - b[3] if is_by_height else b[0] - b[2])
    return lines[: SETTINGS.preprocess.trial_lines]


def remove_long_runs(ink: BinaryImage, length: int) -> BinaryImage:
    """Remove straight runs of ink, across or down, of at least ``length`` pixels."""
    across = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    down = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((length, 1), np.uint8))
    runs = cv2.dilate(cv2.bitwise_or(across, down), np.ones((3, 3), np.uint8))
    return _as_image(cv2.bitwise_and(ink, cv2.bitwise_not(runs)))


def estimate_skew(ink: BinaryImage, dpi: float) -> float:
    """Return the degrees by which lines rise to the right (the clockwise correction).

    It is the angle whose projection profile is sharpest: rows of ink and rows of paper.
    """
    own = SETTINGS.preprocess
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

    coarse = np.arange(
        -own.most_skew, own.most_skew + own.coarse_skew_step / 2, own.coarse_skew_step
    )
    best = float(max(coarse, key=sharpness))
    fine = np.arange(
        best - own.coarse_skew_step,
        best + own.coarse_skew_step + own.fine_skew_step / 2,
        own.fine_skew_step,
    )
    found = float(max(fine, key=sharpness))
    # a skew is believed only where it makes a difference
    return found if sharpness(found) > own.skew_gain * sharpness(0.0) else 0.0


def _as_image(array: Any) -> GreyImage:
    return np.asarray(array, dtype=np.uint8)
