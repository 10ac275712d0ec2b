"""Damage to the content of pages that viewers pass over is made known."""

import re
import zlib
from pathlib import Path

import pytest

from sidak.extractors.document import classify_pages, read_document
from sidak.extractors.pdf.content_damage import (
    BOMB,
    BOX,
    BROKEN,
    FONT,
    MISSING,
    TOO_DEEP,
    UNSURE,
    find_damage,
    unpack,
)
from sidak.schemas import DocumentStatus, Doubt, DoubtKind, PageStatus
from sidak.schemas.page_ledger import summarise_pages
from tests.extractors.paper import Sheet, write_pdf
from tests.extractors.readers import HEADER, XS

ROWS = [(str(n), f"Kegiatan {n}", f"{n}.250.000", "640.500") for n in range(1, 9)]
HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
WHOLE = b"BT /F 12 Tf 50 100 Td (1.250.000) Tj ET " * 30


def write(path: Path, page: bytes, *objects: bytes) -> Path:
    """Write a PDF with one page; further objects are numbered from 4."""
    everything = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]" + page + b">>",
        *objects,
    ]
    body = b"%PDF-1.4\n"
    for i, each in enumerate(everything, 1):
        body += b"%d 0 obj%b\nendobj\n" % (i, each)
    path.write_bytes(body + b"trailer<</Root 1 0 R/Size %d>>\n%%%%EOF" % (len(everything) + 1))
    return path


def stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<</Length %d%b>>stream\n%b\nendstream" % (len(data), more, data)


def test_whole_page_is_not_damaged(tmp_path: Path) -> None:
    packed = stream(zlib.compress(WHOLE), b"/Filter/FlateDecode")
    page = b"/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>"
    assert find_damage(write(tmp_path / "a.pdf", page, packed, HELVETICA), 1) == {}


def test_page_without_contents_is_blank_and_whole(tmp_path: Path) -> None:
    assert find_damage(write(tmp_path / "a.pdf", b""), 1) == {}


def test_page_with_fonts_but_without_contents_has_lost_them(tmp_path: Path) -> None:
    resources = b"/Resources<</Font<</F 4 0 R>>>>"
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    assert find_damage(write(tmp_path / "a.pdf", resources, font), 1) == {1: MISSING}


@pytest.mark.parametrize("box", [b"[0 0 0 0]", b"[9 9 0 0]", b"[0 0 1e9 9]", b"[0 0 /A 9]"])
def test_page_of_no_sensible_size_is_damage(tmp_path: Path, box: bytes) -> None:
    path = write(tmp_path / "a.pdf", b"")
    path.write_bytes(path.read_bytes().replace(b"[0 0 200 200]", box))
    assert find_damage(path, 1)[1] in (BOX, UNSURE)


def write_tree(path: Path, pages: bytes, *nodes: bytes) -> Path:
    """Write a PDF with a tree of pages; page 3 is whole, further nodes are numbered from 4."""
    path = write(path, b"", *nodes)
    path.write_bytes(path.read_bytes().replace(b"/Kids[3 0 R]/Count 1", pages))
    return path


def test_page_that_its_parent_does_not_name_is_damage(tmp_path: Path) -> None:
    """The root of the tree led to one page, and the nine others were lost without a word."""
    path = write(tmp_path / "a.pdf", b"")
    path.write_bytes(path.read_bytes().replace(b"/Pages 2 0 R", b"/Pages 3 0 R"))
    assert find_damage(path, 1) == {1: UNSURE}


def write_addressed(path: Path, wrong: int) -> Path:
    """Write a page with a table of cross-references, one of which leads a byte too far."""
    page = b"/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>"
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    write(path, page, stream(WHOLE), font)
    body, _, trailer = path.read_bytes().partition(b"trailer")
    places = [body.index(b"%d 0 obj" % number) for number in range(1, 6)]
    places = [place + (number == wrong) for number, place in enumerate(places, 1)]
    table = b"xref\n0 6\n0000000000 65535 f \n" + b"".join(
        b"%010d 00000 n \n" % p for p in places
    )
    root = trailer.removesuffix(b"%%EOF")
    end = b"\nstartxref\n%d\n%%%%EOF" % len(body)
    path.write_bytes(body + table + b"trailer" + root.rstrip() + end)
    return path


