"""The level of each row: total, program, kegiatan, sub kegiatan, sasaran, indikator."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from importlib.resources import files

from sidak.normalisers.header.profiles import is_kode_like
from sidak.normalisers.rows.level_sums import SumRow, split_by_sums
from sidak.normalisers.rows.nesting import STEPS, UnlabelledRow, read_nesting
from sidak.schemas import PROGRAMME_LEVELS, Level

_MARKER_FIRST = re.compile(
    r"^\s*(?P<marker>\(?(?:[IVXivx]{1,5}|[A-Za-z]|\d{1,3})(?:\.(?:\d{1,3}|[a-z]))*\s*[.):]+"
    r"|\(?\d{1,3}(?:\.\d{1,3})+|[-–•➢✓*])\s+(?=\S)"
)
_SPACED = re.compile(r"(\w )+\w")
_OUTCOME = re.compile(r"^(ter|me)[a-z]{4,}nya\b", re.IGNORECASE)
_LABEL = re.compile(r"^(program|kegiatan|sub\s*kegiatan)\s*:\s*(?=\S)", re.IGNORECASE)
_ROMAN = re.compile(r"^(?=[ivx])(x{0,3})(ix|iv|v?i{0,3})$", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
_AGENCY = re.compile(
    r"^(dinas|badan|sekretariat|kecamatan|kelurahan|inspektorat|kantor|satuan polisi|"
    r"rumah sakit|rsud|biro|bagian)\b",
    re.IGNORECASE,
)
#: How sure a single style must speak for a level before rows without words follow it.
_AGREEMENT = 0.8


_Style = tuple[str, bool, bool, int, bool, bool]


@dataclass(frozen=True, slots=True)
class RowFeatures:
    """What a row shows of its level.

    Attributes:
        row: Row of the table.
        name: The name printed in the row's deepest name column, on one line.
        column_level: Level of that name column, if its header gives one.
        kode_level: Level of the printed code, if there is one.
        marker: Numbering of the row ("A.1.", "3"), from its own column or the name.
        has_indikator: Whether an indicator stands in the row.
        has_figures: Whether a figure stands in the row.
        is_bold: Whether the name is bold.
        is_italic: Whether the name is italic.
        indent: Left edge of the name in its cell, in points.
        has_kode: Whether a code is printed.
        known_level: Level of a nomenclature entry of this very name, if there is one.
        is_account: Whether the code is that of an account (rekening), not of a programme.
        indikator: The indicator printed in the row.
        amounts: The amounts of money in the row, one per money column.
        outline_level: Level by the step of the numbering (1, 1.1, 1.1.1), if it counts a tree.
    """

    row: int
    name: str
    column_level: Level | None = None
    kode_level: Level | None = None
    marker: str = ""
    has_indikator: bool = False
    has_figures: bool = False
    is_bold: bool = False
    is_italic: bool = False
    indent: float = 0.0
    has_kode: bool = False
    known_level: Level | None = None
    is_account: bool = False
    indikator: str = ""
    amounts: tuple[Decimal | None, ...] = ()
    outline_level: Level | None = None


@cache
def _load_level_words() -> tuple[tuple[re.Pattern[str], Level], ...]:
    raw = files("sidak.normalisers").joinpath("data", "levels.tsv").read_text(encoding="utf-8")
    lines = [line for line in raw.splitlines() if line and not line.startswith("#")]
    return tuple(
        (re.compile(pattern), Level(level))
        for pattern, level in (line.split("\t") for line in lines[1:])
    )


def split_marker(name: str) -> tuple[str, str]:
    """Split "a. Program X" into the numbering ("a.") and the rest; ("", name) if none."""
    match = _MARKER_FIRST.match(name)
    if match is None or is_kode_like(match.group("marker")):
        return "", name.strip()
    return match.group("marker").strip(), name[match.end() :].strip()


def strip_label(name: str) -> str:
    """Take the level's own label away: "Kegiatan : Penyediaan" names "Penyediaan"."""
    return _LABEL.sub("", name)


