"""Documents put together from their pages: tables joined over page breaks, captions, texts."""

from pathlib import Path

from tests.extractors.paper import Draw, Sheet, write_pdf
from tests.extractors.readers import HEADER, XS, rows_of, tables_of


def page(rows: list[tuple[str, ...]], footer: str = "") -> Draw:
    def draw(s: Sheet) -> None:
        s.table(XS, 60, rows)
        if footer:
            s.text(280, 800, footer)

    return draw


def test_table_goes_on_over_pages_with_repeated_header(tmp_path: Path) -> None:
    path = write_pdf(
        tmp_path / "a.pdf",
        page([HEADER, ("1", "Gaji", "1.000", "900")], "LKjIP 2022 - 7"),
        page([HEADER, ("2", "Listrik", "2.000", "1.900")], "LKjIP 2022 - 8"),
        page([HEADER, ("3", "Air", "3.000", "2.900")], "LKjIP 2022 - 9"),
    )
    (table,) = tables_of(path)
    assert rows_of(table) == [
        list(HEADER),
        ["1", "Gaji", "1.000", "900"],
        ["2", "Listrik", "2.000", "1.900"],
        ["3", "Air", "3.000", "2.900"],
    ]
    assert [p.page for p in table.places] == [1, 2, 3]
    assert [c.place.page for c in table.cells if c.column == 0] == [1, 1, 2, 3]
    assert table.header_rows == 1


def test_table_goes_on_without_a_header(tmp_path: Path) -> None:
    path = write_pdf(
        tmp_path / "a.pdf",
        page([HEADER, ("1", "Gaji", "1.000", "900")]),
        page([("2", "Listrik", "2.000", "1.900")]),
    )
    (table,) = tables_of(path)
    assert [r[0] for r in rows_of(table)] == ["No", "1", "2"]


def test_row_cut_by_the_page_break_is_put_together(tmp_path: Path) -> None:
    path = write_pdf(
        tmp_path / "a.pdf",
        page([HEADER, ("1", "Koordinasi dan", "2.341.566.000,", "900")]),
        page([("", "penyusunan laporan", "00", ""), ("2", "Listrik", "2.000", "1.900")]),
    )
    (table,) = tables_of(path)
    assert rows_of(table)[1:] == [
        ["1", "Koordinasi dan\npenyusunan laporan", "2.341.566.000,\n00", "900"],
        ["2", "Listrik", "2.000", "1.900"],
    ]
    name = next(c for c in table.cells if c.text.startswith("Koordinasi"))
    assert [p.page for p in (name.place, *name.more_places)] == [1, 2]


def test_full_row_after_the_page_break_is_a_row_of_its_own(tmp_path: Path) -> None:
    path = write_pdf(
        tmp_path / "a.pdf",
        page([HEADER, ("1", "Gaji", "1.000", "900")]),
        page([("", "Listrik", "2.000", "1.900")]),
    )
    (table,) = tables_of(path)
    assert rows_of(table)[1:] == [
        ["1", "Gaji", "1.000", "900"],
        ["", "Listrik", "2.000", "1.900"],
    ]


def test_caption_between_pages_starts_a_new_table(tmp_path: Path) -> None:
    def second(s: Sheet) -> None:
        s.text(60, 40, "Tabel 3.6 Realisasi Belanja")
        s.table(XS, 60, [HEADER, ("1", "Listrik", "2.000", "1.900")])

    path = write_pdf(tmp_path / "a.pdf", page([HEADER, ("1", "Gaji", "1.000", "900")]), second)
    first, other = tables_of(path)
    assert (first.rows, other.rows) == (2, 2)
    assert (other.number, other.caption) == ("3.6", "Realisasi Belanja")


def test_other_columns_start_a_new_table(tmp_path: Path) -> None:
    def second(s: Sheet) -> None:
        s.table((60, 140, 300, 460), 60, [("Kode", "Nama", "Nilai"), ("1", "a", "2.000")])

    path = write_pdf(tmp_path / "a.pdf", page([HEADER, ("1", "Gaji", "1.000", "900")]), second)
    assert len(tables_of(path)) == 2
