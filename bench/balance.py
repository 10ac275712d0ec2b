"""``sidak bench balance RELEASE``: what became of the numbers that the pages print.

A release carries the balance of each page; this adds it up: all amounts, and those of pages
with many of them, and lists the pages with amounts of which nothing became.
"""

import csv
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table as Grid

from sidak.schemas import PageSource
from sidak.schemas.dictionary.balance_columns import (
    AMOUNT_COLUMNS,
    NUMBER_COLUMNS,
    STRUCTURE_COLUMNS,
)

Row = Mapping[str, str]


@dataclass(frozen=True)
class BalanceOptions:
    """Options of the command."""

    release: Annotated[Path, typer.Argument(help="Folder of a release.")]
    least: Annotated[int, typer.Option(help="Amounts of a page that has many.")] = 8
    source: Annotated[str, typer.Option(help="Only pages of this source; empty for all.")] = (
        PageSource.TEXT.value
    )
    show: Annotated[int, typer.Option(help="Pages to list, those with most first.")] = 40


@dataclass(frozen=True, slots=True)
class BalanceSums:
    """The balance of many pages.

    Attributes:
        pages: Pages added up.
        counts: Column to its sum.
    """

    pages: int
    counts: Mapping[str, int]

    def share(self, column: str, of: str) -> float:
        """Return a column as a share of another, 0 to 1."""
        return self.counts[column] / self.counts[of] if self.counts[of] else 0.0


def add_up(pages: Iterable[Row]) -> BalanceSums:
    """Add up the balance of pages; those without one are left out."""
    counts: Counter[str] = Counter()
    known = 0
    for page in pages:
        if not page["numbers"]:
            continue
        known += 1
        for name in (*NUMBER_COLUMNS, *AMOUNT_COLUMNS, *STRUCTURE_COLUMNS):
            counts[name] += int(page[name] or 0)
    return BalanceSums(known, counts)


def list_open_pages(pages: Iterable[Row]) -> list[Row]:
    """Return the pages with amounts of which nothing became, those with most first."""
    found = [page for page in pages if int(page["amounts_unaccounted"] or 0)]
    return sorted(
        found,
        key=lambda page: (
            -int(page["amounts_unaccounted"]),
            page["document_id"],
            int(page["page"]),
        ),
    )


def read_table(release: Path, name: str) -> list[dict[str, str]]:
    """Read a table of a release."""
    csv.field_size_limit(sys.maxsize)
    with (release / f"{name}.csv").open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def run_balance(options: BalanceOptions) -> int:
    """Add up what became of the numbers that the pages of a release print."""
    console = Console()
    pages = read_table(options.release, "pages")
    files = {
        one["document_id"]: one["file"] for one in read_table(options.release, "documents")
    }
    chosen = [page for page in pages if not options.source or page["source"] == options.source]
    many = [page for page in chosen if int(page["amounts"] or 0) >= options.least]
    titles = (f"pages with at least {options.least} amounts", "all pages")
    sums = (add_up(many), add_up(chosen))
    console.print(_show(AMOUNT_COLUMNS, "amounts", titles, sums))
    console.print(_show((*NUMBER_COLUMNS, *STRUCTURE_COLUMNS), "numbers", titles, sums))
    open_pages = list_open_pages(chosen)
    console.print(f"pages with unaccounted amounts: {len(open_pages)}")
    for page in open_pages[: options.show]:
        examples = page["unaccounted_at"].split(";")[:3]
        shown = ", ".join(one.partition(" @")[0] for one in examples)
        console.print(
            f"{page['amounts_unaccounted']:>4} of {page['amounts']:>4}  "
            f"{files[page['document_id']]} p. {page['page']}: {shown}",
            soft_wrap=True,
        )
    return 0


def _show(
    columns: Iterable[str], of: str, titles: Sequence[str], sums: Sequence[BalanceSums]
) -> Grid:
    grid = Grid(of)
    for title, one in zip(titles, sums, strict=True):
        grid.add_column(f"{title} ({one.pages})", justify="right")
        grid.add_column("%", justify="right")
    for column in columns:
        cells = [
            text
            for one in sums
            for text in (f"{one.counts[column]:,}", f"{100 * one.share(column, of):.2f}")
        ]
        grid.add_row(column, *cells)
    return grid
