"""Frames of all kinds: what is a rule, what a column, what only touches the table."""

from pathlib import Path

from sidak.extractors.pdf.classify import classify_pdf_pages
from sidak.schemas import Doubt, DoubtKind
from tests.extractors.paper import Sheet, write_pdf
from tests.extractors.readers import HEADER, XS, readings_of, rows_of, tables_of


def test_dotted_borders_are_rules(tmp_path: Path) -> None:
    """Browsers draw a dotted border as a row of small squares."""

    def draw(s: Sheet) -> None:
        ys = (100, 120, 140, 160)
        for y in ys:
            for i in range(int((XS[-1] - XS[0]) / 1.5)):
                s.fill(XS[0] + 1.5 * i, y, XS[0] + 1.5 * i + 0.75, y + 0.75, 0)
        for x in XS:
            for i in range(int((ys[-1] - ys[0]) / 1.5)):
                s.fill(x, ys[0] + 1.5 * i, x + 0.75, ys[0] + 1.5 * i + 0.75, 0)
        for y, texts in zip(
            ys, (HEADER, ("1", "Gaji", "1.250", "900"), ("2", "ATK", "30", "20")), strict=False
        ):
            s.row(XS, y, texts)

    path = write_pdf(tmp_path / "a.pdf", draw)
    (table,) = tables_of(path)
    assert rows_of(table) == [
        list(HEADER),
        ["1", "Gaji", "1.250", "900"],
        ["2", "ATK", "30", "20"],
    ]
    assert classify_pdf_pages(path)[0].is_candidate


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


def test_stray_empty_cell_beside_one_row_is_no_column(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        s.table(XS, 100, (*ROWS, ("3", "Listrik", "7", "6"), ("4", "Air", "5", "4")))
        s.grid((XS[-1], XS[-1] + 40), (132, 148))

    (table,) = tables_of(write_pdf(tmp_path / "a.pdf", draw))
    assert table.columns == 4
    assert rows_of(table)[2] == ["2", "ATK", "30", "20"]


def test_cell_with_text_beside_one_row_is_a_column(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        s.table(XS, 100, (*ROWS, ("3", "Listrik", "7", "6"), ("4", "Air", "5", "4")))
        s.grid((XS[-1], XS[-1] + 40), (132, 148))
        s.text(XS[-1] + 3, 142, "12")

    (table,) = tables_of(write_pdf(tmp_path / "a.pdf", draw))
    assert rows_of(table)[2] == ["2", "ATK", "30", "20", "12"]


def test_shaded_banner_that_touches_the_table_is_no_row(tmp_path: Path) -> None:
    """The running title in a coloured box reached a little over the table's upper rule."""

    def draw(s: Sheet) -> None:
        s.fill(XS[0], 80, XS[-1], 101, 0.6)
        s.text(200, 94, "V. CATATAN ATAS LAPORAN KEUANGAN")
        s.table(XS, 100, ROWS)

    (table,) = tables_of(write_pdf(tmp_path / "a.pdf", draw))
    assert rows_of(table) == [list(texts) for texts in ROWS]


def draw_chart(s: Sheet) -> None:
    """An organisation chart: boxes, and lines that join them."""
    s.grid((200, 320), (100, 120))
    s.text(215, 113, "SEKRETARIS")
    s.line(260, 120, 260, 130)
    s.line(120, 130, 400, 130)
    for x, name in ((80, "Bagian Hukum"), (220, "Bagian Umum"), (360, "Bagian Organisasi")):
        s.line(x + 40, 130, x + 40, 140)
        s.grid((x, x + 90), (140, 160))
        s.text(x + 3, 153, name)


def test_organisation_chart_is_no_table_and_the_ledger_says_so(tmp_path: Path) -> None:
    reading = readings_of(write_pdf(tmp_path / "a.pdf", draw_chart))[1]
    assert reading.tables == ()
    assert Doubt(DoubtKind.DIAGRAM) in reading.remarks
    words = " ".join(line.text for line in reading.lines)
    assert words == "SEKRETARIS Bagian Hukum Bagian Umum Bagian Organisasi"


def test_table_without_figures_and_with_missing_rules_stays_a_table(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        ys = (100, 120, 140, 160)
        for x in XS[:4]:
            s.line(x, ys[0], x, ys[-1])
        for y in (ys[0], ys[1], ys[-1]):
            s.line(XS[0], y, XS[3], y)
        for y, texts in zip(
            ys, (("No", "Tujuan", "Sasaran"), ("a", "Mutu", "Naik")), strict=False
        ):
            s.row(XS, y, texts)

    (table,) = tables_of(write_pdf(tmp_path / "a.pdf", draw))
    assert rows_of(table)[1] == ["a", "Mutu", "Naik"]


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
