"""The rows of a table with their amounts, placed under each other by codes, levels and sums.

The rows are those of the table's row tree. For sums a row stands under the last row above it
that is higher by its printed code or else by its level; where amounts prove another place,
they decide. They may differ from one call to the next: scanned digits are repaired by trying
numbers. So this tree is not kept, and the published levels stay as they are.
"""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from sidak.expectations.identities.settings import SETTINGS
from sidak.expectations.identities.tolerances import rupiah_factor
from sidak.schemas import MONEY_METRICS, Figure, Level, MatchStatus, TypedTable
from sidak.schemas.row_tree import LEVEL_DEPTHS

#: Depth of each level; a row belongs to the last row above it of lower depth.
DEPTHS = {**LEVEL_DEPTHS, Level.LAINNYA: LEVEL_DEPTHS[Level.INDIKATOR]}
_PROGRAMME = {Level.PROGRAM, Level.KEGIATAN, Level.SUB_KEGIATAN}
_BELOW_PROGRAM = {Level.KEGIATAN, Level.SUB_KEGIATAN}
#: Aims of the report; their names often stand in columns of their own, beside any row.
_AIMS = {Level.TUJUAN, Level.SASARAN}
#: Levels of rows that mostly print no number and only head those below them.
HEADING_LEVELS = frozenset({*_AIMS, Level.URUSAN, Level.BIDANG})
#: Rows that only name where the money comes from; programmes stand under them.
_SOURCE = re.compile(
    r"(?:sumber\s+)?(?:dana\s+|belanja\s+)?(?:apbd|apbn|dak|dau|dbhcht|dekonsentrasi|dekon|"
    r"tugas\s+(?:pembantuan|perbantuan)|alokasi\s+(?:khusus|umum)|bantuan\s+(?:keuangan|"
    r"provinsi)|bankeu|pajak\s+rokok)\W*(?:dekon|tp|dak|dau|apbn|apbd)?(?:/tp)?\W*"
    r"(?:\s+(?:provinsi|kabupaten|kota|fisik|non\s*fisik|murni))?(?:\s+(?:19|20)\d\d)?\W*",
    re.IGNORECASE,
)
#: Bottom rows that are a difference or a mean, whatever their looks.
_NO_SUM = re.compile(r"surplus|defisit|netto|sisa|selisih|rata|persen|capaian", re.IGNORECASE)


@dataclass(slots=True)
class AmountRow:
    """A row with its figures, and the rows under it.

    Attributes:
        row: Row of the table.
        level: Its level; changed where the amounts show that it was misread.
        item_id: Its item; ``None`` for a row without one.
        name: Name of the item.
        code: Parts of the printed code.
        is_coded: Whether it prints a code, or stands in a table without codes.
        kode: The code that its name was matched to; empty if there is none for certain.
        figures: Its figures by column.
        children: The rows right under it.
        is_doubtful: Whether the levels of its children were misread or had to be changed.
    """

    row: int
    level: Level
    item_id: str | None
    name: str = ""
    code: tuple[str, ...] = ()
    is_coded: bool = True
    kode: str = ""
    figures: dict[int, list[Figure]] = field(default_factory=lambda: defaultdict(list))
    children: list["AmountRow"] = field(default_factory=list)
    is_doubtful: bool = False


def money_columns(table: TypedTable) -> list[int]:
    """Return the columns that hold amounts of money.

    A column of rupiah that prints small numbers with decimals only holds percentages: its
    header names both ("Realisasi Rp %").
    """
    printed: dict[int, list[Figure]] = defaultdict(list)
    for one in table.figures:
        if is_money(one):
            printed[one.column].append(one)
    return sorted(column for column, own in printed.items() if not _are_shares(own))


def _are_shares(figures: Sequence[Figure]) -> bool:
    """Return True if amounts in whole rupiah look like percentages, all of them."""
    values = [one.value for one in figures if one.value]
    return (
        bool(values)
        and all(rupiah_factor(one.unit or "Rp") == 1 for one in figures)
        and all(abs(value) <= SETTINGS.largest_share for value in values)
        and any(one.decimals for one in figures)
    )


