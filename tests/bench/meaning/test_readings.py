"""Figures of a reading and of a release come out alike."""

import csv
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from bench.meaning.readings import MeaningFigure, ReadReport, read_release, view_figures
from sidak.schemas import (
    Basis,
    Doubt,
    DoubtKind,
    Figure,
    FigureStatus,
    Level,
    Meaning,
    Metric,
)

FIGURE = Figure(
    figure_id="d-t01-r1-c2",
    document_id="d",
    table_id="d-t01",
    item_id=None,
    page=3,
    row=1,
    column=2,
    header="Pagu",
    item_name="Pembangunan Jalan",
    indikator="",
    level=Level.KEGIATAN,
    kode=None,
    metric=Metric.PAGU,
    period="2016",
    year=2016,
    unit="Rp",
    value=Decimal(100),
    raw_text="100",
    status=FigureStatus.OK,
    reasons=(),
    confidence=1.0,
    method="text",
    meaning=Meaning.DOUBTFUL,
    meaning_reasons=(Doubt(DoubtKind.NAME_MISSING),),
    name_basis=Basis.NONE,
    metric_basis=Basis.HEADER,
    period_basis=Basis.CAPTION,
    unit_basis=Basis.CELL,
)
VIEW = MeaningFigure(
    figure_id="d-t01-r1-c2",
    page=3,
    value=Decimal(100),
    raw_text="100",
    item_name="Pembangunan Jalan",
    metric="pagu",
    period="2016",
    unit="Rp",
    is_sure=False,
    codes=("name_missing",),
    bases=("none", "header", "caption", "cell"),
)
ROW = {
    "figure_id": "d-t01-r1-c2",
    "document_id": "d",
    "page": "3",
    "item_name": "Pembangunan Jalan",
    "indikator": "",
    "metric": "pagu",
    "period": "2016",
    "unit": "Rp",
    "value": "100",
    "raw_text": "100",
    "status": "ok",
    "meaning": "doubtful",
    "meaning_codes": "name_missing",
    "name_basis": "none",
    "metric_basis": "header",
    "period_basis": "caption",
    "unit_basis": "cell",
}


def write_release(folder: Path, *rows: dict[str, str]) -> None:
    tables = {
        "documents": [{"document_id": "d", "file": "masuk/laporan.pdf"}],
        "figures": rows,
    }
    for name, listed in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as lines:
            writer = csv.DictWriter(lines, listed[0].keys())
            writer.writeheader()
            writer.writerows(listed)


def test_a_reading() -> None:
    figures = (
        FIGURE,
        replace(FIGURE, status=FigureStatus.SUSPECT),
        replace(FIGURE, status=FigureStatus.UNREADABLE, value=None),
        replace(FIGURE, raw_text="-", value=Decimal(0)),
    )
    assert view_figures(figures) == ReadReport((VIEW,), (VIEW,))


def test_a_release(tmp_path: Path) -> None:
    write_release(
        tmp_path,
        ROW,
        ROW | {"status": "suspect"},
        ROW | {"status": "unreadable", "value": ""},
        ROW | {"raw_text": "Nihil", "value": "0"},
    )
    assert read_release(tmp_path) == {"laporan.pdf": ReadReport((VIEW,), (VIEW,))}


def test_in_a_release_without_columns_of_meaning_all_is_sure(tmp_path: Path) -> None:
    old = {name: ROW[name] for name in list(ROW)[:11]}
    write_release(tmp_path, old)
    view = replace(VIEW, is_sure=True, codes=(), bases=("none",) * 4)
    assert read_release(tmp_path) == {"laporan.pdf": ReadReport((view,))}
