"""Content of pages that breaks off or leads nowhere: pdfium reads on without a word.

Each page's own streams, its form objects and the maps of its fonts are unpacked once more, in
small pieces that are thrown away, to see whether they end as they should. A picture is not
looked at: it hides no text.
"""

import base64
import logging
import re
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sidak.extractors.files.settings import SETTINGS as FILES
from sidak.extractors.pdf.settings import SETTINGS
from sidak.schemas import Doubt, DoubtKind

if TYPE_CHECKING:
    from playa import Document
    from playa import Page as PlayaPage
    from playa.pdftypes import ContentStream

#: Size of the pieces in which a stream is unpacked, in bytes.
_PIECE = 1 << 18
#: Names of the filters that are undone here, long and short.
_FLATE = frozenset({"FlateDecode", "Fl"})
_ASCII85 = frozenset({"ASCII85Decode", "A85"})
_ASCII_HEX = frozenset({"ASCIIHexDecode", "AHx"})
#: The other filters there are (PDF 32000-1, 7.4); what they pack is not looked at.
_OTHER_FILTERS = frozenset(
    [
        "LZWDecode",
        "LZW",
        "RunLengthDecode",
        "RL",
        "CCITTFaxDecode",
        "CCF",
        "JBIG2Decode",
        "DCTDecode",
        "DCT",
        "JPXDecode",
        "Crypt",
    ]
)
#: The operator that takes a font (PDF 32000-1, 9.3.1), and how many bytes it has at most.
_TAKES_FONT = re.compile(rb"/([^\s/()<>\[\]{}%#]+)\s+[-+]?[\d.]+\s+Tf\b")
_LONGEST_FONT_OPERATOR = 160

_BRACKETS = re.compile(rb"<<|>>|[\[\]]|\([^()]*\)|<[0-9A-Fa-f\s]*>")
#: How an object begins (PDF 32000-1, 7.3.10), and how many bytes that takes at most.
_OBJECT_HEAD = re.compile(rb"\s*(\d+)\s+\d+\s+obj\b")
_LONGEST_HEAD = 32
_OPERAND = re.compile(rb"/[^\s/]*|[+-]?\d*\.?\d*")
#: Operators of content (PDF 32000-1, annex A).
_OPERATORS = frozenset(
    b"b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j "
    b"J K k l m M MP n q Q re RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts "
    b"Tw Tz v w W W* y ' \" true false null".split()
)

#: What fonts of some subtypes cannot be drawn without.
_NEEDED_OF_FONTS = {"Type0": "DescendantFonts", "Type3": "CharProcs"}
#: Name of a font of which the file holds some glyphs only (PDF 32000-1, 9.6.4).
_SUBSET = re.compile(r"[A-Z]{6}\+")

BROKEN = Doubt(DoubtKind.CONTENT_BREAKS_OFF)
MISSING = Doubt(DoubtKind.CONTENT_MISSING)
BOX = Doubt(DoubtKind.PAGE_BOX_DAMAGED)
FONT = Doubt(DoubtKind.FONT_DAMAGED)
TOO_DEEP = Doubt(DoubtKind.CONTENT_TOO_DEEP)
UNSURE = Doubt(DoubtKind.PAGE_TREE_DAMAGED)
BOMB = Doubt(DoubtKind.PAGE_BOMB)


class SwellingError(Exception):
    """A stream unpacks to more than it may."""


def find_damage(path: Path, pages: int) -> dict[int, Doubt]:
    """Find the pages whose content is damaged.

    Args:
        path: A PDF.
        pages: Number of its pages, as pdfium counts them.

    Returns:
        What is wrong, by the number of the page from 1. If the tree of pages cannot be
        followed to the same number of pages, it is not sure of any page that it is whole.
    """
    import playa

    logging.getLogger("playa").setLevel(logging.CRITICAL)
    everything = dict.fromkeys(range(1, pages + 1), UNSURE)
    try:
        with playa.open(path, space="default") as document:
            if document.encryption is not None:
                return {}  # its streams are no deflate before they are deciphered
            return _check_document(document, pages) if pages else {}
    except Exception as error:  # noqa: BLE001 - playa fails on damage in many ways
        logging.getLogger(__name__).warning("%s: %r", path.name, error)
        return everything


def find_foreign_contents(path: Path, blank: Collection[int]) -> frozenset[int]:
    """Find the pages that print nothing because their contents are something else.

    Args:
        path: A PDF.
        blank: Numbers of pages on which nothing is printed.
    """
    import playa

    if not blank:
        return frozenset()
    try:
        with playa.open(path, space="default") as document:
            if document.encryption is not None:
                return frozenset()
            pages = document.pages
            return frozenset(n for n in blank if not _is_content(pages[n - 1]))
    except Exception as error:  # noqa: BLE001 - playa fails on damage in many ways
        logging.getLogger(__name__).warning("%s: %r", path.name, error)
        return frozenset()