def is_money(figure: Figure) -> bool:
    """Return True if a figure is an amount of money, which alone can be added up."""
    if figure.unit is None:
        return figure.metric in MONEY_METRICS
    return rupiah_factor(figure.unit) is not None


def list_amount_rows(table: TypedTable) -> list[AmountRow]:
    """Return the rows of a table with their figures, in row order, not placed yet."""
    coded = {item.item_id for item in table.items if item.kode_printed is not None}
    has_codes = 2 * sum(1 for item in table.items if item.kode_printed) > len(table.items)
    matched = {
        item.item_id: item.kode or ""
        for item in table.items
        if item.match_status in (MatchStatus.AUTO, MatchStatus.DECIDED)
    }
    rows = [
        AmountRow(
            node.row,
            node.level,
            node.item_id,
            name=node.name,
            code=node.code,
            is_coded=node.item_id is None or not has_codes or node.item_id in coded,
            kode=matched.get(node.item_id or "", ""),
        )
        for node in table.tree.nodes
    ]
    _drop_running_numbers(rows)
    _raise_sources(rows)
    of_item = {row.item_id: row for row in rows if row.item_id is not None}
    without_item = {row.row: row for row in rows if row.item_id is None}
    has_programme = any(item.level in _PROGRAMME for item in table.items)
    for figure in table.figures:
        row = of_item.get(figure.item_id or "")
        if _is_year(figure):
            continue
        if row is None:
            # In a table of programmes a row without an item is a fragment and no addend.
            if has_programme and figure.level is not Level.TOTAL:
                continue
            row = without_item[figure.row]
        row.figures[figure.column].append(figure)
    return [row for row in rows if row.item_id is not None or row.figures]


def _drop_running_numbers(rows: Sequence[AmountRow]) -> None:
    """Take a lone number for no code where rows of its level have codes of several parts.

    "2" in a column "Kode" is the second line of a list; "2.05" does not continue it.
    """
    longest: dict[Level, int] = defaultdict(int)
    for row in rows:
        longest[row.level] = max(longest[row.level], len(row.code))
    for row in rows:
        is_long = longest[row.level] >= SETTINGS.code_parts
        if len(row.code) == 1 and row.level in _PROGRAMME and is_long:
            row.code = ()


def _raise_sources(rows: Sequence[AmountRow]) -> None:
    """Raise rows that name a source of money right above a programme: they are headings."""
    for row, following in pairwise(rows):
        is_source = not row.code and _SOURCE.fullmatch(row.name.strip()) is not None
        if is_source and row.level is not Level.TOTAL and following.level is Level.PROGRAM:
            row.level = Level.URUSAN


def _is_year(figure: Figure) -> bool:
    """Return True if a "number" is a year: part of a header that was taken for a row.

    In a row with a name it is an amount, such as 2000 thousands of rupiah.
    """
    text = figure.raw_text.strip()
    return (
        not figure.item_name
        and len(text) == 4
        and text.isdecimal()
        and "1990" <= text <= "2099"
    )


def place_rows(rows: Sequence[AmountRow]) -> tuple[list[AmountRow], list[AmountRow]]:
    """Place every row under its parent; return the roots and the totals, in row order.

    A printed code that continues another one is stronger evidence than a level: charts of
    accounts have more levels than budgets have names for.
    """
    has_programme = any(row.level in _PROGRAMME for row in rows)
    misread = _find_misread_aims(rows) if has_programme else set()
    roots, totals = _link(rows, misread)
    for _ in rows:
        if not any(_raise_misread(None, row) for row in roots):
            break
        for row in rows:
            row.children.clear()
        roots, totals = _link(rows, misread)
    for row in roots:
        for child in row.children:
            row.is_doubtful = _mark_misread(row, child) or row.is_doubtful
    _release_surplus(roots)
    for row in rows:
        row.is_doubtful = _nest_under_sums(row.children, [row]) or row.is_doubtful
    _nest_under_sums(roots, totals)
    for total in totals:
        total.is_doubtful = bool(misread)
    return roots, totals


