"""Streams of a PDF that unpack to far more than they should, found without unpacking them.

A few kilobytes of a PDF may unpack to gigabytes; every PDF library would try to hold them.
Only streams that can be that large (deflate packs at most 1:1032) are unpacked here, in
small pieces that are counted and thrown away, and only as far as the limit.
"""

import base64
import binascii
import mmap
import re
import zlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sidak.extractors.files.settings import SETTINGS

#: The most that deflate can pack.
MAX_RATIO = 1032
#: Size of the pieces in which a stream is unpacked.
PIECE = 1 << 18

#: Keys that lead from a page back to other pages.
_UPWARDS = frozenset({"Parent", "P", "Dest", "A", "Popup", "StructParent", "IRT"})
_STREAM = re.compile(rb"\bstream\r?\n")
_OBJECT = re.compile(rb"(\d+)\s+(\d+)\s+obj\b")


@dataclass(frozen=True, slots=True)
class Bomb:
    """A stream that unpacks to more than the limit.

    Attributes:
        object_number: Number of the PDF object that holds it; ``None`` if not found.
        is_structural: Whether the file's own structure is in it, so that the file cannot
            even be opened safely.
    """

    object_number: int | None
    is_structural: bool


def find_bombs(path: Path, max_stream: int | None = None) -> tuple[Bomb, ...]:
    """Find the streams of a PDF that unpack to more than ``max_stream`` bytes.

    Pictures are left out: they are large by nature and unpacked only when drawn.

    Args:
        path: The file.
        max_stream: The limit; ``None`` for the usual one.
    """
    limit = SETTINGS.most_stream_bytes if max_stream is None else max_stream
    with path.open("rb") as file:
        try:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except ValueError:  # an empty file
            return ()
        with data:
            return tuple(_scan(data, limit))


def _scan(data: mmap.mmap, max_stream: int) -> Iterator[Bomb]:
    end = 0
    for match in _STREAM.finditer(data):
        if match.start() < end or data[match.start() - 3 : match.start()] == b"end":
            continue
        start = match.end()
        found = data.find(b"endstream", start)
        end = len(data) if found < 0 else found
        head = data[max(0, match.start() - SETTINGS.dictionary_reach) : match.start()]
        numbers = list(_OBJECT.finditer(head))
        dictionary = head[numbers[-1].end() :] if numbers else head
        filters = re.findall(rb"/(\w+Decode|Fl|AHx|A85|LZW)\b", dictionary)
        packers = [f for f in filters if f in (b"FlateDecode", b"Fl")]
        ratio = MAX_RATIO ** len(packers)
        if not packers or (end - start) * ratio <= max_stream:
            continue
        if re.search(rb"/Subtype\s*/Image\b", dictionary):
            continue
        if _unpacked_exceeds(data[start:end], filters, max_stream):
            yield Bomb(
                object_number=int(numbers[-1][1]) if numbers else None,
                is_structural=bool(re.search(rb"/Type\s*/(?:ObjStm|XRef)\b", dictionary)),
            )


def _unpacked_exceeds(raw: bytes, filters: list[bytes], limit: int) -> bool:
    """Return True if a stream grows beyond ``limit`` at any of its filters."""
    pieces: Iterator[bytes] = iter([raw])
    for name in filters:
        if name in (b"FlateDecode", b"Fl"):
            pieces = _inflate(pieces)
        elif name in (b"ASCII85Decode", b"A85"):
            pieces = iter([_decode_ascii85(b"".join(pieces))])
        elif name in (b"ASCIIHexDecode", b"AHx"):
            pieces = iter([_decode_hex(b"".join(pieces))])
        else:
            break  # a picture's packing; what comes after is pixels
    total = 0
    for piece in pieces:
        total += len(piece)
        if total > limit:
            return True
    return False


def _inflate(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Unpack in pieces; damage ends the stream as it does for a viewer."""
    unpacker = zlib.decompressobj()
    for piece in pieces:
        rest = piece
        while rest and not unpacker.eof:
            try:
                yield unpacker.decompress(rest, PIECE)
            except zlib.error:
                return
            rest = unpacker.unconsumed_tail


def _decode_ascii85(raw: bytes) -> bytes:
    text = raw.strip().removeprefix(b"<~").removesuffix(b"~>")
    try:
        return base64.a85decode(text)
    except ValueError:
        return b""


def _decode_hex(raw: bytes) -> bytes:
    digits = bytes(b for b in raw if b in b"0123456789abcdefABCDEF")
    try:
        return binascii.unhexlify(digits[: len(digits) // 2 * 2])
    except binascii.Error:
        return b""


def pages_of_bombs(path: Path, bombs: Sequence[Bomb], pages: int) -> frozenset[int]:
    """Find the pages (from 1) that lead to a bomb, without unpacking any page.

    If that cannot be found out, every page is named: none of them may be opened.
    """
    if not bombs:
        return frozenset()
    wanted = {bomb.object_number for bomb in bombs}
    everything = frozenset(range(1, pages + 1))
    if None in wanted:
        return everything
    from pdfminer.pdfdocument import PDFDocument  # costs time, is needed hardly ever
    from pdfminer.pdfexceptions import PDFException
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser
    from pdfminer.psexceptions import PSException

    reached = set()
    try:
        with path.open("rb") as file:
            document = PDFDocument(PDFParser(file))
            count = 0
            for count, page in enumerate(PDFPage.create_pages(document), 1):
                parts = (page.attrs.get("Contents"), page.resources, page.attrs.get("Annots"))
                if any(_leads_to(part, wanted) for part in parts):
                    reached.add(count)
    except (PDFException, PSException, RecursionError, TypeError, ValueError, KeyError):
        return everything
    return frozenset(reached) if count == pages else everything


def _leads_to(start: Any, wanted: Collection[int | None]) -> bool:
    """Follow references from an object, but never back to the page tree."""
    from pdfminer.pdftypes import PDFObjRef, PDFStream

    waiting, seen = [start], set()
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, PDFObjRef):
            if thing.objid in wanted:
                return True
            if thing.objid in seen:
                continue
            seen.add(thing.objid)
            thing = thing.resolve()
        if isinstance(thing, PDFStream):
            thing = thing.attrs
        if isinstance(thing, dict):
            waiting.extend(value for key, value in thing.items() if key not in _UPWARDS)
        elif isinstance(thing, list):
            waiting.extend(thing)
    return False
