"""The lines of a table as a tree: what belongs under what.

A line is an item or a row without one. It belongs to the last line above it that stands
higher, by its printed code or else by its level.
"""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from sidak.expectations.identities.printed_codes import repair_codes, split_code
from sidak.expectations.identities.tolerances import rupiah_factor
from sidak.schemas import MONEY_METRICS, Figure, Level, TypedTable

#: From the root to the leaves; a line belongs to the last line above it of lower rank.
_LEVEL_DEPTHS = {
    Level.TUJUAN: 0,
    Level.SASARAN: 1,
    Level.URUSAN: 2,
    Level.BIDANG: 3,
    Level.PROGRAM: 4,
    Level.KEGIATAN: 5,
    Level.SUB_KEGIATAN: 6,
    Level.INDIKATOR: 7,
    Level.LAINNYA: 7,
}
_PROGRAMME = {Level.PROGRAM, Level.KEGIATAN, Level.SUB_KEGIATAN}
_BELOW_PROGRAM = {Level.KEGIATAN, Level.SUB_KEGIATAN}
#: Aims of the report; their names often stand in columns of their own, beside any line.
_AIMS = {Level.TUJUAN, Level.SASARAN}
#: How far what was added up so far may be from the whole when a misread line follows.
_NEARLY_WHOLE = Decimal("0.25")
#: Lines that mostly print no number and only head those below them.
HEADING_LEVELS = frozenset({*_AIMS, Level.URUSAN, Level.BIDANG})
#: Bottom lines that are a difference or a mean, whatever their looks.
_NO_SUM = re.compile(r"surplus|defisit|netto|sisa|selisih|rata|persen|capaian", re.IGNORECASE)


@dataclass(slots=True)
class AmountRow:
    """A line of the tree: an item, or a row without one."""

    row: int
    level: Level
    item_id: str | None
    figures: dict[int, list[Figure]] = field(default_factory=lambda: defaultdict(list))
    children: list["AmountRow"] = field(default_factory=list)
    is_doubtful: bool = False  # its children's levels are misread or had to be mended
    name: str = ""
    code: tuple[str, ...] = ()
    is_coded: bool = True  # prints a code, or stands in a table without codes


def money_columns(table: TypedTable) -> list[int]:
    """Return the columns that hold amounts of money."""
    return sorted({one.column for one in table.figures if is_money(one)})


def is_money(figure: Figure) -> bool:
    """Say whether a figure is an amount of money (a sum of percentages means nothing)."""
    if figure.unit is None:
        return figure.metric in MONEY_METRICS
    return rupiah_factor(figure.unit) is not None


def build_lines(table: TypedTable) -> list[AmountRow]:
    """Return the lines of a table in row order, with their figures."""
    has_codes = 2 * sum(1 for item in table.items if item.kode_printed) > len(table.items)
    codes = repair_codes([split_code(item.kode_printed) for item in table.items])
    lines: dict[str, AmountRow] = {
        item.item_id: AmountRow(
            item.row,
            item.level,
            item.item_id,
            name=item.name or item.name_raw,
            code=code,
            is_coded=not has_codes or item.kode_printed is not None,
        )
        for item, code in zip(table.items, codes, strict=True)
    }
    has_programme = any(item.level in _PROGRAMME for item in table.items)
    for figure in table.figures:
        if _is_year(figure):
            continue
        key = figure.item_id
        if key is None or key not in lines:
            # Among programme lines, a row that belongs to none is a fragment: no addend.
            if has_programme and figure.level is not Level.TOTAL:
                continue
            key = f"row {figure.row}"
            lines.setdefault(key, AmountRow(figure.row, figure.level, None))
        lines[key].figures[figure.column].append(figure)
    return sorted(lines.values(), key=lambda line: line.row)


def _is_year(figure: Figure) -> bool:
    """Whether a "number" is a year: part of a header that was taken for a row.

    In a row with a name it is an amount, such as 2000 thousands of rupiah.
    """
    text = figure.raw_text.strip()
    return (
        not figure.item_name
        and len(text) == 4
        and text.isdecimal()
        and "1990" <= text <= "2099"
    )


