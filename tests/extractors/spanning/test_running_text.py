"""Page headers and footers are neither rows nor captions."""

from pathlib import Path

from tests.extractors.paper import Draw, Sheet, write_pdf
from tests.extractors.readers import HEADER, XS, rows_of, tables_of


def test_running_footer_in_a_box_under_the_table_is_no_row(tmp_path: Path) -> None:
    def sheet(number: int) -> Draw:
        def draw(s: Sheet) -> None:
            y = s.table(XS, 60, [HEADER, (str(number), "Gaji", "1.000", "900")])
            s.grid((60, 460), (y, y + 16))
            s.text(120, y + 11, f"Rancangan Rencana Kerja Sekretariat Tahun 2027 {number}")

        return draw

    (table,) = tables_of(write_pdf(tmp_path / "a.pdf", sheet(1), sheet(2)))
    assert [r[0] for r in rows_of(table)] == ["No", "1", "2"]
