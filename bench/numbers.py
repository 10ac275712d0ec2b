"""``sidak bench numbers``: every distinct shape of number in files, and how it is read.

A shape is what is left of a cell when its digits become 9 and its words a. Each shape is
shown with how often it occurs, one example, and what the number reader makes of it without
knowing anything of the column; ``--columns`` reads each cell in the light of its column as
the pipeline does; ``--families`` does so too and takes alike shapes together.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import typer

from sidak.normalisers.numerals.parse import read_number
from sidak.schemas import (
    ColumnRole,
    Extraction,
    Figure,
    FigureStatus,
    NumberReading,
    TokenKind,
    describe,
)
from sidak.schemas.text.numbers import shape_of

_LONGEST_CELL = 60
_LONGEST_EXAMPLE = 40
#: Tokens of cells that give a figure without a value.
_UNREADABLE = (TokenKind.ERROR, TokenKind.NOT_AVAILABLE, TokenKind.BROKEN)
_HAS_DIGIT = re.compile(r"[0-9]")
_MARK_ONLY = re.compile(r"^[\s\-–—#%.]*$|^#")


@dataclass(frozen=True, slots=True)
class ShapeCount:
    """One shape of number with its verdict.

    Attributes:
        shape: Digits as 9, words as a.
        token: What the reader takes it for.
        status: How far it trusts its reading.
        reason: Why not fully, in Indonesian; empty if fully.
        count: Cells of this shape and verdict.
        example: The first of them, as printed.
        value: What the example is worth; empty if nothing.
    """

    shape: str
    token: str
    status: str
    reason: str
    count: int
    example: str
    value: str


def tally_shapes(readings: Iterable[NumberReading]) -> tuple[ShapeCount, ...]:
    """Count shapes by verdict, the most frequent first."""
    counts: Counter[tuple[str, str, str, str]] = Counter()
    examples: dict[tuple[str, str, str, str], NumberReading] = {}
    for reading in readings:
        key = (
            shape_of(reading.raw_text),
            reading.token.value,
            reading.status.value,
            describe(reading.reasons),
        )
        counts[key] += 1
        examples.setdefault(key, reading)
    return tuple(
        ShapeCount(
            *key,
            count,
            re.sub(r"\s+", " ", examples[key].raw_text).strip(),
            "" if examples[key].value is None else f"{examples[key].value:f}",
        )
        for key, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    )


def is_number_like(text: str) -> bool:
    """Return True if a cell is short and holds a digit or a sign in place of a number."""
    plain = text.strip()
    if not plain or len(plain) > _LONGEST_CELL:
        return False
    return bool(_HAS_DIGIT.search(plain) or _MARK_ONLY.match(plain))


def read_alone(texts: Iterable[str]) -> list[NumberReading]:
    """Read number-like cells one by one."""
    return [read_number(text) for text in texts if is_number_like(text)]


def cells_of(file: Path) -> list[str]:
    """Return the texts of all cells of a file's tables (a report or a text dump)."""
    from sidak.extractors import read_document  # the extractors are heavy to import

    return [cell.text for table in read_document(file).tables for cell in table.cells]


def figures_of(file: Path) -> list[NumberReading]:
    """Return what the pipeline makes of a file's figures, columns taken into account."""
    from sidak.extractors import read_document

    return readings_of(read_document(file))


def readings_of(extraction: Extraction) -> list[NumberReading]:
    """Return the verdict on each cell of the figure columns: figures, and what is none.

    A cell that gives no figure (a dash, a grade, words) has its own token and no value.
    """
    from sidak.normalisers import find_facts, split_stacked_tables, type_tables

    extraction = split_stacked_tables(extraction)
    readings = []
    typed = type_tables(extraction, find_facts(extraction))
    for table, meaning in zip(extraction.tables, typed, strict=True):
        figures = {(figure.row, figure.column): figure for figure in meaning.figures}
        columns = {m.column for m in meaning.columns if m.role is ColumnRole.FIGURE}
        for cell in table.cells:
            figure = figures.get((cell.row, cell.column))
            if figure is not None:
                readings.append(_verdict(figure))
            elif cell.column in columns and meaning.row_levels[cell.row] is not None:
                alone = read_number(cell.text)
                if alone.token not in (TokenKind.NUMBER, TokenKind.EMPTY):
                    readings.append(replace(alone, status=FigureStatus.OK))
    return readings


def _verdict(figure: Figure) -> NumberReading:
    alone = read_number(figure.raw_text)
    return NumberReading(
        figure.raw_text,
        TokenKind.NUMBER if figure.value is not None else alone.token,
        figure.value,
        figure.unit,
        figure.status,
        figure.reasons,
    )