@pytest.mark.parametrize(
    ("wrong", "expected"), [(0, {}), (4, {1: MISSING}), (5, {1: BROKEN}), (1, {})]
)
def test_object_that_is_not_where_the_cross_references_say_is_missing(
    tmp_path: Path, wrong: int, expected: dict[int, Doubt]
) -> None:
    """Such a page was read as blank; if the first address of all is wrong, it searches."""
    assert find_damage(write_addressed(tmp_path / "a.pdf", wrong), 1) == expected


def test_contents_that_print_nothing_of_what_the_page_needs_are_others(tmp_path: Path) -> None:
    resources = b"/Contents 5 0 R/Resources<</Font<</F 4 0 R>>>>"
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    path = write(tmp_path / "a.pdf", resources, font, stream(b"a map of a font"))
    assert find_damage(path, 1) == {}
    assert [page.failed for page in classify_pages(path).pages] == [MISSING]
    path.write_bytes(path.read_bytes().replace(b"a map of a font", b"q BT /F 9 Tf Q "))
    assert [page.failed for page in classify_pages(path).pages] == [None]


@pytest.mark.parametrize(
    "filters",
    [b"/Filter 5 0 R", b"/Filter/FlateDecode/Subtype/Image", b"/Filter/FlateDecode/X(%s)"],
    ids=["named elsewhere", "called a picture", "in a long dictionary"],
)
def test_content_that_swells_is_not_opened_however_it_hides(
    tmp_path: Path, filters: bytes
) -> None:
    """The search for bombs goes by the bytes of the file, this by what the page names."""
    filters = filters.replace(b"%s", b"x" * 9000)
    bomb = stream(zlib.compress(bytes(70 << 20)), filters)
    path = write(tmp_path / "a.pdf", b"/Contents 4 0 R", bomb, b"/FlateDecode")
    assert [page.failed for page in classify_pages(path).pages] == [BOMB]


def test_amounts_outside_the_page_are_damage_of_its_size(tmp_path: Path) -> None:
    """A box that shows a corner of the page lost its table without a word."""
    path = write_pdf(tmp_path / "a.pdf", lambda s: s.table(XS, 60, [HEADER, *ROWS]))
    whole = path.read_bytes()
    assert [page.damage for page in classify_pages(path).pages] == [None]
    box = re.search(rb"/MediaBox \[[^]]*\]", whole)
    assert box is not None
    small = b"/MediaBox [ 0 0 90 90 ]".ljust(len(box[0]))  # nothing behind it moves
    path.write_bytes(whole.replace(box[0], small))
    assert [page.damage for page in classify_pages(path).pages] == [BOX]


def test_page_that_is_listed_again_is_read_once(tmp_path: Path) -> None:
    """15 kB of one page listed 1,990 times took 164 s; its figures counted 1,990 times."""
    again = Doubt(DoubtKind.PAGE_REPEATED, ("1",))
    path = write_tree(tmp_path / "a.pdf", b"/Kids[3 0 R 3 0 R 3 0 R]/Count 3")
    assert find_damage(path, 3) == {1: UNSURE, 2: again, 3: again}
    assert [page.failed for page in classify_pages(path).pages] == [None, again, again]


@pytest.mark.parametrize(
    "pages",
    [b"/Kids[3 0 R 4 0 R]/Count 2", b"/Kids[2 0 R 2 0 R]/Count 2", b"/Kids 9 0 R/Count 2"],
    ids=["leads to itself below", "leads to itself", "leads nowhere"],
)
def test_tree_that_leads_to_itself_or_nowhere_is_damaged(tmp_path: Path, pages: bytes) -> None:
    node = b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R 4 0 R]/Count 1>>"
    path = write_tree(tmp_path / "a.pdf", pages, node)
    assert find_damage(path, 2) == {1: UNSURE, 2: UNSURE}