def _link(
    rows: Sequence[AmountRow], misread: Container[int]
) -> tuple[list[AmountRow], list[AmountRow]]:
    """Place every row by codes and levels; return the roots and the totals."""
    roots: list[AmountRow] = []
    totals: list[AmountRow] = []
    open_rows: list[AmountRow] = []
    has_programme = any(row.level in _PROGRAMME for row in rows)
    for row in rows:
        if row.level is Level.TOTAL:
            if not _NO_SUM.search(row.name):
                totals.append(row)
            continue
        if has_programme and row.level is Level.LAINNYA and not row.code:
            continue
        if has_programme and row.level in _AIMS and not _has_amount(row):
            continue  # a name beside the rows, which closes none of them
        if id(row) in misread:
            for upper in (*open_rows, row):
                upper.is_doubtful = True
        while open_rows and not _stands_over(open_rows[-1], row):
            open_rows.pop()
        (open_rows[-1].children if open_rows else roots).append(row)
        open_rows.append(row)
    return roots, totals


def _raise_misread(upper: AmountRow | None, row: AmountRow) -> bool:
    """Raise the first row that cannot be a part of its parent to the parent's level.

    A part is not larger than its whole. If it is in every column, and the parts before it
    are nearly the whole already, its level was misread. The same follows if the row above
    the parent lacks exactly its amount. Rows with codes are left alone.

    Returns:
        True if a row was raised.
    """
    if row.code or row.level not in _PROGRAMME:
        return False
    columns = [column for column in row.figures if _amount(row, column)]
    sums = dict.fromkeys(columns, Decimal(0))
    for place, child in enumerate(row.children):
        own = {column: _amount(child, column) for column in columns}
        is_over = len(columns) > 1 and all(own[one] > _amount(row, one) for one in columns)
        is_full = all(
            abs(_amount(row, one) - sums[one]) <= SETTINGS.nearly_whole * _amount(row, one)
            for one in columns
        )
        is_lacking = upper is not None and any(
            own[one] and own[one] == _missing_amount(upper, one) for one in columns
        )
        if place and not child.code and ((is_over and is_full) or is_lacking):
            child.level = row.level
            return True
        for one in columns:
            sums[one] += own[one]
    return any(_raise_misread(row, child) for child in row.children)


def _missing_amount(row: AmountRow, column: int) -> Decimal:
    """Return what the children of a row lack of its amount; 0 if they are too much."""
    amount = _amount(row, column)
    return max(Decimal(0), amount - sum(_amount(child, column) for child in row.children))


def _mark_misread(upper: AmountRow, row: AmountRow) -> bool:
    """Mark kegiatan with a part larger than themselves, and all rows above them.

    Not where the kegiatan itself is misprinted: then the row above it lacks exactly what
    the parts are too much.
    """
    is_misread = False
    for child in row.children:
        is_misread = _mark_misread(row, child) or is_misread
    if row.level is Level.KEGIATAN and not row.code:
        for column in row.figures:
            amount = _amount(row, column)
            parts = [_amount(child, column) for child in row.children]
            if amount and max(parts, default=Decimal(0)) > amount:
                is_misread = is_misread or sum(parts) - amount != _missing_amount(upper, column)
    row.is_doubtful = row.is_doubtful or is_misread
    return is_misread


def _find_misread_aims(rows: Sequence[AmountRow]) -> set[int]:
    """Return ``id()`` of each tujuan and sasaran with amounts amid the rows of a program.

    An aim is followed by a program; where a kegiatan follows, the "aim" is a kegiatan too.
    """
    found: set[int] = set()
    is_open = False
    for place, row in enumerate(rows):
        if row.level in _PROGRAMME:
            is_open = True
        elif row.level is Level.TOTAL:
            is_open = False
        elif row.level in _AIMS and is_open and _has_amount(row):
            following = next(
                (one for one in rows[place + 1 :] if one.level in (*_PROGRAMME, Level.TOTAL)),
                None,
            )
            if following is not None and following.level in _BELOW_PROGRAM:
                found.add(id(row))
    return found


