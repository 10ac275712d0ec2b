"""Are the characters the right ones? A second decoder of fonts looks where it has not yet.

The table readers share the characters that pdfium decoded. playa, the parser that camelot
depends on, decodes fonts and places characters with code of its own; it takes several times as
long. What may go wrong is a matter of the font and the character ("3" of this font comes out
as "8", or half an inch to the left), so playa reads the pages on which a font prints a
character of figures for the first time, and every eighth page of tables besides.
Where it differs, pdfplumber (that is pdfminer) has the last word.
"""

import logging
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sidak.extractors.layout.settings import SETTINGS as LAYOUT_SETTINGS
from sidak.extractors.pdf.glyph import Glyph
from sidak.extractors.pdf.page_content import PageContent
from sidak.extractors.pdf.transform import Matrix, Point, transform_point
from sidak.extractors.verify.settings import SETTINGS
from sidak.schemas import Box
from sidak.schemas.text.folding import fold_text

if TYPE_CHECKING:
    from playa import Document
    from playa import Page as PlayaPage

#: Characters of figures; the others are not compared.
FIGURE_CHARACTERS = frozenset("0123456789.,()%")
#: Render modes that leave no ink.
INVISIBLE_MODES = frozenset({3, 7})

_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_NOISY_LOGGERS = ("camelot", "pdfminer", "playa", "pypdf")
_FontKey = tuple[frozenset[int], str]


class SecondDecoder:
    """Decodes pages of a file again, as long as there is something new on them.

    Args:
        path: The file; opened when the first page is due.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._document: Document | None = None
        self._is_broken = False
        self._agreed: set[_FontKey] = set()
        self._pages = 0

    def close(self) -> None:
        """Close the file."""
        if self._document is not None:
            self._document.close()
            self._document = None

    def find_mismatches(
        self, content: PageContent, figures: Iterable[Glyph], to_view: Matrix
    ) -> tuple[Point, ...]:
        """Find the figure characters of a page that the two decoders do not agree on.

        Args:
            content: The page as a viewer shows it.
            figures: The characters of its cells with figures.
            to_view: From the space of the page to that of the viewer.

        Returns:
            Where they stand, as a viewer shows the page; nothing for a page that is not due
            or that the second decoder cannot read.
        """
        if self._is_broken:
            return ()
        printed: dict[str, set[str]] = defaultdict(set)
        for glyph in figures:
            if glyph.text in FIGURE_CHARACTERS and glyph.run not in content.added:
                printed[content.fonts[glyph.run]].add(glyph.text)
        try:
            page = self._open().pages[content.page - 1]
            keys = _name_fonts(page, printed)
            is_sampled = self._pages % SETTINGS.sampled_pages == 0
            self._pages += 1
            if not is_sampled and all(
                font in keys and (keys[font], char) in self._agreed
                for font, chars in printed.items()
                for char in chars
            ):
                return ()
            theirs = _decode(page, to_view)
        except Exception as error:  # noqa: BLE001 - whatever breaks there must not stop us
            logging.getLogger(__name__).warning("playa, page %s: %r", content.page, error)
            return ()
        # playa reads the page's own content only
        ours = [
            g
            for g in content.glyphs
            if g.text in FIGURE_CHARACTERS and g.run not in content.added
        ]
        unlike = _match(ours, theirs, has_hidden=content.hidden > 0)
        wrong = {char for char, _ in unlike}
        self._agreed |= {
            (keys[font], char)
            for font, chars in printed.items()
            if font in keys
            for char in chars - wrong
        }
        return tuple(place for _, place in unlike)

    def _open(self) -> "Document":
        import playa

        for name in _NOISY_LOGGERS:
            logging.getLogger(name).setLevel(logging.CRITICAL)
        if self._document is None:
            try:
                self._document = playa.open(self._path, space="default")
            except Exception:
                self._is_broken = True
                raise
        return self._document


def _name_fonts(page: "PlayaPage", fonts: Iterable[str]) -> dict[str, frozenset[int]]:
    """Tell the fonts of a page from those of other pages that have the same name.

    Fonts are numbered objects of the file; they are not opened here. Those of embedded
    pages, and those without a number, are left out: they count as new wherever they stand.
    """
    from playa.pdftypes import ObjRef, literal_name, resolve1

    listed = resolve1(page.resources.get("Font"))
    found: dict[str, set[int]] = defaultdict(set)
    for reference in listed.values() if isinstance(listed, dict) else ():
        font = resolve1(reference)
        if isinstance(reference, ObjRef) and isinstance(font, dict):
            name = font.get("BaseFont")
            key = _bare_name("" if name is None else literal_name(resolve1(name)))
            found[key].add(reference.objid)
    bare = {name: _bare_name(name) for name in fonts}
    return {name: frozenset(found[b]) for name, b in bare.items() if b in found}


def _bare_name(name: str) -> str:
    """Return a font's name without the tag of its subset, which pdfium mostly leaves out."""
    return name.rpartition("+")[2].lower()


def _decode(page: "PlayaPage", to_view: Matrix) -> list[tuple[str, Point]]:
    """Read the visible figure characters of a page and where they begin."""
    page.set_initial_ctm("default", 0)
    return [
        (glyph.text, transform_point(to_view, *glyph.origin))
        for glyph in page.glyphs
        if glyph.text in FIGURE_CHARACTERS and glyph.gstate.render_mode not in INVISIBLE_MODES
    ]


