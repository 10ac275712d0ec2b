"""A header that several scanned pages repeat is read as most of them show it."""

from dataclasses import replace

import pytest

from sidak.extractors.layout.cells import CellText
from sidak.extractors.layout.grid import CellSlot, TableGrid
from sidak.extractors.layout.text_lines import TextLine
from sidak.extractors.spanning.header_votes import Vote, find_majority, vote_on_headers
from sidak.extractors.tables.page_tables import PageReading, PageTable
from sidak.schemas import Box, Doubt, DoubtKind

XS, YS = (40.0, 200.0, 300.0, 400.0), (50.0, 80.0, 100.0)
CLEAR = ("Program", "Keuangan (Rp)", "Realisasi")
Texts = tuple[str, ...]


def page(number: int, texts: Texts, unclear: Texts = (), *, left: float = 0.0) -> PageReading:
    """Make a scanned page with a header of three cells above one row of figures."""
    cells = []
    for i, text in enumerate((*texts, "Pelayanan", "1.250.000", "75%")):
        row, column = divmod(i, 3)
        box = Box(XS[column], YS[row], XS[column + 1], YS[row + 1])
        doubts = (Doubt(DoubtKind.WORDS_UNSURE, (text,)),) if text in unclear else ()
        line = TextLine(text, box, (), (), doubts)
        cells.append(CellText(CellSlot(row, column, 1, 1, box), (line,), doubts))
    grid = TableGrid(tuple(x + left for x in XS), YS, tuple(c.slot for c in cells))
    table = PageTable(number, grid, tuple(cells), "ocr")
    return PageReading(number, 595, 842, 0, (table,), ())


def headers(*pages: PageReading) -> list[tuple[Texts, Texts]]:
    """Vote; return of each page its header, and the words of it that are unclear."""
    voted = vote_on_headers({one.page: one for one in pages})
    return [
        (
            tuple(c.text for c in one.tables[0].filled[:3]),
            tuple(d.detail[0] for c in one.tables[0].filled[:3] for d in c.doubts),
        )
        for one in voted.values()
    ]


def test_what_a_page_shows_badly_is_read_as_the_others_show_it() -> None:
    bad = ("Program", "Kng (Rp)", "Realiuau")
    found = headers(page(1, bad, bad[1:]), page(2, CLEAR, left=2), page(3, CLEAR))
    assert found == [(CLEAR, ())] * 3


@pytest.mark.parametrize(
    ("texts", "unclear"),
    [
        # clear: another header
        (("Program", "Keuangan (Rp)", "Realisasl"), ()),
        # what is shown is no part of the vote
        (("Program", "Keuangan (Rp)", "Target"), ("Target",)),
        # too few cells of the header are alike
        (("Kode", "Nama", "Realiuau"), ("Realiuau",)),
    ],
)
def test_a_cell_that_may_say_something_else_is_left(texts: Texts, unclear: Texts) -> None:
    found = headers(page(1, texts, unclear), page(2, CLEAR), page(3, CLEAR))
    assert found[0] == (texts, unclear)


@pytest.mark.parametrize("period", ["Tahun 2016", "Triwulan II", "Triw I"])
def test_a_period_is_not_voted_on(period: str) -> None:
    own = (*CLEAR[:2], period)
    bad = (*CLEAR[:2], period[:-1])
    found = headers(page(1, bad, bad[2:]), page(2, own), page(3, own))
    assert found[0] == (bad, bad[2:])


def test_two_pages_and_pages_with_other_columns_have_no_vote() -> None:
    bad = ("Program", "Keuangan (Rp)", "Realiuau")
    first = page(1, bad, bad[2:])
    other = page(3, CLEAR)
    (table,) = other.tables
    wide = replace(table.grid, xs=(40.0, 200.0, 320.0, 400.0))
    other = replace(other, tables=(replace(table, grid=wide),))
    assert headers(first, page(2, CLEAR))[0] == (bad, bad[2:])
    assert headers(first, page(2, CLEAR), other)[0] == (bad, bad[2:])


def test_pages_with_a_text_layer_are_left() -> None:
    bad = ("Program", "Keuangan (Rp)", "Realiuau")
    pages = [page(1, bad, bad[2:]), page(2, CLEAR), page(3, CLEAR)]
    printed = [replace(p, tables=(replace(p.tables[0], method="ruled"),)) for p in pages]
    assert headers(*printed)[0] == (bad, bad[2:])


@pytest.mark.parametrize(
    ("readings", "vote"),
    [
        (("TAROET", "TARGET", "TARGEI", "TARGET"), Vote("TARGET", ())),
        (("TAROET", "TARGET", "TARDET", "TARGET"), Vote("TARGET", ("TARGET",))),
        (("Targe", "Tarpet", "Tange", "Tang"), Vote("Targe", ("Targe",))),
        (("Target", "Realisasi", "Satuan"), None),
        (("Target", "Target", ""), None),
    ],
)
def test_each_letter_is_the_one_that_most_read(readings: Texts, vote: Vote | None) -> None:
    assert find_majority([(text, False) for text in readings]) == vote
