"""Rows of a table without rulings: which lines make a name, and when that is doubted."""

from pathlib import Path

from sidak.schemas import Doubt, DoubtKind
from tests.extractors.paper import Sheet
from tests.extractors.unruled.test_tables import read, rows_of

AMOUNTS = ("1.589.413.350", "6.563.860.800", "45.131.948.650", "2.391.802.000", "1.206.618.000")


def draw_middle(s: Sheet, names: tuple[tuple[str, ...], ...], pitch: float = 11.0) -> None:
    """Names one below the other without room between them, each number in the middle."""
    y = 100.0
    for i, lines in enumerate(names):
        for k, line in enumerate(lines):
            s.text(80, y + pitch * k, line)
        middle = y + pitch * (len(lines) - 1) / 2
        s.text(60, middle, str(i + 1))
        s.text(400, middle, AMOUNTS[i], right=True)
        y += pitch * len(lines)


def test_numbers_in_the_middle_of_names_without_room_between_them(tmp_path: Path) -> None:
    wrapped = tuple(
        (f"Koordinasi {i} Laporan Kinerja", "Perangkat Daerah Lingkup", "Pemerintah Kabupaten")
        for i in range(4)
    )
    names = (("Penyusunan Dokumen",), *wrapped)

    assert rows_of(read(tmp_path, lambda s: draw_middle(s, names))) == [
        [str(i), " ".join(lines), amount]
        for i, (lines, amount) in enumerate(zip(names, AMOUNTS, strict=True), 1)
    ]


def test_rows_that_fit_two_ways_are_doubted(tmp_path: Path) -> None:
    """One name of three lines: its first line may end the name above it as well."""
    names = (
        ("Penyusunan Dokumen",),
        ("Koordinasi Laporan", "Perangkat Daerah", "Pemerintah Daerah"),
        ("Penyediaan Gaji",),
    )

    (table,) = read(tmp_path, lambda s: draw_middle(s, names)).tables

    doubts = [f.doubts for f in table.filled if f.slot.column == 1]
    assert doubts == [(Doubt(DoubtKind.NAME_NOT_PARTED),)] * 3