def read_level_words(name: str) -> Level | None:
    """Return the level that a name's first words tell ("Program ...", "Jumlah Belanja")."""
    _marker, rest = split_marker(name)
    text = _SPACES.sub(" ", rest).strip().lower()
    if _SPACED.fullmatch(text):
        text = text.replace(" ", "")
    for pattern, level in _load_level_words():
        if pattern.search(text):
            return level
    return None


def find_inner_outcomes(
    lines: Sequence[RowFeatures], levels: Sequence[Level]
) -> frozenset[int]:
    """Return the rows that name the outcome of the programme line above ("Terlaksananya ...").

    They stand below that line and open nothing; an outcome over a programme is a sasaran
    that the programme serves.
    """
    named = [at for at, line in enumerate(lines) if line.name]
    inner: set[int] = set()
    above: Level | None = None
    for place, at in enumerate(named):
        level = levels[at]
        if level in PROGRAMME_LEVELS:
            above = level
        is_outcome = level is Level.SASARAN and _OUTCOME.match(split_marker(lines[at].name)[1])
        if not is_outcome or above is None:
            continue
        later = (levels[other] for other in named[place + 1 :])
        following = next((other for other in later if other is not Level.SASARAN), None)
        if following is not Level.PROGRAM or above is Level.PROGRAM:
            inner.add(lines[at].row)
    return frozenset(inner)


def marker_style(marker: str, *, has_romans: bool = True) -> str:
    """Return the kind of a numbering: "I", "A", "A.1", "1", "1.1", "a", "-"; "" if none."""
    text = marker.strip().strip("().:").strip()
    if not text:
        return marker.strip()[:1] if marker.strip() in ("-", "–", "•", "*") else ""
    parts = []
    for part in re.split(r"[.\s]+", text):
        if part.isdigit():
            parts.append("1")
        elif has_romans and _ROMAN.match(part):
            parts.append("I" if part.isupper() else "i")
        elif len(part) == 1 and part.isalpha():
            parts.append("A" if part.isupper() else "a")
        else:
            return ""
    return ".".join(parts)


def _strong_level(line: RowFeatures, *, has_level_columns: bool) -> Level | None:
    """Return the level that stands printed in the row itself."""
    words = read_level_words(line.name) if line.name else None
    if words is Level.TOTAL and not line.has_indikator and not line.has_kode:
        return Level.TOTAL
    if line.outline_level is not None:
        return words if words in PROGRAMME_LEVELS else line.outline_level
    if line.is_account:
        return Level.LAINNYA
    if words is Level.LAINNYA and line.kode_level in (None, Level.URUSAN, Level.BIDANG):
        return Level.LAINNYA
    if has_level_columns and line.column_level is not None and line.name:
        return line.column_level
    if words is Level.PROGRAM and line.kode_level in (Level.URUSAN, Level.BIDANG):
        return Level.PROGRAM
    if line.kode_level is not None:
        return line.kode_level
    if words is Level.TOTAL:
        return None
    return words or line.known_level


def read_levels(
    lines: Sequence[RowFeatures],
    *,
    is_programme_table: bool,
    has_level_columns: bool,
    only_level: Level | None = None,
    has_sub_kegiatan: bool = True,
    agency: str | None = None,
    header_levels: int = 0,
) -> tuple[Level, ...]:
    """Return the level of each row.

    What the row itself prints comes first (words, level column, code, a nomenclature
    name). Rows that print nothing follow the rows that look the same (numbering, weight,
    slant, indent), then their place below the rows above them.

    Args:
        lines: The body rows that are not empty.
        is_programme_table: Whether the table lists programmes at all.
        has_level_columns: Whether each level has a name column of its own.
        only_level: Level named by the header of the only name column.
        has_sub_kegiatan: Whether reports of this year know sub kegiatan (from 2021 on).
        agency: Name of the agency, whose own row carries the totals.
        header_levels: How many levels (program, kegiatan, sub kegiatan) the header names
            for one column.
    """
    if not has_sub_kegiatan:
        lines = [_lower_known_level(line) for line in lines]
    levels: list[Level | None] = [
        _strong_level(line, has_level_columns=has_level_columns) for line in lines
    ]
    for at, line in enumerate(lines):
        if not line.name and levels[at] is None:
            levels[at] = Level.INDIKATOR if line.has_indikator else Level.LAINNYA
    if not is_programme_table:
        return tuple(level or only_level or Level.LAINNYA for level in levels)
    if only_level not in (Level.TUJUAN, Level.SASARAN):
        _mark_outcomes(lines, levels)
    _mark_agency(lines, levels, agency)
    if header_levels > 1:
        _apply_nesting(lines, levels, header_levels, may_go_deeper=has_sub_kegiatan)
    _apply_style(lines, levels)
    if has_sub_kegiatan:
        _apply_sums(lines, levels)
    _apply_position(lines, levels, has_sub_kegiatan=has_sub_kegiatan, only_level=only_level)
    return tuple(level or Level.LAINNYA for level in levels)