def link_lines(lines: Sequence[AmountRow]) -> tuple[list[AmountRow], list[AmountRow]]:
    """Link every line to its parent; return the roots and the totals, in row order.

    A printed code that continues another one says more than a level: charts of accounts
    have more levels than budgets have names for.
    """
    has_programme = any(line.level in _PROGRAMME for line in lines)
    misread = _find_misread_aims(lines) if has_programme else set()
    roots, totals = _link(lines, misread)
    for _ in lines:
        if not any(_raise_misread(None, line) for line in roots):
            break
        for line in lines:
            line.children.clear()
        roots, totals = _link(lines, misread)
    for line in roots:
        for child in line.children:
            line.is_doubtful = _mark_misread(line, child) or line.is_doubtful
    _release_surplus(roots)
    for line in lines:
        line.is_doubtful = _nest_under_sums(line.children, [line]) or line.is_doubtful
    _nest_under_sums(roots, totals)
    for total in totals:
        total.is_doubtful = bool(misread)
    return roots, totals


def _link(
    lines: Sequence[AmountRow], misread: Container[int]
) -> tuple[list[AmountRow], list[AmountRow]]:
    """Put every line under its parent; return the roots and the totals."""
    roots: list[AmountRow] = []
    totals: list[AmountRow] = []
    open_lines: list[AmountRow] = []
    has_programme = any(line.level in _PROGRAMME for line in lines)
    for line in lines:
        if line.level is Level.TOTAL:
            if not _NO_SUM.search(line.name):
                totals.append(line)
            continue
        if has_programme and line.level is Level.LAINNYA and not line.code:
            continue
        if has_programme and line.level in _AIMS and not _has_amount(line):
            continue  # a name beside the lines, not a line that closes any
        if id(line) in misread:
            for upper in (*open_lines, line):
                upper.is_doubtful = True
        while open_lines and not _stands_over(open_lines[-1], line):
            open_lines.pop()
        (open_lines[-1].children if open_lines else roots).append(line)
        open_lines.append(line)
    return roots, totals


def _raise_misread(upper: AmountRow | None, line: AmountRow) -> bool:
    """Raise a line that cannot be a part of the one it stands under to the same level.

    A part is not larger than its whole: if it is in every column, and what stands before
    it is nearly the whole already, its level was misread. So was it if the line above
    both lacks exactly its amount. Codes would say otherwise, so they are left alone.
    """
    if line.code or line.level not in _PROGRAMME:
        return False
    columns = [column for column in line.figures if _amount(line, column)]
    sums = dict.fromkeys(columns, Decimal(0))
    for place, child in enumerate(line.children):
        own = {column: _amount(child, column) for column in columns}
        is_over = len(columns) > 1 and all(own[one] > _amount(line, one) for one in columns)
        is_full = all(
            abs(_amount(line, one) - sums[one]) <= _NEARLY_WHOLE * _amount(line, one)
            for one in columns
        )
        is_lacking = upper is not None and any(
            own[one] and own[one] == _missing_amount(upper, one) for one in columns
        )
        if place and not child.code and ((is_over and is_full) or is_lacking):
            child.level = line.level
            return True
        for one in columns:
            sums[one] += own[one]
    return any(_raise_misread(line, child) for child in line.children)


def _missing_amount(line: AmountRow, column: int) -> Decimal:
    """Return what the lines under a line lack of its amount; 0 if they are too much."""
    amount = _amount(line, column)
    return max(Decimal(0), amount - sum(_amount(child, column) for child in line.children))


def _mark_misread(upper: AmountRow, line: AmountRow) -> bool:
    """Mark kegiatan with a part larger than themselves, and all above them.

    Unless it is the kegiatan that is misprinted: then the line above lacks just what the
    parts are too much.
    """
    is_misread = False
    for child in line.children:
        is_misread = _mark_misread(line, child) or is_misread
    if line.level is Level.KEGIATAN and not line.code:
        for column in line.figures:
            amount = _amount(line, column)
            parts = [_amount(child, column) for child in line.children]
            if amount and max(parts, default=Decimal(0)) > amount:
                is_misread = is_misread or sum(parts) - amount != _missing_amount(upper, column)
    line.is_doubtful = line.is_doubtful or is_misread
    return is_misread


