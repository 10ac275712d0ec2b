"""The rendered corpus is what its truth says, and the same on every run."""

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2
import pytest

from bench.corpus.model import ColumnSpec, HeaderCellSpec, ReportSpec, Row, Section, TableSpec
from bench.corpus.page_flow import render
from bench.corpus.samples import SAMPLES, write_samples
from bench.corpus.style import Style
from bench.corpus.variants import STYLES, write_variants
from bench.corpus.wrapping import measure, wrap
from tests.conftest import ROOT

COMMITTED = ROOT / "raw" / "samples"
NAMES = [report.name for report, _ in SAMPLES]


def squeeze(text: str) -> str:
    """A text without spaces and hyphens (the reader changes those at line ends)."""
    return re.sub(r"[\s\-\x02\ufffe\u00ad]", "", text)


def page_texts(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    try:
        return [squeeze(page.get_textpage().get_text_range()) for page in document]
    finally:
        document.close()


def is_printed(cell: str, texts: list[str]) -> bool:
    """Whether a cell stands on its page, or begins there and ends on a later one."""
    wanted = squeeze(cell)
    if wanted in texts[0]:
        return True
    for split in range(len(wanted) + 1):
        if wanted[:split] in texts[0] and wanted[split:] in "".join(texts[1:]):
            return True
    return False


def missing_cells(pdf: Path, truth: Path) -> list[str]:
    texts = page_texts(pdf)
    pages: list[dict[str, Any]] = json.loads(truth.read_text(encoding="utf-8"))["pages"]
    assert [page["page"] for page in pages] == list(range(1, len(texts) + 1))
    return [
        f"p{page['page']}: {cell}"
        for page in pages
        for table in page["tables"]
        for row in table["rows"]
        for cell in row["cells"]
        if not is_printed(cell, texts[page["page"] - 1 : page["page"] + 2])
    ]


@pytest.fixture(scope="module")
def painted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples")
    write_samples(folder)
    return folder


@pytest.mark.parametrize("name", NAMES)
def test_samples_are_painted_byte_for_byte(name: str, painted: Path) -> None:
    for ending in ("pdf", "truth.json"):
        file = f"{name}.{ending}"
        assert (painted / file).read_bytes() == (COMMITTED / file).read_bytes(), file


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_of_the_truth_is_printed(name: str) -> None:
    pdf, truth = COMMITTED / f"{name}.pdf", COMMITTED / f"{name}.truth.json"
    assert missing_cells(pdf, truth) == []
    assert pdf.stat().st_size < 200_000


@pytest.mark.parametrize("name", NAMES)
def test_each_row_of_a_table_is_listed_once(name: str) -> None:
    report = next(report for report, _ in SAMPLES if report.name == name)
    truth = json.loads((COMMITTED / f"{name}.truth.json").read_text(encoding="utf-8"))
    listed: dict[int, list[list[str]]] = {}
    for page in truth["pages"]:
        for table in page["tables"]:
            cells = [row["cells"] for row in table["rows"]]
            listed.setdefault(table["table"], []).extend(cells)
            assert all(len(row) == len(table["columns"]) for row in cells)
    written = [list(map(list, rows)) for rows in _rows_of(report)]
    assert [listed[number] for number in sorted(listed)] == written


def _rows_of(report: ReportSpec) -> list[list[tuple[str, ...]]]:
    tables: list[TableSpec] = []
    for section in report.sections:
        for block in section.blocks:
            if isinstance(block, TableSpec):
                tables.append(block)
            elif hasattr(block, "right"):
                tables += [block.left, block.right]
    return [[row.cells for row in table.rows] for table in tables]


def test_the_lkjip_prints_its_totals_and_contents() -> None:
    texts = page_texts(COMMITTED / "lkjip-setda-2022.pdf")
    whole = "".join(texts)
    for total in ("56.793.468.159", "54.752.703.672", "54.752.703.561"):
        assert total in whole
    contents = next(text for text in texts if "DAFTARTABEL" in text)
    assert re.search(r"Tabel3\.5[^.]+\.+\d", contents)
    assert "....0" not in contents


def test_headers_and_column_numbers_are_no_rows() -> None:
    truth = json.loads((COMMITTED / "renja-bappeda-2022.truth.json").read_text())
    rows = [
        tuple(row["cells"])
        for page in truth["pages"]
        for table in page["tables"]
        for row in table["rows"]
    ]
    assert tuple(str(number) for number in range(1, 13)) not in rows
    assert not any("KODE" in row for row in rows)


def test_a_row_cut_by_the_page_is_listed_where_it_begins(tmp_path: Path) -> None:
    rows = tuple(
        Row((f"Kegiatan nomor {number} " * 4, f"{number}.000"), "kegiatan")
        for number in range(1, 9)
    )
    table = TableSpec(
        columns=(ColumnSpec(60, "name"), ColumnSpec(40, "figure", "pagu", "Rp", 2022, "right")),
        header=(HeaderCellSpec(0, 0, "KEGIATAN"), HeaderCellSpec(0, 1, "PAGU")),
        rows=rows,
    )
    margins = (20.0, 20.0, 20.0, 20.0)
    section = Section((table,), paper=(200.0, 190.0), margins=margins)
    report = ReportSpec("cut", "", "", {}, (section,))
    truth = render(report, Style(), tmp_path / "cut.pdf")
    parts = [page.parts[0] for page in truth.pages]
    assert [row for part in parts for row in part.rows] == list(range(8))
    assert any(part.cut for part in parts)
    for before, after in pairwise(parts):
        if before.cut:
            assert before.cut[-1] in before.rows
            assert before.cut[-1] not in after.rows


def test_wrapping_breaks_words_only_where_nothing_else_helps() -> None:
    font = "Times-Roman"
    width = measure("2.800.000", font, 7) + 0.1
    assert wrap("2.800.000.000", font, 7, width) == ["2.800.000", ".000"]
    assert wrap("RKA-SKPD", font, 7, measure("SKPDX", font, 7)) == ["RKA-", "SKPD"]
    assert wrap("satu dua", font, 7, 500) == ["satu dua"]
    assert wrap("", font, 7, 10) == [""]
    assert "".join(wrap("4.01.01.2.08.02", font, 7, 12)) == "4.01.01.2.08.02"


@pytest.mark.slow
@pytest.mark.parametrize("style", ["tanpa-judul-ulang", "putar-270", "tebal-ganda"])
def test_variants_print_what_their_truth_says(style: str, tmp_path: Path) -> None:
    report = "pk-bappeda-2022"
    variants = write_variants(tmp_path, [style])
    assert {variant.style for variant in variants} == {style}
    variant = next(variant for variant in variants if variant.report == report)
    assert missing_cells(variant.pdf, variant.truth) == []


@pytest.mark.slow
@pytest.mark.parametrize("style", ["putar-90", "putar-180", "putar-270", "rebah"])
def test_turned_pages_keep_their_text_on_the_paper(style: str, tmp_path: Path) -> None:
    (variant,) = (
        variant
        for variant in write_variants(tmp_path, [style])
        if variant.report == "lra-setda-2022"
    )
    pages = json.loads(variant.truth.read_text(encoding="utf-8"))["pages"]
    with pdfplumber.open(variant.pdf) as pdf:
        for page, truth in zip(pdf.pages, pages, strict=True):
            upright = [char["upright"] for char in page.chars]
            assert upright
            assert all(upright) == (truth["rotation"] == 0)
            assert min(char["x0"] for char in page.chars) > 20
            assert min(char["top"] for char in page.chars) > 20
            assert max(char["x1"] for char in page.chars) < page.width - 20
            assert max(char["bottom"] for char in page.chars) < page.height - 20


@pytest.mark.slow
@pytest.mark.parametrize("style", [style.name for style in STYLES])
def test_every_variant_prints_what_its_truth_says(style: str, tmp_path: Path) -> None:
    for variant in write_variants(tmp_path, [style]):
        assert missing_cells(variant.pdf, variant.truth) == [], variant.pdf.name
