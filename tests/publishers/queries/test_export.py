"""Printed tables as tidy CSV."""

from pathlib import Path

from sidak.publishers.queries.export import ExportCell, ExportTable, write_csv_files


def test_a_csv_has_one_header_and_repeats_merged_cells(tmp_path: Path) -> None:
    texts = (
        (0, 0, 2, 1, "Program"),
        (0, 1, 1, 2, "Anggaran"),
        (1, 1, 1, 1, "Pagu\n(Rp)"),
        (1, 2, 1, 1, "%"),
        (2, 0, 1, 1, "1"),
        (2, 1, 1, 1, "2"),
        (2, 2, 1, 1, "(3)"),
        (3, 0, 2, 1, "=Program A"),
        (3, 1, 1, 1, "1.000"),
        (4, 1, 1, 1, "2.000"),
        (4, 2, 1, 1, "95,5"),
    )
    cells = tuple(ExportCell(*place, text, is_bold=False) for *place, text in texts)
    table = ExportTable("aa-t03", None, None, 12, 5, 3, 3, cells)
    (path,) = write_csv_files([table], tmp_path)
    assert path.name == "hal-12-t03.csv"
    assert path.read_text("utf-8").split("\n") == [
        "Program,Anggaran / Pagu (Rp),Anggaran / %",
        "'=Program A,1.000,",
        '\'=Program A,2.000,"95,5"',
        "",
    ]
