"""Hostile files: small PDFs made to take memory or time, to lead in circles, or to be no PDF.

Each is made here in memory, so that no such file lies in the repository.
"""

import zlib
from collections.abc import Callable
from functools import cache
from random import Random

#: What a bomb unpacks to, in bytes; enough to be far over every limit of a page.
BOMB = 400 << 20
#: Rows of a text dump or marks of a page that are many.
MANY = 40_000

_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources %b%b>>"
_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_RESOURCES = b"<</Font<</F 5 0 R>>>>"
_TEXT = b"BT /F 12 Tf 50 700 Td (Jumlah 1.250.000) Tj ET\n"


def make_pdf(
    content: bytes,
    *objects: bytes,
    resources: bytes = _RESOURCES,
    page: bytes = b"",
    kids: bytes = b"[3 0 R]",
    count: int = 1,
) -> bytes:
    """Return a PDF of one page.

    Args:
        content: Object 4, the content of the page, with its dictionary.
        objects: Further objects, numbered from 6.
        resources: Resources of the page; object 5 is a font.
        page: More entries of the page.
        kids: Pages that the tree names.
        count: How many it says there are.
    """
    tree = b"<</Type/Pages/Kids%b/Count %d>>" % (kids, count)
    listed = [b"<</Type/Catalog/Pages 2 0 R>>", tree, _PAGE % (resources, page), content, _FONT]
    body = b"%PDF-1.7\n"
    places = []
    for number, each in enumerate([*listed, *objects], 1):
        places.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    start = len(body)
    size = len(places) + 1
    body += b"xref\n0 %d\n0000000000 65535 f \n" % size
    body += b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n" % (size, start)


def make_stream(data: bytes, entries: bytes = b"", before: bytes = b"") -> bytes:
    """Return a stream object: its entries, what stands before its data, its data."""
    head = b"<</Length %d%b>>%b" % (len(data), entries, before)
    return head + b"\nstream\n" + data + b"\nendstream"