def _check_document(document: "Document", pages: int) -> dict[int, Doubt]:
    misaddressed = _find_misaddressed(document)
    damage = _check_tree(document, pages)
    if len(document.pages) != pages:
        return {**dict.fromkeys(range(1, pages + 1), UNSURE), **damage}
    known: dict[int, Unpacked | None] = {}
    first: dict[tuple[int, ...], int] = {}
    for number, page in enumerate(document.pages, 1):
        try:
            doubt = _check_page(page, known, misaddressed)
        except SwellingError:
            doubt = BOMB
        if doubt is not None:
            damage[number] = doubt
            continue
        contents = _number_contents(page)
        other = first.setdefault(contents, number)
        if other != number and any(_list_fonts(contents, known)):
            damage[number] = Doubt(DoubtKind.CONTENT_REPEATED, (str(other),))
            damage.setdefault(other, Doubt(DoubtKind.CONTENT_REPEATED, (str(number),)))
    return damage


def _find_misaddressed(document: "Document") -> frozenset[int]:
    """Find the objects that do not stand where the file's own cross-references say.

    playa searches the file for them, pdfium takes them for missing. If the first object of all
    is misaddressed or there is no table at all, pdfium searches as well and none is missing.
    """
    from playa.xref import XRefFallback

    tables = document.xrefs
    if any(isinstance(table, XRefFallback) for table in tables):
        return frozenset()
    wrong: set[int] = set()
    seen: set[int] = set()
    for table in tables:
        for number in table:
            if number in seen or number not in table:
                continue
            seen.add(number)
            place = table[number]
            if place.streamid is None and place.pos > 0:
                found = bytes(document.buffer[place.pos : place.pos + _LONGEST_HEAD])
                head = _OBJECT_HEAD.match(found)
                if head is None or int(head[1]) != number:
                    wrong.add(number)
    is_searched = bool(wrong) and min(wrong) == min(seen - {0}, default=0)
    return frozenset() if is_searched else frozenset(wrong)


def _check_tree(document: "Document", pages: int) -> dict[int, Doubt]:
    """Find the pages that the tree names wrongly.

    A tree that names a page twice has lost another, or makes thousands of pages of a few
    kilobytes. One whose nodes do not name each other, down and up, leads past other pages.

    Returns:
        What is wrong, by the number of the page; empty for a tree that is whole.
    """
    from playa.pdftypes import ObjRef, resolve1

    everything = dict.fromkeys(range(1, pages + 1), UNSURE)
    leaves: list[int | None] = []
    is_whole = True
    waiting: list[tuple[Any, int | None]] = [(document.catalog.get("Pages"), None)]
    for _ in range(2 * pages + SETTINGS.most_tree_nodes):
        if not waiting:
            break
        node, above = waiting.pop()
        own = node.objid if isinstance(node, ObjRef) else None
        found = resolve1(node)
        if not isinstance(found, dict):
            is_whole = False
            continue
        parent = found.get("Parent")
        is_whole &= (parent.objid if isinstance(parent, ObjRef) else None) == above
        kids = resolve1(found.get("Kids"))
        if isinstance(kids, list):
            waiting.extend((kid, own) for kid in reversed(kids))
        else:
            leaves.append(own)
    if waiting or len(leaves) != pages:
        return everything
    first: dict[int | None, int] = {}
    repeated = {
        number: Doubt(DoubtKind.PAGE_REPEATED, (str(first[leaf]),))
        for number, leaf in enumerate(leaves, 1)
        if leaf is not None and first.setdefault(leaf, number) != number
    }
    return {} if is_whole and not repeated else {**everything, **repeated}


def _number_contents(page: "PlayaPage") -> tuple[int, ...]:
    """Return the numbers of the streams of a page."""
    return tuple(-1 if stream.objid is None else stream.objid for stream in page.streams)


def _list_fonts(
    contents: Iterable[int], known: Mapping[int, "Unpacked | None"]
) -> Iterator[str]:
    """Yield the names of the fonts that streams take."""
    for number in contents:
        found = known.get(number)
        if found is not None:
            yield from found.fonts


