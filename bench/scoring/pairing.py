"""Which read table answers to which labelled one, torn and run-together tables included."""

from collections.abc import Sequence
from dataclasses import dataclass

from bench.scoring.alignment import RowText, align_columns, align_rows, squeeze
from bench.scoring.readings import ReadPart
from bench.scoring.truth import TruthTable


@dataclass(frozen=True, slots=True)
class TableMatch:
    """Rows of a labelled table and the rows of a read table that answer to them.

    Attributes:
        table: Index of the labelled table.
        part: Index of the read table.
        rows: Labelled row and position of the read row among the part's rows.
        columns: Labelled column to read column.
    """

    table: int
    part: int
    rows: tuple[tuple[int, int], ...]
    columns: dict[int, int]


@dataclass(frozen=True, slots=True)
class _FreeArea:
    """A rectangle of a read table that is still free."""

    part: int
    rows: tuple[int, ...]
    columns: tuple[int, ...]


def pair_tables(
    tables: Sequence[TruthTable], parts: Sequence[ReadPart]
) -> tuple[TableMatch, ...]:
    """Pair labelled with read tables, the best fitting first.

    A pair takes its rows away; what is left of the read table (the other rows, and under
    the paired rows the columns that answer to nothing) may still answer to another
    labelled table, and what is left of the labelled table to another read one.
    """
    free = {
        index: tuple(at for at, row in enumerate(t.rows) if any(squeeze(c) for c in row.cells))
        for index, t in enumerate(tables)
    }
    texts = [[_text_of(row.cells) for row in table.rows] for table in tables]
    patches = [
        _FreeArea(index, tuple(range(len(part.rows))), tuple(range(part.columns)))
        for index, part in enumerate(parts)
    ]
    matches: list[TableMatch] = []
    while True:
        best: tuple[int, TableMatch, _FreeArea] | None = None
        for patch in patches:
            for index, table in enumerate(tables):
                found = _try(table, texts[index], index, free[index], parts, patch, matches)
                if found is not None and (best is None or found[0] > best[0]):
                    best = (*found, patch)
        if best is None:
            return tuple(matches)
        _, match, patch = best
        matches.append(match)
        taken = {row for row, _ in match.rows}
        free[match.table] = tuple(at for at in free[match.table] if at not in taken)
        patches.remove(patch)
        patches += _cut(patch, match)


def _try(
    table: TruthTable,
    texts: Sequence[RowText],
    index: int,
    free: Sequence[int],
    parts: Sequence[ReadPart],
    patch: _FreeArea,
    matches: Sequence[TableMatch],
) -> tuple[int, TableMatch] | None:
    """Return the number of equal cells and the match of a labelled table with a patch."""
    part = parts[patch.part]
    inside = set(patch.columns)
    read = [_crop(part.rows[at].text, inside) for at in patch.rows]
    truth = [texts[at] for at in free]
    pairs = align_rows(truth, read)
    if not pairs:
        return None
    known = [m for m in matches if (m.table, m.part) == (index, patch.part)]
    columns = (
        known[0].columns
        if known
        else align_columns(
            [(truth[a], read[b]) for a, b in pairs], len(table.columns), patch.columns
        )
    )
    if not set(columns.values()) <= inside:
        return None
    equal = sum(
        _is_held(text, read[b].cells.get(columns.get(column, -1), ""), read[b].is_joined)
        for a, b in pairs
        for column, text in truth[a].cells.items()
    )
    if not equal:
        return None
    rows = tuple((free[a], patch.rows[b]) for a, b in pairs)
    return equal, TableMatch(index, patch.part, rows, columns)


def _is_held(truth: str, read: str, is_joined: bool) -> bool:
    return truth == read or (is_joined and truth in read)


def _cut(patch: _FreeArea, match: TableMatch) -> list[_FreeArea]:
    """Return what a match leaves of a patch."""
    taken = tuple(row for _, row in match.rows)
    rest_rows = tuple(row for row in patch.rows if row not in taken)
    answered = set(match.columns.values())
    rest_columns = tuple(c for c in patch.columns if c not in answered)
    rest = []
    if rest_rows:
        rest.append(_FreeArea(patch.part, rest_rows, patch.columns))
    if rest_columns and taken:
        rest.append(_FreeArea(patch.part, taken, rest_columns))
    return rest


def _text_of(cells: Sequence[str]) -> RowText:
    texts = {at: squeeze(text) for at, text in enumerate(cells)}
    return RowText({at: text for at, text in texts.items() if text})


def _crop(text: RowText, columns: set[int]) -> RowText:
    return RowText(
        {at: cell for at, cell in text.cells.items() if at in columns}, text.is_joined
    )
