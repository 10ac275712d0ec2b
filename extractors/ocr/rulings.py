"""Rules in a picture: found, straightened, drawn together where print or scan broke them."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from sidak.extractors.ocr.dewarp import RulingTrace
from sidak.extractors.ocr.preprocess import BinaryImage, PageImage
from sidak.extractors.pdf.page_content import Ruling

#: A run of ink at least this long may be a rule, in points.
LEAST_RUN = 13.0
#: Ink thicker than this is no rule, in points.
MOST_THICKNESS = 5.5
#: Rules whose middles differ by no more than this lie on one line, in points.
SAME_LINE = 2.2
#: A gap in a rule no longer than this is a fault of print or scan, in points.
PRINT_GAP = 5.0
#: A longer gap is bridged where at least this share of it shows ink.
FAINT_SHARE = 0.4
#: Share of the strips beside a rule that may be inked; beside a row of letters it is more.
MOST_BESIDE = 0.45
#: A rule stops this near to one that crosses it where it should touch it, in points.
REACH = 5.0
#: Ink no further than this from a rule, in points, is what is left of it.
REMNANT_REACH = 2.2
#: A character stands no further from the next than this, in shares of its height.
NEIGHBOUR = 0.45
#: A broken rule goes on over no more than this, in points, and over no more letters than
#: this share of the way.
FURTHEST, MOST_LETTERS = 220.0, 0.06


@dataclass(frozen=True, slots=True)
class RulingSegment:
    """A straight piece of a rule in pixels; ``position`` is y of a horizontal one."""

    position: float
    start: int
    end: int
    thickness: float


def detect_segments(
    scan: PageImage, *, is_horizontal: bool
) -> tuple[list[RulingSegment], BinaryImage, list[RulingTrace]]:
    """Find the straight pieces of rules in one direction.

    Returns:
        The pieces, the ink that they are made of, and where each runs.
    """
    ink = scan.ink if is_horizontal else np.ascontiguousarray(scan.ink.T)
    length = scan.pixels(LEAST_RUN)
    runs = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    joined = cv2.dilate(runs, np.ones((3, 3), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    most = scan.pixels(MOST_THICKNESS)
    pieces: list[RulingSegment] = []
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
        if thickness > most or _has_parallel_ink(ink, window, x, y, scan):
            continue
        heights = np.arange(h)[:, None]
        middles = (window * heights).sum(axis=0)[filled] / columns[filled] + y
        xs = np.nonzero(filled)[0] + x
        pieces.append(
            RulingSegment(float(np.mean(middles)), int(xs[0]), int(xs[-1]) + 1, thickness)
        )
        traces.append(RulingTrace(xs.astype(float), middles.astype(float)))
        found[y : y + h, x : x + w][window] = 255
    return pieces, found if is_horizontal else np.ascontiguousarray(found.T), traces


def _has_parallel_ink(
    ink: BinaryImage, window: npt.NDArray[np.bool_], x: int, y: int, scan: PageImage
) -> bool:
    """Say whether ink lies close along both, or much ink along one side: letters, a fill."""
    clear, reach = scan.pixels(0.7), scan.pixels(2.0)
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
    return max(shares) > MOST_BESIDE


def detect_rulings(scan: PageImage) -> tuple[list[Ruling], BinaryImage]:
    """Find the rules of a straightened page.

    Returns:
        Rules in points, pieces of one line at one position; and their ink.
    """
    across, down = (detect_segments(scan, is_horizontal=way) for way in (True, False))
    levels = {True: _group_collinear(across[0], scan), False: _group_collinear(down[0], scan)}
    inks = {True: scan.ink, False: np.ascontiguousarray(scan.ink.T)}
    pieces_ink = cv2.bitwise_or(across[1], down[1])
    bridged = {
        way: [(y, _bridge_gaps(y, pieces, inks[way], scan)) for y, pieces in lines]
        for way, lines in levels.items()
    }
    rules: list[Ruling] = []
    for way, lines in bridged.items():
        crossing = [
            (position, min(p.start for p in pieces), max(p.end for p in pieces))
            for position, pieces in bridged[not way]
        ]
        for position, pieces in lines:
            for piece in pieces:
                start, end = _extend_to_crossing(position, piece, crossing, inks[way], scan)
                rules.append(
                    Ruling(
                        (position + 0.5) * scan.scale,
                        start * scan.scale,
                        end * scan.scale,
                        piece.thickness * scan.scale,
                        way,
                    )
                )
    erased = np.asarray(cv2.dilate(pieces_ink, np.ones((3, 3), np.uint8)), np.uint8)
    return rules, np.maximum(erased, find_ruling_remnants(scan.ink, erased, rules, scan))


def find_ruling_remnants(
    ink: BinaryImage, erased: BinaryImage, rules: Sequence[Ruling], scan: PageImage
) -> BinaryImage:
    """Return what is left of broken rules: pieces of ink that lie wholly upon one."""
    band = np.zeros_like(ink)
    reach = round(REMNANT_REACH / scan.scale)
    for rule in rules:
        at, start, end = (round(v / scan.scale) for v in (rule.position, rule.start, rule.end))
        if rule.is_horizontal:
            band[max(0, at - reach) : at + reach + 1, max(0, start - reach) : end + reach] = 1
        else:
            band[max(0, start - reach) : end + reach, max(0, at - reach) : at + reach + 1] = 1
    left = np.where(erased > 0, 0, ink).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(left, connectivity=8)
    inside = np.bincount(labels[band > 0], minlength=count)
    is_remains = inside >= stats[:, cv2.CC_STAT_AREA]
    is_remains[0] = False
    boxes = np.asarray(stats, np.int32)
    for i in np.nonzero(is_remains)[0]:
        if stands_among_characters(boxes, int(i), ~is_remains):
            is_remains[i] = False
    return np.where(is_remains[labels], 255, 0).astype(np.uint8)


def stands_among_characters(
    stats: npt.NDArray[np.int32], piece: int, others: npt.NDArray[np.bool_]
) -> bool:
    """Say whether an upright piece of ink stands in a line of characters: it is a 1.

    Args:
        stats: Boxes of pieces as OpenCV counts them, the ground first.
        piece: Number of the piece.
        others: Which pieces may be characters beside it.
    """
    x, y, w, h = (int(v) for v in stats[piece, :4])
    if h < 2 * w:
        return False
    xs, ys, ws, hs = (stats[1:, k] for k in range(4))
    gap = np.maximum(xs - (x + w), x - (xs + ws))
    shared = np.minimum(ys + hs, y + h) - np.maximum(ys, y)
    alike = (hs >= 0.7 * h) & (hs <= 1.5 * h) & (shared >= 0.7 * h) & (ws >= 0.3 * h)
    return bool((alike & (gap >= 0) & (gap <= NEIGHBOUR * h) & others[1:]).any())


def _group_collinear(
    pieces: Sequence[RulingSegment], scan: PageImage
) -> list[tuple[float, list[RulingSegment]]]:
    """Gather pieces that lie on one line, with the line's position."""
    lines: list[tuple[float, list[RulingSegment]]] = []
    for piece in sorted(pieces, key=lambda p: p.position):
        if lines and piece.position - lines[-1][0] <= SAME_LINE / scan.scale:
            members = [*lines[-1][1], piece]
            whole = sum(p.end - p.start for p in members)
            position = sum(p.position * (p.end - p.start) for p in members) / whole
            lines[-1] = (position, members)
        else:
            lines.append((piece.position, [piece]))
    return lines