def _lower_known_level(line: RowFeatures) -> RowFeatures:
    """Before sub kegiatan came, what the lists of today call so was a kegiatan."""
    if line.known_level is not Level.SUB_KEGIATAN:
        return line
    return replace(line, known_level=Level.KEGIATAN)


def _mark_outcomes(lines: Sequence[RowFeatures], levels: list[Level | None]) -> None:
    """Mark rows that name an outcome: no programme line begins so, in any edition."""
    for at, line in enumerate(lines):
        is_shifted = levels[at] in STEPS and levels[at] is line.column_level
        is_open = levels[at] is None or (is_shifted and not line.has_kode)
        if is_open and _OUTCOME.match(split_marker(line.name)[1]):
            levels[at] = Level.SASARAN


def _mark_agency(
    lines: Sequence[RowFeatures], levels: list[Level | None], agency: str | None
) -> None:
    """Mark the row of the agency itself, above all programmes, as the total."""
    steps = (Level.PROGRAM, Level.KEGIATAN, Level.SUB_KEGIATAN)
    is_above = True
    for at, line in enumerate(lines):
        is_above = is_above and levels[at] not in steps
        if levels[at] is not None or not _AGENCY.match(line.name):
            continue
        heads_programs = at + 1 < len(lines) and levels[at + 1] is Level.PROGRAM
        if (is_above and line.has_figures) or heads_programs:
            levels[at] = Level.TOTAL


def _apply_nesting(
    lines: Sequence[RowFeatures], levels: list[Level | None], steps: int, *, may_go_deeper: bool
) -> None:
    """Read the levels off nested looks or sums where no row prints one."""
    if any(level in STEPS for level in levels):
        return
    rows = [at for at, level in enumerate(levels) if level is None and lines[at].name]
    has_romans = _has_romans(lines)
    styles = {at: _style(lines[at], has_romans=has_romans) for at in rows}
    is_numbered = sum(bool(style[0]) for style in styles.values()) >= 0.8 * len(rows)
    unlabelled = [
        UnlabelledRow(styles[at][0] if is_numbered else styles[at][1:4], lines[at].amounts)
        for at in rows
    ]
    found = read_nesting(unlabelled, steps=steps, may_go_deeper=may_go_deeper)
    if found is None and is_numbered:
        unlabelled = [UnlabelledRow(styles[at][1:4], lines[at].amounts) for at in rows]
        found = read_nesting(unlabelled, steps=steps, may_go_deeper=may_go_deeper)
    for at, level in zip(rows, found or (), strict=False):
        levels[at] = level


def _style(line: RowFeatures, *, has_romans: bool) -> _Style:
    return (
        marker_style(line.marker, has_romans=has_romans),
        line.is_bold,
        line.is_italic,
        round(line.indent / 6),
        line.has_kode,
        line.name.isupper(),
    )


def _has_romans(lines: Sequence[RowFeatures]) -> bool:
    return any(
        re.fullmatch(r"(II|III|IV|VI|ii|iii|iv|vi)", line.marker.strip("(). "))
        for line in lines
    )


