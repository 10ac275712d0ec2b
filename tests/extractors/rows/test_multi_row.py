"""Rows stacked in one ruled box come apart where names and numbers prove them, else never."""

from collections.abc import Sequence
from pathlib import Path

import pypdfium2 as pdfium

from sidak.extractors.pdf.page_content import read_content
from sidak.extractors.tables.page_tables import read_page_tables
from sidak.schemas import Doubt, DoubtKind
from tests.extractors.paper import Sheet, write_pdf

XS = (40, 140, 300, 380, 460)
PITCH = 11

#: A line of a column: (row of the line grid, indent, text).
Column = Sequence[tuple[float, float, str]]


def read_stack(path: Path, *columns: Column, height: float = 200) -> list[list[str]]:
    """Draw one ruled row below a header and return its rows as read."""

    def draw(s: Sheet) -> None:
        s.row(XS, 100, ("Sasaran", "Indikator", "2014", "2015"))
        for x, column in zip(XS, columns, strict=False):
            for line, indent, text in column:
                s.text(x + 3 + indent, 130 + PITCH * line, text)
        s.grid(XS, (100, 120, 120 + height))

    document = pdfium.PdfDocument(write_pdf(path / "a.pdf", draw))
    (table,) = read_page_tables(read_content(document[0], 1)).tables
    document.close()
    grid = [[""] * table.grid.columns for _ in range(table.grid.rows)]
    for f in table.filled:
        grid[f.slot.row][f.slot.column] = f.text.replace("\n", " ")
    return grid[1:]


def doubts_of(path: Path) -> set[str]:
    document = pdfium.PdfDocument(path / "a.pdf")
    (table,) = read_page_tables(read_content(document[0], 1)).tables
    document.close()
    return {d for f in table.filled if f.lines for d in f.doubts}


NAMES: Column = [
    (0, 0, "1.1.1 Jumlah produksi"),
    (1, 26, "yang dihasilkan (ton) :"),
    (2, 26, "- Daging"),
    (3.5, 26, "- Telur"),
    (5, 0, "1.1.2 Jumlah populasi"),
    (6, 26, "ternak"),
]


def test_marked_names_prove_rows_and_a_heading_gets_its_own(tmp_path: Path) -> None:
    numbers: Column = [(2, 0, "715.901"), (3.5, 0, "204.344"), (5.5, 0, "60")]
    sasaran: Column = [(0, 0, "Meningkatnya"), (1, 0, "produksi"), (2, 0, "ternak")]
    assert read_stack(tmp_path, sasaran, NAMES, numbers, numbers) == [
        [
            "Meningkatnya produksi ternak",
            "1.1.1 Jumlah produksi yang dihasilkan (ton) :",
            "",
            "",
        ],
        ["", "- Daging", "715.901", "715.901"],
        ["", "- Telur", "204.344", "204.344"],
        ["", "1.1.2 Jumlah populasi ternak", "60", "60"],
    ]


def test_a_number_between_two_entries_leaves_the_box_whole(tmp_path: Path) -> None:
    numbers: Column = [(2, 0, "715.901"), (2.8, 0, "204.344"), (5, 0, "60")]
    rows = read_stack(tmp_path, [], NAMES, numbers, numbers)
    assert [row[2] for row in rows] == ["715.901 204.344", "60"]


def test_numbers_a_line_too_high_leave_the_box_whole(tmp_path: Path) -> None:
    """The heading would get the first number, the last entry none: all may be shifted."""
    names: Column = [(0, 0, "Produksi :"), (1, 0, "a. Padi"), (2, 0, "b. Jagung")]
    numbers: Column = [(0, 0, "12.317.066"), (1, 0, "1.190.793")]
    assert len(read_stack(tmp_path, [], names, numbers, numbers)) == 1


def test_units_and_footnote_marks_stay_with_their_number(tmp_path: Path) -> None:
    names: Column = [(0, 0, "a. Padi"), (1, 0, "b. Jagung"), (2, 0, "c. Kedelai")]
    amounts: Column = [(0, 0, "12.540.550 *)"), (1, 0, "51.823 ton"), (2, 0, "10,9 %")]
    assert read_stack(tmp_path, [], names, amounts) == [
        ["", "a. Padi", "12.540.550 *)", ""],
        ["", "b. Jagung", "51.823 ton", ""],
        ["", "c. Kedelai", "10,9 %", ""],
    ]


