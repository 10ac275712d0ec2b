"""Text dumps: rows with tabs, joined over page breaks, never shifted in silence."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidak.extractors.files.inspection import inspect_file
from sidak.extractors.text_dump.columns import align_columns, classify_text, profile_columns
from sidak.extractors.text_dump.lines import split_dump
from sidak.extractors.text_dump.reader import read_dump
from sidak.extractors.text_dump.tables import count_header_rows, numbers_columns
from sidak.schemas import Doubt, DoubtKind, Extraction, PageStatus, Table

TITLE = "**LAPORAN KINERJA INSTANSI PEMERINTAH TAHUN 2022**"


def read(tmp_path: Path, text: str) -> Extraction:
    path = tmp_path / "salinan.txt"
    path.write_text(text, encoding="utf-8")
    return read_dump(path, inspect_file(path))


def grid(table: Table) -> list[list[str]]:
    rows = [[""] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row][cell.column] = cell.text
    return rows


def doubted(table: Table) -> set[tuple[int, int]]:
    return {(cell.row, cell.column) for cell in table.cells if cell.doubts}


def test_one_table_with_its_caption(tmp_path: Path) -> None:
    text = (
        "Belanja disajikan berikut ini.\n\n**TABEL 2.5**  \n**PROGRAM DAN PENDANAAN**\n\n"
        "NO\tPROGRAM\tPAGU (Rp)\n1\t<b>PROGRAM A</b>\t2.466.123.750,-\n"
        "\tPenyediaan Jasa\t2.800. 000.0 00\n\nDemikian laporan ini.\n"
    )
    result = read(tmp_path, text)
    (table,) = result.tables
    assert (table.number, table.caption) == ("2.5", "PROGRAM DAN PENDANAAN")
    assert (table.rows, table.columns, table.header_rows) == (3, 3, 1)
    assert grid(table)[1:] == [
        ["1", "PROGRAM A", "2.466.123.750,-"],
        ["", "Penyediaan Jasa", "2.800. 000.0 00"],  # as printed
    ]
    assert [c.text for c in table.cells if c.is_bold] == ["PROGRAM A"]
    assert {c.method for c in table.cells} == {"dump"}
    assert table.table_id == f"{result.document_id}-t01"
    assert [line for line, _ in result.texts[0].lines] == [
        "Belanja disajikan berikut ini.",
        "TABEL 2.5",
        "PROGRAM DAN PENDANAAN",
        "Demikian laporan ini.",
    ]
    assert [(p.page, p.status, p.tables) for p in result.pages] == [(1, PageStatus.TABLES, 1)]


def test_spans_are_made_on_evidence_only(tmp_path: Path) -> None:
    text = (
        "NO\tJENIS ASET\tNilai (Rp)\t\t\tKondisi\n"
        "\t\tTahun 2021\tMutasi (Rp)\tTahun 2022\t\n"
        "1\tKendaraan\t2.466.123\t788.785\t3.254.908\tB\n"
        "2\tGedung\t9.466.123\t100.785\t9.566.908\tB\n"
    )
    (table,) = read(tmp_path, text).tables
    spans = {c.text: c.column_span for c in table.cells if c.row == 0}
    assert spans == {"NO": 1, "JENIS ASET": 1, "Nilai (Rp)": 3, "Kondisi": 1}
    assert table.header_rows == 2


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


def test_columns_that_a_page_left_out_are_found_again(tmp_path: Path) -> None:
    first = (
        "NO\tTUJUAN\tKEGIATAN\tTARGET (Rp)\tREALISASI (Rp)\tCAPAIAN (%)\tKET\n"
        "1\tMewujudkan tata kelola\t"
        "Perencanaan dan evaluasi\t526.110.500\t484.644.500\t92,12\t\n"
        "\t\tPenyusunan dokumen\t287.453.750\t254.784.750\t88,64\t\n"
    )
    second = (
        "Koordinasi dan penyusunan RKA\t49.635.000\t49.615.000\t99,96\t\n"
        "Evaluasi kinerja perangkat\t38.530.000\t36.670.000\t95,17\t\n"
    )
    (table,) = read(tmp_path, f"Tabel 3.5 Realisasi\n\n{first}\n\n\n{second}").tables
    assert grid(table)[3:] == [
        ["", "", "Koordinasi dan penyusunan RKA", "49.635.000", "49.615.000", "99,96", ""],
        ["", "", "Evaluasi kinerja perangkat", "38.530.000", "36.670.000", "95,17", ""],
    ]
    assert table.notes == (Doubt(DoubtKind.COLUMNS_ALIGNED, ("2", "5", "7")),)
    assert table.confidence < 1


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


def test_contents_forms_and_dashes_are_no_tables(tmp_path: Path) -> None:
    text = (
        "DAFTAR ISI\n\nKATA PENGANTAR\ti\nBAB I PENDAHULUAN\t1\n.....\t\nBAB II RENCANA\t12\n\n"
        "Uraian isi laporan.\n\nNama\t:\tBudi\nJabatan\t:\tSekretaris\n\nTabel 1 Dana\n\n"
        "Kode\tUraian\tPagu\n-----\t------\t-----\n1.2\tBelanja\t1.000.000\n"
    )
    result = read(tmp_path, text)
    (table,) = result.tables
    assert grid(table) == [["Kode", "Uraian", "Pagu"], ["1.2", "Belanja", "1.000.000"]]
    lines = [line for text_ in result.texts for line, _ in text_.lines]
    assert "BAB II RENCANA  12" in lines
    assert "Nama  :  Budi" in lines


def test_a_spreadsheet_error_keeps_its_sign(tmp_path: Path) -> None:
    (table,) = read(tmp_path, "Uraian\tCapaian\nA\t#REF!\nB\t<mark>96</mark>,41\n").tables
    assert [row[1] for row in grid(table)] == ["Capaian", "#REF!", "96,41"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1.322.123.502.156", "amount"),
        ("2.466.123.750,-", "amount"),
        ("78.017.386", "amount"),
        ("850.0 00.00 0", "amount"),
        ("4.01.01.2.09.01", "code"),
        ("4.01.0 1.2.08 .02", "code"),
        ("96,41", "decimal"),
        ("100%", "decimal"),
        ("12", "integer"),
        ("12 Bulan", "unit"),
        ("Dokumen", "short"),
        ("Penyediaan Jasa Surat Menyurat", "long"),
        ("-", "dash"),
        ("n/a", "dash"),
        (" ", "empty"),
    ],
)
def test_kinds_of_cells(text: str, kind: str) -> None:
    assert classify_text(text) == kind


def test_rows_of_column_numbers() -> None:
    assert numbers_columns(["1", "2", "3", "9=8/7X100", "10"])
    assert numbers_columns(["(1)", "<i>(2)</i>", "(3)"])
    assert not numbers_columns(["1", "Belanja", "3"])
    assert not numbers_columns(["7", "12", "1", "44"])
    assert count_header_rows([["No", "Uraian"], ["", "Tahun 2022"], ["1", "x"]]) == 1


def test_swapped_columns_are_not_certain() -> None:
    base = profile_columns([["A", "1.000.000", "2.000.000"]] * 5, 3)
    piece = profile_columns([["1.500.000"]] * 5, 1)
    assert not align_columns(base, piece).is_certain


@given(
    st.lists(
        st.lists(st.text("ab1.,% \n<b>#*", max_size=8), min_size=1, max_size=5), max_size=12
    )
)
def test_no_cell_is_ever_lost(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    """Every digit of every row stands in a table or in the narrative."""
    text = "\n".join("\t".join(row) for row in rows)
    if not text.strip():
        return
    path = tmp_path_factory.getbasetemp() / "acak.txt"
    path.write_text(text, encoding="utf-8")
    result = read_dump(path, inspect_file(path))
    kept = "".join(c.text for t in result.tables for c in t.cells)
    kept += "".join(line for page in result.texts for line, _ in page.lines)
    assert kept.count("1") == text.count("1")


def test_an_empty_dump_has_one_block() -> None:
    cut = split_dump("\n\n\n")
    assert (cut.runs, cut.narrative) == ((), ((),))


@pytest.mark.shared
def test_the_asset_table_is_whole(shared: Path) -> None:
    table = _table_of(shared, "000_f57ce1073a552f81.txt", "1.4")
    numbers = [row[0] for row in grid(table)[2:-1]]
    assert numbers == [str(n) for n in range(1, 130)]
    assert (table.columns, table.header_rows, doubted(table)) == (6, 2, set())


@pytest.mark.shared
def test_the_budget_table_adds_up(shared: Path) -> None:
    rows = grid(_table_of(shared, "000_f57ce1073a552f81.txt", "2.5"))[2:]
    value = [Decimal(row[4].replace(".", "")) for row in rows]
    assert len(rows) == 90
    assert sum(v for v, row in zip(value, rows, strict=True) if row[1] and row[0]) == value[-1]
    assert sum(v for v, row in zip(value, rows, strict=True) if row[3]) == value[-1]


@pytest.mark.shared
@pytest.mark.parametrize(
    ("file", "number", "rows", "columns"),
    [
        ("000_f57ce1073a552f81.txt", "3.4", 115, 19),
        ("000_f57ce1073a552f81.txt", "3.5", 93, 8),
        ("004_7ed1b80eab014377.txt", "3.30", 4, 5),
        ("004_7ed1b80eab014377.txt", "3.31", 12, 5),
        ("003_22e8133c0e6deefd.txt", "2.4", 167, 14),
    ],
)
def test_known_tables_of_the_dumps(
    shared: Path, file: str, number: str, rows: int, columns: int
) -> None:
    table = _table_of(shared, file, number)
    assert (table.rows, table.columns) == (rows, columns)


def _table_of(shared: Path, file: str, number: str) -> Table:
    path = shared / "seeds" / file
    tables = read_dump(path, inspect_file(path)).tables
    return next(t for t in tables if t.number == number)