@cache
def make_bomb(text: bytes = b" ", size: int = BOMB) -> bytes:
    """Return deflated bytes that unpack to a text again and again."""
    packer = zlib.compressobj(9)
    piece = text * ((1 << 20) // len(text))
    packed = [packer.compress(piece) for _ in range(size >> 20)]
    return b"".join([*packed, packer.flush()])


FLATE = b"/Filter/FlateDecode"


def _write_content(data: bytes, entries: bytes = FLATE, before: bytes = b"") -> bytes:
    return make_pdf(make_stream(data, entries, before))


def _write_image(data: bytes, entries: bytes, width: int = 1000, height: int = 1000) -> bytes:
    size = b"/Type/XObject/Subtype/Image/Width %d/Height %d" % (width, height)
    picture = make_stream(data, size + b"/BitsPerComponent 8/ColorSpace/DeviceGray" + entries)
    drawn = make_stream(b"q 595 0 0 842 0 0 cm /X Do Q")
    return make_pdf(drawn, picture, resources=b"<</XObject<</X 6 0 R>>>>")


def _write_forms(*forms: bytes) -> bytes:
    """Return a PDF with form objects from 6; each content draws what its resources name."""
    listed = [
        make_stream(b"/A Do /B Do " * 5, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]" + form)
        for form in forms
    ]
    return make_pdf(make_stream(b"/A Do"), *listed, resources=b"<</XObject<</A 6 0 R>>>>")


def _link(first: int, second: int) -> bytes:
    return b"/Resources<</XObject<</A %d 0 R/B %d 0 R>>>>" % (first, second)


def _write_circle() -> bytes:
    return _write_forms(_link(6, 6))


def _write_laughs() -> bytes:
    return _write_forms(*(_link(n, n) for n in range(7, 18)), b"")


def _write_lzw() -> bytes:
    """Return content in LZW that doubles what it has said with each code."""
    codes = [256, 32, *range(258, 4095)] * 60
    bits = 0
    value = 0
    out = bytearray()
    known = 258
    for code in codes:
        width = 9 if known < 511 else 10 if known < 1023 else 11 if known < 2047 else 12
        value = value << width | code
        bits += width
        known = 258 if code == 256 else min(4095, known + 1)
        while bits >= 8:
            bits -= 8
            out.append(value >> bits & 255)
        value &= (1 << bits) - 1
    return _write_content(bytes(out), b"/Filter/LZWDecode")


def _write_deep_tree() -> bytes:
    nodes = [
        b"<</Type/Pages/Parent %d 0 R/Kids[%d 0 R]/Count 1>>" % (n - 1, n + 1)
        for n in range(6, 3006)
    ]
    return make_pdf(make_stream(_TEXT), *nodes, kids=b"[6 0 R]")


def _write_object_stream() -> bytes:
    bomb = make_stream(make_bomb(), b"/Type/ObjStm/N 1/First 10" + FLATE)
    return make_pdf(make_stream(_TEXT), bomb)


def _write_garbage(kind: bytes) -> bytes:
    return _write_image(Random(7).randbytes(20_000), b"/Filter/" + kind)


def _write_small_page(box: bytes) -> bytes:
    picture = _write_image(bytes(10_000), b"", 100, 100)
    return picture.replace(b"/MediaBox[0 0 595 842]", b"/MediaBox" + box)


def _write_marks(mark: Callable[[int], bytes]) -> bytes:
    packed = zlib.compress(b"".join(map(mark, range(MANY))))
    return make_pdf(make_stream(packed, FLATE))


def _write_rules() -> bytes:
    return _write_marks(lambda n: b"%d %d m %d %d l S\n" % (n % 590, n % 840, 590, n % 840))


def _write_characters() -> bytes:
    return _write_marks(
        lambda n: b"BT /F 1 Tf %d %d Td (1.234) Tj ET\n" % (n % 590, n // 590 * 9 % 840)
    )


_DUMP = b"Tabel 3.1 Anggaran Tahun 2022\nNo\tKegiatan\tPagu 2022 (Rp)\n"
#: Hostile files by name; the suffix says as what they are handed in.
HOSTILE: dict[str, Callable[[], bytes]] = {
    "bomb-content.pdf": lambda: _write_content(make_bomb()),
    "bomb-text.pdf": lambda: _write_content(make_bomb(_TEXT)),
    "bomb-twice.pdf": lambda: _write_content(
        zlib.compress(make_bomb()), b"/Filter[/FlateDecode/FlateDecode]"
    ),
    "bomb-hex-name.pdf": lambda: _write_content(make_bomb(), b"/Filter/Fl#61teDecode"),
    "bomb-filter-elsewhere.pdf": lambda: make_pdf(
        make_stream(make_bomb(), b"/Filter 6 0 R"), b"/FlateDecode"
    ),
    "bomb-long-dictionary.pdf": lambda: _write_content(
        make_bomb(), FLATE + b"/X(" + b"x" * 9000 + b")"
    ),
    "bomb-comment.pdf": lambda: _write_content(make_bomb(), before=b"% stream\n"),
    "bomb-as-image.pdf": lambda: _write_content(make_bomb(), FLATE + b"/Subtype/Image"),
    "bomb-lzw.pdf": _write_lzw,
    "bomb-run-length.pdf": lambda: _write_content(
        zlib.compress(b"\x81 " * (BOMB >> 7)), b"/Filter[/FlateDecode/RunLengthDecode]"
    ),
    "bomb-image.pdf": lambda: _write_image(make_bomb(b"\0"), FLATE, 20_000, 20_000),
    "bomb-font-map.pdf": lambda: make_pdf(
        make_stream(_TEXT),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 7 0 R>>",
        make_stream(make_bomb(), FLATE),
        resources=b"<</Font<</F 6 0 R>>>>",
    ),
    "bomb-metadata.pdf": lambda: make_pdf(
        make_stream(_TEXT), make_stream(make_bomb(), FLATE), page=b"/Metadata 6 0 R"
    ),
    "bomb-objects.pdf": _write_object_stream,
    "forms-in-a-circle.pdf": _write_circle,
    "forms-by-thousands.pdf": _write_laughs,
    "pages-100000.pdf": lambda: make_pdf(make_stream(_TEXT), count=100_000),
    "page-again-1900.pdf": lambda: make_pdf(
        make_stream(_TEXT), kids=b"[" + b"3 0 R " * 1900 + b"]", count=1900
    ),
    "tree-circular.pdf": lambda: make_pdf(make_stream(_TEXT), kids=b"[2 0 R 3 0 R]", count=2),
    "tree-deep.pdf": _write_deep_tree,
    "deep-array.pdf": lambda: make_pdf(make_stream(_TEXT), b"[" * 100_000 + b"]" * 100_000),
    "deep-dictionary.pdf": lambda: make_pdf(
        make_stream(_TEXT), b"<</A " * 90_000 + b"0" + b">>" * 90_000, page=b"/X 6 0 R"
    ),
    "deep-states.pdf": lambda: make_pdf(make_stream(b"q " * 500_000 + _TEXT)),
    "many-characters.pdf": _write_characters,
    "many-rules.pdf": _write_rules,
    "picture-dct.pdf": lambda: _write_garbage(b"DCTDecode"),
    "picture-jpx.pdf": lambda: _write_garbage(b"JPXDecode"),
    "picture-jbig2.pdf": lambda: _write_garbage(b"JBIG2Decode"),
    "picture-ccitt.pdf": lambda: _write_garbage(b"CCITTFaxDecode"),
    "picture-noise.pdf": lambda: _write_image(Random(7).randbytes(1_000_000), b""),
    "page-huge.pdf": lambda: _write_small_page(b"[0 0 200000 200000]"),
    "page-thin.pdf": lambda: _write_small_page(b"[0 0 1 20000]"),
    "page-tiny.pdf": lambda: _write_small_page(b"[0 0 1 1]"),
    "outside.pdf": lambda: make_pdf(b"<</Length 9/F(/etc/passwd)>>\nstream\n\nendstream"),
    "nothing.pdf": lambda: b"",
    "only-head.pdf": lambda: b"%PDF-1.7\n",
    "noise.pdf": lambda: Random(7).randbytes(20_000),
    "noise-with-head.pdf": lambda: b"%PDF-1.7\n" + Random(7).randbytes(20_000),
    "word.pdf": lambda: b"PK\x03\x04" + bytes(200),
    "page.pdf": lambda: b"<!DOCTYPE html><html><body>404</body></html>",
    "dump-tabs.txt": lambda: b"\t" * 8_000_000,
    "dump-wide.txt": lambda: _DUMP + (b"1.000\t" * 1000 + b"\n") * 400,
    "dump-rows.txt": lambda: (
        _DUMP + b"".join(b"%d\tKegiatan %d\t%d.000.000\n" % (n, n, n) for n in range(MANY // 4))
    ),
    "dump-ones.txt": lambda: _DUMP + b"1\t" + b"1 " * 16_000 + b"\t1.000\n",
    "dump-tags.txt": lambda: b"<b>" * MANY,
    "dump-zeros.txt": lambda: bytes(5_000_000),
}
