"""Hand-made figures and pages for the tests of the benchmark of meaning."""

from decimal import Decimal
from typing import Any

from bench.meaning.readings import MeaningFigure
from bench.meaning.truth import MeaningPage, TruthLine


def make_line(value: int | str = 100, **changed: Any) -> TruthLine:
    """A line of truth: the pagu of a kegiatan."""
    said = {
        "name": "Pembangunan Jalan",
        "indikator": "",
        "metric": "pagu",
        "period": "2016",
        "unit": "Rp",
    }
    return TruthLine(Decimal(value), **(said | changed))


def make_figure(value: int | str = 100, **changed: Any) -> MeaningFigure:
    """A figure that says what ``make_line`` does."""
    read = {
        "figure_id": "d-t01-r1-c2",
        "page": 1,
        "value": Decimal(value),
        "raw_text": str(value),
        "item_name": "Pembangunan Jalan",
        "metric": "pagu",
        "period": "2016",
        "unit": "Rp",
        "bases": ("cell", "header", "caption", "header"),
    }
    return MeaningFigure(**(read | changed))


def make_page(*lines: TruthLine) -> MeaningPage:
    """A page with these numbers."""
    return MeaningPage("laporan-p1.tsv", "laporan.pdf", 1, lines)
