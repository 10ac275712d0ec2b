"""The name column of a table without header, told by the names of the nomenclature.

A table that goes on without a header, or whose columns slipped, has its name column guessed:
the first with long texts, which may hold the goals. Names of the nomenclature are no guess.
"""

from collections.abc import Sequence
from dataclasses import replace

from sidak.normalisers.header.detect import TableHeader
from sidak.normalisers.header.profiles import profile_column
from sidak.normalisers.header.roles import body_texts
from sidak.normalisers.rows.settings import SETTINGS
from sidak.normalisers.text.table_view import TableView
from sidak.schemas import ColumnMeaning, ColumnRole
from sidak.schemas.nomenclature import NomenclatureIndex

_GUESSED = (ColumnRole.TEXT, ColumnRole.INDIKATOR, ColumnRole.NAME)


def find_name_column(
    view: TableView,
    header: TableHeader,
    columns: Sequence[ColumnMeaning],
    nomenclature: NomenclatureIndex | None,
) -> tuple[ColumnMeaning, ...]:
    """Move the role of the name column to the column that holds known names.

    Only a column that no header names takes part, and only where the guessed name column
    holds no known name at all. The long text to the right of the names is their indicator.

    Args:
        view: The table.
        header: Its header rows.
        columns: Meaning of its columns, the name column perhaps guessed.
        nomenclature: Tells the level of an official name.
    """
    columns = tuple(columns)
    open_columns = [
        meaning.column for meaning in columns if meaning.role in _GUESSED and not meaning.header
    ]
    names = [meaning.column for meaning in columns if meaning.role is ColumnRole.NAME]
    if nomenclature is None or not set(names) <= set(open_columns):
        return columns
    known = {
        column: sum(nomenclature.find_level(text) is not None for text in texts)
        for column in open_columns
        if (texts := _texts(view, header, column))
    }
    if not known or any(known.get(column) for column in names):
        return columns
    best = max(known, key=lambda column: (known[column], -column))
    if known[best] < max(
        SETTINGS.name_column_fewest,
        SETTINGS.name_column_share * len(_texts(view, header, best)),
    ):
        return columns
    guessed = [m.column for m in columns if m.role is ColumnRole.INDIKATOR and m.column < best]
    roles = {column: ColumnRole.TEXT for column in (*names, *guessed) if column in open_columns}
    roles[best] = ColumnRole.NAME
    beside = best + 1
    is_open = all(m.role is not ColumnRole.INDIKATOR or m.column in roles for m in columns)
    if beside in open_columns and is_open:
        values = profile_column(body_texts(view, header, beside))
        if values.length >= SETTINGS.indikator_shortest:
            roles[beside] = ColumnRole.INDIKATOR
    return tuple(
        replace(meaning, role=roles.get(meaning.column, meaning.role)) for meaning in columns
    )


def _texts(view: TableView, header: TableHeader, column: int) -> list[str]:
    return [text for text in body_texts(view, header, column) if text.strip()]
