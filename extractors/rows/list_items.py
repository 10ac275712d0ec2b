"""The entries of a cell that names several rows: what opens one, and which lines are its own.

"1.1.1 Jumlah produksi", "- Daging", "a. Padi": a marker at the front of a line opens an entry,
the lines indented below it go on with it. Marks count only where they count up, or where
they are bullets that the text behind them is indented from; a number that merely happens to
stand at the front of a wrapped line opens nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sidak.extractors.layout.settings import SETTINGS as LAYOUT_SETTINGS
from sidak.extractors.layout.text_lines import TextLine, make_line
from sidak.extractors.rows.settings import SETTINGS

#: What may open an entry.
ITEM_MARKER = re.compile(
    r"^(?:(?P<path>\d{1,2}(?:\.\d{1,2}){1,5}\.?)"
    r"|(?P<count>\d{1,2}[.)]?)"
    r"|(?P<letter>[a-zA-Z][.)])"
    r"|(?P<bullet>[-\u2013\u2014\u2022\u25cf\u25aa\u25a0\u25e6\u25cb\u25ba\u2713\u27a2"
    r"\uf000-\uf0ff]))(?=\s|$)"
)


@dataclass(frozen=True, slots=True)
class ListItem:
    """One entry of a cell.

    Attributes:
        pieces: Its lines as they are printed, a lone bullet as a piece of its own.
        kind: path, count, letter, bullet; empty where no marker opens it.
        marker: The marker itself.
    """

    pieces: tuple[TextLine, ...]
    kind: str = ""
    marker: str = ""

    @property
    def top(self) -> float:
        """Upper edge of the first line in points."""
        return min(t.box.y0 for t in self.pieces)

    @property
    def bottom(self) -> float:
        """Lower edge of the last line in points."""
        return max(t.box.y1 for t in self.pieces)

    @property
    def first(self) -> TextLine:
        """The first line."""
        return self.pieces[0]

    @property
    def edge(self) -> float:
        """Left edge of its marker, or of its text."""
        return min(t.box.x0 for t in self.pieces[:2])


def join_bullets(lines: Sequence[TextLine]) -> list[TextLine]:
    """Put a bullet that stands on a line of its own before its text."""
    joined = list(lines)
    if len(joined) > 1 and sum(map(is_bare_bullet, joined[:2])) == 1:
        joined[:2] = [make_line((*joined[0].glyphs, *joined[1].glyphs))]
    return joined


def is_bare_bullet(line: TextLine) -> bool:
    """Return True if a line is a bullet without its text."""
    match = ITEM_MARKER.match(line.text)
    return bool(match and match["bullet"] and match.end() == len(line.text))


def find_list_items(lines: Sequence[TextLine]) -> list[ListItem] | None:
    """Part the lines of a cell into entries.

    Args:
        lines: The lines of one cell from top to bottom.

    Returns:
        The entries from top to bottom, lines before the first marker as an entry without one;
        ``None`` where no two markers prove anything.
    """
    starts = _find_starts(lines)
    if starts is None or len(starts) < 2:
        return None
    bounds = sorted({0, *starts, *_find_outdents(lines, starts)})
    entries = []
    for a, b in pairwise([*bounds, len(lines)]):
        kind, marker = starts.get(a, ("", ""))
        entries.append(ListItem(tuple(lines[a:b]), kind, marker))
    return entries


def _find_starts(lines: Sequence[TextLine]) -> dict[int, tuple[str, str]] | None:
    """Return which line opens an entry by which marker; ``None`` if a bullet has no text."""
    starts: dict[int, tuple[str, str]] = {}
    found: list[tuple[int, str, str]] = []
    for i, line in enumerate(lines):
        match = ITEM_MARKER.match(line.text)
        if match is None:
            continue
        kind, marker = str(match.lastgroup), match[0]
        start = i
        if is_bare_bullet(line):
            home = _find_text_of_bullet(lines, i)
            if home is None:
                return None
            start = min(home, i)
        found.append((start, kind, marker))
    for start, kind, marker in _keep_counted(found):
        starts[start] = kind, marker
    return starts


def _find_text_of_bullet(lines: Sequence[TextLine], i: int) -> int | None:
    """Return the line to which a bullet on a line of its own belongs."""
    bullet = lines[i]

    def room(k: int) -> float:
        is_text = 0 <= k < len(lines) and not ITEM_MARKER.match(lines[k].text)
        if not is_text or lines[k].box.x0 < bullet.box.x1 - SETTINGS.same_left_edge:
            return float("inf")
        return abs(lines[k].middle - bullet.middle)

    above, below = room(i - 1), room(i + 1)
    if min(above, below) > 2 * bullet.box.height:
        return None
    if above < SETTINGS.bullet_nearer * below:
        return i - 1
    if below < SETTINGS.bullet_nearer * above:
        return i + 1
    return i + 1 if i >= 2 and _goes_on(lines[i - 2], lines[i - 1]) else None


def _goes_on(upper: TextLine, lower: TextLine) -> bool:
    return lower.box.y0 - upper.box.y1 < LAYOUT_SETTINGS.tight_gap * lower.box.height


def _keep_counted(found: Sequence[tuple[int, str, str]]) -> list[tuple[int, str, str]]:
    """Leave out kinds of markers that do not count up: numbers inside a text."""
    kept = []
    for kind in ("path", "count", "letter", "bullet"):
        own = [(start, marker) for start, k, marker in found if k == kind]
        others = [start for start, k, _ in found if k != kind]
        if kind == "bullet" or _counts_up(kind, own, others):
            kept += [(start, kind, marker) for start, marker in own]
    return kept


def _counts_up(kind: str, own: Sequence[tuple[int, str]], others: Sequence[int]) -> bool:
    values = [_value_of(kind, marker) for _, marker in own]
    if len(values) == 1:
        return kind != "count" or not own[0][1].isdigit()
    for (start, _), a, (end, _), b in zip(own, values, own[1:], values[1:], strict=False):
        if kind == "path":
            if b <= a:
                return False
        elif b[0] != a[0] + 1:
            is_new_list = b[0] == 1 and any(start < o < end for o in others)
            if not is_new_list:
                return False
    return True


def _value_of(kind: str, marker: str) -> tuple[int, ...]:
    if kind == "letter":
        return (ord(marker[0].lower()) - ord("a") + 1,)
    return tuple(int(n) for n in marker.rstrip(".)").split("."))


def _find_outdents(lines: Sequence[TextLine], starts: dict[int, tuple[str, str]]) -> list[int]:
    """Return lines that do not go on with the entry above them: headings without a marker.

    They stand further left than its marker, or below it with room between and a colon.
    """
    outdents = []
    edge: float | None = None
    for i, line in enumerate(lines):
        if i in starts:
            edge = line.box.x0
            if i + 1 < len(lines) and is_bare_bullet(lines[i + 1]):
                edge = lines[i + 1].box.x0
        elif edge is not None and not is_bare_bullet(line):
            room = line.box.y0 - lines[i - 1].box.y1
            is_title = room > SETTINGS.heading_apart * line.box.height and line.text.endswith(
                ":"
            )
            if line.box.x0 < edge - SETTINGS.same_left_edge or (
                is_title and line.box.x0 < edge + SETTINGS.same_left_edge
            ):
                outdents.append(i)
                edge = None
    return outdents
