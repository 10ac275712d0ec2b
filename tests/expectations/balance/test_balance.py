"""Each number of a page ends in exactly one class."""

from dataclasses import replace
from decimal import Decimal

import hypothesis.strategies as st
from hypothesis import given

from sidak.expectations import balance_pages
from sidak.normalisers.mentions.reader import DocumentPeriod, list_mentions, read_sentences
from sidak.schemas import (
    Box,
    Cell,
    ColumnMeaning,
    ColumnRole,
    Doubt,
    DoubtKind,
    Extraction,
    FigureStatus,
    Level,
    NumberClass,
    Page,
    PageBalance,
    PageNumbers,
    PageSource,
    PageStatus,
    PageText,
    Place,
    PrintedDigits,
    Table,
    TypedTable,
)
from tests.expectations.factories import DOCUMENT, make_table

PAGE = Page(1, PageSource.TEXT, PageStatus.TABLES, tables=1, width=600, height=800)


def box(row: int, column: int) -> Box:
    return Box(100 * column, 100 + 20 * row, 100 * column + 90, 100 + 20 * row + 18)


def digits(text: str, where: Box, before: str = "", after: str = "") -> PrintedDigits:
    return PrintedDigits(text, where, before, after)


def make_report(rows: list[list[str]]) -> tuple[Table, TypedTable]:
    """Return a table: number, name, pagu; its figures stand where its cells stand."""
    table_id = f"{DOCUMENT}-t01"
    cells = tuple(
        Cell(row, column, text, Place(1, box(row, column)))
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )
    table = Table(table_id, DOCUMENT, cells, len(rows), 3, (Place(1, Box(0, 100, 290, 300)),))
    typed = make_table(["pagu"], [(Level.KEGIATAN, row[1], [None]) for row in rows])
    source = make_table(["pagu"], [(Level.KEGIATAN, "x", ["1"]) for _ in rows]).figures
    figures = tuple(
        replace(figure, column=2, raw_text=rows[at][2], box=box(at, 2), value=Decimal(1))
        for at, figure in enumerate(source)
        if rows[at][2].replace(".", "").isdigit() and at > 0
    )
    columns = (
        ColumnMeaning(0, "No", ColumnRole.NO),
        ColumnMeaning(1, "Uraian", ColumnRole.NAME),
        ColumnMeaning(2, "Pagu", ColumnRole.FIGURE),
    )
    levels = (None, *(Level.KEGIATAN for _ in rows[1:]))
    return table, replace(typed, columns=columns, figures=figures, row_levels=levels)


def weigh(
    rows: list[list[str]],
    beside: tuple[PrintedDigits, ...] = (),
    text: PageText | None = None,
) -> Page:
    table, typed = make_report(rows)
    numbers = tuple(
        digits(cell.text, cell.place.box)
        for cell in table.cells
        if cell.text[:1].isdigit() and cell.place.box
    )
    texts = () if text is None else (text,)
    printed = (PageNumbers(1, (*numbers, *beside)),)
    extraction = Extraction(
        DOCUMENT, DOCUMENT * 4, "a.pdf", "", "", (PAGE,), (table,), texts, printed
    )
    sentences = read_sentences(texts, [typed], DocumentPeriod(DOCUMENT, 2016), printed)
    (page,) = balance_pages(extraction, [typed], list_mentions(sentences))
    return page


ROWS = [
    ["No", "Uraian", "2016"],
    ["1", "Kegiatan A", "2.500.000"],
    ["2", "Kegiatan B", "3.500.000"],
]


def test_the_classes_of_a_page() -> None:
    line = "dengan alokasi anggaran sebesar Rp 4.500.000 untuk semua"
    said = digits("4.500.000", Box(200, 500, 260, 510), line[:35], " untuk semua")
    lost = digits("9.500.000", Box(200, 600, 260, 610))
    page = weigh(ROWS, (said, lost), PageText(1, ((line, Box(0, 500, 400, 510)),)))
    assert page.balance == PageBalance(
        (
            (NumberClass.ACCEPTED, 2),
            (NumberClass.HEADER, 1),
            (NumberClass.MENTION, 1),
            (NumberClass.ROW_NUMBER, 2),
            (NumberClass.UNACCOUNTED, 1),
        ),
        ((NumberClass.ACCEPTED, 2), (NumberClass.MENTION, 1), (NumberClass.UNACCOUNTED, 1)),
        (lost,),
    )
    assert page.status is PageStatus.PARTIAL
    assert page.reasons == (Doubt(DoubtKind.AMOUNTS_UNACCOUNTED, ("1", "4")),)


