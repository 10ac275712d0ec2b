"""Cells of a scan read once more."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from sidak.extractors.ocr.engine import (
    GreyImage,
    MissingEngineError,
    OcrEngines,
    OcrWord,
    TextLayout,
)
from sidak.extractors.ocr.engine_cache import RecognitionCache
from sidak.extractors.ocr.reread import (
    REREAD_VARIANTS,
    CellReader,
    crop_cell,
    render_crop,
    reread_cells,
)
from sidak.schemas import (
    Box,
    Doubt,
    DoubtKind,
    Figure,
    FigureStatus,
    Level,
    Metric,
    Page,
    PageSource,
    PageStatus,
)

PAGES = [Page(1, PageSource.SCAN, PageStatus.TABLES)]
FIGURE = Figure(
    figure_id="a-t01-r1-c1",
    document_id="a",
    table_id="a-t01",
    item_id=None,
    page=1,
    row=1,
    column=1,
    header="PAGU",
    item_name="",
    indikator="",
    level=Level.LAINNYA,
    kode=None,
    metric=Metric.PAGU,
    period=None,
    year=None,
    unit="Rp",
    value=Decimal(1250000),
    raw_text="1.250.000",
    status=FigureStatus.OK,
    reasons=(),
    confidence=1.0,
    method="ocr",
    box=Box(0, 0, 50, 10),
)

Calls = list[tuple[int, str, TextLayout]]


class ConstantEngine:
    """Reads every image alike, and notes how it was called."""

    def __init__(self, name: str, calls: Calls) -> None:
        self.name = name
        self.calls = calls

    def recognise(
        self, images: Sequence[GreyImage], layout: TextLayout = TextLayout.LINE
    ) -> list[tuple[OcrWord, ...]]:
        self.calls.append((len(images), self.name, layout))
        return [(OcrWord("|1.250.000", 90.0, 0, 0, 9, 9),) for _ in images]


class MissingEngine:
    """An engine that is not installed."""

    name = "missing"

    def recognise(
        self, images: Sequence[GreyImage], layout: TextLayout = TextLayout.LINE
    ) -> list[tuple[OcrWord, ...]]:
        raise MissingEngineError(
            Doubt(DoubtKind.ENGINE_MISSING, ("rapidocr", "pip install 'sidak[scans]'"))
        )


def use(monkeypatch: pytest.MonkeyPatch, engines: OcrEngines) -> None:
    monkeypatch.setattr(
        "sidak.extractors.ocr.reread.open_engines", lambda image: (engines, RecognitionCache())
    )


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Calls:
    """Return the calls of the engines that the test uses."""
    noted: Calls = []
    names = ("pp", "ind", "eng")
    use(monkeypatch, OcrEngines(*(ConstantEngine(name, noted) for name in names)))
    return noted


def page(size: tuple[int, int] = (40, 200)) -> GreyImage:
    return np.full(size, 255, np.uint8)


def test_a_cell_is_cut_out_and_rotated_upright() -> None:
    sheet = page((200, 100))
    sheet[20:30, 10:60] = 0
    upright = crop_cell(sheet, 72.0, Box(10, 20, 60, 30), 0.0, 0)
    assert (upright.shape, int(upright.max())) == ((10, 50), 0)
    assert crop_cell(sheet, 72.0, Box(10, 20, 60, 30), 2.0, 90).shape == (54, 14)


def test_a_line_is_rendered_at_the_size_of_the_variant() -> None:
    rendered = render_crop(page((20, 100)), REREAD_VARIANTS[0], is_line=True)
    assert rendered.shape == (60 + 32, 300 + 32)


def test_all_variants_are_read_and_rulings_at_the_edge_are_dropped(calls: Calls) -> None:
    assert reread_cells([([page()] * 4, 9)] * 2) == [("1.250.000",) * 4] * 2
    line = TextLayout.LINE
    assert calls == [(4, "pp", line), (2, "eng", line), (2, "ind", line)]


def test_a_high_cell_is_read_as_a_block_by_the_engines_that_can(calls: Calls) -> None:
    reread_cells([([page((80, 100))] * 4, 12)])
    block = TextLayout.BLOCK
    assert calls == [(2, "eng", block), (1, "eng", block), (1, "ind", block)]


def test_with_one_engine_it_reads_what_it_can(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, OcrEngines(ConstantEngine("pp", [])))
    cells = [([page()] * 4, 9), ([page((80, 100))] * 4, 12)]
    assert reread_cells(cells) == [("1.250.000",) * 2, ()]


def test_without_the_engine_nothing_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, OcrEngines(MissingEngine(), MissingEngine()))
    assert reread_cells([([page()] * 4, 9)]) == [()]
    assert reread_cells([([page((0, 0))] * 4, 9)]) == [()]


def test_a_file_that_is_gone_shows_nothing(tmp_path: Path) -> None:
    assert CellReader(tmp_path / "gone.pdf", PAGES)([FIGURE]) == [()]


def test_no_cell_is_read_twice(monkeypatch: pytest.MonkeyPatch, calls: Calls) -> None:
    monkeypatch.setattr(
        "sidak.extractors.ocr.reread.render_page_of",
        lambda path, number: (page((72, 200)), 72.0),
    )
    reader = CellReader(Path("a.pdf"), PAGES)
    assert reader([FIGURE]) == [("1.250.000",) * 4]
    assert reader([FIGURE, FIGURE]) == [("1.250.000",) * 4] * 2
    assert [count for count, _, _ in calls] == [2, 1, 1]
