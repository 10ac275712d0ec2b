"""Ways to damage a PDF: each takes its bytes and a source of chance, and gives others."""

import re
import zlib
from collections.abc import Callable, Sequence
from random import Random

Mutation = Callable[[bytes, Random], bytes]

_STREAM = re.compile(rb"\bstream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
_OBJECT = re.compile(rb"\b(\d+) 0 obj\b")
_COUNT = re.compile(rb"/Count (\d+)")
_CONTENTS = re.compile(rb"/Contents (\d+) 0 R")
_REFERENCE = re.compile(rb"\b(\d+) 0 R\b")
_KIDS = re.compile(rb"/Kids\s*\[([^\]]*)\]")
_DICTIONARY = re.compile(rb"<<")
_XREF_ENTRY = re.compile(rb"(?m)^(\d{10}) 00000 n")
_MEDIA_BOX = re.compile(rb"/MediaBox \[[^\]]*\]")


def flip_bit_anywhere(data: bytes, chance: Random) -> bytes:
    """Flip one bit in each of some bytes."""
    return _flip(data, [chance.randrange(len(data)) for _ in range(8)], chance)


def flip_bit_in_structure(data: bytes, chance: Random) -> bytes:
    """Flip bits outside the streams."""
    spans = [found.span(1) for found in _STREAM.finditer(data)]
    places: list[int] = []
    while len(places) < 4:
        place = chance.randrange(len(data))
        if not any(start <= place < end for start, end in spans):
            places.append(place)
    return _flip(data, places, chance)


def flip_bit_in_stream(data: bytes, chance: Random) -> bytes:
    """Flip one bit of a stream."""
    start, end = chance.choice(_list_streams(data))
    return _flip(data, [chance.randrange(start, end)], chance)


def cut_stream(data: bytes, chance: Random) -> bytes:
    """Lose the end of a stream; its length stays."""
    start, end = chance.choice(_list_streams(data))
    cut = chance.randrange(start, end)
    return data[:cut] + b" " * (end - cut) + data[end:]


def zero_block(data: bytes, chance: Random) -> bytes:
    """Fill a block with zero bytes, as a bad sector does."""
    place = chance.randrange(len(data))
    size = min(512, len(data) - place)
    return data[:place] + bytes(size) + data[place + size :]


def delete_bytes(data: bytes, chance: Random) -> bytes:
    """Leave some bytes out, so that all that follows stands elsewhere."""
    place = chance.randrange(len(data))
    return data[:place] + data[place + chance.randrange(1, 40) :]


def swap_blocks(data: bytes, chance: Random) -> bytes:
    """Exchange two blocks of the file."""
    size = max(1, len(data) // 12)
    first, second = sorted(chance.sample(range(len(data) // size), 2))
    a, b = first * size, second * size
    return b"".join(
        (data[:a], data[b : b + size], data[a + size : b], data[a : a + size], data[b + size :])
    )


def cut_file(data: bytes, chance: Random) -> bytes:
    """Lose the end of the file, as a download that breaks off."""
    return data[: chance.randrange(len(data) // 3, len(data))]


def drop_object(data: bytes, chance: Random) -> bytes:
    """Lose an object: its number names nothing any more."""
    found = chance.choice(list(_OBJECT.finditer(data)))
    return data[: found.start(1)] + b"9" * len(found[1]) + data[found.end(1) :]


def swap_references(data: bytes, chance: Random) -> bytes:
    """Let one reference lead to the object of another."""
    found = list(_REFERENCE.finditer(data))
    one, other = chance.sample(found, 2)
    return data[: one.start(1)] + other[1] + data[one.end(1) :]


def lie_about_count(data: bytes, chance: Random) -> bytes:
    """Say that there are more or fewer pages."""
    found = chance.choice(list(_COUNT.finditer(data)) or [None])
    if found is None:
        return data
    said = max(0, int(found[1]) + chance.choice((-2, -1, 1, 3)))
    return data[: found.start(1)] + b"%d" % said + data[found.end(1) :]


def lose_contents(data: bytes, chance: Random) -> bytes:
    """Let the content of a page lead nowhere."""
    found = chance.choice(list(_CONTENTS.finditer(data)))
    return data[: found.start(1)] + b"99999" + data[found.end(1) :]


def mess_up_box(data: bytes, chance: Random) -> bytes:
    """Give a page no sensible size."""
    found = chance.choice(list(_MEDIA_BOX.finditer(data)) or [None])
    if found is None:
        return data
    boxes = (
        b"[0 0 0 0]",
        b"[100 100 -5 -5]",
        b"[0 0 1e9 1e9]",
        b"[0 0 /A 9]",
        b"[0 0 300 400]",
    )
    box = chance.choice(boxes)
    return data[: found.start()] + b"/MediaBox " + box + data[found.end() :]


def mess_up_list(data: bytes, chance: Random) -> bytes:
    """Put a page that is none into a list of pages, in place of one or beside it."""
    found = chance.choice(list(_KIDS.finditer(data)) or [None])
    if found is None:
        return data
    pages = _REFERENCE.findall(found[1])
    place = chance.randrange(len(pages))
    wrong = chance.choice((b"99999", *pages))
    pages[place : place + chance.randrange(2)] = [wrong]
    listed = b" ".join(b"%b 0 R" % page for page in pages)
    return data[: found.start()] + b"/Kids [ " + listed + b" ]" + data[found.end() :]


def put_rubbish(data: bytes, chance: Random) -> bytes:
    """Put some bytes at the beginning of a dictionary."""
    found = chance.choice(list(_DICTIONARY.finditer(data)))
    rubbish = bytes(chance.choice(b"()<>[]/%\x00 1aR") for _ in range(chance.randrange(1, 9)))
    return data[: found.end()] + rubbish + data[found.end() :]


def corrupt_references(data: bytes, chance: Random) -> bytes:
    """Say of some objects that they stand elsewhere."""
    changed = bytearray(data)
    entries = list(_XREF_ENTRY.finditer(data))
    for found in chance.sample(entries, min(3, len(entries))):
        changed[found.start(1) : found.end(1)] = b"%010d" % chance.randrange(len(data))
    return bytes(changed)


def corrupt_content(data: bytes, chance: Random) -> bytes:
    """Damage a packed stream behind its beginning, its checksum as it was."""
    for start, end in chance.sample(_list_streams(data), len(_list_streams(data))):
        try:
            plain = zlib.decompress(data[start:end])
        except zlib.error:
            continue
        place = chance.randrange(len(plain) // 2, len(plain))
        packed = zlib.compress(plain[:place] + b"\x00" + plain[place + 1 :])
        if len(packed) <= end - start:
            wrong = packed[:-4] + data[end - 4 : end]
            return data[:start] + wrong + b"\n" * (end - start - len(wrong)) + data[end:]
    return flip_bit_in_stream(data, chance)


MUTATIONS: dict[str, Mutation] = {
    "bits anywhere": flip_bit_anywhere,
    "bits of the structure": flip_bit_in_structure,
    "a bit of a stream": flip_bit_in_stream,
    "a stream that breaks off": cut_stream,
    "a stream with another checksum": corrupt_content,
    "a block of zeros": zero_block,
    "bytes left out": delete_bytes,
    "blocks exchanged": swap_blocks,
    "a file that breaks off": cut_file,
    "an object that is missing": drop_object,
    "a reference that leads elsewhere": swap_references,
    "a wrong number of pages": lie_about_count,
    "contents that lead nowhere": lose_contents,
    "a page of no sensible size": mess_up_box,
    "a list of other pages": mess_up_list,
    "rubbish in a dictionary": put_rubbish,
    "a cross-reference that is wrong": corrupt_references,
}


def _list_streams(data: bytes) -> Sequence[tuple[int, int]]:
    """Return where the streams of a file begin and end; those of a few bytes left out."""
    return [
        found.span(1) for found in _STREAM.finditer(data) if found.end(1) - found.start(1) > 80
    ]


def _flip(data: bytes, places: Sequence[int], chance: Random) -> bytes:
    flipped = bytearray(data)
    for place in places:
        flipped[place] ^= 1 << chance.randrange(8)
    return bytes(flipped)
