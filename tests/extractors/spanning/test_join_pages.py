"""Tables that go on over pages: headers, columns, rows and words at the break."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from sidak.extractors.spanning.join_pages import join_parts
from sidak.extractors.spanning.repeated_headers import find_repeated_header
from sidak.extractors.spanning.table_part import TablePart
from sidak.schemas import Box, Cell, Doubt, DoubtKind, Place, Table
from tests.extractors.paper import Sheet, write_pdf
from tests.extractors.readers import rows_of, tables_of

XS = (60, 110, 260, 360, 460)
HEADER = ("Kode", "Uraian", "Pagu (Rp)", "Realisasi (Rp)")
BODY = tuple(
    (f"1.0{i}", f"Kegiatan {name}", f"{i}.250.000", f"{i}.100.000")
    for i, name in enumerate(("gaji", "surat", "listrik", "rapat", "arsip"), 1)
)
MORE = tuple(
    (f"1.1{i}", f"Kegiatan {name}", f"{i}.350.000", f"{i}.200.000")
    for i, name in enumerate(("kendaraan", "gedung", "taman"), 1)
)

Rows = Sequence[Sequence[str]]


def lay(sheet: Sheet, rows: Rows, *, xs: Sequence[float] = XS) -> None:
    """Draw one page of a table between a running head and a page number."""
    sheet.text(60, 40, "Laporan Kinerja Dinas Contoh")
    sheet.table(xs, 100, rows)
    sheet.text(280, 800, "- 7 -")


def read(path: Path, *pages: Rows) -> tuple[Table, ...]:
    return tables_of(write_pdf(path / "a.pdf", *(lambda s, p=p: lay(s, p) for p in pages)))


def test_header_below_a_title_row_comes_again_without_it(tmp_path: Path) -> None:
    """The first page opens with a title row; the header of the others stayed in the body."""

    def first(s: Sheet) -> None:
        s.grid((60, 460), (84, 100))
        s.text(200, 95, "RINGKASAN APBD")
        lay(s, [HEADER, *BODY])

    (table,) = tables_of(
        write_pdf(tmp_path / "a.pdf", first, lambda s: lay(s, [HEADER, *MORE]))
    )
    assert rows_of(table)[-8:] == [list(r) for r in (*BODY, *MORE)]
    assert table.header_rows == 2


def test_header_comes_again_below_the_title_of_a_section(tmp_path: Path) -> None:
    """The title of the section went to the last row of the page before."""
    (table,) = read(
        tmp_path, [HEADER, *BODY], [("", "Perubahan Renstra", "", ""), HEADER, *MORE]
    )
    assert rows_of(table) == [
        list(HEADER),
        *map(list, BODY),
        ["", "Perubahan Renstra", "", ""],
        *map(list, MORE),
    ]


def test_header_that_changes_opens_a_table_of_its_own(tmp_path: Path) -> None:
    """Years of the one header must not stand over the figures of the other."""
    years = [("Kode", "Uraian", f"Target {y}", f"Target {y + 1}") for y in (2021, 2023)]
    first, second = read(tmp_path, [years[0], *BODY], [years[1], *MORE])
    assert rows_of(first) == [list(r) for r in (years[0], *BODY)]
    assert rows_of(second) == [list(r) for r in (years[1], *MORE)]


def test_years_of_a_header_of_two_rows_that_change_open_a_table(tmp_path: Path) -> None:
    def page(s: Sheet, years: tuple[str, str], body: Rows) -> None:
        xs = (60, 110, 260, 310, 360, 410, 460)
        ys = [100 + 16 * i for i in range(len(body) + 3)]
        for x in xs:
            s.line(x, ys[1] if x in (310, 410) else ys[0], x, ys[-1])
        for i, y in enumerate(ys):
            s.line(260 if i == 1 else 60, y, 460, y)
        s.row((60, 110, 260, 360), ys[0], ("Kode", "Uraian", *years))
        s.row(xs[2:], ys[1], ("Target", "Rp", "Target", "Rp"))
        for y, texts in zip(ys[2:], body, strict=False):
            s.row(xs, y, (*texts[:2], "5", texts[2], "6", texts[3]))

    first, second = tables_of(
        write_pdf(
            tmp_path / "a.pdf",
            lambda s: page(s, ("2021", "2022"), BODY),
            lambda s: page(s, ("2023", "2024"), MORE),
        )
    )
    head = [c.text for c in second.cells if c.row == 0 and c.text]
    assert head == ["Kode", "Uraian", "2023", "2024"]
    assert first.rows == 7


def test_row_of_words_below_figures_is_no_header(tmp_path: Path) -> None:
    first = ("1.21", "Kegiatan baru", "Tidak ada", "Belum ada")
    (table,) = read(tmp_path, [HEADER, *BODY], [first, *MORE])
    assert rows_of(table) == [list(r) for r in (HEADER, *BODY, first, *MORE)]


def test_columns_that_moved_between_pages_are_paired_in_order(tmp_path: Path) -> None:
    moved = (60, 128, 285, 340, 460)
    (table,) = tables_of(
        write_pdf(
            tmp_path / "a.pdf",
            lambda s: lay(s, [HEADER, *BODY]),
            lambda s: lay(s, MORE, xs=moved),
        )
    )
    assert table.columns == 4
    assert rows_of(table) == [list(r) for r in (HEADER, *BODY, *MORE)]


def test_page_that_lacks_the_last_column_goes_on_in_the_others(tmp_path: Path) -> None:
    header = (*HEADER, "Ket")
    body = [(*r, "") for r in BODY]
    (table,) = tables_of(
        write_pdf(
            tmp_path / "a.pdf",
            lambda s: lay(s, [header, *body], xs=(*XS, 500)),
            lambda s: lay(s, MORE),
        )
    )
    assert rows_of(table) == [list(header), *map(list, body), *([*r, ""] for r in MORE)]


@pytest.mark.parametrize("is_right", [False, True])
def test_number_in_a_merged_cell_goes_below_its_text(tmp_path: Path, is_right: bool) -> None:
    """The rule between two columns of figures is missing on the second page."""

    def second(s: Sheet) -> None:
        lay(s, [r[:2] for r in MORE], xs=XS[:3])
        ys = (100, 116, 132, 148)
        s.grid((260, 460), ys)
        for (y, _), row in zip(pairwise(ys), MORE, strict=True):
            s.text(363 if is_right else 263, y + 10, row[2])

    (table,) = tables_of(
        write_pdf(tmp_path / "a.pdf", lambda s: lay(s, [HEADER, *BODY]), second)
    )
    column = 3 if is_right else 2
    found = {c.row: (c.column, c.text, c.doubts) for c in table.cells if c.column >= 2}
    assert [found[r] for r in (6, 7, 8)] == [(column, r[2], ()) for r in MORE]


def test_number_across_two_columns_is_doubted(tmp_path: Path) -> None:
    def second(s: Sheet) -> None:
        lay(s, [r[:2] for r in MORE], xs=XS[:3])
        s.grid((260, 460), (100, 116, 132, 148))
        s.text(335, 110, MORE[0][2])

    (table,) = tables_of(
        write_pdf(tmp_path / "a.pdf", lambda s: lay(s, [HEADER, *BODY]), second)
    )
    cell = next(c for c in table.cells if c.text == MORE[0][2])
    assert cell.doubts == (Doubt(DoubtKind.COLUMN_WIDTHS_CHANGED),)


def test_merged_name_cut_by_the_page_is_put_together(tmp_path: Path) -> None:
    """The sasaran goes on below the break, where a new indicator begins."""
    xs = (60, 140, 220, 320, 380)

    def page(s: Sheet, top: Rows, words: Sequence[str]) -> None:
        ys = [100 + 30 * i for i in range(len(top) + 1)]
        for x in xs:
            s.line(x, ys[0], x, ys[-1])
        for y in ys:
            s.line(220 if y not in (ys[0], ys[-1]) else 60, y, 380, y)
        s.row(xs, ys[0], words)
        for y, texts in zip(ys, top, strict=False):
            s.row(xs[2:], y, texts)

    above = (("Indeks A", "75"), ("Indeks B", "80"))
    below = (("Indeks C", "70"), ("Indeks D", "60"))
    cut = (("Terwujudnya|Pelayanan", "Meningkatnya|kualitas"), ("Kesehatan Jiwa", "pelayanan"))
    path = write_pdf(
        tmp_path / "a.pdf",
        lambda s: page(s, above, cut[0]),
        lambda s: page(s, below, cut[1]),
    )
    (table,) = tables_of(path)
    cells = {(c.row, c.column): c for c in table.cells}
    assert cells[0, 0].text == "Terwujudnya\nPelayanan\nKesehatan Jiwa"
    assert cells[0, 1].text == "Meningkatnya\nkualitas\npelayanan"
    assert [p.page for p in (cells[0, 1].place, *cells[0, 1].more_places)] == [1, 2]
    assert [cells[r, 2].text for r in range(4)] == [f"Indeks {x}" for x in "ABCD"]
    assert (cells[2, 0].text, cells[2, 1].text) == ("", "")


#: The last row of a page, cut: what stands above the break and what below it, per column.
CUTS = {
    "nama": ("", ("Pemeliharaan Rutin dan", "Berkala"), "", ""),
    "nama dan angka": ("", ("Pemeliharaan rutin", "berkala"), ("1.724.", "300.500"), ""),
    "angka": ("", "", ("12.724.", "300.500"), ""),
    "dua angka": ("", "", ("12.724.", "300.500"), ("11.024.", "300.000")),
    "desimal": ("", "", ("12.724.300", ",50"), ""),
    "angka di tengah kelompok": ("", "", ("12.724.3", "00.500"), ""),
    "kode": (("4.01.01.2.", "01.01"), "", "", ""),
    "kode dan nama": (("4.01.01.2.", "01.01"), ("Pemeliharaan rutin", "berkala"), "", ""),
    "semua": (
        ("4.01.01.2.", "01.01"),
        ("Pemeliharaan rutin", "berkala"),
        ("12.724.", "300.500"),
        ("11.024.", "300.000"),
    ),
    "kata": ("", ("Pemeliharaan Penye", "diaan Jasa"), "", ""),
}
WHOLE = ("4.01.01.2.01.09", "Pemeliharaan", "9.724.300", "9.024.300")


@pytest.mark.parametrize("is_header_repeated", [False, True])
@pytest.mark.parametrize("name", CUTS)
def test_cut_row_is_whole_or_doubted(
    tmp_path: Path, name: str, is_header_repeated: bool
) -> None:
    cut = CUTS[name]
    top = [c[0] if c else w for c, w in zip(cut, WHOLE, strict=True)]
    rest = [c[1] if c else "" for c in cut]
    body = [(f"4.01.01.2.02.0{i}", *r[1:]) for i, r in enumerate(BODY, 1)]
    more = [(f"4.01.01.2.03.0{i}", *r[1:]) for i, r in enumerate(MORE, 1)]
    second = [HEADER] if is_header_repeated else []
    (table,) = read(tmp_path, [HEADER, *body, top], [*second, rest, *more])
    rows = rows_of(table)
    assert rows[:6] == [list(r) for r in (HEADER, *body)]
    assert rows[-3:] == [list(r) for r in more]
    whole = [f"{c[0]}\n{c[1]}" if c else w for c, w in zip(cut, WHOLE, strict=True)]
    if len(rows) == 10:
        assert rows[6] == whole
        return
    # not joined: every number of the two halves carries a doubt
    halves = [c for c in table.cells if c.row in (6, 7) and c.column >= 2 and c.text]
    assert halves
    assert all(c.doubts for c in halves)


def test_same_header_over_columns_of_other_widths_goes_on(tmp_path: Path) -> None:
    """Each page of a table had its own widths; the three pages were three tables."""
    other = (60, 90, 190, 300, 455)
    (table,) = tables_of(
        write_pdf(
            tmp_path / "a.pdf",
            lambda s: lay(s, [HEADER, *BODY]),
            lambda s: lay(s, [HEADER, *MORE], xs=other),
        )
    )
    assert rows_of(table) == [list(r) for r in (HEADER, *BODY, *MORE)]


def scanned(rows: Rows, page: int) -> TablePart:
    cells = tuple(
        Cell(r, c, text, Place(page, Box(0, 0, 9, 9)), method="ocr")
        for r, texts in enumerate(rows)
        for c, text in enumerate(texts)
    )
    return TablePart(cells, len(rows), (60, 110, 260, 360, 460), (Place(page, None),), "ocr")


@pytest.mark.parametrize(
    ("header", "is_again"),
    [
        (("Kode", "Uraian Kegiatan", "Target 2021", "Realisasi 2O21"), False),
        (("Kode", "Uraian KegiatanN", "Target 2021", "Realisasi 2021"), True),
        (("Kode", "Uraian Kegiatan", "Target 2023", "Realisasi 2023"), False),
    ],
)
def test_header_misread_by_a_letter_is_still_the_header(
    header: Sequence[str], *, is_again: bool
) -> None:
    """A header with one wrong letter became a programme; one of other years is another."""
    first = scanned([("Kode", "Uraian Kegiatan", "Target 2021", "Realisasi 2021"), *BODY], 1)
    found = find_repeated_header(first, scanned([header, *MORE], 2))
    assert (found.count == 1) is is_again


def test_readings_of_a_scanned_cell_cut_by_the_page_break_are_joined() -> None:
    """Repair weighs readings against the text: halves of a number would never support it."""
    upper = scanned([HEADER, *BODY, ("1.09", "Kegiatan umum", "9.250.000", "483.661.")], 1)
    lower = scanned([("", "", "", "181"), *MORE], 2)
    read = {"483.661.": ("483.661.", "483.66l."), "181": ("181", "18l")}
    first, second = (
        replace(
            part, cells=tuple(replace(c, readings=read.get(c.text, ())) for c in part.cells)
        )
        for part in (upper, lower)
    )
    joined = join_parts(first, second, ())
    assert joined is not None
    (cut,) = [c for c in joined.cells if c.more_places]
    assert cut.text == "483.661.\n181"
    assert cut.readings == (
        "483.661.\n181",
        "483.661.\n18l",
        "483.66l.\n181",
        "483.66l.\n18l",
    )
    assert [c.readings for c in joined.cells if c is not cut] == [()] * (len(joined.cells) - 1)