def _apply_style(lines: Sequence[RowFeatures], levels: list[Level | None]) -> None:
    """Give rows without words the level of rows that look the same, if those agree."""
    has_romans = _has_romans(lines)
    votes: dict[_Style, Counter[Level]] = {}
    for line, level in zip(lines, levels, strict=True):
        if level in PROGRAMME_LEVELS and line.name:
            votes.setdefault(_style(line, has_romans=has_romans), Counter())[level] += 1
    programs = [x for x, level in zip(lines, levels, strict=True) if level is Level.PROGRAM]
    is_worded = bool(programs) and all(read_level_words(x.name) for x in programs)
    distinct = {counter.most_common(1)[0][0] for counter in votes.values()}
    if len(distinct) < 2 and len(votes) < 2:
        return  # one style known for one level says nothing about the rows left over
    for at, line in enumerate(lines):
        if levels[at] is not None:
            continue
        counter = votes.get(_style(line, has_romans=has_romans))
        if counter is None:
            continue
        level, count = counter.most_common(1)[0]
        if level is Level.PROGRAM and is_worded:
            continue  # where all programmes are called "Program", this is none
        if count / counter.total() >= _AGREEMENT:
            levels[at] = level


def _apply_sums(lines: Sequence[RowFeatures], levels: list[Level | None]) -> None:
    """Tell kegiatan and sub kegiatan apart by sums, where the rows show no difference.

    Levels by a nomenclature name take part as hints: the same name may stand on another
    level in another edition.
    """
    has_romans = _has_romans(lines)
    runs: list[list[int]] = [[]]
    for at, line in enumerate(lines):
        level = levels[at]
        is_open = level is None or (level is line.known_level and not line.has_kode)
        if line.name and is_open and level not in (Level.PROGRAM, Level.TOTAL):
            runs[-1].append(at)
        elif level is not Level.INDIKATOR:
            runs.append([])
    splits: list[tuple[list[int], list[SumRow], tuple[Level, ...] | None]] = []
    for run in runs:
        styles = {_style(lines[i], has_romans=has_romans)[0:3] for i in run}
        if len(styles) != 1 or all(levels[i] is not None for i in run):
            continue
        rows = [SumRow(lines[i].amounts, lines[i].indikator, lines[i].known_level) for i in run]
        splits.append((run, rows, split_by_sums(rows)))
    if all(found is None for _run, _rows, found in splits):
        return
    for run, rows, found in splits:
        for i, split in zip(
            run, found or split_by_sums(rows, is_known=True) or (), strict=False
        ):
            levels[i] = split


def _apply_position(
    lines: Sequence[RowFeatures],
    levels: list[Level | None],
    *,
    has_sub_kegiatan: bool,
    only_level: Level | None,
) -> None:
    """Place the rows left over below the rows above them, one step per style."""
    has_romans = _has_romans(lines)
    steps = (Level.PROGRAM, Level.KEGIATAN, Level.SUB_KEGIATAN)
    waiting: list[int] = []
    placed: dict[_Style, Counter[Level]] = {}
    above: Level | None = None
    is_account = False
    opened: dict[_Style, Level] = {}
    for at, line in enumerate(lines):
        level = levels[at]
        style = _style(line, has_romans=has_romans)
        if level in steps:
            above = level
            opened = {s: v for s, v in opened.items() if steps.index(v) <= steps.index(level)}
            opened[style] = level
            continue
        if level is not None:
            is_account = level is Level.LAINNYA
            continue
        if above is None:
            levels[at] = only_level
            if only_level is None and not is_account:
                waiting.append(at)
            continue
        if style in opened and (opened[style] is not Level.PROGRAM or only_level):
            levels[at] = opened[style]
            above = opened[style]
            continue
        deepest = Level.SUB_KEGIATAN if has_sub_kegiatan else Level.KEGIATAN
        step = steps.index(above) + 1
        limit = steps.index(deepest)
        level = steps[min(step, limit)]
        levels[at] = level
        opened[style] = level
        placed.setdefault(style, Counter())[level] += 1
        above = level
    for at in waiting:  # rows above the first programme: the table began on another page
        counter = placed.get(_style(lines[at], has_romans=has_romans))
        if counter is not None:
            levels[at] = counter.most_common(1)[0][0]
        elif not has_sub_kegiatan:
            levels[at] = Level.KEGIATAN  # names of programmes begin with "Program"