def test_a_name_that_begins_with_a_small_letter_goes_on(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        for i, lines in enumerate(
            (
                ("Pelayanan Administrasi", "dan Perkantoran"),
                ("Data Daerah",),
                ("Ternak", "di Balai"),
            )
        ):
            y = 100 + 24 * i
            s.text(60, y, lines[0])
            s.text(400, y, AMOUNTS[i], right=True)
            for k, line in enumerate(lines[1:], 1):
                s.text(60, y + 11 * k, line)

    (table,) = read(tmp_path, draw).tables
    assert [(f.text, f.doubts) for f in table.filled if f.slot.column == 0] == [
        ("Pelayanan Administrasi\ndan Perkantoran", ()),
        ("Data Daerah", ()),
        ("Ternak\ndi Balai", ()),
    ]


def test_a_bold_heading_is_a_row_of_its_own(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        y = 100
        for heading, names in (
            ("Program Penunjang", ("Penyusunan Dokumen", "Penyediaan Gaji")),
            ("Program Pertanian", ("Pengadaan Benih", "Bimbingan Petani")),
        ):
            s.font = "Helvetica-Bold"
            s.text(60, y, heading)
            s.font = "Helvetica"
            for i, name in enumerate(names, 1):
                s.text(60, y + 11 * i, name)
                s.text(400, y + 11 * i, AMOUNTS[i], right=True)
            y += 33

    assert rows_of(read(tmp_path, draw)) == [
        ["Program Penunjang", ""],
        ["Penyusunan Dokumen", AMOUNTS[1]],
        ["Penyediaan Gaji", AMOUNTS[2]],
        ["Program Pertanian", ""],
        ["Pengadaan Benih", AMOUNTS[1]],
        ["Bimbingan Petani", AMOUNTS[2]],
    ]


def test_a_wrapped_last_name_and_the_source_below_it(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        for i, name in enumerate(("Program Pengelolaan", "Program Data", "Program Konservasi")):
            s.text(60, 100 + 22 * i, name)
            s.text(400, 100 + 22 * i, AMOUNTS[i], right=True)
        s.text(60, 155, "Sumber Daya Alam")
        s.text(60, 166, "Sumber: Bappeda")

    reading = read(tmp_path, draw)
    assert rows_of(reading)[2] == ["Program Konservasi Sumber Daya Alam", AMOUNTS[2]]
    assert [t.text for t in reading.lines] == ["Sumber: Bappeda"]


def test_numbers_that_wrap_are_put_together(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        pieces = (("654.278.", "400"), ("32.994.", "780"), ("49.460.", "000"))
        for i, (front, rest) in enumerate(pieces):
            y = 100 + 24 * i
            s.text(60, y, str(i + 1))
            s.text(80, y, ("Dokumen", "Laporan", "Gaji")[i])
            s.text(300, y - 5, front, right=True)
            s.text(300, y + 5, rest, right=True)
            s.text(400, y, AMOUNTS[i], right=True)

    (table,) = read(tmp_path, draw).tables
    assert [f.text for f in table.filled if f.slot.column == 2] == [
        "654.278.\n400",
        "32.994.\n780",
        "49.460.\n000",
    ]


def test_the_end_of_the_sentence_above_is_no_row(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        s.text(60, 88, "atas:")
        for i, name in enumerate(("Piutang Pendapatan", "Penyisihan Piutang", "Persediaan")):
            s.text(72, 100 + 12 * i, name)
            s.text(400, 100 + 12 * i, AMOUNTS[i], right=True)

    assert rows_of(read(tmp_path, draw))[0] == ["Piutang Pendapatan", AMOUNTS[0]]


def test_names_of_a_tree_wrap_in_columns_of_their_own(tmp_path: Path) -> None:
    """The first lines do not show how wide a column is; bold lines that go on are no rows."""
    tree = (
        ("I", 1, ("PROGRAM", "PEMERINTAHAN DAN", "RAKYAT"), "300.000.000"),
        ("1", 2, ("Administrasi Tata", "Pemerintahan"), "200.000.000"),
        ("", 3, ("Penataan Administrasi Wilayah",), "150.000.000"),
        ("", 3, ("Pengelolaan Laporan Kinerja", "Pemerintah Daerah"), "50.000.000"),
        ("2", 2, ("Fasilitasi Kerja", "Sama Daerah"), "100.000.000"),
        ("", 3, ("Fasilitasi Kerja Sama", "Dalam Negeri"), "100.000.000"),
    )
    lefts = (60, 80, 190, 310)

    def draw(s: Sheet) -> None:
        heads = ("NO", "PROGRAM", "KEGIATAN", "SUB", "PAGU")
        for x, word, number in zip((60, 95, 215, 340, 450), heads, "12345", strict=True):
            s.text(x, 80, word)
            s.text(x + 50 if number == "2" else x + 2, 94, number)
        y = 112.0
        for ordinal, column, lines, amount in tree:
            if ordinal:
                s.text(60, y, ordinal)
            s.font = "Helvetica-Bold" if column < 3 else "Helvetica"
            for k, line in enumerate(lines):
                s.text(lefts[column], y + 11 * k, line)
            s.text(500, y, amount, right=True)
            y += 11 * len(lines) + 7

    expected = [["NO", "PROGRAM", "KEGIATAN", "SUB", "PAGU"], [*"12345"]]
    for ordinal, column, lines, amount in tree:
        row = [ordinal, "", "", "", amount]
        row[column] = " ".join(lines)
        expected.append(row)
    assert rows_of(read(tmp_path, draw)) == expected


def test_words_of_another_column_half_a_line_off_are_no_line_of_the_name(
    tmp_path: Path,
) -> None:
    names = (
        ("Program Penunjang Urusan",),
        ("Program Perencanaan dan", "Evaluasi Daerah"),
        ("Program Koordinasi dan", "Sinkronisasi Daerah"),
    )

    def draw(s: Sheet) -> None:
        y = 100.0
        for i, lines in enumerate(names):
            middle = y + 11 * (len(lines) - 1) / 2
            s.text(60, middle, f"{i + 1}.")
            for k, line in enumerate(lines):
                s.text(80, y + 11 * k, line)
            s.text(400, middle, AMOUNTS[i], right=True)
            s.text(430, middle, "APBD")
            y += 11 * len(lines) + 7

    (table,) = read(tmp_path, draw).tables

    assert [f.text for f in table.filled if f.slot.column == 1] == [*map("\n".join, names)]
    assert {f.doubts for f in table.filled} == {()}
