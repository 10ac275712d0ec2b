"""Text that its clipping path hides goes back to the cell it was written for.

Spreadsheets print a name that does not fit into a row of fixed height, or into a column, and
let a clipping path cut it off at the border of its cell. In the file the rest of the name
stands on the next row, or in the next column, where it cannot be seen.
"""

import ctypes
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import pypdfium2.raw as pdfium_c

from sidak.extractors.pdf.glyph import Glyph
from sidak.extractors.pdf.settings import SETTINGS
from sidak.extractors.pdf.transform import Matrix, Point, transform_point
from sidak.schemas import Box


def read_clip_box(handle: Any, middle: Point, to_view: Matrix) -> Box | None:
    """Return the box that the clipping paths of a text object leave, as a viewer shows it.

    Args:
        handle: The text object.
        middle: The middle of one of its glyphs, in the space of the page.
        to_view: From the space of the page to that of the viewer.

    Returns:
        ``None`` where nothing is clipped off, or where the object lies in a form, whose
        paths are told in another space.
    """
    path = pdfium_c.FPDFPageObj_GetClipPath(handle) if handle else None
    count = pdfium_c.FPDFClipPath_CountPaths(path) if path else -1
    if count <= 0:
        return None
    edges = (float("-inf"), float("-inf"), float("inf"), float("inf"))
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(count):
        points: list[Point] = []
        for k in range(pdfium_c.FPDFClipPath_CountPathSegments(path, index)):
            segment = pdfium_c.FPDFClipPath_GetPathSegment(path, index, k)
            pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
            points.append((x.value, y.value))
        if points:
            xs, ys = [p[0] for p in points], [p[1] for p in points]
            edges = (
                max(edges[0], min(xs)),
                max(edges[1], min(ys)),
                min(edges[2], max(xs)),
                min(edges[3], max(ys)),
            )
    if edges[2] - edges[0] < SETTINGS.least_clip or edges[3] - edges[1] < SETTINGS.least_clip:
        return None
    bounds = [ctypes.c_float() for _ in range(4)]
    if not pdfium_c.FPDFPageObj_GetBounds(handle, *bounds):
        return None
    left, bottom, right, top = (b.value for b in bounds)
    if not (
        left - SETTINGS.clip_reach <= middle[0] <= right + SETTINGS.clip_reach
        and bottom - SETTINGS.clip_reach <= middle[1] <= top + SETTINGS.clip_reach
    ):
        return None
    if edges[0] <= left and edges[1] <= bottom and right <= edges[2] and top <= edges[3]:
        return None
    ax, ay = transform_point(to_view, edges[0], edges[1])
    bx, by = transform_point(to_view, edges[2], edges[3])
    return Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def restore_clipped_glyphs(glyphs: Sequence[Glyph], clips: Mapping[int, Box]) -> list[Glyph]:
    """Shift the anchors of glyphs that are clipped off back into their clipping path.

    Args:
        glyphs: Glyphs of a page.
        clips: The clipping box of runs that it cuts.

    Returns:
        The glyphs; left out are whole runs beside their path, or outside the part of a
        sheet that is printed.
    """
    runs: dict[int, list[int]] = defaultdict(list)
    for i, glyph in enumerate(glyphs):
        if glyph.run in clips:
            runs[glyph.run].append(i)
    result: list[Glyph | None] = list(glyphs)
    for run, members in runs.items():
        box = clips[run]
        lost = [i for i in members if not box.contains_point(*glyphs[i].center)]
        is_hidden = len(lost) == len(members) and _is_beside_clip(glyphs, members, box)
        for i in lost:
            if is_hidden and (i == 0 or result[i - 1] is None or not _follows(glyphs, i)):
                result[i] = None
            else:
                result[i] = glyphs[i]._replace(shift=_shift_into(box, glyphs[i].center))
    return [g for g in result if g is not None]


def _is_beside_clip(glyphs: Sequence[Glyph], members: Sequence[int], box: Box) -> bool:
    """Return True if a run stands beside its path, not below it as the rest of a name does."""
    is_sheet = box.width > SETTINGS.sheet_size and box.height > SETTINGS.sheet_size
    return is_sheet or not any(box.x0 <= glyphs[i].center[0] < box.x1 for i in members)


def _follows(glyphs: Sequence[Glyph], i: int) -> bool:
    """Return True if a glyph stands in line behind the one printed before it."""
    last, glyph = glyphs[i - 1], glyphs[i]
    reach = SETTINGS.clipped_word_gap * glyph.size
    return (
        abs(glyph.center[1] - last.center[1]) <= reach / 2
        and -reach <= glyph.x0 - last.x1 <= reach
    )


def _shift_into(box: Box, point: Point) -> Point:
    """Return the shift from a point to the nearest one inside a box."""
    x = min(max(point[0], box.x0 + SETTINGS.clip_inset), box.x1 - SETTINGS.clip_inset)
    y = min(max(point[1], box.y0 + SETTINGS.clip_inset), box.y1 - SETTINGS.clip_inset)
    return x - point[0], y - point[1]
