"""Bands that no ruling parts come apart into rows, numbers that wrap never."""

from pathlib import Path

from tests.extractors.paper import Sheet, write_pdf
from tests.extractors.readers import rows_of, tables_of


def test_rows_without_a_rule_come_apart_by_baseline(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        s.grid((60, 200, 300), (100, 120, 180))
        s.row((60, 200), 102, ("Uraian", "Rp"))
        s.row((60, 200), 122, ("Pengadaan|Mebel", "1.500.000"))
        s.row((60, 200), 150, ("Pemeliharaan|Gedung", "2.500.000"))

    (table,) = tables_of(write_pdf(tmp_path / "a.pdf", draw))
    assert rows_of(table) == [
        ["Uraian", "Rp"],
        ["Pengadaan\nMebel", "1.500.000"],
        ["Pemeliharaan\nGedung", "2.500.000"],
    ]
    assert table.row_trace == ("page 1: band 1 cut into 2 rows by anchors",)


def test_number_wrapped_in_a_narrow_cell_is_not_cut_into_rows(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        s.table(
            (60, 200, 240), 100, [("Uraian", "Rp"), ("Gaji dan|tunjangan", "2.800.|000.0|00")]
        )

    (table,) = tables_of(write_pdf(tmp_path / "a.pdf", draw))
    assert rows_of(table)[1] == ["Gaji dan\ntunjangan", "2.800.\n000.0\n00"]
