"""Tables that go on over pages: headers, columns, rows and words at the break."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from sidak.extractors.spanning.join_pages import join_parts
from sidak.extractors.spanning.table_part import TablePart
from sidak.schemas import Box, Cell, Place, Table
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


def part_of(rows: Rows, page: int, *, number_span: int) -> TablePart:
    """Make a part whose first cell of the last, or of the first, rows is merged."""
    cells = []
    for r, texts in enumerate(rows):
        for c, text in enumerate(texts):
            if c == 0 and r not in (0,):
                continue
            span = number_span if c == 0 else 1
            cells.append(Cell(r, c, text, Place(page, Box(0, 0, 9, 9)), row_span=span))
    return TablePart(tuple(cells), len(rows), XS, (Place(page, None),), "lines")


def test_a_merged_number_opens_an_entry_on_the_new_page() -> None:
    """A heading "17. Stabilizer" over its goods was joined to the last printer of the page."""
    priced = [(f"HP seri {i}", "Unit", f"{i}75.000") for i in range(1, 7)]
    upper = part_of([("16.", *row) for row in priced], 1, number_span=6)
    listed = [
        ("Stabilizer", "", ""),
        ("Kenika", "buah", "350.000"),
        ("Servo", "buah", "175.000"),
    ]
    lower = part_of([("17.", *row) for row in listed], 2, number_span=3)
    joined = join_parts(upper, lower, ())
    assert joined is not None
    assert [c.text for c in joined.cells if c.column == 1] == [
        *(row[0] for row in priced),
        "Stabilizer",
        "Kenika",
        "Servo",
    ]


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


def test_sen_behind_the_mark_of_thousands_are_no_cut_group(tmp_path: Path) -> None:
    """Once "5.100.000.28" above the break looked like an amount that goes on below."""
    first, second = (
        [(*r[:2], f"{r[2]}.00", f"{r[3]}.28") for r in rows] for rows in (BODY, MORE)
    )
    (table,) = read(tmp_path, [HEADER, *first], second)
    assert rows_of(table) == [list(r) for r in (HEADER, *first, *second)]
    assert {c.doubts for c in table.cells} == {()}