def test_a_damaged_page_says_of_its_open_amounts_as_well() -> None:
    damaged = replace(PAGE, status=PageStatus.PARTIAL, reasons=(Doubt(DoubtKind.PAGE_DAMAGED),))
    numbers = (PageNumbers(1, (digits("2.500.000", Box(0, 600, 50, 610)),)),)
    extraction = Extraction(
        DOCUMENT, DOCUMENT * 4, "a.pdf", "", "", (damaged,), (), (), numbers
    )
    (page,) = balance_pages(extraction, [], [])
    assert [doubt.kind for doubt in page.reasons] == [
        DoubtKind.PAGE_DAMAGED,
        DoubtKind.AMOUNTS_UNACCOUNTED,
    ]


def test_a_page_without_open_amounts_keeps_its_status() -> None:
    page = weigh(ROWS, (digits("77", Box(0, 600, 9, 610), "hanya ada ", " orang"),))
    assert (page.status, page.reasons) == (PageStatus.TABLES, ())
    assert page.balance is not None
    assert page.balance.count(NumberClass.NARRATIVE) == 1


def test_a_doubtful_figure_is_flagged_not_accepted() -> None:
    table, typed = make_report(ROWS)
    flagged = tuple(replace(one, status=FigureStatus.SUSPECT) for one in typed.figures)
    numbers = (PageNumbers(1, (digits("2.500.000", box(1, 2)),)),)
    extraction = Extraction(
        DOCUMENT, DOCUMENT * 4, "a.pdf", "", "", (PAGE,), (table,), (), numbers
    )
    (page,) = balance_pages(extraction, [replace(typed, figures=flagged)], [])
    assert page.balance == PageBalance(
        ((NumberClass.FLAGGED, 1),), ((NumberClass.FLAGGED, 1),), ()
    )


def test_an_amount_in_a_cell_that_gives_no_figure_is_unaccounted() -> None:
    page = weigh([["No", "Uraian", "Pagu"], ["1", "2.500.000", "3.500.000"]])
    assert page.balance is not None
    assert [one.text for one in page.balance.unaccounted] == ["2.500.000"]


def test_a_page_whose_numbers_are_not_known_has_no_balance() -> None:
    table, typed = make_report(ROWS)
    extraction = Extraction(DOCUMENT, DOCUMENT * 4, "a.pdf", "", "", (PAGE,), (table,))
    assert balance_pages(extraction, [typed], []) == (PAGE,)


def test_page_numbers_and_running_titles_are_furniture() -> None:
    pages = tuple(
        replace(PAGE, page=n, status=PageStatus.NARRATIVE, tables=0) for n in (1, 2, 3)
    )
    numbers = tuple(
        PageNumbers(
            n,
            (
                digits("2", Box(50, 20, 55, 30), "Renja Dinas ", " Kota"),
                digits(str(n), Box(300, 780, 305, 790)),
            ),
        )
        for n in (1, 2, 3)
    )
    extraction = Extraction(DOCUMENT, DOCUMENT * 4, "a.pdf", "", "", pages, (), (), numbers)
    found = balance_pages(extraction, [], [])
    assert [page.balance for page in found] == [
        PageBalance(((NumberClass.FURNITURE, 2),), (), ())
    ] * 3


TOKENS = st.sampled_from(
    ["1", "2016", "12,5", "2.500.000", "100.000", "4.01.01", "99", "1.000.000.000"]
)
CONTEXTS = st.sampled_from(["", "Tabel ", "sebesar Rp ", "Nomor ", "dari tahun ", "31/"])


@given(
    st.lists(
        st.tuples(TOKENS, CONTEXTS, CONTEXTS, st.integers(0, 5), st.integers(0, 36)),
        max_size=30,
    )
)
def test_nothing_is_counted_twice_or_lost(
    tokens: list[tuple[str, str, str, int, int]],
) -> None:
    beside = tuple(
        digits(text, box(row, column), before, after)
        for text, before, after, column, row in tokens
    )
    page = weigh(ROWS, beside)
    balance = page.balance
    assert balance is not None
    printed = 5 + len(beside)
    amounts = 2 + sum(text in ("2.500.000", "100.000", "1.000.000.000") for text, *_ in tokens)
    assert balance.count() == sum(balance.count(kind) for kind in NumberClass) == printed
    assert balance.count_amounts() == amounts
    assert len(balance.unaccounted) == balance.count_amounts(NumberClass.UNACCOUNTED)
    assert (page.status is PageStatus.PARTIAL) == bool(balance.unaccounted)
