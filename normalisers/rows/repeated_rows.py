"""Rows that a table prints twice, letter by letter."""

from collections.abc import Sequence

from sidak.normalisers.header.detect import TableHeader
from sidak.normalisers.rows.settings import SETTINGS
from sidak.normalisers.text.table_view import TableView, one_line
from sidak.schemas import Finding, FindingKind, Severity
from sidak.schemas.text.page_ranges import format_page_ranges

#: Characters of a name that a finding quotes.
_LONGEST_NAME = 60


def find_repeated_rows(view: TableView, header: TableHeader) -> tuple[Finding, ...]:
    """Report body rows that are printed twice, letter by letter, one finding per run."""
    seen: dict[tuple[tuple[int, str], ...], int] = {}
    runs: list[list[tuple[int, int]]] = []
    for row in range(view.rows):
        if not header.is_body(row):
            continue
        content = tuple(
            (cell.column, one_line(cell.text))
            for cell in view.starting_cells(row)
            if cell.text.strip()
        )
        if not _is_telling([text for _column, text in content]):
            continue
        if content not in seen:
            seen[content] = row
        elif runs and _is_same_passage(runs[-1][-1], (row, seen[content])):
            runs[-1].append((row, seen[content]))
        else:
            runs.append([(row, seen[content])])
    return tuple(_report_repeats(view, run) for run in runs)


def _is_telling(texts: Sequence[str]) -> bool:
    """Return True if a row holds enough not to repeat by chance."""
    digits = sum(character.isdigit() for text in texts for character in text)
    letters = sum(character.isalpha() for text in texts for character in text)
    return (
        len(texts) >= SETTINGS.repeated_cells
        and digits >= SETTINGS.repeated_digits
        and letters >= SETTINGS.repeated_letters
    )


def _is_same_passage(last: tuple[int, int], now: tuple[int, int]) -> bool:
    """Return True if two repeated rows are of one passage that is printed twice."""
    return all(
        0 <= after - before <= SETTINGS.repeated_distance
        for before, after in zip(last, now, strict=True)
    )


def _report_repeats(view: TableView, run: Sequence[tuple[int, int]]) -> Finding:
    """Report a passage printed twice: a row alone may repeat by chance, three do not."""
    pages, originals = (
        format_page_ranges({_page_of(view, pair[place]) for pair in run}) for place in (0, 1)
    )
    first = run[0][0]
    is_passage = len({original for _, original in run}) >= SETTINGS.repeated_passage
    name = max((one_line(cell.text) for cell in view.starting_cells(first)), key=len)
    name = name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "\u2026"
    return Finding(
        finding_id=f"{view.table.table_id}-r{first}-duplicate_row",
        document_id=view.table.document_id,
        kind=FindingKind.DUPLICATE_ROW,
        severity=Severity.WARNING if is_passage else Severity.INFO,
        message=f"{len(run)} baris di halaman {pages} sama persis dengan baris di halaman "
        f'{originals}, mulai dari "{name}".',
        message_en=f"{len(run)} rows on page {pages} repeat rows on page {originals} letter "
        f'by letter, beginning with "{name}".',
        table_id=view.table.table_id,
        page=_page_of(view, first),
    )


def _page_of(view: TableView, row: int) -> int:
    cells = view.starting_cells(row)
    return cells[0].place.page if cells else view.table.page_first