def _match(
    ours: Sequence[Glyph], theirs: Sequence[tuple[str, Point]], *, has_hidden: bool
) -> list[tuple[str, Point]]:
    """Find the characters that have no partner.

    Args:
        ours: Figure characters of the first decoder.
        theirs: Figure characters of the second, and where they begin.
        has_hidden: Whether the first left out characters that leave no ink; those without a
            partner on the other side tell nothing then.
    """
    free: dict[tuple[str, int, int], list[Point]] = defaultdict(list)
    for char, (x, y) in theirs:
        free[char, int(x // 8), int(y // 8)].append((x, y))
    unlike: list[tuple[str, Point]] = []
    taken: dict[tuple[str, int, int], list[Point]] = defaultdict(list)
    for glyph in ours:
        partner = _take_nearest(glyph, free)
        if partner is None:
            unlike.append((glyph.text, glyph.center))
        else:
            taken[glyph.text, int(partner[0] // 8), int(partner[1] // 8)].append(partner)
    if has_hidden:
        return unlike
    for (char, column, row), points in free.items():
        for x, y in points:
            is_again = any(
                abs(a - x) <= SETTINGS.same_place and abs(b - y) <= SETTINGS.same_place
                for dc in (-1, 0, 1)
                for dr in (-1, 0, 1)
                for a, b in taken.get((char, column + dc, row + dr), ())
            )
            if not is_again:  # printed twice for bold is read once
                unlike.append((char, (x, y)))
    return unlike


def _take_nearest(glyph: Glyph, free: dict[tuple[str, int, int], list[Point]]) -> Point | None:
    """Take the character nearest to a glyph's beginning out of those without a partner."""
    reach = SETTINGS.decoders_apart * glyph.size
    x, y = {
        90: (glyph.x1, glyph.y1),
        180: (glyph.x1, glyph.y0),
        270: (glyph.x0, glyph.y0),
    }.get(glyph.angle, (glyph.x0, glyph.y1))
    best: tuple[float, tuple[str, int, int], Point] | None = None
    column, row = int(x // 8), int(y // 8)
    for dc in (-1, 0, 1):
        for dr in (-1, 0, 1):
            key = (glyph.text, column + dc, row + dr)
            for a, b in free.get(key, ()):
                # the base line lies somewhat inside the box, by the depth of the font
                along, across = (a - x, b - y) if glyph.angle % 180 == 0 else (b - y, a - x)
                if abs(along) > reach or abs(across) > 2 * reach:
                    continue
                distance = abs(along) + SETTINGS.across_weight * abs(across)
                if best is None or distance < best[0]:
                    best = (distance, key, (a, b))
    if best is None:
        return None
    free[best[1]].remove(best[2])
    return best[2]


def resolve_with_pdfplumber(
    path: Path, disputes: dict[int, list[tuple[int, Box, str]]]
) -> dict[int, set[int]]:
    """Find the disputed cells whose text pdfplumber finds in their box as well.

    Args:
        path: The file; it is opened once.
        disputes: For each page (from 1) the key, box as a viewer shows the page, and text
            of each disputed cell.

    Returns:
        For each page the keys that are confirmed; none of a page that pdfplumber cannot read.
    """
    if not disputes:
        return {}
    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    confirmed: dict[int, set[int]] = {page: set() for page in disputes}
    try:
        with pdfplumber.open(path, pages=sorted(disputes)) as document:
            for sheet in document.pages:
                number = sheet.page_number
                confirmed[number] = _resolve_page(sheet, disputes[number])
                sheet.close()
    except OSError:
        raise
    except Exception as error:  # noqa: BLE001 - it fails on damage in many ways
        logging.getLogger(__name__).warning("pdfplumber, %s: %r", path.name, error)
    return confirmed


def _resolve_page(sheet: Any, cells: Iterable[tuple[int, Box, str]]) -> set[int]:
    # without the page's own offset, so that boxes mean what they mean to a viewer
    left, top = sheet.bbox[0], sheet.bbox[1]
    chars = [c for c in sheet.chars if not c["text"].isspace()]
    confirmed = set()
    for key, box, text in cells:
        inside = [
            c
            for c in chars
            if box.x0 - SETTINGS.cell_margin
            <= (c["x0"] + c["x1"]) / 2 - left
            <= box.x1 + SETTINGS.cell_margin
            and box.y0 - SETTINGS.cell_margin
            <= (c["top"] + c["bottom"]) / 2 - top
            <= box.y1 + SETTINGS.cell_margin
        ]
        if _is_same(_drop_overprint(inside), text):
            confirmed.add(key)
    return confirmed


def fold_print(text: str) -> str:
    """Fold away what readers tell in their own ways: case, spaces, raised digits, marks.

    Marks of the direction of writing print nothing.
    """
    return fold_text(_DIRECTION.sub("", unicodedata.normalize("NFKC", text)))


def _is_same(chars: Sequence[dict[str, Any]], text: str) -> bool:
    """Return True if the characters read as the text; in any order where they are turned."""
    from pdfplumber.utils.text import extract_text

    if all(c["upright"] for c in chars):
        return fold_print(extract_text(list(chars))) == fold_print(text)
    printed = "".join(c["text"] for c in chars)
    return sorted(fold_print(printed)) == sorted(fold_print(text))


def _drop_overprint(chars: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Drop characters of a cell that are printed again at (nearly) the same place."""
    kept: list[dict[str, Any]] = []
    for char in chars:
        reach = LAYOUT_SETTINGS.overprint * float(char["size"])
        if not any(
            k["text"] == char["text"]
            and abs(k["x0"] - char["x0"]) <= reach
            and abs(k["top"] - char["top"]) <= reach
            for k in kept
        ):
            kept.append(char)
    return kept