def _release_surplus(siblings: list[AmountRow]) -> None:
    """Move what an aim holds beyond its own amount out of it.

    The next aim may print no row of its own. Where the first programs under an aim add up
    to its amount exactly, in every column, the others are not its parts.
    """
    place = 0
    while place < len(siblings):
        row = siblings[place]
        if row.level in _AIMS:
            _release_surplus(row.children)
            count = _count_addends(row, row.children, least=1)
            if count:
                siblings[place + 1 : place + 1] = row.children[count:]
                del row.children[count:]
        place += 1


def _has_amount(row: AmountRow) -> bool:
    return any(is_money(one) and one.value for own in row.figures.values() for one in own)


def _stands_over(upper: AmountRow, lower: AmountRow) -> bool:
    if upper.code and lower.code:
        if lower.code[: len(upper.code)] == upper.code:
            return len(lower.code) > len(upper.code)
        if len(lower.code) <= len(upper.code):
            return False
    return DEPTHS[upper.level] < DEPTHS[lower.level]


def _nest_under_sums(siblings: list[AmountRow], sums: Sequence[AmountRow]) -> bool:
    """Move rows under a sibling above them that is exactly their sum.

    Reports without codes often print kegiatan and sub kegiatan in the same style, so that
    both are read as one level. Where a row equals the sum of those that follow it, in every
    money column, the sum decides.

    Args:
        siblings: Rows read as one level; changed in place.
        sums: Rows that should be the sum of all of them: their parent, or the totals.

    Returns:
        True if any row was moved.
    """
    for whole in sums:
        for column in whole.figures:
            amount = _amount(whole, column)
            if amount and amount == sum(_amount(row, column) for row in siblings):
                return False  # the levels are right as they are
    kept: list[AmountRow] = []
    place = 0
    while place < len(siblings):
        row = siblings[place]
        count = 0 if row.children else _count_addends(row, siblings[place + 1 :])
        row.children.extend(siblings[place + 1 : place + 1 + count])
        kept.append(row)
        place += 1 + count
    is_moved = len(kept) < len(siblings)
    siblings[:] = _nest_equal_pairs(kept, sums)
    return is_moved or len(siblings) < len(kept)


def _nest_equal_pairs(siblings: list[AmountRow], sums: Sequence[AmountRow]) -> list[AmountRow]:
    """Move rows under an equal one right above them, if only then the sum holds."""
    paired: list[tuple[AmountRow, AmountRow]] = []
    kept: list[AmountRow] = []
    for row in siblings:
        if kept and not kept[-1].children and _count_addends(kept[-1], [row], least=1):
            paired.append((kept[-1], row))
        else:
            kept.append(row)
    for whole in sums if paired else ():
        for column in whole.figures:
            amount = _amount(whole, column)
            if amount and amount == sum(_amount(row, column) for row in kept):
                for upper, lower in paired:
                    upper.children.append(lower)
                return kept
    return siblings


def _count_addends(row: AmountRow, following: Sequence[AmountRow], *, least: int = 2) -> int:
    """Return how many of the rows that follow add up to a row; 0 if none do.

    One equal row is no evidence: sub kegiatan often come in equal pairs.
    """
    aims = {column: _amount(row, column) for column in row.figures}
    known = {column: aim for column, aim in aims.items() if aim}
    if not known:
        return 0
    sums = dict.fromkeys(known, Decimal(0))
    addends = 0
    for count, other in enumerate(following, start=1):
        amounts = {column: _amount(other, column) for column in known}
        for column, amount in amounts.items():
            sums[column] += amount
        addends += any(amounts.values())
        if any(abs(sums[column]) > abs(aim) for column, aim in known.items()):
            return 0
        if sums == known and addends >= least:
            following_zero = _count_empty(following[count:], known)
            return count + following_zero
    return 0


def _count_empty(rows: Sequence[AmountRow], columns: Iterable[int]) -> int:
    """Return how many rows at the start print nothing, or zero, in ``columns``."""
    listed = list(columns)
    count = 0
    for row in rows:
        if any(_amount(row, column) for column in listed):
            break
        count += 1
    return count


def _amount(row: AmountRow, column: int) -> Decimal:
    figures = [one for one in row.figures.get(column, ()) if is_money(one)]
    if len(figures) != 1 or figures[0].value is None:
        return Decimal(0)
    return figures[0].value
