"""Words that straddle the border of a cell stay whole, and their figures are doubted."""

from pathlib import Path

from sidak.schemas import Doubt, DoubtKind
from tests.extractors.layout.test_text_lines import draw_narrow, read
from tests.extractors.paper import Sheet, write_pdf


def test_last_digit_over_the_border_is_no_digit_of_the_next_cell(tmp_path: Path) -> None:
    """A browser let "41.102.883.154" run into the "170" of the next cell: it became 4170."""
    path = write_pdf(tmp_path / "a.pdf", lambda s: draw_narrow(s, "41.102.883.154", "170"))
    cells = {f.slot.column: f for f in read(path).filled if f.slot.row == 1}
    assert [cells[c].text for c in (0, 1, 2)] == ["Gaji", "41.102.883.154", "170"]
    assert [cells[c].doubts for c in (0, 1, 2)] == [
        (),
        (Doubt(DoubtKind.CROSSES_BORDER, ("41.102.883.154",)),),
        (Doubt(DoubtKind.CROSSES_BORDER, ("41.102.883.154",)),),
    ]


def test_number_over_the_edge_of_the_frame_is_whole_and_doubted(tmp_path: Path) -> None:
    """The last column's "12.190.140.000" lost the ".000" that stood outside the frame."""
    path = write_pdf(tmp_path / "a.pdf", lambda s: draw_narrow(s, "170", "12.190.140.000"))
    (cell,) = (f for f in read(path).filled if (f.slot.row, f.slot.column) == (1, 2))
    assert cell.text == "12.190.140.000"
    assert cell.doubts == (Doubt(DoubtKind.CROSSES_BORDER, ("12.190.140.000",)),)


def test_numbers_of_neighbours_stay_apart(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", lambda s: draw_narrow(s, "1.250.000.0", "170"))
    cells = {f.slot.column: f for f in read(path).filled if f.slot.row == 1}
    assert [(cells[c].text, cells[c].doubts) for c in (1, 2)] == [
        ("1.250.000.0", ()),
        ("170", ()),
    ]


def test_two_texts_over_each_other_are_in_doubt(tmp_path: Path) -> None:
    """The name of a hidden row lies over that of the row that is seen."""

    def paint(sheet: Sheet) -> None:
        for x in (60, 260, 360):
            sheet.line(x, 100, x, 160)
        for y in (100, 130, 160):
            sheet.line(60, y, 360, y)
        for y, name, amount in ((118, "Kota Layak", "1.000"), (148, "Sarana Kantor", "2.000")):
            sheet.text(63, y, name)
            sheet.text(263, y, amount)
        sheet.text(65, 148, "Jumlah Badan")

    path = write_pdf(tmp_path / "a.pdf", paint)
    garbled = Doubt(DoubtKind.NAME_GARBLED)
    assert [garbled in f.doubts for f in read(path).filled] == [False, False, True, False]


def draw_table(s: Sheet, rows: tuple[tuple[str, str], ...]) -> None:
    s.table((60, 160, 260), 100, (("Program", "Pagu"), *rows))


def test_a_name_over_the_number_beside_it_comes_home(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        draw_table(s, (("", ""), ("Data", "96.000.000")))
        s.text(100, 126, "Program Pelayanan Umum")
        s.text(250, 126, "1.250.000.000", right=True)

    cells = [f.text for f in read(write_pdf(tmp_path / "a.pdf", draw)).filled]
    assert cells[2:4] == ["Program Pelayanan Umum", "1.250.000.000"]


def test_a_name_printed_over_the_end_of_the_one_above_doubts_both(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        draw_table(s, (("", "1.000"), ("", "2.000")))
        s.text(63, 126, "Penyusunan")
        s.text(63, 142, "Dokumen Rencana")
        s.text(65, 142, "Koordinasi Laporan")

    filled = read(write_pdf(tmp_path / "a.pdf", draw)).filled
    garbled = (Doubt(DoubtKind.NAME_GARBLED),)
    assert [f.doubts for f in filled if f.slot.column == 0] == [(), garbled, garbled]