def test_numbers_that_drift_from_counted_names_pair_in_order(tmp_path: Path) -> None:
    marks = "abcdefgh"
    names: Column = [(1.06 * i, 0, f"{m}. Tanaman") for i, m in enumerate(marks)]
    amounts: Column = [(i, 0, f"{i + 1}.190.793") for i in range(len(marks))]
    assert read_stack(tmp_path, [], names, amounts) == [
        ["", f"{m}. Tanaman", f"{i + 1}.190.793", ""] for i, m in enumerate(marks)
    ]


def test_one_number_in_the_middle_of_several_rows_is_doubted(tmp_path: Path) -> None:
    names: Column = [(0, 0, "a. Padi"), (1, 0, "b. Jagung"), (2, 0, "c. Kedelai")]
    numbers: Column = [(0, 0, "12"), (1, 0, "24"), (2, 0, "36")]
    middle: Column = [(1, 0, "5.000.000")]
    rows = read_stack(tmp_path, [], names, numbers, middle, height=44)
    assert rows[1] == ["", "b. Jagung", "24", "5.000.000"]
    assert doubts_of(tmp_path) == {Doubt(DoubtKind.ONE_BESIDE_SEVERAL_ROWS)}


def test_codes_and_regulations_go_to_the_row_of_their_number(tmp_path: Path) -> None:
    codes: Column = [(i, 0, f"4 . 3 . 5 . 01 . 0{i + 1}") for i in range(4)]
    names: Column = [(i, 0, n) for i, n in enumerate(("FEDEP", "TMMD", "Profil", "PUS"))]
    numbers: Column = [(i, 0, "0,00") for i in range(4)]
    rules: Column = [(1, 0, "Perda 11/2010"), (3, 0, "Perda 3/2011")]
    assert read_stack(tmp_path, codes, names, numbers, rules) == [
        ["4 . 3 . 5 . 01 . 01", "FEDEP", "0,00", ""],
        ["4 . 3 . 5 . 01 . 02", "TMMD", "0,00", "Perda 11/2010"],
        ["4 . 3 . 5 . 01 . 03", "Profil", "0,00", ""],
        ["4 . 3 . 5 . 01 . 04", "PUS", "0,00", "Perda 3/2011"],
    ]


def test_a_number_beside_the_words_above_the_entries_is_theirs(tmp_path: Path) -> None:
    sasaran: Column = [(0, 0, "Ketersediaan"), (1, 0, "pangan"), (2, 0, "masyarakat")]
    names: Column = [(3, 0, "- Padi"), (4, 0, "- Jagung"), (5, 0, "- Kedelai")]
    target: Column = [(3, 0, "100"), (4, 0, "200"), (5, 0, "300")]
    share: Column = [(1.4, 0, "99,02"), (3, 0, "101,81"), (4, 0, "136,90"), (5, 0, "52,08")]
    assert read_stack(tmp_path, sasaran, names, target, share) == [
        ["Ketersediaan pangan masyarakat", "", "", "99,02"],
        ["", "- Padi", "100", "101,81"],
        ["", "- Jagung", "200", "136,90"],
        ["", "- Kedelai", "300", "52,08"],
    ]


def test_a_title_between_two_lists_opens_a_row(tmp_path: Path) -> None:
    names: Column = [
        (0, 0, "Output :"),
        (1, 0, "- Padi (%)"),
        (2, 0, "- Palawija (%)"),
        (4, 0, "Outcome :"),
        (5, 0, "- Meningkatnya pendapatan"),
    ]
    numbers: Column = [(1, 0, "32"), (2, 0, "29,4")]
    assert [row[1:3] for row in read_stack(tmp_path, [], names, numbers)] == [
        ["Output :", ""],
        ["- Padi (%)", "32"],
        ["- Palawija (%)", "29,4"],
        ["Outcome :", ""],
        ["- Meningkatnya pendapatan", ""],
    ]
