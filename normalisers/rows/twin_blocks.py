"""Tables of two blocks side by side whose second block stands beside its own header.

"Rancangan Awal" beside "Hasil Analisis" print the same kegiatan in each row. Where the edges
of the columns changed below the header, the names of the second block stand under "Lokasi":
they are known by those of the first.
"""

from collections.abc import Sequence
from dataclasses import replace

from sidak.normalisers.header.detect import TableHeader
from sidak.normalisers.header.place_names import is_place_name
from sidak.normalisers.header.roles import body_texts
from sidak.normalisers.header.vocabulary import fold_text
from sidak.normalisers.rows.column_blocks import find_blocks
from sidak.normalisers.rows.settings import SETTINGS
from sidak.normalisers.text.table_view import TableView
from sidak.schemas import ColumnMeaning, ColumnRole

_SHIFTED = frozenset({ColumnRole.LOKASI, ColumnRole.INDIKATOR, ColumnRole.TEXT})


def find_twin_names(
    view: TableView, header: TableHeader, columns: Sequence[ColumnMeaning]
) -> tuple[ColumnMeaning, ...]:
    """Return the columns, those that repeat the names of another block as names too.

    A column headed as indicators that holds names of places says where.

    Args:
        view: The table.
        header: Its header rows.
        columns: What its columns mean.
    """
    first, *others = find_blocks(tuple(columns))
    found = {
        column: ColumnRole.NAME
        for block in others
        for column in block.columns
        if columns[column].role in _SHIFTED
        and any(_repeats(view, header, name, column) for name in first.names)
    }
    found |= {
        one.column: ColumnRole.LOKASI
        for one in columns
        if one.role is ColumnRole.INDIKATOR and _holds_places(view, header, one.column)
    }
    return tuple(replace(one, role=found.get(one.column, one.role)) for one in columns)


def _texts(view: TableView, header: TableHeader, column: int) -> dict[int, str]:
    """Return row to text, without blanks, of the cells that begin in a column."""
    return {
        row: fold_text(cell.text)
        for row in range(view.rows)
        if header.is_body(row)
        and (cell := view.starts(row, column)) is not None
        and fold_text(cell.text)
    }


def _repeats(view: TableView, header: TableHeader, name: int, column: int) -> bool:
    """Return True if most rows print the same long name in two columns."""
    first, second = _texts(view, header, name), _texts(view, header, column)
    rows = [
        row for row in first.keys() & second.keys() if len(first[row]) >= SETTINGS.twin_shortest
    ]
    alike = sum(first[row] == second[row] for row in rows)
    return alike >= max(SETTINGS.twin_fewest, SETTINGS.twin_share * len(second))


def _holds_places(view: TableView, header: TableHeader, column: int) -> bool:
    texts = [text for text in body_texts(view, header, column) if text.strip()]
    places = sum(map(is_place_name, texts))
    return places >= max(SETTINGS.twin_fewest, SETTINGS.places_share * len(texts))
