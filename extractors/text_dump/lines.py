"""A text dump cut into blocks, and the blocks into rows of tables and lines of narrative.

A dump has no pages. A *block* stands in for one: it ends where two or more empty lines
stand together, and where an empty line or a running title parts two runs of rows (the
dump's page breaks inside a table). Lines with tabs are rows; a *run* is rows without a gap.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from sidak.extractors.text_dump.settings import SETTINGS
from sidak.schemas.text.markup import strip_markdown

_CONTENTS = re.compile(
    r"^\W*d\s*a\s*f\s*t\s*a\s*[ir]\s*(?:isi|\wabel|gambar|grafik|lampiran)", re.I
)
_PAGE_NUMBER = re.compile(r"^(?:\d{1,3}|[ivxl]{1,6})$", re.I)
_CONTENTS_ENTRY = re.compile(
    r"^\W*(?:(?:bab|tabel|gambar|grafik|lampiran|daftar)\b|kata pengantar|hal(?:aman|\.)?$)",
    re.I,
)
_DASHES = re.compile(r"^[\s|:+=_-]*-{3,}[\s|:+=_-]*$")


@dataclass(slots=True)
class RowRun:
    """Rows of a dump that stand together.

    Attributes:
        block: Ordinal of the block, from 1.
        rows: Cells as in the dump, markup included.
        above: Lines between this run and the one before, without running titles and page
            numbers.
        gap: How many lines stand between, empty ones included.
    """

    block: int
    rows: list[list[str]]
    above: list[str] = field(default_factory=list)
    gap: int = 0

    @property
    def columns(self) -> int:
        """Columns of the longest row."""
        return max(len(row) for row in self.rows)


@dataclass(frozen=True, slots=True)
class DumpLines:
    """A dump taken apart.

    Attributes:
        runs: Runs of rows that may be tables.
        narrative: Lines of each block outside the runs, from block 1.
    """

    runs: tuple[RowRun, ...]
    narrative: tuple[tuple[str, ...], ...]


def split_dump(text: str) -> DumpLines:
    """Cut a dump into blocks, runs and narrative."""
    lines = text.replace("\f", "\n\n\n").split("\n")
    titles = _running_titles(lines)
    runs: list[RowRun] = []
    narrative: list[list[str]] = [[]]
    above: list[str] = []
    empty = gap = 0
    is_open = is_contents = False
    has_body = False  # the last block holds more than running titles
    for line in lines:
        if "\t" in line:
            has_run = bool(runs) and runs[-1].block == len(narrative)
            is_cut = not is_open and gap > 0 and has_run and not above
            if is_cut or (empty >= SETTINGS.block_gap and has_body):
                narrative.append([])
            if not is_open:
                runs.append(RowRun(len(narrative), [], above, gap))
                above, is_open = [], True
            runs[-1].rows.append(line.split("\t"))
            gap = empty = 0
            has_body = True
            continue
        is_open = False
        gap += 1
        if not line.strip():
            empty += 1
            continue
        if empty >= SETTINGS.block_gap and has_body:
            narrative.append([])
            has_body = False
        empty = 0
        plain = strip_markdown(line)
        narrative[-1].append(plain)
        if _title_key(plain) not in titles and not _PAGE_NUMBER.match(plain):
            above.append(line)
            has_body = True
    kept: list[RowRun] = []
    for run in runs:
        is_contents = _is_contents(run, follows=is_contents)
        if is_contents or _is_form(run):
            narrative[run.block - 1].extend(_plain_row(row) for row in run.rows)
            continue
        run.rows = [row for row in run.rows if not _DASHES.match("".join(row))]
        if run.rows:
            kept.append(run)
    return DumpLines(tuple(kept), tuple(tuple(block) for block in narrative))


def _plain_row(row: Sequence[str]) -> str:
    return "  ".join(cell.strip() for cell in map(strip_markdown, row) if cell.strip())


def _title_key(line: str) -> str:
    return re.sub(r"[\W\d_]+", "", line).lower()


def _running_titles(lines: Sequence[str]) -> frozenset[str]:
    """Find short lines that recur: the report's running titles and page numbers."""
    counts: Counter[str] = Counter()
    for index, line in enumerate(lines):
        plain = strip_markdown(line)
        if "\t" in line or not 0 < len(plain) <= SETTINGS.title_length:
            continue
        if (
            index
            and lines[index - 1].strip()
            and index + 1 < len(lines)
            and lines[index + 1].strip()
        ):
            continue  # inside a paragraph
        if re.match(r"tabel|gambar|grafik", plain, re.I):
            continue
        counts[_title_key(plain)] += 1
    frequent = [
        key
        for key, n in counts.items()
        if n >= 2 * SETTINGS.running_title and len(key) > SETTINGS.near_title_letters
    ]
    titles = {key for key, n in counts.items() if n >= SETTINGS.running_title}
    for key in counts:  # "LKJI" for "LKJIP": the odd one out among many
        if any(abs(len(key) - len(f)) <= 2 and _is_near(key, f) for f in frequent):
            titles.add(key)
    return frozenset(titles - {""})


def _is_near(first: str, second: str) -> bool:
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance(first, second, score_cutoff=2) <= 2


def _is_contents(run: RowRun, *, follows: bool) -> bool:
    """Return True if a run is a table of contents (or a list of tables), not a table."""
    above = [line for line in map(strip_markdown, run.above) if line.strip()]
    has_heading = any(map(_CONTENTS.match, above))
    cells = [[strip_markdown(c) for c in row] for row in run.rows]
    filled = [row for row in ([c for c in row if c] for row in cells) if row]
    if not filled:
        return False
    numbered = sum(_PAGE_NUMBER.match(row[-1]) is not None for row in filled) / len(filled)
    entries = sum(_CONTENTS_ENTRY.match(row[0]) is not None for row in filled) / len(filled)
    if entries >= SETTINGS.contents_entries and (
        numbered >= SETTINGS.contents_numbers or run.columns <= 3
    ):
        return True
    goes_on = follows and run.gap <= SETTINGS.contents_gap
    if has_heading:
        return (
            goes_on or numbered >= SETTINGS.headed_numbers or entries >= SETTINGS.headed_entries
        )
    if goes_on and (
        numbered >= SETTINGS.headed_numbers or entries >= SETTINGS.following_entries
    ):
        return True
    if goes_on and not above:
        return run.columns <= 3
    return (
        numbered >= SETTINGS.bare_numbers
        and entries >= SETTINGS.bare_entries
        and run.columns <= 3
    )


def _is_form(run: RowRun) -> bool:
    """Return True if a run is a form ("Nama : ...") laid out with tabs."""
    colons = sum(any(cell.strip() == ":" for cell in row) for row in run.rows)
    return colons > SETTINGS.form_colons * len(run.rows)