def family_of(shape: str) -> str:
    """Return the family of a shape: as many groups as there may be count as one.

    "99.999.999" and "9.999.999.999" are "9.999.999…", blanks inside a number are "␣".
    """
    whole = re.sub(r"(?<=[9.,]) (?=[9.,])", "␣", shape)
    if "␣" in whole and re.search(r"[.,]", whole):
        body = re.sub(r"[9+.,␣]+", lambda match: _fold_wrap(match[0]), whole)
        return re.sub(r"\ba( a)*\b", "a", body)
    for mark in ".,":
        runs = re.compile(rf"(?<![9.,])9{{1,3}}((?:{re.escape(mark)}999)+)(?!9)")
        whole = runs.sub(_fold_groups, whole)
    return whole


def _fold_groups(match: re.Match[str]) -> str:
    """Return "9.999" for one group of three, "9.999…" for more."""
    groups = match[1]
    return f"9{groups[:4]}…" if len(groups) > 4 else f"9{groups}"


def _fold_wrap(body: str) -> str:
    """Return the family of a number with blanks inside: its marks, and that it wraps."""
    marks = "".join(mark for mark in ".," if mark in body)
    return f"9␣9 ({marks})" if "␣" in body else body


def format_families(readings: Sequence[NumberReading]) -> str:
    """Lay the families of shapes out as a Markdown table, with every verdict and reason."""
    groups: dict[str, Counter[tuple[str, str]]] = {}
    examples: dict[str, str] = {}
    for reading in readings:
        family = family_of(shape_of(reading.raw_text))
        is_figure = reading.token in (TokenKind.NUMBER, *_UNREADABLE)
        status = reading.status.value if is_figure else f"bukan angka ({reading.token.value})"
        groups.setdefault(family, Counter())[status, describe(reading.reasons)] += 1
        example = re.sub(r"\s+", " ", reading.raw_text).strip()
        if family not in examples or len(example) < len(examples[family]):
            examples[family] = example
    total = sum(counter.total() for counter in groups.values())
    lines = [
        f"{len(groups)} keluarga bentuk, {total} sel",
        "",
        "| jumlah | bentuk | contoh | putusan dan alasan |",
        "| ---: | --- | --- | --- |",
    ]
    for family, counter in sorted(groups.items(), key=lambda g: (-g[1].total(), g[0])):
        verdicts = "; ".join(
            f"{status} {count}" + (f" ({reason})" if reason else "")
            for (status, reason), count in counter.most_common()
        )
        cells = (str(counter.total()), family, examples[family][:_LONGEST_EXAMPLE], verdicts)
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines)


def format_shapes(shapes: Sequence[ShapeCount], *, limit: int | None = None) -> str:
    """Lay shapes out as a Markdown table, with a summary line by verdict."""
    verdicts: Counter[tuple[str, str]] = Counter()
    for shape in shapes:
        verdicts[shape.token, shape.status] += shape.count
    lines = [
        f"{len(shapes)} bentuk, {sum(s.count for s in shapes)} sel: "
        + ", ".join(f"{token}/{status} {n}" for (token, status), n in verdicts.most_common()),
        "",
        "| jumlah | bentuk | contoh | dibaca | nilai | status | alasan |",
        "| ---: | --- | --- | --- | ---: | --- | --- |",
    ]
    for shape in shapes[:limit]:
        parts = (
            str(shape.count),
            shape.shape,
            shape.example,
            shape.token,
            shape.value,
            shape.status,
            shape.reason,
        )
        lines.append("| " + " | ".join(p.replace("|", "\\|") for p in parts) + " |")
    return "\n".join(lines)


@dataclass(frozen=True)
class NumberOptions:
    """Options of the command."""

    files: Annotated[
        list[Path], typer.Argument(metavar="FILES", help="Reports (PDF) or text dumps.")
    ]
    columns: Annotated[bool, typer.Option("--columns", help="Read each in its column.")] = False
    families: Annotated[bool, typer.Option("--families", help="Alike shapes as one.")] = False
    limit: Annotated[int | None, typer.Option(help="Shapes shown at most.")] = None


def run_numbers(options: NumberOptions) -> int:
    """Reading of single numbers, kind by kind."""
    readings: list[NumberReading] = []
    for file in options.files:
        is_whole = options.columns or options.families
        readings += figures_of(file) if is_whole else read_alone(cells_of(file))
    if options.families:
        print(format_families(readings))
    else:
        print(format_shapes(tally_shapes(readings), limit=options.limit))
    return 0
