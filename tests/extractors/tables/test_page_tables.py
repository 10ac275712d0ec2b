"""Ruled tables of one page: what is drawn is what is read."""

from pathlib import Path

from sidak.schemas import Doubt, DoubtKind
from tests.extractors.paper import Sheet, write_pdf
from tests.extractors.readers import HEADER, XS, readings_of, rows_of, tables_of


def test_ruled_table_is_read_cell_by_cell(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        s.text(60, 80, "Kalimat di atas tabel.")
        s.table(XS, 100, [HEADER, ("1", "Penyediaan|Gaji", "1.250.000", "1.000.000")])

    (table,) = tables_of(write_pdf(tmp_path / "a.pdf", draw))
    assert rows_of(table) == [
        list(HEADER),
        ["1", "Penyediaan\nGaji", "1.250.000", "1.000.000"],
    ]
    assert (table.rows, table.columns, table.page_first, table.page_last) == (2, 4, 1, 1)
    figure = next(c for c in table.cells if c.text == "1.250.000")
    assert figure.place.box is not None
    assert figure.text_box is not None
    assert 260 <= figure.place.box.x0 <= figure.text_box.x0 < figure.text_box.x1 <= 360


def test_text_outside_the_frame_stays_outside(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        s.table(XS, 100, [HEADER, ("1", "Gaji", "1.000", "900")])
        s.text(60, 300, "Sumber: bagian keuangan")

    reading = readings_of(write_pdf(tmp_path / "a.pdf", draw))[1]
    assert [line.text for line in reading.lines] == ["Sumber: bagian keuangan"]


def test_merged_cells_hold_their_text_once(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        for x0, y0, x1, y1 in [
            (60, 100, 460, 100), (260, 120, 460, 120), (60, 140, 460, 140),
            (60, 160, 460, 160), (60, 100, 60, 160), (260, 100, 260, 160),
            (360, 120, 360, 160), (460, 100, 460, 160),
        ]:  # fmt: skip
            s.line(x0, y0, x1, y1)
        s.row((60, 260), 110, ("Uraian", ""))
        s.row((260,), 102, ("Tahun 2022",))
        s.row((260, 360), 122, ("Target", "Rp"))
        s.row((60, 260, 360), 142, ("Gaji", "12", "1.000.000"))

    (table,) = tables_of(write_pdf(tmp_path / "a.pdf", draw))
    spans = {c.text: (c.row, c.column, c.row_span, c.column_span) for c in table.cells}
    assert spans == {
        "Uraian": (0, 0, 2, 1),
        "Tahun 2022": (0, 1, 1, 2),
        "Target": (1, 1, 1, 1),
        "Rp": (1, 2, 1, 1),
        "Gaji": (2, 0, 1, 1),
        "12": (2, 1, 1, 1),
        "1.000.000": (2, 2, 1, 1),
    }


def test_double_rules_make_no_extra_rows(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        s.table((60, 200, 300), 100, [("Uraian", "Rp"), ("Gaji", "1.000")])
        s.line(58, 98, 302, 98)
        s.line(58, 98, 58, 134)
        s.line(302, 98, 302, 134)
        s.line(58, 134, 302, 134)

    (table,) = tables_of(write_pdf(tmp_path / "a.pdf", draw))
    assert rows_of(table) == [["Uraian", "Rp"], ["Gaji", "1.000"]]


def test_shading_parts_rows_where_the_rule_is_missing(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        s.fill(60, 100, 300, 120, 0.8)
        for y in (100, 140):
            s.line(60, y, 300, y)
        for x in (60, 200, 300):
            s.line(x, 100, x, 140)
        s.row((60, 200), 102, ("Program A", "3.000"))
        s.row((60, 200), 122, ("Kegiatan B", "3.000"))

    (table,) = tables_of(write_pdf(tmp_path / "a.pdf", draw))
    assert rows_of(table) == [["Program A", "3.000"], ["Kegiatan B", "3.000"]]


def test_two_tables_side_by_side(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        s.table((60, 140, 200), 100, [("A", "1.000"), ("B", "2.000")])
        s.table((300, 380, 440), 100, [("C", "3.000"), ("D", "4.000")])

    left, right = tables_of(write_pdf(tmp_path / "a.pdf", draw))
    assert rows_of(left) == [["A", "1.000"], ["B", "2.000"]]
    assert rows_of(right) == [["C", "3.000"], ["D", "4.000"]]


def test_text_box_is_left_out_and_said(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        s.grid((60, 300), (100, 160, 220))
        s.text(70, 120, "Kepala Dinas")
        s.text(70, 180, "Sekretaris")

    reading = readings_of(write_pdf(tmp_path / "a.pdf", draw))[1]
    assert reading.tables == ()
    assert reading.remarks == (Doubt(DoubtKind.FRAME_OF_ONE_COLUMN),)


def test_list_without_rules_is_read_by_alignment(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        rows = [
            ("1. Program Penunjang Urusan", "41.736.448.273"),
            ("2. Program Perekonomian dan Pembangunan", "3.121.579.661"),
            ("3. Program Pemerintahan", "11.935.440.225"),
        ]
        for i, (name, amount) in enumerate(rows):
            s.text(60, 120 + 14 * i, name)
            s.text(420, 120 + 14 * i, amount, right=True)

    (table,) = tables_of(write_pdf(tmp_path / "a.pdf", draw))
    assert table.method == "perataan"
    assert rows_of(table) == [
        ["1. Program Penunjang Urusan", "41.736.448.273"],
        ["2. Program Perekonomian dan Pembangunan", "3.121.579.661"],
        ["3. Program Pemerintahan", "11.935.440.225"],
    ]


def test_table_of_contents_is_no_table(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        for i, title in enumerate(("Kata Pengantar", "Daftar Isi", "Pendahuluan", "Penutup")):
            s.text(60, 120 + 14 * i, title + " " + "." * (90 - len(title)))
            s.text(460, 120 + 14 * i, str(11 * i + 1), right=True)

    assert tables_of(write_pdf(tmp_path / "a.pdf", draw)) == ()