def test_stream_that_breaks_off_is_damage(tmp_path: Path) -> None:
    packed = stream(zlib.compress(WHOLE)[:-9], b"/Filter/FlateDecode")
    assert find_damage(write(tmp_path / "a.pdf", b"/Contents 4 0 R", packed), 1) == {1: BROKEN}


@pytest.mark.parametrize("contents", [b"/Contents 9 0 R", b"/Contents[4 0 R 9 0 R]"])
def test_contents_that_lead_nowhere_are_damage(tmp_path: Path, contents: bytes) -> None:
    path = write(tmp_path / "a.pdf", contents, stream(b"q Q"))
    assert find_damage(path, 1) == {1: MISSING}


def test_form_object_that_breaks_off_is_damage(tmp_path: Path) -> None:
    packed = zlib.compress(WHOLE)[:-9]
    form = stream(packed, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Filter/FlateDecode")
    resources = b"/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>"
    path = write(tmp_path / "a.pdf", resources, stream(b"/X Do"), form)
    assert find_damage(path, 1) == {1: BROKEN}


def test_picture_that_breaks_off_is_no_damage_to_text(tmp_path: Path) -> None:
    picture = stream(b"abc", b"/Subtype/Image/Width 9/Height 9/Filter/FlateDecode")
    resources = b"/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>"
    path = write(tmp_path / "a.pdf", resources, stream(b"/X Do"), picture)
    assert find_damage(path, 1) == {}


def test_font_that_is_missing_is_damage(tmp_path: Path) -> None:
    resources = b"/Contents 4 0 R/Resources<</Font<</F 9 0 R>>>>"
    path = write(tmp_path / "a.pdf", resources, stream(WHOLE))
    assert find_damage(path, 1) == {1: BROKEN}


@pytest.mark.parametrize(
    ("font", "expected"),
    [
        (b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", {}),
        (b"<</Type/Font>>", {1: FONT}),
        (b"<</Type/Font/Subtype/Type0/BaseFont/Helvetica>>", {1: FONT}),
        (b"<</Type/Font/Subtype/Type3>>", {1: FONT}),
        (b"<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+Arial>>", {1: FONT}),
        (b"<</Type/Font/Subtype/TrueType/BaseFont/Arial>>", {}),
    ],
)
def test_font_that_another_stands_in_for_is_damage(
    tmp_path: Path, font: bytes, expected: dict[int, Doubt]
) -> None:
    """Substituted letters ran over the borders of cells: their digits were read in others."""
    page = b"/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>"
    assert find_damage(write(tmp_path / "a.pdf", page, stream(WHOLE), font), 1) == expected


TAKING = b"BT /F 12 Tf 50 100 Td (1.250.000) Tj ET "


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (b"<</Font<</F 5 0 R>>>>", {}),
        (b"<</Font<</G 5 0 R>>>>", {1: FONT}),
        (b"<</Fon|<</F 5 0 R>>>>", {1: FONT}),
        (b"<</Font 9 0 R>>", {1: BROKEN}),
    ],
)
def test_font_that_the_page_takes_but_does_not_name_is_damage(
    tmp_path: Path, resources: bytes, expected: dict[int, Doubt]
) -> None:
    """Without its font the text ran over the borders of its cells."""
    page = b"/Contents 4 0 R/Resources" + resources
    packed = stream(zlib.compress(TAKING), b"/Filter/FlateDecode")
    assert find_damage(write(tmp_path / "a.pdf", page, packed, HELVETICA), 1) == expected


@pytest.mark.parametrize(
    ("filters", "expected"), [(b"/LZWDecode", {}), (b"/FlateDecodE", {1: BROKEN})]
)
def test_filter_that_does_not_exist_is_damage(
    tmp_path: Path, filters: bytes, expected: dict[int, Doubt]
) -> None:
    """The page was blank."""
    packed = stream(WHOLE, b"/Filter" + filters)
    assert find_damage(write(tmp_path / "a.pdf", b"/Contents 4 0 R", packed), 1) == expected


