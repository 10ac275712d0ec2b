"""Which proposal cuts a band, and what is told of it."""

from collections.abc import Sequence
from pathlib import Path

import pypdfium2 as pdfium

from sidak.extractors.layout.cells import CellText
from sidak.extractors.pdf.page_content import read_content
from sidak.extractors.rows.partition import (
    PartitionEvidence,
    RowPartition,
    RowVeto,
    choose_partition,
)
from sidak.extractors.tables.page_tables import read_page_tables
from tests.extractors.paper import Sheet, write_pdf

ITEMS = RowPartition(PartitionEvidence.LIST_ITEMS, (10.0, 20.0))
SHIFTED = RowPartition(PartitionEvidence.LIST_ITEMS, (), veto=RowVeto.SHIFTED_NUMBERS)
GAPS = RowPartition(PartitionEvidence.GAPS, (15.0,))


def nothing(cells: Sequence[CellText]) -> RowPartition | None:
    return None


def test_the_strongest_evidence_wins() -> None:
    assert choose_partition((), (nothing, lambda _: ITEMS, lambda _: GAPS)) == ITEMS
    assert choose_partition((), (nothing, lambda _: GAPS)) == GAPS
    assert choose_partition((), (nothing,)) is None


def test_a_veto_leaves_the_band_whole_whatever_weaker_evidence_shows() -> None:
    found = choose_partition((), (lambda _: SHIFTED, lambda _: GAPS))
    assert found == SHIFTED
    assert found.cuts == ()


def test_what_is_told_of_a_band() -> None:
    assert ITEMS.describe(4) == "band 4 cut into 3 rows by list items"
    assert SHIFTED.describe(0) == "band 0 left whole: shifted numbers (list items)"


def test_a_table_tells_how_its_bands_came_apart(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        s.grid((60, 110, 300, 420), (100, 120, 180))
        for x, text in ((64, "No"), (114, "Uraian"), (304, "Pagu")):
            s.text(x, 114, text)
        for i, name in enumerate(("Belanja gaji", "Belanja barang", "Belanja modal")):
            s.text(64, 134 + 18 * i, str(i + 1))
            s.text(114, 134 + 18 * i, name)
            s.text(304, 134 + 18 * i, f"{i + 1}.250.000")

    page = pdfium.PdfDocument(write_pdf(tmp_path / "a.pdf", draw))[0]
    (table,) = read_page_tables(read_content(page, 1)).tables
    assert table.grid.rows == 4
    assert table.row_trace == ("band 1 cut into 3 rows by names",)
