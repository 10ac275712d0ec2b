"""Text dumps: rows with tabs, joined over page breaks, never shifted in silence."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidak.extractors.files.inspection import inspect_file
from sidak.extractors.text_dump.reader import read_dump
from sidak.schemas import Extraction, PageStatus, Table

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


def test_a_spreadsheet_error_keeps_its_sign(tmp_path: Path) -> None:
    (table,) = read(tmp_path, "Uraian\tCapaian\nA\t#REF!\nB\t<mark>96</mark>,41\n").tables
    assert [row[1] for row in grid(table)] == ["Capaian", "#REF!", "96,41"]


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


@pytest.mark.slow
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
