"""Frames of all kinds: what is a rule, what a column, what only touches the table."""

from pathlib import Path

from tests.extractors.paper import Sheet, write_pdf
from tests.extractors.readers import HEADER, XS, rows_of, tables_of

ROWS = (HEADER, ("1", "Gaji", "1.250", "900"), ("2", "ATK", "30", "20"))


def test_box_of_the_footer_that_touches_the_table_adds_no_columns(tmp_path: Path) -> None:
    """The table of one page had two columns more than its continuation, and was torn there."""

    def draw(s: Sheet) -> None:
        bottom = s.table(XS, 100, ROWS)
        s.grid((30, 490), (bottom, bottom + 16))
        s.text(200, bottom + 11, "Rancangan Rencana Kerja 15")

    path = write_pdf(tmp_path / "a.pdf", draw)
    (table,) = tables_of(path)
    assert table.columns == 4
    assert rows_of(table) == [list(texts) for texts in ROWS]


def test_wider_title_box_on_top_is_no_row(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        s.grid((40, 480), (84, 100))
        s.text(200, 95, "LAPORAN KINERJA")
        s.table(XS, 100, ROWS)

    (table,) = tables_of(write_pdf(tmp_path / "a.pdf", draw))
    assert rows_of(table) == [list(texts) for texts in ROWS]
    assert table.caption == "LAPORAN KINERJA"


def test_shaded_banner_that_touches_the_table_is_no_row(tmp_path: Path) -> None:
    """The running title in a coloured box reached a little over the table's upper rule."""

    def draw(s: Sheet) -> None:
        s.fill(XS[0], 80, XS[-1], 101, 0.6)
        s.text(200, 94, "V. CATATAN ATAS LAPORAN KEUANGAN")
        s.table(XS, 100, ROWS)

    (table,) = tables_of(write_pdf(tmp_path / "a.pdf", draw))
    assert rows_of(table) == [list(texts) for texts in ROWS]


def test_columns_beside_the_table_without_rules_between_rows_have_its_rows(
    tmp_path: Path,
) -> None:
    """A spreadsheet with a free column: two columns of figures in a frame of their own."""

    def draw(s: Sheet) -> None:
        bottom = s.table(XS, 100, ROWS)
        for x in (480, 530, 560):
            s.line(x, 100, x, bottom)
        for y, texts in zip((116, 132), (("7.250", "5"), ("8.100", "-")), strict=True):
            s.row((480, 530), y, texts)

    (table,) = tables_of(write_pdf(tmp_path / "a.pdf", draw))
    assert rows_of(table)[1:] == [[*ROWS[1], "", "7.250", "5"], [*ROWS[2], "", "8.100", "-"]]
