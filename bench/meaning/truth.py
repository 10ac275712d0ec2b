"""Pages read by eye: a file per page, a line per number that a user wants."""

import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

_HEAD = re.compile(r"#\s*(?P<file>.+?) page (?P<page>\d+)\b")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_COLUMNS = frozenset({"value", "name", "indikator", "metric", "period", "unit", "verdict"})
#: A line whose meaning is debatable: its figure is left out of the shares.
SOFT = "soft"


@dataclass(frozen=True, slots=True)
class TruthLine:
    """A number that a page says; "?" is not scored, "a|b" allows either.

    Attributes:
        value: The number.
        name: Name of its row, without list numbers.
        indikator: Indicator of its row.
        metric: What it measures.
        period: Year or years.
        unit: Unit; "?" where none is printed.
        is_soft: Whether its meaning is debatable, and not scored.
    """

    value: Decimal
    name: str = "?"
    indikator: str = "?"
    metric: str = "?"
    period: str = "?"
    unit: str = "?"
    is_soft: bool = False


@dataclass(frozen=True, slots=True)
class MeaningPage:
    """A page that was read by eye.

    Attributes:
        name: Name of its file of truth.
        file: The report.
        page: Page from 1.
        lines: Its numbers in the order of the file.
    """

    name: str
    file: str
    page: int
    lines: tuple[TruthLine, ...]


def load_meaning_pages(folder: Path) -> tuple[MeaningPage, ...]:
    """Load every page of a folder of truth, in the order of the names of their files.

    Raises:
        ValueError: If a file does not begin with its report and page, or lacks a column.
    """
    return tuple(read_meaning_page(path) for path in sorted(folder.glob("*.tsv")))


def read_meaning_page(path: Path) -> MeaningPage:
    """Read one file: report and page, the names of the columns, a line per number.

    Lines that begin with "#" and lines whose value is no number are left out.

    Raises:
        ValueError: If the file does not begin with its report and page, or lacks a column.
    """
    first, columns, *rest = [*path.read_text(encoding="utf-8").split("\n"), "", ""]
    head = _HEAD.match(first)
    if head is None:
        raise ValueError(f"{path}: the first line names no report and page")
    names = columns.split("\t")
    if missing := sorted(_COLUMNS - set(names)):
        raise ValueError(f"{path}: no column {', '.join(missing)}")
    lines = []
    for text in rest:
        if not text.strip() or text.startswith("#"):
            continue
        # spreadsheets leave out empty cells at the end of a line
        row = dict(zip(names, [*text.split("\t"), *[""] * len(names)], strict=False))
        if _NUMBER.fullmatch(row["value"].strip()):
            lines.append(_make_line(row))
    return MeaningPage(path.name, head["file"], int(head["page"]), tuple(lines))


def _make_line(row: dict[str, str]) -> TruthLine:
    return TruthLine(
        value=Decimal(row["value"].strip()),
        name=row["name"].strip(),
        indikator=row["indikator"].strip(),
        metric=row["metric"].strip(),
        period=row["period"].strip(),
        unit=row["unit"].strip(),
        is_soft=row["verdict"].strip() == SOFT,
    )
