"""Numbers of a page whose words are mostly unclear are doubted, whoever agrees on them."""

import pytest

from sidak.extractors.layout.cells import CellText
from sidak.extractors.layout.grid import CellSlot, TableGrid
from sidak.extractors.layout.text_lines import TextLine
from sidak.extractors.ocr.poor_print import doubt_poor_print, is_picture, is_poor
from sidak.extractors.tables.page_tables import PageTable
from sidak.schemas import Box, Doubt, DoubtKind

BOX = Box(0, 0, 100, 10)


def unsure(*words: str) -> tuple[Doubt, ...]:
    return (Doubt(DoubtKind.WORDS_UNSURE, (" ".join(words),)),) if words else ()


@pytest.mark.parametrize(
    ("words", "unclear", "is_poor_print"),
    [(40, 12, True), (40, 4, False), (20, 12, False)],
)
def test_a_page_is_poor_if_many_of_its_words_are_unclear(
    words: int, unclear: int, is_poor_print: bool
) -> None:
    names = [f"kata{'abcdefgh'[i % 8]}" for i in range(words)]
    texts = [(name, unsure(name) if i < unclear else ()) for i, name in enumerate(names)]
    assert is_poor([*texts, ("1.146,00", ())]) is is_poor_print


def test_unknown_words_count_as_unclear_ones_do() -> None:
    unknown = Doubt(DoubtKind.WORDS_UNKNOWN, ("kata",))
    texts = [("kata", (unknown, *(unsure("kata") if i % 2 else ()))) for i in range(5)]
    assert is_poor([*texts, *[("nama", ())] * 27])
    assert not is_poor([*texts, *[("nama", ())] * 30])


def test_all_its_numbers_are_doubted() -> None:
    name = "Penyusunan dokumen rancangan teknis terinci " * 8
    cells = [
        CellText(
            CellSlot(0, i, 1, 1, BOX), (TextLine(text, BOX, ()),), unsure(*text.split()[:most])
        )
        for i, (text, most) in enumerate([(name.strip(), 12), ("1146.00 km", 0)])
    ]
    grid = TableGrid((0, 50, 100), (0, 10), tuple(c.slot for c in cells))
    line = TextLine("Jumlah 12 kegiatan", BOX, ())
    page = [PageTable(1, grid, tuple(cells), "ocr")], [line, TextLine("Bandung", BOX, ())]
    assert doubt_poor_print(*page, 100) == page
    (table,), (below, plain) = doubt_poor_print(*page, 200)
    number = Doubt(DoubtKind.LOW_OCR_CONFIDENCE, ("1146.00 km",))
    assert [c.doubts for c in table.filled] == [cells[0].doubts, (number,)]
    assert below.doubts == (Doubt(DoubtKind.LOW_OCR_CONFIDENCE, (line.text,)),)
    assert plain.doubts == ()


@pytest.mark.parametrize(
    ("texts", "is_frame_of_letters"),
    [
        ("1? N? -? TA? 1? I LA -?", True),
        ("1? N? -? TA? 1? I", False),
        ("1 N RA 1? LA 1 I LA", False),
        ("Program N? -? TA? 1? I LA -?", False),
        ("12 N? -? TA? 1? I LA -?", False),
        # a table that is hardly legible keeps its numbers
        ("Progran? Tarpet? Renlisasi? 1.250? 7.5OO? 1.300? 1? 2?", False),
    ],
)
def test_a_frame_of_which_nothing_is_clear_is_a_picture(
    texts: str, is_frame_of_letters: bool
) -> None:
    """A text with a question mark is doubted."""
    cells = []
    for i, text in enumerate(texts.split()):
        doubts = unsure(text) if text.endswith("?") else ()
        line = TextLine(text.strip("?"), BOX, (), (), doubts)
        cells.append(CellText(CellSlot(0, i, 1, 1, BOX), (line,), doubts))
    assert is_picture(cells) is is_frame_of_letters
