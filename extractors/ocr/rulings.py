"""Rulings in an image: detected, and joined where print or scan broke them."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from sidak.extractors.ocr.dewarp import RulingTrace
from sidak.extractors.ocr.engine import BinaryImage
from sidak.extractors.ocr.ink_pieces import measure_pieces
from sidak.extractors.ocr.preprocess import PageImage
from sidak.extractors.ocr.settings import SETTINGS
from sidak.extractors.pdf.page_content import Ruling


@dataclass(frozen=True, slots=True)
class RulingSegment:
    """A straight segment of a ruling in pixels; ``position`` is y of a horizontal one."""

    position: float
    start: int
    end: int
    thickness: float


def detect_segments(
    scan: PageImage, *, is_horizontal: bool
) -> tuple[list[RulingSegment], BinaryImage, list[RulingTrace]]:
    """Find the straight segments of rulings in one direction.

    Returns:
        The segments, the ink that they are made of, and where each runs.
    """
    own = SETTINGS.rulings
    ink = scan.ink if is_horizontal else np.ascontiguousarray(scan.ink.T)
    length = scan.pixels(own.least_run)
    runs = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    joined = cv2.dilate(runs, np.ones((3, 3), np.uint8))
    count, labels, stats = measure_pieces(np.asarray(joined, np.uint8))
    most = scan.pixels(own.most_thickness)
    segments: list[RulingSegment] = []
    traces: list[RulingTrace] = []
    found = np.zeros_like(ink)
    for i in range(1, count):
        x, y, w, h = (int(v) for v in stats[i, :4])
        window = (labels[y : y + h, x : x + w] == i) & (runs[y : y + h, x : x + w] > 0)
        columns = window.sum(axis=0)
        filled = columns > 0
        if filled.sum() < length:
            continue
        thickness = float(np.median(columns[filled]))
        is_drawn = is_drawn_evenly(columns, scan)
        if thickness > most or (not is_drawn and _has_parallel_ink(ink, window, x, y, scan)):
            continue
        heights = np.arange(h)[:, None]
        middles = (window * heights).sum(axis=0)[filled] / columns[filled] + y
        xs = np.nonzero(filled)[0] + x
        segments.append(
            RulingSegment(float(np.mean(middles)), int(xs[0]), int(xs[-1]) + 1, thickness)
        )
        traces.append(RulingTrace(xs.astype(float), middles.astype(float)))
        found[y : y + h, x : x + w][window] = 255
    return segments, found if is_horizontal else np.ascontiguousarray(found.T), traces


def is_drawn_evenly(columns: npt.NDArray[np.int64], scan: PageImage) -> bool:
    """Return True if a run is so long, whole and even that no row of letters looks like it.

    Letters may then stand as near to it as they like.

    Args:
        columns: Pixels of ink in each column of the run.
        scan: The page.
    """
    own = SETTINGS.rulings
    inked = columns[columns > 0]
    if len(columns) < scan.pixels(own.long_run) or len(inked) < own.least_whole * len(columns):
        return False
    return float(np.std(inked)) <= max(own.most_unevenness * float(np.median(inked)), 0.5)


def _has_parallel_ink(
    ink: BinaryImage, window: npt.NDArray[np.bool_], x: int, y: int, scan: PageImage
) -> bool:
    """Return True if much ink lies close along one side: letters or a fill."""
    own = SETTINGS.rulings
    clear, reach = scan.pixels(own.clear_beside), scan.pixels(own.reach_beside)
    columns = np.nonzero(window.any(axis=0))[0]
    tops = window.argmax(axis=0)[columns] + y
    bottoms = y + window.shape[0] - 1 - window[::-1].argmax(axis=0)[columns]
    height = ink.shape[0]
    shares = []
    for edges, direction in ((tops, -1), (bottoms, 1)):
        inked = np.zeros(len(columns), bool)
        for step in range(clear, clear + reach):
            at = np.clip(edges + direction * step, 0, height - 1)
            inked |= ink[at, columns + x] > 0
        shares.append(float(inked.mean()))
    return max(shares) > own.most_beside


def detect_rulings(scan: PageImage) -> tuple[list[Ruling], BinaryImage]:
    """Find the rulings of a straightened page.

    Returns:
        Rulings in points, segments of one line at one position; and their ink.
    """
    across, down = (detect_segments(scan, is_horizontal=way) for way in (True, False))
    levels = {True: _group_collinear(across[0], scan), False: _group_collinear(down[0], scan)}
    inks = {True: scan.ink, False: np.ascontiguousarray(scan.ink.T)}
    segments_ink = cv2.bitwise_or(across[1], down[1])
    bridged = {
        way: [(y, _bridge_gaps(y, segments, inks[way], scan)) for y, segments in lines]
        for way, lines in levels.items()
    }
    rulings: list[Ruling] = []
    for way, lines in bridged.items():
        crossing = [
            (position, min(p.start for p in segments), max(p.end for p in segments))
            for position, segments in bridged[not way]
        ]
        for position, segments in lines:
            for segment in segments:
                start, end = _extend_to_crossing(position, segment, crossing, inks[way], scan)
                rulings.append(
                    Ruling(
                        (position + 0.5) * scan.scale,
                        start * scan.scale,
                        end * scan.scale,
                        segment.thickness * scan.scale,
                        way,
                    )
                )
    erased = np.asarray(cv2.dilate(segments_ink, np.ones((3, 3), np.uint8)), np.uint8)
    return rulings, np.maximum(erased, find_ruling_remnants(scan.ink, erased, rulings, scan))


def find_ruling_remnants(
    ink: BinaryImage, erased: BinaryImage, rulings: Sequence[Ruling], scan: PageImage
) -> BinaryImage:
    """Return the remnants of broken rulings: connected ink that lies wholly upon one."""
    band = np.zeros_like(ink)
    reach = round(SETTINGS.rulings.remnant_reach / scan.scale)
    for ruling in rulings:
        at, start, end = (
            round(v / scan.scale) for v in (ruling.position, ruling.start, ruling.end)
        )
        if ruling.is_horizontal:
            band[max(0, at - reach) : at + reach + 1, max(0, start - reach) : end + reach] = 1
        else:
            band[max(0, start - reach) : end + reach, max(0, at - reach) : at + reach + 1] = 1
    left = np.where(erased > 0, 0, ink).astype(np.uint8)
    count, labels, stats = measure_pieces(left)
    inside = np.bincount(labels[band > 0], minlength=count)
    is_remnant = inside >= stats[:, cv2.CC_STAT_AREA]
    is_remnant[0] = False
    for i in np.nonzero(is_remnant)[0]:
        if stands_among_characters(stats, int(i), ~is_remnant):
            is_remnant[i] = False
    return np.where(is_remnant[labels], 255, 0).astype(np.uint8)


def stands_among_characters(
    stats: npt.NDArray[np.int32], index: int, others: npt.NDArray[np.bool_]
) -> bool:
    """Return True if upright ink stands in a line of characters, as a 1 does.

    Args:
        stats: Boxes of connected ink as OpenCV counts them, the background first.
        index: Number of the ink in question.
        others: Which ink may be characters beside it.
    """
    x, y, w, h = (int(v) for v in stats[index, :4])
    if h < 2 * w:
        return False
    xs, ys, ws, hs = (stats[1:, k] for k in range(4))
    gap = np.maximum(xs - (x + w), x - (xs + ws))
    shared = np.minimum(ys + hs, y + h) - np.maximum(ys, y)
    alike = (hs >= 0.7 * h) & (hs <= 1.5 * h) & (shared >= 0.7 * h) & (ws >= 0.3 * h)
    return bool(
        (alike & (gap >= 0) & (gap <= SETTINGS.rulings.neighbour_gap * h) & others[1:]).any()
    )


def _group_collinear(
    segments: Sequence[RulingSegment], scan: PageImage
) -> list[tuple[float, list[RulingSegment]]]:
    """Group segments that lie on one line, with the position of the line."""
    lines: list[tuple[float, list[RulingSegment]]] = []
    for segment in sorted(segments, key=lambda p: p.position):
        if lines and segment.position - lines[-1][0] <= SETTINGS.rulings.same_line / scan.scale:
            members = [*lines[-1][1], segment]
            whole = sum(p.end - p.start for p in members)
            position = sum(p.position * (p.end - p.start) for p in members) / whole
            lines[-1] = (position, members)
        else:
            lines.append((segment.position, [segment]))
    return lines


def _bridge_gaps(
    position: float, segments: Sequence[RulingSegment], ink: BinaryImage, scan: PageImage
) -> list[RulingSegment]:
    """Join segments of one line over faults, and over gaps that show traces of ink."""
    band = scan.pixels(SETTINGS.rulings.band)
    fault = scan.pixels(SETTINGS.rulings.most_fault)
    result: list[RulingSegment] = []
    for segment in sorted(segments, key=lambda p: p.start):
        last = result[-1] if result else None
        if last is None:
            result.append(segment)
            continue
        gap = segment.start - last.end
        if gap <= fault or _is_faint_continuation(ink, (last, segment), band):
            thickness = max(last.thickness, segment.thickness)
            result[-1] = RulingSegment(
                position, last.start, max(last.end, segment.end), thickness
            )
        else:
            result.append(segment)
    return result


def _is_faint_continuation(
    ink: BinaryImage, ends: tuple[RulingSegment, RulingSegment], band: int
) -> bool:
    """Return True if a gap shows enough ink on the line, and no letters beside it."""
    last, segment = ends
    y = round((last.position + segment.position) / 2)
    top, bottom = max(0, y - band), y + band + 1
    on_line = (ink[top:bottom, last.end : segment.start] > 0).any(axis=0)
    above = (ink[max(0, top - band) : top, last.end : segment.start] > 0).any(axis=0)
    below = (ink[bottom : bottom + band, last.end : segment.start] > 0).any(axis=0)
    alone = on_line & ~above & ~below
    return bool(alone.mean() >= SETTINGS.rulings.least_faint)


def _extend_to_crossing(
    position: float,
    segment: RulingSegment,
    crossing: Sequence[tuple[float, int, int]],
    ink: BinaryImage,
    scan: PageImage,
) -> tuple[float, float]:
    """Extend a ruling to the ones that cross it beyond its ends; return start and end.

    A ruling that stops in the middle of a cell was broken by print or scan; it goes on to the
    next ruling that crosses it, unless letters stand in the way.
    """
    reach = SETTINGS.rulings.crossing_reach / scan.scale
    near = sorted(x for x, y0, y1 in crossing if y0 - reach <= position <= y1 + reach)
    start, end = float(segment.start), float(segment.end)
    before = [x for x in near if x <= start + reach]
    behind = [x for x in near if x >= end - reach]
    if before:
        goal = before[-1]
        if start - goal <= reach or _is_gap_free_of_letters(ink, position, (goal, start), scan):
            start = min(start, goal)
    if behind:
        goal = behind[0]
        if goal - end <= reach or _is_gap_free_of_letters(ink, position, (end, goal), scan):
            end = max(end, goal)
    return start, end


def _is_gap_free_of_letters(
    ink: BinaryImage, position: float, gap: tuple[float, float], scan: PageImage
) -> bool:
    """Return True if no letters stand where a broken ruling would go on."""
    if gap[1] - gap[0] > SETTINGS.rulings.most_extension / scan.scale:
        return False
    band = scan.pixels(SETTINGS.rulings.band)
    y, x0, x1 = round(position), round(gap[0]), round(gap[1])
    window = ink[max(0, y - 3 * band) : y + 3 * band + 1, x0:x1] > 0
    if window.size == 0:
        return True
    above, below = window[: 2 * band].any(axis=0), window[-2 * band :].any(axis=0)
    on_line = window[2 * band : -2 * band].any(axis=0)
    return bool((on_line & (above | below)).mean() <= SETTINGS.rulings.most_letters)