def _check_page(
    page: "PlayaPage", known: dict[int, "Unpacked | None"], misaddressed: frozenset[int]
) -> Doubt | None:
    """Return what is wrong with a page.

    Args:
        page: The page.
        known: What is known of the streams that were looked at, by object number; ``None``
            for one that swells.
        misaddressed: Numbers of the objects that pdfium does not find.
    """
    from playa.pdftypes import ContentStream, resolve1

    if not _has_sensible_box(page):
        return BOX
    contents = page.attrs.get("Contents")
    if contents is None and _names_anything(page.resources):
        return MISSING  # its entry is lost: a blank page needs no fonts
    listed = resolve1(contents)
    parts = listed if isinstance(listed, list) else [] if contents is None else [contents]
    for part in parts:
        stream = resolve1(part)
        if not isinstance(stream, ContentStream) or stream.objid in misaddressed:
            return MISSING
        if not _is_whole(stream, known):
            return BROKEN
    for stream, depth in _list_parts(page.resources, misaddressed):
        if depth > SETTINGS.most_form_depth:
            return TOO_DEEP
        if stream is None or not _is_whole(stream, known):
            return BROKEN
    fonts = _get(page.resources, "Font")
    named = resolve1(fonts)
    taken = set(_list_fonts(_number_contents(page), known))
    if not taken <= (named.keys() if isinstance(named, dict) else frozenset()):
        return FONT
    return None if all(map(_is_whole_font, _values(fonts, misaddressed))) else FONT


def _is_content(page: "PlayaPage") -> bool:
    """Return True if the content of a page that prints nothing is made of operators."""
    data = b" ".join(map(_read_beginning, page.streams))
    tokens = _BRACKETS.sub(b" ", data).split()
    if len(data) >= SETTINGS.sampled_content:
        tokens = tokens[:-1]  # cut
    return all(_OPERAND.fullmatch(token) or token in _OPERATORS for token in tokens)


def _read_beginning(stream: "ContentStream") -> bytes:
    """Return the first bytes of a stream; none if it is packed in another way than deflate."""
    from playa.pdftypes import literal_name

    data = stream.rawdata
    filters = [literal_name(name) for name in stream.filters]
    if filters and filters[0] in _ASCII85:
        data = base64.a85decode(data.strip().removeprefix(b"<~").partition(b"~")[0])
        filters = filters[1:]
    if not filters:
        return data[: SETTINGS.sampled_content]
    if len(filters) > 1 or filters[0] not in _FLATE:
        return b""
    return zlib.decompressobj().decompress(data.lstrip(b"\r\n"), SETTINGS.sampled_content)


def _names_anything(resources: Any) -> bool:
    """Return True if resources name fonts or form objects."""
    from playa.pdftypes import resolve1

    found = resolve1(resources)
    if not isinstance(found, dict):
        return False
    return any(bool(resolve1(found.get(name))) for name in ("Font", "XObject"))


def _has_sensible_box(page: "PlayaPage") -> bool:
    """Return True if the page has a box of some width and height, or none of its own."""
    from playa.pdftypes import resolve1

    box = resolve1(page.attrs.get("MediaBox"))
    if box is None:
        return True
    listed = box if isinstance(box, list) else []
    edges = [edge for edge in map(resolve1, listed) if isinstance(edge, int | float)]
    if len(edges) != 4 or len(listed) != 4:
        return False
    width, height = edges[2] - edges[0], edges[3] - edges[1]
    return 0 < width <= SETTINGS.largest_page and 0 < height <= SETTINGS.largest_page


def _list_parts(
    resources: Any, misaddressed: frozenset[int]
) -> "Iterator[tuple[ContentStream | None, int]]":
    """Yield the form objects and font maps that resources name, and how deep they lie.

    ``None`` stands for one that the file does not hold.
    """
    from playa.pdftypes import ContentStream, resolve1

    waiting: list[tuple[Any, int]] = [(resources, 1)]
    seen: set[int | None] = set()
    while waiting:
        listed, depth = waiting.pop()
        found = resolve1(listed)
        if not isinstance(found, dict):
            continue
        for font in _values(found.get("Font"), misaddressed):
            if not isinstance(font, dict):
                yield None, depth
                continue
            unicode_map = font.get("ToUnicode")
            if unicode_map is not None and not _is_name(unicode_map):
                stream = resolve1(unicode_map)
                yield (stream if isinstance(stream, ContentStream) else None), depth
        for form in _values(found.get("XObject"), misaddressed):
            if form is None:
                yield None, depth
            elif isinstance(form, ContentStream) and not _is_picture(form):
                if form.objid in seen or len(seen) >= SETTINGS.most_forms:
                    continue
                seen.add(form.objid)
                yield form, depth
                waiting.append((form.get("Resources"), depth + 1))


