"""Characters that no viewer shows: covered, transparent, in the colour of what is under them.

Most pages give no cause for doubt: nothing opaque is painted after the text, its colour is not
that of what lies beneath it. Where there is doubt, the page itself decides: the part in
question is rendered with and without the text objects in doubt, and a character that makes no
difference is not seen.
"""

import ctypes
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from sidak.extractors.pdf import pdfium_bindings
from sidak.extractors.pdf.chars import PageChars, TextRun
from sidak.extractors.pdf.glyph import NO_SHIFT, Glyph
from sidak.extractors.pdf.painting import PaintedBox, Painting
from sidak.extractors.pdf.render import render_pixels
from sidak.extractors.pdf.settings import SETTINGS
from sidak.extractors.pdf.transform import Point
from sidak.schemas import Box

WHITE = 0xFFFFFF
#: The mark of content that belongs to a layer (PDF 32000-1, 14.6.2 and 8.11.3.2).
LAYER_MARK = "OC"
#: Characters that change the worth of a number if they are not seen.
_FIGURE_CHARACTERS = frozenset("0123456789")

#: Further than any page is wide, in points.
_FAR = 100_000.0

_Flags = npt.NDArray[np.bool_]
_Positions = npt.NDArray[np.float64]


class Seen(NamedTuple):
    """Which characters of a page are seen.

    Attributes:
        glyphs: Those that are.
        runs: The text objects that print them.
        hidden: Number of those that are not.
        cut: Where figures stand of which a part is not seen.
        over_edge: Where text stands that runs over the edge of the page.
    """

    glyphs: tuple[Glyph, ...]
    runs: tuple[TextRun, ...]
    hidden: int
    cut: tuple[Point, ...] = ()
    over_edge: tuple[Point, ...] = ()


def drop_unseen(
    page: pdfium.PdfPage, read: Callable[[], PageChars], painting: Painting
) -> Seen:
    """Read the characters of a page and leave out those that no viewer shows.

    Of two equal texts at the same place, or nearly so, pdfium tells only the first. If that
    one is not seen (a text layer that was recognised below the true text, an amount under the
    white box on which the new one is printed), the other is told after it is switched off.

    Args:
        page: The page, open.
        read: Reads its characters.
        painting: In which order its objects are painted.
    """
    switched_off: list[TextRun] = []
    hidden = 0
    try:
        for _ in range(SETTINGS.most_readings):
            chars = read()
            inside = _inside(page, chars.glyphs)
            doubtful = _find_doubtful(inside, chars.runs, painting)
            unseen = np.array([not g.is_visible for g in inside], bool)
            if (doubtful & ~unseen).any():
                unseen |= _compare_renderings(page, inside, chars.runs, doubtful & ~unseen)
            if not unseen.any():
                seen, lost = inside, []
                break
            seen = [g for g, is_lost in zip(inside, unseen, strict=True) if not is_lost]
            lost = [g for g, is_lost in zip(inside, unseen, strict=True) if is_lost]
            bare = {g.run for g in lost} - {g.run for g in seen}
            if not bare:
                break
            hidden += sum(g.run in bare for g in chars.glyphs)
            gone = [chars.runs[run] for run in bare]
            switched_off += gone
            _switch(gone, is_on=False)
            _shift(gone, _FAR)
    finally:
        _switch(switched_off, is_on=True)
        _shift(switched_off, -_FAR)
    cut = _find_cut_figures(seen, lost) if lost else []
    cut += [g.center for g in seen if g.shift != NO_SHIFT and g.text in _FIGURE_CHARACTERS]
    over_edge = _find_over_edge(inside, chars.glyphs)
    hidden += chars.hidden + len(chars.glyphs) - len(seen)
    return Seen(tuple(seen), chars.runs, hidden, tuple(cut), tuple(over_edge))


def _inside(page: pdfium.PdfPage, glyphs: Sequence[Glyph]) -> list[Glyph]:
    width, height = page.get_size()
    return [
        g for g in glyphs if 0 <= g.x0 + g.x1 <= 2 * width and 0 <= g.y0 + g.y1 <= 2 * height
    ]


def _find_over_edge(inside: Sequence[Glyph], glyphs: Sequence[Glyph]) -> list[Point]:
    """Find the text of which some characters lie on the page and some do not."""
    if len(inside) == len(glyphs):
        return []
    kept = Counter(g.run for g in inside)
    whole = Counter(g.run for g in glyphs)
    cut = {run for run, count in kept.items() if count < whole[run]}
    return [g.center for g in inside if g.run in cut]


def _switch(runs: Iterable[TextRun], *, is_on: bool) -> None:
    """Have pdfium treat text objects as if they were not on the page, or end that."""
    for run in runs:
        pdfium_c.FPDFPageObj_SetIsActive(run.handle, int(is_on))


def _shift(runs: Iterable[TextRun], by: float) -> None:
    """Shift text objects along: where pdfium looks for equal ones, it looks at all."""
    for run in runs:
        pdfium_c.FPDFPageObj_Transform(run.handle, 1, 0, 0, 1, by, 0)


