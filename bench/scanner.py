"""Pages of rendered reports as a scanner or a telephone sees them."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium

Picture = npt.NDArray[np.uint8]
_Floats = npt.NDArray[np.float32]


class Rules(StrEnum):
    """What became of the rulings of a page."""

    DRAWN = "drawn"
    FAINT = "faint"
    DOTTED = "dotted"
    BROKEN = "broken"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class ScanCondition:
    """How a page was scanned.

    Attributes:
        dpi: Dots per inch.
        skew: Degrees by which the paper lay askew.
        blur: Standard deviation of the blur, in pixels at 200 dpi.
        noise: Standard deviation of the grey noise.
        jpeg: Quality of the JPEG; 0 keeps one bit a pixel.
        turned: Clockwise degrees by which the paper lay sideways.
        is_copied: Whether it is a copy: lighter ink, grey paper, specks.
        curl: How far the middle of the page stands above its straight place, in points.
        has_stamp: Whether a round stamp lies over the numbers.
        has_ticks: Whether numbers are ticked off with a pen.
        is_photographed: Whether it is a photograph: on a dark table, seen from the side, half
            in shadow.
        rules: What became of the rulings.
        has_black_header: Whether the header of each table is white on black.
        has_black_edge: Whether the scanner shows black beside the sheet.
        has_old_layer: Whether a bad text of another program lies under the picture.
        is_two_up: Whether two pages stand side by side on one sheet.
    """

    dpi: int
    skew: float = 0.0
    blur: float = 0.0
    noise: float = 0.0
    jpeg: int = 60
    turned: int = 0
    is_copied: bool = False
    curl: float = 0.0
    has_stamp: bool = False
    has_ticks: bool = False
    is_photographed: bool = False
    rules: Rules = Rules.DRAWN
    has_black_header: bool = False
    has_black_edge: bool = False
    has_old_layer: bool = False
    is_two_up: bool = False


#: Faults by name: what each changes of an ordinary grey scan.
_GREY = ScanCondition(0, skew=0.4, blur=0.5, noise=4, jpeg=75)
FAULTS: Mapping[str, ScanCondition] = {
    "grey": _GREY,
    "bit": replace(_GREY, jpeg=0),
    "jpeg": replace(_GREY, jpeg=30),
    "skew": replace(_GREY, skew=3.0),
    "curl": replace(_GREY, curl=7.0),
    "sideways": replace(_GREY, turned=90),
    "stamp": replace(_GREY, has_stamp=True),
    "tick": replace(_GREY, has_ticks=True),
    "photo": replace(_GREY, noise=5, is_photographed=True),
    "upside-down": replace(_GREY, turned=180),
    "faint-rules": replace(_GREY, rules=Rules.FAINT),
    "dotted-rules": replace(_GREY, rules=Rules.DOTTED),
    "broken-rules": replace(_GREY, rules=Rules.BROKEN),
    "unruled": replace(_GREY, rules=Rules.NONE),
    "black-header": replace(_GREY, has_black_header=True),
    "black-edge": replace(_GREY, has_black_edge=True),
    "old-layer": replace(_GREY, has_old_layer=True),
    "two-up": replace(_GREY, is_two_up=True),
}


def choose_scan_condition(name: str, page: int, dpi: int, fault: str) -> ScanCondition:
    """Choose how a page is scanned; always the same for the same page.

    Args:
        name: Name of the report.
        page: Number of the page.
        dpi: Dots per inch.
        fault: A name of ``FAULTS``; "clean" for none, anything else for a mix of faults.
    """
    if fault == "clean":
        return ScanCondition(dpi)
    if fault in FAULTS:
        return replace(FAULTS[fault], dpi=dpi)
    rng = random.Random(f"{name} {page}")
    return ScanCondition(
        dpi,
        skew=rng.uniform(-1.5, 1.5),
        blur=rng.uniform(0.2, 0.8),
        noise=rng.uniform(2, 9),
        jpeg=rng.choice([50, 60, 70, 0]),
        turned=rng.choice([0, 0, 0, 90, 270, 180]),
        is_copied=rng.random() < 0.3,
    )


def scan_page(page: pdfium.PdfPage, paper: ScanCondition, seed: int) -> Picture:
    """Draw a page as a scanner would see it."""
    bitmap = page.render(scale=paper.dpi / 72, grayscale=True)
    grey = np.array(bitmap.to_numpy(), copy=True).reshape(bitmap.height, bitmap.width)
    bitmap.close()
    drawn: _Floats = grey.astype(np.float32)
    for is_wanted, spoil in (
        (paper.has_black_header, _blacken_headers),
        (paper.rules is not Rules.DRAWN, _spoil_rules),
        (paper.has_stamp, _stamp),
        (paper.has_ticks, _tick),
        (bool(paper.curl), _curl),
        (bool(paper.skew) and not paper.is_photographed, _lay_askew),
        (paper.has_black_edge, _show_black_edge),
        (paper.is_photographed, _photograph),
    ):
        if is_wanted:
            drawn = spoil(drawn, paper)
    if paper.blur:
        drawn = _as_floats(cv2.GaussianBlur(drawn, (0, 0), paper.blur * paper.dpi / 200))
    random_source = np.random.default_rng(seed)
    if paper.is_copied:
        drawn = _as_floats(60 + drawn * (235 - 60) / 255)
        specks = random_source.random(drawn.shape) < 2e-5
        drawn[specks] = 60
    noisy = drawn + random_source.normal(0, paper.noise, drawn.shape)
    done = np.asarray(np.clip(noisy, 0, 255), np.uint8)
    if not paper.jpeg:
        done = np.where(done < 150, 0, 255).astype(np.uint8)
    return np.ascontiguousarray(np.rot90(done, -(paper.turned // 90) % 4))


def find_rules(drawn: _Floats, paper: ScanCondition) -> tuple[Picture, Picture]:
    """Return the ink of the rulings of a page, those that lie and those that stand."""
    ink = np.where(drawn < 200, 255, 0).astype(np.uint8)
    length = round(24 * paper.dpi / 72)
    lying = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    standing = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((length, 1), np.uint8))
    return np.asarray(lying, np.uint8), np.asarray(standing, np.uint8)


def _spoil_rules(drawn: _Floats, paper: ScanCondition) -> _Floats:
    """Make the rulings of a page faint, dotted or broken, or take them away."""
    unit = paper.dpi / 72
    ys, xs = np.indices(drawn.shape)
    for along, rules in zip((xs, ys), find_rules(drawn, paper), strict=True):
        # the soft edge of a ruling goes with it
        reach = np.ones((3, 3), np.uint8)
        is_ruled = cv2.dilate(rules, reach) > 0
        if paper.rules is Rules.FAINT:
            drawn[is_ruled] = np.maximum(drawn[is_ruled], 205)
        elif paper.rules is Rules.DOTTED:
            drawn[is_ruled & (along % (2.4 * unit) > 1.2 * unit)] = 255
        elif paper.rules is Rules.BROKEN:
            drawn[is_ruled & (along % (37 * unit) > 25 * unit)] = 255
        else:
            drawn[is_ruled] = 255
    return drawn


def _blacken_headers(drawn: _Floats, paper: ScanCondition) -> _Floats:
    """Print the first row of each table white on black."""
    lying, standing = find_rules(drawn, paper)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(lying | standing)
    for i in range(1, count):
        x, y, width, height, _ = (int(v) for v in stats[i])
        if height < 20 * paper.dpi / 72:
            continue
        own = (lying[y : y + height, x : x + width] > 0) & (
            labels[y : y + height, x : x + width] == i
        )
        rows = np.nonzero(own.mean(axis=1) > 0.9)[0]
        below = rows[rows > rows[0] + 4 * paper.dpi / 72] if len(rows) else rows
        if len(below):
            header = np.s_[y + rows[0] : y + below[0], x : x + width]
            drawn[header] = np.where(drawn[header] < 160, 245, 25)
    return drawn


def _show_black_edge(drawn: _Floats, paper: ScanCondition) -> _Floats:
    """Show black above the sheet and at its left, as a scanner whose lid is open."""
    unit = paper.dpi / 72
    height, width = drawn.shape
    above, left = round(14 * unit), round(20 * unit)
    edge = cv2.copyMakeBorder(drawn, above, 0, left, 0, cv2.BORDER_CONSTANT, value=(12.0,))
    return _as_floats(edge[:height, :width])


def _lay_askew(drawn: _Floats, paper: ScanCondition) -> _Floats:
    height, width = drawn.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), paper.skew, 1.0)
    return _as_floats(
        cv2.warpAffine(drawn, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255,))
    )


def _curl(drawn: _Floats, paper: ScanCondition) -> _Floats:
    """Lift the middle of the page, as paper that does not lie flat."""
    height, width = drawn.shape
    xs, ys = np.meshgrid(
        np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32)
    )
    lift = paper.curl * paper.dpi / 72 * np.sin(np.pi * xs / width)
    return _as_floats(
        cv2.remap(drawn, xs, _as_floats(ys + lift), cv2.INTER_CUBIC, borderValue=(255,))
    )


def _stamp(drawn: _Floats, paper: ScanCondition) -> _Floats:
    """Set a round stamp upon the numbers of the right half."""
    height, width = drawn.shape
    unit = paper.dpi / 72
    ink = np.full(drawn.shape, 255, np.uint8)
    middle = (width * 70 // 100, height * 40 // 100)
    for radius, line in ((52, 2.4), (35, 1.2)):
        cv2.circle(ink, middle, round(radius * unit), (105,), max(1, round(line * unit)))
    place = (round(middle[0] - 30 * unit), round(middle[1] + 3 * unit))
    cv2.putText(ink, "DINAS", place, cv2.FONT_HERSHEY_DUPLEX, 0.5 * unit, (105,), 1)
    return np.minimum(drawn, _as_floats(ink))


def _tick(drawn: _Floats, paper: ScanCondition) -> _Floats:
    """Tick six places of the right half off with a pen."""
    height, width = drawn.shape
    unit = paper.dpi / 72
    for k in range(6):
        x, y = width * (50 + 7 * k) // 100, height * (25 + 9 * k) // 100
        points = [(0, 0), (5, 8), (16, -9)]
        line = np.array([(x + round(a * unit), y + round(b * unit)) for a, b in points])
        cv2.polylines(drawn, [line], False, (70,), max(1, round(1.4 * unit)), cv2.LINE_AA)
    return drawn


def _photograph(drawn: _Floats, paper: ScanCondition) -> _Floats:
    """Lay the page on a dark table, look at it from the side, let a shadow fall upon it."""
    height, width = drawn.shape
    edge = round(20 * paper.dpi / 72)
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    seen = corners + np.array(
        [
            (edge + 0.03 * width, edge + 0.01 * height),
            (edge - 0.01 * width, edge + 0.025 * height),
            (edge + 0.005 * width, edge - 0.01 * height),
            (edge - 0.005 * width, edge + 0.005 * height),
        ],
        np.float32,
    )
    size = (width + 2 * edge, height + 2 * edge)
    view = cv2.getPerspectiveTransform(corners, seen)
    flags = cv2.INTER_CUBIC
    photo = _as_floats(cv2.warpPerspective(drawn, view, size, flags=flags, borderValue=(70,)))
    xs, ys = np.meshgrid(np.linspace(0, 1, size[0]), np.linspace(0, 1, size[1]))
    light = 0.95 - 0.2 * xs - 0.1 * ys
    # the shadow of the telephone: a soft edge across the page
    light -= 0.3 / (1 + np.exp((xs + 0.6 * ys - 0.75) * 25))
    return _as_floats(photo * light)


def _as_floats(array: Any) -> _Floats:
    return np.asarray(array, np.float32)