def _bridge_gaps(
    position: float, pieces: Sequence[RulingSegment], ink: BinaryImage, scan: PageImage
) -> list[RulingSegment]:
    """Join pieces of one line over faults, and over gaps that show traces of ink."""
    band = scan.pixels(1.2)
    fault = scan.pixels(PRINT_GAP)
    result: list[RulingSegment] = []
    for piece in sorted(pieces, key=lambda p: p.start):
        last = result[-1] if result else None
        if last is None:
            result.append(piece)
            continue
        gap = piece.start - last.end
        if gap <= fault or _is_faint_continuation(ink, (last, piece), band):
            thickness = max(last.thickness, piece.thickness)
            result[-1] = RulingSegment(
                position, last.start, max(last.end, piece.end), thickness
            )
        else:
            result.append(piece)
    return result


def _is_faint_continuation(
    ink: BinaryImage, ends: tuple[RulingSegment, RulingSegment], band: int
) -> bool:
    """Say whether a gap shows enough ink on the line, and none of letters beside it."""
    last, piece = ends
    y = round((last.position + piece.position) / 2)
    top, bottom = max(0, y - band), y + band + 1
    on_line = (ink[top:bottom, last.end : piece.start] > 0).any(axis=0)
    above = (ink[max(0, top - band) : top, last.end : piece.start] > 0).any(axis=0)
    below = (ink[bottom : bottom + band, last.end : piece.start] > 0).any(axis=0)
    alone = on_line & ~above & ~below
    return bool(alone.mean() >= FAINT_SHARE)


def _extend_to_crossing(
    position: float,
    piece: RulingSegment,
    crossing: Sequence[tuple[float, int, int]],
    ink: BinaryImage,
    scan: PageImage,
) -> tuple[float, float]:
    """Let a rule end where rules end: at one that crosses it.

    A rule that stops in the middle of a cell was broken by print or scan; it goes on to the
    next rule that crosses it, unless letters stand in the way.
    """
    reach = REACH / scan.scale
    near = sorted(x for x, y0, y1 in crossing if y0 - reach <= position <= y1 + reach)
    start, end = float(piece.start), float(piece.end)
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
    """Say whether no letters stand where a broken rule would go on."""
    if gap[1] - gap[0] > FURTHEST / scan.scale:
        return False
    band = scan.pixels(1.2)
    y, x0, x1 = round(position), round(gap[0]), round(gap[1])
    window = ink[max(0, y - 3 * band) : y + 3 * band + 1, x0:x1] > 0
    if window.size == 0:
        return True
    above, below = window[: 2 * band].any(axis=0), window[-2 * band :].any(axis=0)
    on_line = window[2 * band : -2 * band].any(axis=0)
    return bool((on_line & (above | below)).mean() <= MOST_LETTERS)