def _values(listed: Any, misaddressed: frozenset[int]) -> Iterator[Any]:
    """Yield what a dictionary holds, ``None`` for an object that pdfium does not find."""
    from playa.pdftypes import ObjRef, resolve1

    found = resolve1(listed)
    if listed is not None and not isinstance(found, dict):
        yield None  # the dictionary itself is lost
    if isinstance(found, dict):
        for value in found.values():
            is_lost = isinstance(value, ObjRef) and value.objid in misaddressed
            yield None if is_lost else resolve1(value)


def _get(listed: Any, name: str) -> Any:
    from playa.pdftypes import resolve1

    found = resolve1(listed)
    return found.get(name) if isinstance(found, dict) else None


def _is_whole_font(font: Any) -> bool:
    """Return True if a font has the entries without which a viewer takes another.

    PDF 32000-1, 9.6 and 9.7: each has a subtype; a composite font names its descendants, a
    Type 3 font its glyphs, and a font that holds only some of its glyphs says where they are.
    """
    from playa.pdftypes import literal_name, resolve1

    if not isinstance(font, dict):
        return False
    kind = resolve1(font.get("Subtype"))
    if not _is_name(kind):
        return False
    needed = _NEEDED_OF_FONTS.get(literal_name(kind))
    name = resolve1(font.get("BaseFont"))
    if needed is None and _is_name(name) and _SUBSET.match(literal_name(name)):
        needed = "FontDescriptor"
    return needed is None or bool(resolve1(font.get(needed)))


def _is_name(thing: Any) -> bool:
    from playa.pdftypes import PSLiteral, resolve1

    return isinstance(resolve1(thing), PSLiteral)


def _is_picture(stream: "ContentStream") -> bool:
    from playa.pdftypes import literal_name, resolve1

    kind = resolve1(stream.get("Subtype"))
    return kind is not None and literal_name(kind) != "Form"


def _is_whole(stream: "ContentStream", known: dict[int, "Unpacked | None"]) -> bool:
    """Return True if a stream unpacks to its end.

    Raises:
        SwellingError: If it unpacks to more than it may.
    """
    from playa.pdftypes import literal_name

    number = -1 if stream.objid is None else stream.objid
    if number < 0 or number not in known:
        filters = [literal_name(name) for name in stream.filters]
        try:
            known[number] = unpack(stream.rawdata, filters)
        except SwellingError:
            known[number] = None
    found = known[number]
    if found is None:
        raise SwellingError
    return found.is_whole


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What unpacking a stream told.

    Attributes:
        is_whole: Whether its bytes end as they should, as far as that can be told.
        fonts: Names of the fonts that it takes.
    """

    is_whole: bool
    fonts: frozenset[str] = frozenset()


def unpack(raw: bytes, filters: list[str]) -> Unpacked:
    """Unpack the bytes of a stream and throw them away.

    Args:
        raw: The bytes as they stand in the file.
        filters: Names of the filters, the first to be undone first.

    Raises:
        SwellingError: If it unpacks to more than it may.
    """
    data = raw
    for name in filters:
        if name in _FLATE:
            return _inflate(data)  # nobody packs a second time
        try:
            if name in _ASCII85:
                text = data.strip().removeprefix(b"<~")
                data = base64.a85decode(text.partition(b"~")[0])
            elif name in _ASCII_HEX:
                digits = b"".join(data.partition(b">")[0].split())
                data = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
            else:
                return Unpacked(name in _OTHER_FILTERS)
        except ValueError:
            return Unpacked(is_whole=False)
    return Unpacked(is_whole=True, fonts=_find_fonts(data))


def _inflate(packed: bytes) -> Unpacked:
    """Unpack deflated bytes; they are whole if their checksum is right."""
    unpacker = zlib.decompressobj()
    rest = packed.lstrip(b"\r\n")
    size = 0
    fonts: set[str] = set()
    end = b""
    try:
        while rest and not unpacker.eof:
            piece = unpacker.decompress(rest, _PIECE)
            size += len(piece)
            if size > FILES.most_stream_bytes:
                raise SwellingError
            fonts |= _find_fonts(end + piece)
            end = piece[-_LONGEST_FONT_OPERATOR:]
            rest = unpacker.unconsumed_tail
    except zlib.error:
        return Unpacked(is_whole=False)
    return Unpacked(unpacker.eof, frozenset(fonts))


def _find_fonts(content: bytes) -> frozenset[str]:
    """Return the names of the fonts that content takes; escaped names are left out."""
    return frozenset(name.decode("latin-1") for name in _TAKES_FONT.findall(content))