def _find_misread_aims(lines: Sequence[AmountRow]) -> set[int]:
    """Return the tujuan and sasaran with amounts that stand amid the lines of a program.

    What comes after an aim is a program; where it is a kegiatan, the "aim" is one too.
    """
    found: set[int] = set()
    is_open = False
    for place, line in enumerate(lines):
        if line.level in _PROGRAMME:
            is_open = True
        elif line.level is Level.TOTAL:
            is_open = False
        elif line.level in _AIMS and is_open and _has_amount(line):
            following = next(
                (one for one in lines[place + 1 :] if one.level in (*_PROGRAMME, Level.TOTAL)),
                None,
            )
            if following is not None and following.level in _BELOW_PROGRAM:
                found.add(id(line))
    return found


def _release_surplus(siblings: list[AmountRow]) -> None:
    """Give back what an aim holds beyond its own amount.

    The next aim may print no line of its own. Where the first programs under an aim are
    exactly its amount, in every column, the others are not its.
    """
    place = 0
    while place < len(siblings):
        line = siblings[place]
        if line.level in _AIMS:
            _release_surplus(line.children)
            count = _count_addends(line, line.children, least=1)
            if count:
                siblings[place + 1 : place + 1] = line.children[count:]
                del line.children[count:]
        place += 1


def _has_amount(line: AmountRow) -> bool:
    return any(is_money(one) and one.value for own in line.figures.values() for one in own)


def _stands_over(upper: AmountRow, lower: AmountRow) -> bool:
    if upper.code and lower.code:
        if lower.code[: len(upper.code)] == upper.code:
            return len(lower.code) > len(upper.code)
        if len(lower.code) <= len(upper.code):
            return False
    return _LEVEL_DEPTHS[upper.level] < _LEVEL_DEPTHS[lower.level]


def _nest_under_sums(siblings: list[AmountRow], sums: Sequence[AmountRow]) -> bool:
    """Move lines under a sibling above them that is exactly their sum.

    Reports without codes often give kegiatan and sub kegiatan the same looks, so that
    both are read as one level. Where a line equals the sum of those that follow it, in
    every money column, the arithmetic says what the looks do not.

    Args:
        siblings: Lines read as one level; changed in place.
        sums: Lines that should be the sum of all of them: their parent, or the totals.

    Returns:
        Whether anything was moved.
    """
    for whole in sums:
        for column in whole.figures:
            amount = _amount(whole, column)
            if amount and amount == sum(_amount(line, column) for line in siblings):
                return False  # the levels are right as they are
    kept: list[AmountRow] = []
    place = 0
    while place < len(siblings):
        line = siblings[place]
        count = 0 if line.children else _count_addends(line, siblings[place + 1 :])
        line.children.extend(siblings[place + 1 : place + 1 + count])
        kept.append(line)
        place += 1 + count
    is_moved = len(kept) < len(siblings)
    siblings[:] = _nest_equal_pairs(kept, sums)
    return is_moved or len(siblings) < len(kept)


def _nest_equal_pairs(siblings: list[AmountRow], sums: Sequence[AmountRow]) -> list[AmountRow]:
    """Move lines under an equal one right above them, if only that mends the sum."""
    paired: list[tuple[AmountRow, AmountRow]] = []
    kept: list[AmountRow] = []
    for line in siblings:
        if kept and not kept[-1].children and _count_addends(kept[-1], [line], least=1):
            paired.append((kept[-1], line))
        else:
            kept.append(line)
    for whole in sums if paired else ():
        for column in whole.figures:
            amount = _amount(whole, column)
            if amount and amount == sum(_amount(line, column) for line in kept):
                for upper, lower in paired:
                    upper.children.append(lower)
                return kept
    return siblings


def _count_addends(line: AmountRow, following: Sequence[AmountRow], *, least: int = 2) -> int:
    """Return how many of the lines that follow add up to a line; 0 if none do.

    One equal line says nothing: sub kegiatan often come in equal pairs.
    """
    aims = {column: _amount(line, column) for column in line.figures}
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


def _count_empty(lines: Sequence[AmountRow], columns: Iterable[int]) -> int:
    """Return how many lines at the start print nothing, or zero, in ``columns``."""
    listed = list(columns)
    count = 0
    for line in lines:
        if any(_amount(line, column) for column in listed):
            break
        count += 1
    return count


def _amount(line: AmountRow, column: int) -> Decimal:
    figures = [one for one in line.figures.get(column, ()) if is_money(one)]
    if len(figures) != 1 or figures[0].value is None:
        return Decimal(0)
    return figures[0].value
