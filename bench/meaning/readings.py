"""Figures as the benchmark of meaning compares them, from a reading or from a release."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from sidak.schemas import ACCEPTED_STATUSES, Figure, FigureStatus, Meaning, list_codes
from sidak.schemas.dictionary.published_tables import LIST_SEPARATOR

#: What is known of a figure by some evidence, in the order in which it is reported.
ASPECTS = ("name", "metric", "period", "unit")

_NIL_MARKS = frozenset({"-", "–", "—", "--", "nihil", "nil"})


@dataclass(frozen=True, slots=True)
class MeaningFigure:
    """A figure with the verdict on its meaning.

    Attributes:
        figure_id: Its id.
        page: Its page.
        value: The number.
        raw_text: What is printed.
        item_name: Name of its row.
        indikator: Indicator of its row.
        metric: What it measures.
        period: Its period.
        unit: Its unit.
        is_sure: Whether its meaning is sure.
        codes: Codes of the reasons why not.
        bases: How each of ``ASPECTS`` is known, in that order.
    """

    figure_id: str
    page: int
    value: Decimal
    raw_text: str = ""
    item_name: str = ""
    indikator: str = ""
    metric: str = ""
    period: str = ""
    unit: str = ""
    is_sure: bool = True
    codes: tuple[str, ...] = ()
    bases: tuple[str, ...] = ("none",) * len(ASPECTS)


@dataclass(frozen=True, slots=True)
class ReadReport:
    """What was read in a report.

    Attributes:
        figures: Figures whose value is accepted; marks that stand for nil are left out.
        flagged: Figures whose value is not accepted.
    """

    figures: tuple[MeaningFigure, ...]
    flagged: tuple[MeaningFigure, ...] = ()


def view_figures(figures: Iterable[Figure]) -> ReadReport:
    """Return the figures of a reading as the benchmark compares them."""
    kept: list[tuple[MeaningFigure, FigureStatus]] = []
    for one in figures:
        if one.value is None or _is_nil_mark(one.raw_text):
            continue
        view = MeaningFigure(
            figure_id=one.figure_id,
            page=one.page,
            value=one.value,
            raw_text=one.raw_text,
            item_name=one.item_name,
            indikator=one.indikator,
            metric=one.metric.value,
            period=one.period or "",
            unit=one.unit or "",
            is_sure=one.meaning is Meaning.SURE,
            codes=list_codes(one.meaning_reasons),
            bases=tuple(str(getattr(one, f"{aspect}_basis")) for aspect in ASPECTS),
        )
        kept.append((view, one.status))
    return _split(kept)


def read_release(release: Path) -> dict[str, ReadReport]:
    """Return the figures of a release by the name of the report's file.

    Releases from before the columns of meaning are read too: all their figures are sure.

    Args:
        release: Folder with ``documents.csv`` and ``figures.csv``.
    """
    files = {
        row["document_id"]: Path(row["file"]).name
        for row in _read_rows(release / "documents.csv")
    }
    kept: dict[str, list[tuple[MeaningFigure, FigureStatus]]] = {
        name: [] for name in files.values()
    }
    for row in _read_rows(release / "figures.csv"):
        view = _view_row(row)
        if view is not None:
            kept[files[row["document_id"]]].append((view, FigureStatus(row["status"])))
    return {name: _split(views) for name, views in kept.items()}


def _split(figures: Iterable[tuple[MeaningFigure, FigureStatus]]) -> ReadReport:
    listed = tuple(figures)
    return ReadReport(
        tuple(view for view, status in listed if status in ACCEPTED_STATUSES),
        tuple(view for view, status in listed if status not in ACCEPTED_STATUSES),
    )


def _read_rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _view_row(row: dict[str, str]) -> MeaningFigure | None:
    try:
        value = Decimal(row["value"])
    except InvalidOperation:
        return None
    if not value.is_finite() or _is_nil_mark(row["raw_text"]):
        return None
    return MeaningFigure(
        figure_id=row["figure_id"],
        page=int(float(row["page"])),
        value=value,
        raw_text=row["raw_text"],
        item_name=row["item_name"],
        indikator=row["indikator"],
        metric=row["metric"],
        period=row["period"],
        unit=row["unit"],
        is_sure=row.get("meaning", Meaning.SURE) == Meaning.SURE,
        codes=tuple(filter(None, row.get("meaning_codes", "").split(LIST_SEPARATOR))),
        bases=tuple(row.get(f"{aspect}_basis") or "none" for aspect in ASPECTS),
    )


def _is_nil_mark(raw_text: str) -> bool:
    return raw_text.strip().casefold() in _NIL_MARKS