def test_pages_of_one_content_have_lost_that_of_one(tmp_path: Path) -> None:
    """The figures of page 2 were read of page 1, and those of page 1 were lost."""
    page = b"/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>/MediaBox[0 0 200 200]"
    second = b"<</Type/Page/Parent 2 0 R" + page + b">>"
    path = write(tmp_path / "a.pdf", page, stream(TAKING), HELVETICA, second)
    path.write_bytes(path.read_bytes().replace(b"[3 0 R]/Count 1", b"[3 0 R 6 0 R]/Count 2"))
    assert find_damage(path, 2) == {
        1: Doubt(DoubtKind.CONTENT_REPEATED, ("2",)),
        2: Doubt(DoubtKind.CONTENT_REPEATED, ("1",)),
    }


def test_content_nested_deeper_than_it_is_read_is_damage(tmp_path: Path) -> None:
    forms = [
        stream(
            b"/X Do",
            b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>"
            % (6 + i),
        )
        for i in range(40)
    ]
    last = stream(WHOLE, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")
    resources = b"/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>"
    path = write(tmp_path / "a.pdf", resources, stream(b"/X Do"), *forms, last)
    assert find_damage(path, 1) == {1: TOO_DEEP}


def test_tree_with_other_pages_than_counted_is_damage(tmp_path: Path) -> None:
    assert find_damage(write(tmp_path / "a.pdf", b""), 2) == {1: UNSURE, 2: UNSURE}


PACKED = zlib.compress(WHOLE)


@pytest.mark.parametrize(
    ("raw", "filters", "is_whole"),
    [
        (PACKED, ["FlateDecode"], True),
        (PACKED + b"\n", ["FlateDecode"], True),
        (PACKED[:-4], ["FlateDecode"], False),
        (PACKED[:20] + b"\x00" + PACKED[21:], ["FlateDecode"], False),
        (PACKED.hex().encode() + b">", ["ASCIIHexDecode", "FlateDecode"], True),
        (PACKED.hex().encode()[:-30], ["AHx", "Fl"], False),
        (b"z\xff~>", ["ASCII85Decode"], False),
        (b"anything", ["LZWDecode"], True),
        (b"anything", [], True),
    ],
)
def test_streams_that_end_as_they_should(
    raw: bytes, filters: list[str], *, is_whole: bool
) -> None:
    assert unpack(raw, filters).is_whole == is_whole


def two_tables(path: Path) -> Path:
    def draw(s: Sheet) -> None:
        rows = [(str(n), f"Kegiatan {n}", f"{n}.250.000", "640.500") for n in range(1, 30)]
        s.table(XS, 60, [HEADER, *rows])

    return write_pdf(path, draw, draw)


def test_damaged_page_is_partial_and_its_figures_are_doubted(tmp_path: Path) -> None:
    path = two_tables(tmp_path / "a.pdf")
    data = path.read_bytes()
    # the last of the content streams loses its end, the file its length stays
    ends = [found.start() for found in re.finditer(rb"\r?\nendstream|endstream", data)]
    starts = [found.end() for found in re.finditer(rb"\bstream\r?\n", data)]
    at = ends[-1] - 40
    assert starts[-1] < at
    path.write_bytes(data[:at] + b"!" * 20 + data[at + 20 :])
    read = read_document(path)
    damaged = [page.page for page in read.pages if BROKEN in page.reasons]
    assert len(damaged) == 1
    statuses = {page.page: page.status for page in read.pages}
    assert statuses[damaged[0]] in (PageStatus.PARTIAL, PageStatus.FAILED)
    assert summarise_pages(read.pages)[0] is DocumentStatus.PARTIAL
    for table in read.tables:
        for cell in table.cells:
            if cell.place.page == damaged[0] and any(ch.isdigit() for ch in cell.text):
                assert BROKEN in cell.doubts


def test_blank_page_whose_content_is_missing_has_failed(tmp_path: Path) -> None:
    (page,) = classify_pages(write(tmp_path / "a.pdf", b"/Contents 9 0 R")).pages
    assert page.failed == MISSING
