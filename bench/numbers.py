"""``sidak bench numbers``: every distinct shape of number in given files, with its verdict.

A shape is what is left of a cell when its digits become 9 and its words a. Each shape is
shown with how often it occurs, one example, and what the number reader makes of it without
knowing anything of the column; ``--columns`` reads each cell in the light of its column as
the pipeline does.
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from normalisers.number_shapes import shape_of
from normalisers.numbers import read_number
from schemas import NumberReading

_LONGEST_CELL = 60
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
            reading.reason,
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
    """Say whether a cell is short and holds a digit or a sign in place of a number."""
    plain = text.strip()
    if not plain or len(plain) > _LONGEST_CELL:
        return False
    return bool(_HAS_DIGIT.search(plain) or _MARK_ONLY.match(plain))


def read_alone(texts: Iterable[str]) -> list[NumberReading]:
    """Read number-like cells one by one."""
    return [read_number(text) for text in texts if is_number_like(text)]


def cells_of(file: Path) -> list[str]:
    """Return the texts of all cells of a file's tables (a report or a text dump)."""
    from extractors import read_document  # the extractors are heavy to import

    return [cell.text for table in read_document(file).tables for cell in table.cells]


def figures_of(file: Path) -> list[NumberReading]:
    """Return what the pipeline makes of a file's figures, columns taken into account."""
    from extractors import read_document
    from normalisers import find_facts, type_tables
    from schemas import TokenKind

    extraction = read_document(file)
    readings = []
    for table in type_tables(extraction, find_facts(extraction)):
        for figure in table.figures:
            alone = read_number(figure.raw_text)
            token = TokenKind.NUMBER if figure.value is not None else alone.token
            readings.append(
                NumberReading(
                    figure.raw_text,
                    token,
                    figure.value,
                    figure.unit,
                    figure.status,
                    figure.reason,
                )
            )
    return readings


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


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the shapes of the numbers in files; 0 if all could be read."""
    parser = argparse.ArgumentParser(prog="sidak bench numbers", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, help="laporan (PDF) atau dump teks")
    parser.add_argument("--columns", action="store_true", help="baca menurut kolomnya")
    parser.add_argument("--limit", type=int, default=None, help="paling banyak sekian bentuk")
    chosen = parser.parse_args(arguments)
    readings: list[NumberReading] = []
    for file in chosen.files:
        readings += figures_of(file) if chosen.columns else read_alone(cells_of(file))
    print(format_shapes(tally_shapes(readings), limit=chosen.limit))
    return 0


if __name__ == "__main__":
    sys.exit(main())
