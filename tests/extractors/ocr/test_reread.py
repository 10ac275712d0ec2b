"""The second look at a cell of a scan."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from sidak.extractors.ocr import reread as scan_again
from sidak.extractors.ocr.engine import MISSING_ENGINE, GreyImage, MissingEngineError, OcrWord
from sidak.extractors.ocr.reread import (
    REREAD_SETTINGS,
    crop_cell,
    make_rereader,
    render_crop,
    reread_cells,
)
from sidak.schemas import Box, Figure, FigureStatus, Level, Metric, Page, PageSource, PageStatus


class Reader:
    """Reads every picture alike, and remembers how it was asked."""

    def __init__(self, text: str = "|1.250.000") -> None:
        self.text = text
        self.asked: list[tuple[int, str, int]] = []

    def read(
        self, pictures: Sequence[GreyImage], language: str = "ind", mode: int = 7
    ) -> list[tuple[OcrWord, ...]]:
        self.asked.append((len(pictures), language, mode))
        return [(OcrWord(self.text, 90.0, 0, 0, 9, 9),) for _ in pictures]

    def save(self) -> None:
        """Keep nothing."""


def page(size: tuple[int, int] = (40, 200)) -> GreyImage:
    return np.full(size, 255, np.uint8)


def test_a_cell_is_cut_out_and_turned_upright() -> None:
    sheet = page((200, 100))
    sheet[20:30, 10:60] = 0
    tight = REREAD_SETTINGS[0]._replace(margin=0.0)
    upright = crop_cell(sheet, 72.0, Box(10, 20, 60, 30), tight, 0)
    assert (upright.shape, int(upright.max())) == ((10, 50), 0)
    assert crop_cell(sheet, 72.0, Box(10, 20, 60, 30), REREAD_SETTINGS[0], 90).shape == (54, 14)


def test_a_line_is_drawn_at_the_size_of_the_look() -> None:
    drawn = render_crop(page((20, 100)), REREAD_SETTINGS[0], is_line=True)
    assert drawn.shape == (60 + 32, 300 + 32)


def test_all_looks_read_and_rules_at_the_edge_are_dropped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reader = Reader()
    monkeypatch.setattr(scan_again, "open_engine", lambda picture: reader)
    assert reread_cells([([page()] * 4, 9)] * 2) == [("1.250.000",) * 4] * 2
    assert reader.asked == [(6, "eng", 7), (2, "ind", 7)]


def test_a_high_cell_is_read_as_a_block(monkeypatch: pytest.MonkeyPatch) -> None:
    reader = Reader()
    monkeypatch.setattr(scan_again, "open_engine", lambda picture: reader)
    reread_cells([([page((80, 100))] * 4, 12)])
    assert {mode for _, _, mode in reader.asked} == {6}


def test_without_the_engine_nothing_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> list[tuple[OcrWord, ...]]:
        raise MissingEngineError(MISSING_ENGINE)

    reader = Reader()
    monkeypatch.setattr(reader, "read", fail)
    monkeypatch.setattr(scan_again, "open_engine", lambda picture: reader)
    assert reread_cells([([page()] * 4, 9)]) == [()]
    assert reread_cells([([page((0, 0))] * 4, 9)]) == [()]


def test_a_file_that_went_away_shows_nothing(tmp_path: Path) -> None:
    figure = Figure(
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
    pages = [Page(1, PageSource.SCAN, PageStatus.TABLES)]
    assert make_rereader(tmp_path / "gone.pdf", pages)([figure]) == [()]
