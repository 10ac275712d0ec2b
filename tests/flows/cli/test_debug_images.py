"""Words beside the pictures of ``sidak extract --debug-images``."""

from pathlib import Path

import pytest

from sidak.extractors import read_document
from sidak.flows.cli.debug_images import describe_column, draw_extraction, label_table
from sidak.normalisers import find_facts, type_tables
from sidak.schemas import ColumnMeaning, ColumnRole, Metric

SAMPLE = Path(__file__).resolve().parents[3] / "raw" / "samples" / "pk-bappeda-2022.pdf"


@pytest.mark.parametrize(
    ("meaning", "words"),
    [
        (ColumnMeaning(0, "Kode", ColumnRole.KODE), "kode"),
        (ColumnMeaning(0, "", ColumnRole.EMPTY), "-"),
        (
            ColumnMeaning(0, "", ColumnRole.FIGURE, Metric.PAGU, "Rp", 2023, "2023-TW1"),
            "pagu 2023-TW1 Rp",
        ),
        (ColumnMeaning(0, "", ColumnRole.FIGURE, Metric.TARGET, year=2023), "target 2023"),
    ],
)
def test_a_column_is_described_in_a_few_words(meaning: ColumnMeaning, words: str) -> None:
    assert describe_column(meaning) == words


def test_every_page_with_a_table_gets_a_picture(tmp_path: Path) -> None:
    extraction = read_document(SAMPLE)
    typed = type_tables(extraction, find_facts(extraction))
    for table, meaning in zip(extraction.tables, typed, strict=True):
        labels = label_table(table, meaning)
        assert len(labels.columns) == table.columns
        assert len(labels.rows) == table.rows
        assert all(meaning.row_levels[row] is None for row in labels.header)
    written = draw_extraction(SAMPLE, extraction, tmp_path)
    assert [path.name for path in written] == [
        f"page-{page.page:03d}.png" for page in extraction.pages if page.tables
    ]
