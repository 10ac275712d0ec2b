"""The whole numbers of a column, before the sense of its separators is settled."""

import re

from sidak.normalisers.header.detect import TableHeader
from sidak.normalisers.header.profiles import is_money_like
from sidak.normalisers.text.table_view import TableView, one_line

#: Two decimals at the end.
CENTS = re.compile(r"[.,]\d{2}$")
NO_DIGIT = re.compile(r"\D")
_NEGATIVE = re.compile(r"^\W*(?:Rp\W*)?[(\-–]", re.IGNORECASE)


def read_whole_amounts(view: TableView, header: TableHeader, column: int) -> dict[int, int]:
    """Return row to whole number of the cells that begin in a column; cents left out.

    Args:
        view: The table.
        header: Its header rows.
        column: The one that is read.
    """
    found = {}
    for row in range(view.rows):
        cell = view.starts(row, column) if header.is_body(row) else None
        line = one_line(cell.text) if cell is not None else ""
        if not is_money_like(line) and not line.isdecimal():
            continue
        digits = NO_DIGIT.sub("", CENTS.sub("", line.rstrip(")")))
        if digits:
            found[row] = -int(digits) if _NEGATIVE.match(line) else int(digits)
    return found