def _find_doubtful(
    glyphs: Sequence[Glyph], runs: Sequence[TextRun], painting: Painting
) -> _Flags:
    """Find the characters of which it is not sure that they are seen."""
    of_run = np.array([g.run for g in glyphs], int)
    by_run = np.array(
        [run.alpha < SETTINGS.least_text_alpha or _is_on_layer(run) for run in runs], bool
    )
    doubtful = by_run[of_run] if len(glyphs) else np.zeros(0, bool)
    boxes = [box for box in painting.boxes if box.alpha >= SETTINGS.opaque_alpha]
    grounds = {WHITE, *(box.color for box in boxes if box.color is not None)}
    colors = {g.color for g in glyphs}
    faint = {color for color in colors if any(_is_alike(color, other) for other in grounds)}
    orders = np.array([painting.texts.get(run.address, 0) for run in runs], int)
    first = int(orders.min()) if len(orders) else 0
    covering = [box for box in boxes if box.order > first]
    if glyphs and covering:
        x, y = np.array([g.center for g in glyphs]).T
        order = orders[of_run]
        for box in covering:
            doubtful = doubtful | (_within(box, x, y) & (order < box.order))
    chosen = [i for i, g in enumerate(glyphs) if g.color in faint]
    if not chosen:
        return doubtful
    x, y = np.array([glyphs[i].center for i in chosen]).T
    order = orders[of_run[chosen]]
    beneath = np.full(len(chosen), WHITE)
    for box in boxes:
        beneath[_within(box, x, y) & (order > box.order)] = (
            WHITE if box.color is None else box.color
        )
    for i, ground in zip(chosen, beneath.tolist(), strict=True):
        if _is_alike(glyphs[i].color, ground):
            doubtful[i] = True
    return doubtful


def _within(box: PaintedBox, x: _Positions, y: _Positions) -> _Flags:
    flags: _Flags = (x >= box.x0) & (x <= box.x1) & (y >= box.y0) & (y <= box.y1)
    return flags


def _is_on_layer(run: TextRun) -> bool:
    """Return True if a text object belongs to a layer, which may be switched off."""
    count = pdfium_bindings.count_marks(run.address)
    return count > 0 and any(_name_mark(run.handle, i) == LAYER_MARK for i in range(count))


def _name_mark(handle: Any, index: int) -> str:
    mark = pdfium_c.FPDFPageObj_GetMark(handle, index)
    name = (pdfium_c.FPDF_WCHAR * 4)()
    length = ctypes.c_ulong()
    if not pdfium_c.FPDFPageObjMark_GetName(mark, name, ctypes.sizeof(name), length):
        return ""
    return "".join(map(chr, name[: max(0, length.value // 2 - 1)]))


def _is_alike(a: int, b: int) -> bool:
    """Return True if two colours can hardly be told apart."""
    return all(
        abs((a >> s & 255) - (b >> s & 255)) <= SETTINGS.faint_difference for s in (0, 8, 16)
    )


def _compare_renderings(
    page: pdfium.PdfPage, glyphs: Sequence[Glyph], runs: Sequence[TextRun], doubtful: _Flags
) -> _Flags:
    """Return which of the doubtful characters make no difference to the page as rendered."""
    numbers = np.nonzero(doubtful)[0].tolist()
    chosen = [glyphs[i] for i in numbers]
    region = _surround(page, chosen)
    smallest = max(1.0, min(g.size for g in chosen))
    scale = min(SETTINGS.most_check_scale, SETTINGS.check_pixels / smallest)
    tested = [runs[run] for run in {g.run for g in chosen}]
    whole, scale = render_pixels(
        page, scale, most_pixels=SETTINGS.most_check_pixels, crop=region
    )
    _switch(tested, is_on=False)
    try:
        bare, _ = render_pixels(
            page, scale, most_pixels=SETTINGS.most_check_pixels, crop=region
        )
    finally:
        _switch(tested, is_on=True)
    change = np.abs(whole.astype(np.int16) - bare.astype(np.int16))
    ink = change.reshape(*change.shape[:2], -1).max(axis=2) > SETTINGS.faint_difference
    unseen = np.zeros(len(glyphs), bool)
    for i, glyph in zip(numbers, chosen, strict=True):
        unseen[i] = not _has_ink(ink, glyph, region, scale)
    return unseen


def _surround(page: pdfium.PdfPage, glyphs: Sequence[Glyph]) -> Box:
    width, height = page.get_size()
    margin = SETTINGS.check_margin
    return Box(
        max(0.0, min(g.x0 for g in glyphs) - margin),
        max(0.0, min(g.y0 for g in glyphs) - margin),
        min(width, max(g.x1 for g in glyphs) + margin),
        min(height, max(g.y1 for g in glyphs) + margin),
    )


def _has_ink(ink: _Flags, glyph: Glyph, region: Box, scale: float) -> bool:
    """Return True if a character changes its place; a digit, most of its height."""
    inset = SETTINGS.check_inset * (glyph.x1 - glyph.x0)
    left, right = glyph.x0 + inset - region.x0, glyph.x1 - inset - region.x0
    top, bottom = glyph.y0 - region.y0, glyph.y1 - region.y0
    part = ink[
        max(0, int(top * scale)) : max(1, round(bottom * scale)),
        max(0, int(left * scale)) : max(1, round(right * scale), int(left * scale) + 1),
    ]
    rows = int(part.any(axis=1).sum())
    if glyph.text not in _FIGURE_CHARACTERS or glyph.angle % 180:
        return rows > 0
    return rows >= SETTINGS.least_seen_height * glyph.size * scale


def _find_cut_figures(seen: Sequence[Glyph], lost: Sequence[Glyph]) -> list[Point]:
    """Find the figures that go on in digits that are not seen, with nothing in their place."""
    digits = [g for g in seen if g.text in _FIGURE_CHARACTERS]
    places = []
    for gone in lost:
        if gone.text not in _FIGURE_CHARACTERS:
            continue
        x, y = gone.center
        line = [g for g in digits if abs(g.center[1] - y) <= SETTINGS.cut_reach * gone.size]
        if any(g.x0 <= x <= g.x1 for g in line):
            continue  # another digit is printed in its place
        reach = SETTINGS.cut_reach * gone.size
        places += [
            g.center
            for g in line
            if abs(g.x0 - gone.x1) <= reach or abs(gone.x0 - g.x1) <= reach
        ]
    return places
