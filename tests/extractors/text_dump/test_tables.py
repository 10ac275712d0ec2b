"""Tables of dumps: headers, page breaks, rows that slipped."""

from pathlib import Path

from sidak.extractors.text_dump.tables import count_header_rows, numbers_columns
from sidak.schemas import Doubt, DoubtKind
from tests.extractors.text_dump.test_reader import TITLE, doubted, grid, read


def test_a_table_goes_on_after_a_page_break(tmp_path: Path) -> None:
    head = "NO\tURAIAN\tPAGU (Rp)\n"
    pages = [
        "".join(f"{n}\tKegiatan nomor {n}\t{n}.250.000\n" for n in range(i, i + 4))
        for i in (1, 5, 9, 13)
    ]
    text = f"Tabel 3.1 Pagu\n\n{head}{pages[0]}\n\n\n{TITLE}\n\n{head}{pages[1]}"
    text += f"\n\n\n{TITLE}\n\n{pages[2]}\n\n\n{TITLE}\n\n{pages[3]}"
    result = read(tmp_path, text)
    (table,) = result.tables
    assert [row[0] for row in grid(table)] == ["NO", *map(str, range(1, 17))]
    assert [p.page for p in table.places] == [1, 2, 3, 4]
    assert table.notes == (Doubt(DoubtKind.REPEATED_HEADER_DROPPED, ("2", "1")),)
    assert not doubted(table)
    places = {(c.row, c.place.page) for c in table.cells if c.column == 0}
    assert {(4, 1), (5, 2), (9, 3), (13, 4)} <= places


def test_an_unclear_continuation_stays_apart(tmp_path: Path) -> None:
    first = "NO\tURAIAN\tPAGU\tREALISASI\tSISA\n1\tBelanja\t9.500.000\t8.500.000\t1.000.000\n"
    second = (
        "Belanja modal\t9.250.000\t8.250.000\n"  # pagu and realisasi, or realisasi and sisa?
    )
    known, unknown = read(tmp_path, f"{first}\n\n\n{second}").tables
    assert (known.rows, unknown.rows, unknown.header_rows) == (2, 1, None)
    assert unknown.notes == (Doubt(DoubtKind.POSSIBLE_CONTINUATION),)
    assert unknown.continues
    assert unknown.confidence == 0.5


def test_text_cut_by_a_page_break_is_put_together(tmp_path: Path) -> None:
    first = "KODE\tKEGIATAN\tPAGU\n" + "".join(
        f"5.01.0{n}\tPenyusunan dokumen ke-{n}\t{n}.500.000\n" for n in range(1, 6)
    )
    first += "5.01.06\tPeraturan Perundang-\t6.500.000\n"
    second = "\tUndangan\t\n5.01.07\tAdministrasi umum\t7.500.000\n"
    (table,) = read(tmp_path, f"{first}\n\n\n{second}").tables
    cell = next(c for c in table.cells if (c.row, c.column) == (6, 1))
    assert cell.text == "Peraturan Perundang-\nUndangan"
    assert [cell.place.page, *(p.page for p in cell.more_places)] == [1, 2]
    assert grid(table)[7] == ["5.01.07", "Administrasi umum", "7.500.000"]


def test_a_row_that_slipped_out_of_its_columns_is_doubted(tmp_path: Path) -> None:
    text = (
        "NO\tURAIAN\tPAGU\tREALISASI\t\n"
        "1\tBelanja pegawai\t9.500.000\t8.500.000\t\n"
        "2\tBelanja barang\t\t9.250.000\t8.250.000\n"
        "3\tBelanja modal\t9.750.000\t8.750.000\t\n"
    )
    (table,) = read(tmp_path, text).tables
    assert doubted(table) == {(2, 0), (2, 3), (2, 4)}


def test_ragged_rows_lose_nothing(tmp_path: Path) -> None:
    text = "NO\tURAIAN\tPAGU\n1\tA\n2\tBelanja barang\t1.000.000\tlebih\n3\tModal\t2.000.000\n"
    (table,) = read(tmp_path, text).tables
    assert (table.rows, table.columns) == (4, 4)
    assert grid(table)[1:3] == [
        ["1", "A", "", ""],
        ["2", "Belanja barang", "1.000.000", "lebih"],
    ]
    assert table.notes == (Doubt(DoubtKind.UNEQUAL_ROWS, ("2", "4")),)


def test_rows_of_column_numbers() -> None:
    assert numbers_columns(["1", "2", "3", "9=8/7X100", "10"])
    assert numbers_columns(["(1)", "<i>(2)</i>", "(3)"])
    assert not numbers_columns(["1", "Belanja", "3"])
    assert not numbers_columns(["7", "12", "1", "44"])
    assert count_header_rows([["No", "Uraian"], ["", "Tahun 2022"], ["1", "x"]]) == 1
