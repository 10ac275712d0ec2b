"""The level of each row: total, program, kegiatan, sub kegiatan, sasaran, indikator."""

import re
from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from sidak.normalisers.header.profiles import is_kode_like
from sidak.normalisers.rows.level_sums import (
    STEPS,
    SumRow,
    find_summed_totals,
    is_sum_of,
    parse_by_sums,
    split_by_sums,
)
from sidak.normalisers.rows.nesting import UnlabelledRow, nest_by_style
from sidak.normalisers.rows.settings import SETTINGS
from sidak.normalisers.text.resources import read_rows
from sidak.schemas import PROGRAMME_LEVELS, Level
from sidak.schemas.row_tree import RowEvidence

_MARKER_FIRST = re.compile(
    r"^\s*(?P<marker>\(?(?:[IVXivx]{1,5}|[A-Za-z]|\d{1,3})(?:\.(?:\d{1,3}|[a-z]))*\s*[.):]+"
    r"|\(?\d{1,3}(?:\.\d{1,3})+|[-–•➢✓*])\s+(?=\S)"
)
_SPACED = re.compile(r"(\w )+\w")
_OUTCOME = re.compile(r"^(ter|me)[a-z]{4,}nya\b", re.IGNORECASE)
_LABEL = re.compile(r"^(program|kegiatan|sub\s*kegiatan)\s*:\s*(?=\S)", re.IGNORECASE)
_ROMAN_NUMBER = re.compile(r"II|III|IV|VI|ii|iii|iv|vi")
_ROMAN = re.compile(r"^(?=[ivx])(x{0,3})(ix|iv|v?i{0,3})$", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
_TOTAL_WORDS = re.compile(r"(?:sub\s*)?(?:jumlah|total)\b", re.IGNORECASE)
_AGENCY = re.compile(
    r"^(dinas|badan|sekretariat|kecamatan|kelurahan|inspektorat|kantor|satuan polisi|"
    r"rumah sakit|rsud|biro|bagian)\b",
    re.IGNORECASE,
)


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
        addends: The numbers in the row, one per column whose numbers may be added up.
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
    addends: tuple[Decimal | None, ...] = ()
    outline_level: Level | None = None


@cache
def _load_level_words() -> tuple[tuple[re.Pattern[str], Level], ...]:
    return tuple(
        (re.compile(pattern), Level(level)) for pattern, level in read_rows("levels.tsv")
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


@dataclass(frozen=True, slots=True)
class LevelReading:
    """The level of a row, and how it is known."""

    level: Level
    evidence: RowEvidence


@dataclass(frozen=True, slots=True)
class LevelContext:
    """What is known of a table whose rows have levels.

    Attributes:
        is_programme_table: Whether the table lists programmes at all.
        has_level_columns: Whether each level has a name column of its own.
        only_level: Level named by the header of the only name column.
        has_sub_kegiatan: Whether reports of this year know sub kegiatan (from 2021 on).
        agency: Name of the agency, whose own row carries the totals.
        header_levels: How many levels (program, kegiatan, sub kegiatan) the header names
            for one column.
    """

    is_programme_table: bool
    has_level_columns: bool = False
    only_level: Level | None = None
    has_sub_kegiatan: bool = True
    agency: str | None = None
    header_levels: int = 0


#: Kinds of evidence that a sum outweighs.
_WEAK = frozenset({RowEvidence.STYLE, RowEvidence.POSITION, RowEvidence.NONE})

_Rows = Sequence[RowFeatures]
_Levels = Sequence[Level | None]


def read_levels(rows: _Rows, context: LevelContext) -> tuple[LevelReading, ...]:
    """Return the level of each row, and how it is known.

    What the row itself prints comes first (words, level column, code, a nomenclature
    name). In a table of programmes the passes of ``_PASSES`` then give a level to rows that
    print none, each pass by one kind of evidence, in that order.

    Args:
        rows: The body rows that are not empty.
        context: What is known of their table.
    """
    if not context.has_sub_kegiatan:
        rows = [_lower_known_level(row) for row in rows]
    found = [_read_printed(row, context) for row in rows]
    for level_pass in _PASSES if context.is_programme_table else ():
        levels = [reading.level if reading is not None else None for reading in found]
        for at, level in level_pass.find(rows, levels, context).items():
            found[at] = LevelReading(level, level_pass.evidence)
    for at in _find_summed_totals(rows, found):
        found[at] = LevelReading(Level.TOTAL, RowEvidence.SUMS)
    rest = LevelReading(Level.LAINNYA, RowEvidence.NONE)
    if context.only_level is not None and not context.is_programme_table:
        rest = LevelReading(context.only_level, RowEvidence.HEADER)
    return tuple(reading or rest for reading in found)


def _find_summed_totals(rows: _Rows, found: Sequence[LevelReading | None]) -> frozenset[int]:
    """Find the rows "Jumlah Beban Jasa" that nothing but their amounts shows to be totals."""
    candidates = [
        at
        for at, (row, reading) in enumerate(zip(rows, found, strict=True))
        if _TOTAL_WORDS.match(split_marker(row.name)[1])
        and (reading is None or reading.evidence in _WEAK)
        and any(row.addends)
    ]
    return find_summed_totals(
        [row.addends for row in rows],
        candidates=candidates,
        heavy=[at for at, row in enumerate(rows) if row.is_bold],
    )


def _lower_known_level(row: RowFeatures) -> RowFeatures:
    """Return a row of before sub kegiatan came: what the lists call so was a kegiatan."""
    if row.known_level is not Level.SUB_KEGIATAN:
        return row
    return replace(row, known_level=Level.KEGIATAN)


def _read_printed(row: RowFeatures, context: LevelContext) -> LevelReading | None:
    """Return the level that stands printed in the row itself."""
    reading = _read_named(row, context)
    if reading is not None or row.name:
        return reading
    if row.has_indikator:
        return LevelReading(Level.INDIKATOR, RowEvidence.PRINTED)
    return LevelReading(Level.LAINNYA, RowEvidence.NONE)


def _read_named(row: RowFeatures, context: LevelContext) -> LevelReading | None:
    words = read_level_words(row.name) if row.name else None
    is_urusan = row.kode_level in (Level.URUSAN, Level.BIDANG)
    level, evidence = words, RowEvidence.PRINTED
    if words is Level.TOTAL and not row.has_indikator and not row.has_kode:
        pass
    elif row.outline_level is not None:
        if words not in PROGRAMME_LEVELS:
            level, evidence = row.outline_level, RowEvidence.NUMBERING
    elif row.is_account:
        level, evidence = Level.LAINNYA, RowEvidence.CODE
    elif words is Level.LAINNYA and (row.kode_level is None or is_urusan):
        pass
    elif context.has_level_columns and row.column_level is not None and row.name:
        level, evidence = row.column_level, RowEvidence.HEADER
    elif words is Level.PROGRAM and is_urusan:
        pass
    elif row.kode_level is not None:
        level, evidence = row.kode_level, RowEvidence.CODE
    elif words is Level.TOTAL:
        level = None
    elif words is None:
        level, evidence = row.known_level, RowEvidence.REFERENCE_LIST
    return None if level is None else LevelReading(level, evidence)


def _find_outcomes(rows: _Rows, levels: _Levels, context: LevelContext) -> dict[int, Level]:
    """Find rows that name an outcome: no programme line begins so, in any edition."""
    if context.only_level in (Level.TUJUAN, Level.SASARAN):
        return {}
    found = {}
    for at, row in enumerate(rows):
        is_shifted = levels[at] in STEPS and levels[at] is row.column_level
        is_open = levels[at] is None or (is_shifted and not row.has_kode)
        if is_open and _OUTCOME.match(split_marker(row.name)[1]):
            found[at] = Level.SASARAN
    return found


def _find_agency_total(
    rows: _Rows, levels: _Levels, _context: LevelContext
) -> dict[int, Level]:
    """Find the row of the agency itself, above all programmes: it carries the totals."""
    found: dict[int, Level] = {}
    is_above = True
    for at, row in enumerate(rows):
        is_above = is_above and levels[at] not in STEPS
        if levels[at] is not None or not _AGENCY.match(row.name):
            continue
        heads_programs = at + 1 < len(rows) and levels[at + 1] is Level.PROGRAM
        if (is_above and row.has_figures) or heads_programs:
            found[at] = Level.TOTAL
    return found


def _follow_nested_style(
    rows: _Rows, levels: _Levels, context: LevelContext
) -> dict[int, Level]:
    """Read the levels off nested numbering, where most rows are numbered, or nested fonts."""
    open_rows = _rows_without_steps(rows, levels, context)
    styles = _styles(rows)
    numbered = sum(bool(styles[at].numbering) for at in open_rows)
    is_numbered = numbered >= SETTINGS.numbered_share * len(open_rows)
    return _nest(
        {at: styles[at].numbering if is_numbered else styles[at].font for at in open_rows},
        rows,
        context,
    )


def _follow_parsed_sums(
    rows: _Rows, levels: _Levels, context: LevelContext
) -> dict[int, Level]:
    """Read the levels off amounts that add up in three steps."""
    if context.header_levels < 3 and not context.has_sub_kegiatan:
        return {}
    open_rows = _rows_without_steps(rows, levels, context)
    found = parse_by_sums([rows[at].amounts for at in open_rows])
    return dict(zip(open_rows, found or (), strict=False))


def _follow_nested_font(
    rows: _Rows, levels: _Levels, context: LevelContext
) -> dict[int, Level]:
    """Read the levels off nested fonts and indents, whatever the numbering."""
    styles = _styles(rows)
    open_rows = _rows_without_steps(rows, levels, context)
    return _nest({at: styles[at].font for at in open_rows}, rows, context)


def _rows_without_steps(rows: _Rows, levels: _Levels, context: LevelContext) -> tuple[int, ...]:
    """Return the named rows without a level, in a table in which no row has its step.

    Empty where the header does not name several steps for the one name column.
    """
    if context.header_levels < 2 or any(level in STEPS for level in levels):
        return ()
    return tuple(at for at, level in enumerate(levels) if level is None and rows[at].name)


def _nest(
    styles: Mapping[int, Hashable], rows: _Rows, context: LevelContext
) -> dict[int, Level]:
    found = nest_by_style(
        [UnlabelledRow(style, rows[at].amounts) for at, style in styles.items()],
        steps=context.header_levels,
        may_go_deeper=context.has_sub_kegiatan,
    )
    return dict(zip(styles, found or (), strict=False))


@dataclass(frozen=True, slots=True)
class _RowStyle:
    """How a row looks: rows of one style mostly have one level."""

    numbering: str
    font: tuple[bool, bool, int]  # bold, italic, indent in steps
    has_kode: bool
    is_upper: bool

    @property
    def visible(self) -> tuple[str, bool, bool]:
        """Return numbering, weight and slant alone."""
        return (self.numbering, *self.font[:2])


def _styles(rows: _Rows) -> list[_RowStyle]:
    """Return the style of each row; "I" is a letter unless other rows count in Romans."""
    has_romans = any(_ROMAN_NUMBER.fullmatch(row.marker.strip("(). ")) for row in rows)
    return [
        _RowStyle(
            marker_style(row.marker, has_romans=has_romans),
            (row.is_bold, row.is_italic, round(row.indent / SETTINGS.indent_step)),
            row.has_kode,
            row.name.isupper(),
        )
        for row in rows
    ]


def _follow_style(rows: _Rows, levels: _Levels, _context: LevelContext) -> dict[int, Level]:
    """Give rows without words the level of rows that look the same, if those agree."""
    styles = _styles(rows)
    votes: dict[_RowStyle, Counter[Level]] = {}
    for row, style, level in zip(rows, styles, levels, strict=True):
        if level in PROGRAMME_LEVELS and row.name:
            votes.setdefault(style, Counter())[level] += 1
    programs = [row for row, level in zip(rows, levels, strict=True) if level is Level.PROGRAM]
    is_worded = bool(programs) and all(read_level_words(row.name) for row in programs)
    if len(votes) < 2:
        return {}  # one style known for one level says nothing about the rows left over
    found = {}
    for at, style in enumerate(styles):
        counter = votes.get(style) if levels[at] is None else None
        if counter is None:
            continue
        level, count = counter.most_common(1)[0]
        if level is Level.PROGRAM and is_worded:
            continue  # where all programmes are called "Program", this is none
        if count / counter.total() >= SETTINGS.style_agreement:
            found[at] = level
    return found


def _follow_sums(rows: _Rows, levels: _Levels, context: LevelContext) -> dict[int, Level]:
    """Tell kegiatan and sub kegiatan apart by sums, where the rows show no difference.

    Levels by a nomenclature name take part as hints: the same name may stand on another
    level in another edition.
    """
    if not context.has_sub_kegiatan:
        return {}
    runs = {
        tuple(run): [
            SumRow(rows[i].amounts, rows[i].indikator, rows[i].known_level) for i in run
        ]
        for run in _runs_alike(rows, levels)
    }
    proven = {
        run: _as_parts(run, rows, levels) or split_by_sums(listed)
        for run, listed in runs.items()
    }
    if all(found is None for found in proven.values()):
        return {}
    levels_of = {
        run: proven[run] or split_by_sums(listed, is_known=True) or ()
        for run, listed in runs.items()
    }
    return {i: v for run, own in levels_of.items() for i, v in zip(run, own, strict=False)}


def _as_parts(run: tuple[int, ...], rows: _Rows, levels: _Levels) -> tuple[Level, ...] | None:
    """Return sub kegiatan for all rows of a run that the kegiatan right above it adds up."""
    above = next(
        (at for at in range(run[0] - 1, -1, -1) if levels[at] is not Level.INDIKATOR), None
    )
    if above is None or levels[above] is not Level.KEGIATAN:
        return None
    is_sum = is_sum_of(rows[above].amounts, [rows[at].amounts for at in run])
    return (Level.SUB_KEGIATAN,) * len(run) if is_sum else None


def _runs_alike(rows: _Rows, levels: _Levels) -> list[list[int]]:
    """Return runs of neighbouring rows of one style whose levels are open."""
    styles = _styles(rows)
    runs: list[list[int]] = [[]]
    for at, row in enumerate(rows):
        level = levels[at]
        is_open = level is None or (level is row.known_level and not row.has_kode)
        if row.name and is_open and level not in (Level.PROGRAM, Level.TOTAL):
            runs[-1].append(at)
        elif level is not Level.INDIKATOR:
            runs.append([])
    return [
        run
        for run in runs
        if len({styles[i].visible for i in run}) == 1 and any(levels[i] is None for i in run)
    ]


def _is_letter_below(style: _RowStyle, opened: Mapping[_RowStyle, Level]) -> bool:
    """Return True if a letter counts a row below numbered ones: what is done for them."""
    return style.numbering == "a" and any(other.numbering == "1" for other in opened)


def _follow_position(rows: _Rows, levels: _Levels, context: LevelContext) -> dict[int, Level]:
    """Place the rows left over below the rows above them, one step per style."""
    styles = _styles(rows)
    found: dict[int, Level] = {}
    waiting: list[int] = []
    placed: dict[_RowStyle, Counter[Level]] = {}
    above: Level | None = None
    is_account = False
    opened: dict[_RowStyle, Level] = {}
    deepest = STEPS.index(Level.SUB_KEGIATAN if context.has_sub_kegiatan else Level.KEGIATAN)
    for at, (level, style) in enumerate(zip(levels, styles, strict=True)):
        if level in STEPS:
            above = level
            opened = {s: v for s, v in opened.items() if STEPS.index(v) <= STEPS.index(level)}
            opened[style] = level
        elif level is not None:
            is_account = level is Level.LAINNYA
        elif above is None:
            if context.only_level is not None:
                found[at] = context.only_level
            elif not is_account:
                waiting.append(at)
        elif style in opened and (opened[style] is not Level.PROGRAM or context.only_level):
            found[at] = above = opened[style]
        elif STEPS.index(above) == deepest and _is_letter_below(style, opened):
            found[at] = Level.LAINNYA
        else:
            found[at] = above = STEPS[min(STEPS.index(above) + 1, deepest)]
            opened[style] = above
            placed.setdefault(style, Counter())[above] += 1
    for at in waiting:  # rows above the first programme: the table began on another page
        counter = placed.get(styles[at])
        if counter is not None:
            found[at] = counter.most_common(1)[0][0]
        elif not context.has_sub_kegiatan:
            found[at] = Level.KEGIATAN  # names of programmes begin with "Program"
    return found


@dataclass(frozen=True, slots=True)
class _LevelPass:
    """One kind of evidence: from rows and their levels so far to the levels that it adds."""

    evidence: RowEvidence
    find: Callable[[_Rows, _Levels, LevelContext], Mapping[int, Level]]


#: In the order in which they are tried; the position of a row is the weakest evidence.
_PASSES = (
    _LevelPass(RowEvidence.PRINTED, _find_outcomes),
    _LevelPass(RowEvidence.PRINTED, _find_agency_total),
    _LevelPass(RowEvidence.STYLE, _follow_nested_style),
    _LevelPass(RowEvidence.SUMS, _follow_parsed_sums),
    _LevelPass(RowEvidence.STYLE, _follow_nested_font),
    _LevelPass(RowEvidence.SUMS, _follow_sums),
    _LevelPass(RowEvidence.STYLE, _follow_style),
    _LevelPass(RowEvidence.POSITION, _follow_position),
)
