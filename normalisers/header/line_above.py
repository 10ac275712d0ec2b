"""The header of a list without rules: a line of header words right above it."""

import re
from collections.abc import Sequence

from sidak.normalisers.header.detect import TableHeader
from sidak.normalisers.header.profiles import ValueProfile, profile_column
from sidak.normalisers.header.settings import SETTINGS
from sidak.normalisers.header.vocabulary import fold_text, read_header_text
from sidak.normalisers.text.table_view import TableView, one_line
from sidak.schemas import ColumnRole, PageText

#: A word with the unit in brackets behind it: "Pagu (Rp)".
_WORD = re.compile(r"\S+(?:\s+\([^()]*\))?")


def read_header_above(
    view: TableView, header: TableHeader, texts: Sequence[PageText]
) -> tuple[tuple[str, ...], ...] | None:
    """Return the header paths that the line right above a table without header prints.

    "No. Program Anggaran Ket." above "1 | Program ... | Rp. | 150.000.000,00 | APBD": the line
    falls into as many known header texts as the table has columns (a column of "Rp" belongs to
    the amounts on its right), and the one over the amounts names a figure.

    Args:
        view: The table.
        header: Its header as found in the table.
        texts: Running text of the pages.

    Returns:
        One path per column; ``None`` if the table has a header, or no such line is above it.
    """
    if header.rows or view.columns < SETTINGS.above_fewest_columns:
        return None
    profiles = [
        profile_column([cell.text for cell in view.column_cells(column, range(view.rows))])
        for column in range(view.columns)
    ]
    columns = [
        column
        for column in range(view.columns)
        if not _holds_currency(view, column) and (profiles[column].filled)
    ]
    words = _WORD.findall(_line_above(view, texts))
    groups = _part(words, [profiles[column] for column in columns])
    if groups is None:
        return None
    paths: list[tuple[str, ...]] = [()] * view.columns
    for column, group in zip(columns, groups, strict=True):
        paths[column] = (group,)
    for column in range(view.columns - 1):
        if _holds_currency(view, column):
            paths[column] = paths[column + 1]
    return tuple(paths)


def _holds_currency(view: TableView, column: int) -> bool:
    """Return True if a column holds nothing but "Rp"."""
    texts = [cell.text for cell in view.column_cells(column, range(view.rows))]
    filled = [fold_text(text) for text in texts if text.strip()]
    return bool(filled) and all(text == "rp" for text in filled)


def _line_above(view: TableView, texts: Sequence[PageText]) -> str:
    """Return the nearest line above a table that is near enough to be its header."""
    place = view.table.places[0]
    if place.box is None:
        return ""
    near: list[tuple[float, str]] = []
    for text in texts:
        if text.page != place.page:
            continue
        for line, box in text.lines:
            if box is None:
                continue
            gap = place.box.y0 - box.y1
            is_over = box.x1 > place.box.x0 and box.x0 < place.box.x1
            if is_over and -SETTINGS.note_overlap <= gap <= SETTINGS.note_distance:
                near.append((gap, one_line(line)))
    return min(near)[1] if near else ""


def _part(words: Sequence[str], profiles: Sequence[ValueProfile]) -> list[str] | None:
    """Part the words of a line into one header text for each column, in order."""
    if not profiles or not len(profiles) <= len(words) <= SETTINGS.above_most_words:
        return None
    most = len(words) - len(profiles) + 1
    for length in range(1, most + 1):
        group = " ".join(words[:length])
        if not _fits(group, profiles[0]):
            continue
        if len(profiles) == 1:
            if length == len(words):
                return [group]
            continue
        rest = _part(words[length:], profiles[1:])
        if rest is not None:
            return [group, *rest]
    return None


def _fits(group: str, values: ValueProfile) -> bool:
    """Return True if a text is a known header of a column of such values."""
    first, _, rest = group.partition(" ")
    if values.numbered >= SETTINGS.mostly:  # "No. Uraian" over "1 Penyusunan Dokumen"
        is_pair = read_header_text(first).role is ColumnRole.NO
        return is_pair and read_header_text(rest).role is ColumnRole.NAME
    role = read_header_text(group).role
    is_numeric = max(values.numeric, values.money) >= SETTINGS.mostly
    if values.marker >= SETTINGS.mostly:
        return role in (ColumnRole.NO, ColumnRole.KODE)
    return role is not None and (role is ColumnRole.FIGURE) == is_numeric
