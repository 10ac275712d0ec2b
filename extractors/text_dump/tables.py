"""Tables of a dump: headers found, pieces cut by page breaks joined, tears marked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from sidak.extractors.text_dump.columns import (
    NUMBER_KINDS,
    ColumnAlignment,
    align_columns,
    classify_text,
    find_kind_hint,
    profile_columns,
)
from sidak.extractors.text_dump.lines import RowRun
from sidak.extractors.text_dump.settings import SETTINGS
from sidak.schemas import Doubt, DoubtKind
from sidak.schemas.text.column_numbers import ANYWHERE, is_column_number_row
from sidak.schemas.text.markup import strip_markdown
from sidak.schemas.text.patterns import is_year

_HEADER_WORD = re.compile(
    r"\b(?:no|nomor|uraian|program|kegiatan|indikator|satuan|target|realisasi|capaian|anggaran|"
    r"pagu|tahun|kode|sasaran|tujuan|keterangan|ket|lokasi|jenis|nama|sektor|kelompok|umur|"
    r"predikat|komponen|nilai|bobot|rencana|urusan|strategi|kecamatan|jumlah|agama|rp)\b|^%$",
    re.I,
)
_NUMBERING = re.compile(r"^(?:\d{1,3}|[ivxl]+|[a-z])[.)]?$", re.I)
_DANGLING = re.compile(
    r"(?:[,/(-]|\b(?:dan|atau|serta|terkait|yang|di|ke|dari|pada|untuk|dengan|dalam|oleh|bidang))$",
    re.I,
)
_BOLD = re.compile(r"<b>(.*?)</b>|\*\*(.+?)\*\*", re.I | re.S)
_ITALIC = re.compile(r"<i>(.*?)</i>", re.I | re.S)


@dataclass(slots=True)
class DumpCell:
    """A cell in the making: printed text with markup, and the blocks it stands in."""

    text: str
    blocks: tuple[int, ...]
    doubts: tuple[Doubt, ...] = ()

    @property
    def plain(self) -> str:
        """Text without markup, paragraphs as lines."""
        return strip_markdown(re.sub(r"</p>\s*<p>", "\n", self.text, flags=re.I))

    @property
    def is_bold(self) -> bool:
        """Whether most of the text is bold."""
        return self._share(_BOLD) > SETTINGS.styled_share

    @property
    def is_italic(self) -> bool:
        """Whether most of the text is italic."""
        return self._share(_ITALIC) > SETTINGS.styled_share

    def _share(self, pattern: re.Pattern[str]) -> float:
        length = len(self.plain.replace(" ", ""))
        marked = "".join(part for groups in pattern.findall(self.text) for part in groups)
        return len(strip_markdown(marked).replace(" ", "")) / length if length else 0.0


@dataclass(slots=True)
class DumpTable:
    """A table in the making.

    Attributes:
        rows: Cells row by row, all rows of one length.
        header_rows: Rows of the header at the top; 0 if none was found.
        above: Lines above it.
        blocks: Blocks it stands in.
        confidence: 0..1, how sure the joins are.
        notes: What was done.
        is_realigned: Whether a piece with other columns was joined.
        is_ragged: Whether its first piece has rows of unequal length.
        continues: Whether it may be the rest of the table before it.
    """

    rows: list[list[DumpCell]]
    header_rows: int
    above: list[str]
    blocks: list[int]
    confidence: float = 1.0
    notes: list[Doubt] = field(default_factory=list)
    is_realigned: bool = False
    is_ragged: bool = False
    continues: bool = False

    @property
    def columns(self) -> int:
        """Number of columns."""
        return len(self.rows[0])

    @property
    def header(self) -> list[list[str]]:
        """Texts of the header rows."""
        return [[slot.text for slot in row] for row in self.rows[: self.header_rows]]

    @property
    def body(self) -> list[list[str]]:
        """Texts of the other rows."""
        return [[slot.text for slot in row] for row in self.rows[self.header_rows :]]


def build_tables(runs: Sequence[RowRun]) -> list[DumpTable]:
    """Make tables of runs of rows."""
    drafts: list[DumpTable] = []
    origin: DumpTable | None = None
    for run in runs:
        width = run.columns
        rows = [[*row, *[""] * (width - len(row))] for row in run.rows]
        is_new = any(line.strip() for line in run.above) or not drafts
        if not is_new:
            tried = [draft for draft in (origin, drafts[-1]) if draft is not None]
            if any(_join(draft, rows, run.block) for draft in tried):
                continue
        draft = _start(rows, run)
        if not is_new and not draft.header_rows:
            draft.confidence = SETTINGS.unsure_confidence
            draft.continues = True
            draft.notes.append(Doubt(DoubtKind.POSSIBLE_CONTINUATION))
        drafts.append(draft)
        if is_new or draft.header_rows:
            origin = draft
    for draft in drafts:
        flag_shifted_numbers(draft)
    return drafts


def _start(rows: list[list[str]], run: RowRun) -> DumpTable:
    draft = DumpTable(
        rows=[[DumpCell(text, (run.block,)) for text in row] for row in rows],
        header_rows=count_header_rows(rows),
        above=run.above,
        blocks=[run.block],
    )
    lengths = {len(row) for row in run.rows}
    if len(lengths) > 1:
        draft.is_ragged = True
        ends = (str(min(lengths)), str(max(lengths)))
        draft.notes.append(Doubt(DoubtKind.UNEQUAL_ROWS, ends))
    return draft


def _join(draft: DumpTable, rows: list[list[str]], block: int) -> bool:
    """Join a run to a table if it goes on there; say whether it does."""
    repeated = _count_repeated(draft, rows)
    body = rows[repeated:]
    if not repeated and _begins_table(rows):
        return False
    columns = len(rows[0])
    if repeated and columns == draft.columns:
        alignment = ColumnAlignment(tuple(range(columns)), 1.0, False)
    else:
        base = profile_columns(
            draft.body[-SETTINGS.evidence_rows :], draft.columns, draft.header
        )
        alignment = align_columns(base, profile_columns(body, columns))
    if body and not alignment.is_certain:
        return False
    if repeated:
        detail = (str(block), str(repeated))
        draft.notes.append(Doubt(DoubtKind.REPEATED_HEADER_DROPPED, detail))
    is_shifted = columns != draft.columns
    if is_shifted and body:
        draft.is_realigned = True
        draft.confidence = min(
            draft.confidence,
            SETTINGS.unsure_confidence + min(SETTINGS.margin_confidence, alignment.margin),
        )
        widths = (str(block), str(columns), str(draft.columns))
        draft.notes.append(Doubt(DoubtKind.COLUMNS_ALIGNED, widths))
    first_new = len(draft.rows)
    for row in body:
        slots = [DumpCell("", (block,)) for _ in range(draft.columns)]
        for text, target in zip(row, alignment.targets, strict=True):
            if target is not None:
                slots[target] = DumpCell(text, (block,))
        draft.rows.append(slots)
    if block not in draft.blocks:
        draft.blocks.append(block)
    if body and first_new > draft.header_rows:
        _join_cut_row(draft, first_new)
    return True


def _begins_table(rows: Sequence[Sequence[str]]) -> bool:
    """Return True if a run plainly begins with a header of its own.

    Rows of text alone may look like a header; in the middle of a table more is asked.
    """
    count = count_header_rows(rows)
    if not count:
        return False
    if any(numbers_columns(row) for row in rows[:count]):
        return True
    filled = [cell for cell in (strip_markdown(c) for c in rows[0]) if cell]
    words = sum(_HEADER_WORD.search(cell) is not None for cell in filled)
    return (
        len(filled[0]) <= SETTINGS.first_length
        and len(filled) >= SETTINGS.begun_cells * len(rows[0])
        and words >= SETTINGS.begun_words * len(filled)
        and max(map(len, filled)) <= 2 * SETTINGS.first_length
    )


def _count_repeated(draft: DumpTable, rows: Sequence[Sequence[str]]) -> int:
    """Count the rows at the top of a run that repeat the table's header."""
    repeated = 0
    headers = [_letters(row) for row in draft.header]
    for index, row in enumerate(rows[: SETTINGS.header_rows]):
        mine = _letters(row)
        is_same = any(
            mine and other and len(mine & other) >= SETTINGS.same_header * len(mine | other)
            for other in headers
        )
        if is_same or (repeated and index == repeated and numbers_columns(row)):
            repeated = index + 1
    return repeated


def _letters(row: Sequence[str]) -> frozenset[str]:
    return frozenset(
        key for key in (re.sub(r"\W+", "", strip_markdown(cell)).lower() for cell in row) if key
    )


def count_header_rows(rows: Sequence[Sequence[str]]) -> int:
    """Count the header rows at the top of a table; 0 if it does not begin with a header."""
    count = 0
    if len(rows) > 2 and not is_header_row(rows[0], is_first=True) and _is_garbled(rows):
        count = 2  # the top line of the header is unreadable, the second is not
    is_proven = any(numbers_columns(row) for row in rows[1 : SETTINGS.header_rows])
    length = SETTINGS.proven_length if is_proven else SETTINGS.header_length
    for index, row in enumerate(rows[: SETTINGS.header_rows]):
        if index < count:
            continue
        if numbers_columns(row):
            return index + 1
        if not is_header_row(row, is_first=index == 0, most_length=length):
            break
        count = index + 1
    return count if count < len(rows) or len(rows) == 1 else 0


def _is_garbled(rows: Sequence[Sequence[str]]) -> bool:
    """Return True if a second row that is plainly a header follows a short line of scraps."""
    top = [strip_markdown(cell) for cell in rows[0]]
    second = [cell for cell in (strip_markdown(c) for c in rows[1]) if cell]
    words = sum(_HEADER_WORD.search(cell) is not None or is_year(cell) for cell in second)
    return (
        all(
            len(cell) <= SETTINGS.garbled_length
            and classify_text(cell) not in ("amount", "code")
            for cell in top
        )
        and not numbers_columns(rows[0])
        and len(second) >= 3
        and words >= SETTINGS.begun_words * len(second)
        and is_header_row(rows[1], is_first=True)
    )


def numbers_columns(row: Sequence[str]) -> bool:
    """Return True if a row numbers the columns: "1 | 2 | 9=8/7X100"."""
    cells = [cell for cell in (strip_markdown(c) for c in row) if cell]
    return is_column_number_row(cells, ANYWHERE)


def is_header_row(
    row: Sequence[str], *, is_first: bool, most_length: int | None = None
) -> bool:
    """Return True if a row holds words that name columns, and no figures.

    Args:
        row: Its cells.
        is_first: Whether it would be the first row of the header.
        most_length: Longest cell, in characters; ``None`` for the usual one.
    """
    length = SETTINGS.header_length if most_length is None else most_length
    cells = [strip_markdown(cell) for cell in row]
    filled = [cell for cell in cells if cell]
    if len(filled) < 2 or any(len(cell) > length for cell in filled):
        return False
    kinds = [classify_text(cell) for cell in filled if not is_year(cell)]
    if any(kind in NUMBER_KINDS or kind == "code" for kind in kinds):
        return False
    if _NUMBERING.match(filled[0]) and not re.match(r"no", filled[0], re.I):
        return False
    words = sum(_HEADER_WORD.search(cell) is not None or is_year(cell) for cell in filled)
    if is_first:
        is_telling = (
            words >= SETTINGS.first_words * len(filled)
            or _HEADER_WORD.search(filled[0]) is not None
        )
        return len(filled) >= SETTINGS.first_words * len(cells) and words > 0 and is_telling
    # the second line of a header names parts: mostly years, or fills what stands empty above
    return words >= SETTINGS.later_words * len(filled) and max(map(len, filled)) <= max(
        SETTINGS.later_length, length - SETTINGS.later_length
    )


def _join_cut_row(draft: DumpTable, first_new: int) -> None:
    """Put text that a page break cut off back into the cells above."""
    above, row = draft.rows[first_new - 1], draft.rows[first_new]
    filled = [i for i, slot in enumerate(row) if slot.plain]
    kinds = {classify_text(row[i].text) for i in filled}
    is_rest = (
        bool(filled)
        and kinds <= {"long", "short"}
        and all(above[i].plain for i in filled)
        and not any(row[i].is_bold or row[i].plain.isupper() for i in filled)
        and _usually_has_numbers(draft)
    )
    for i in filled:
        text = row[i].plain
        if classify_text(row[i].text) not in ("long", "short") or not above[i].plain:
            continue
        starts_low = text[0].islower() or text[0] in ")]"
        if is_rest or starts_low or _DANGLING.search(above[i].plain):
            above[i].text = f"{above[i].text.rstrip()}\n{row[i].text.strip()}"
            above[i].blocks = (*above[i].blocks, *row[i].blocks)
            row[i].text = ""
    if filled and not any(slot.plain for slot in row):
        del draft.rows[first_new]
        draft.notes.append(Doubt(DoubtKind.CUT_ROW_JOINED, (str(row[0].blocks[0]),)))


def _usually_has_numbers(draft: DumpTable) -> bool:
    body = draft.body
    with_numbers = sum(any(classify_text(cell) in NUMBER_KINDS for cell in row) for row in body)
    return with_numbers >= SETTINGS.rows_with_numbers * len(body)


def flag_shifted_numbers(draft: DumpTable) -> None:
    """Mark numbers that stand where their column does not hold such: the row has slipped."""
    _flag_numbers_outside_header(draft)
    if not draft.is_realigned and not draft.is_ragged:
        return
    body = draft.rows[draft.header_rows :]
    for column in range(draft.columns):
        kinds = [classify_text(row[column].text) for row in body]
        amounts = kinds.count("amount")
        others = sum(k in NUMBER_KINDS for k in kinds) - amounts
        headers = [row[column].plain for row in draft.rows[: draft.header_rows]]
        is_money = find_kind_hint(headers) == "amount"
        filled = sum(kind not in ("empty", "dash") for kind in kinds)
        is_numeric = filled >= 4 and amounts + others >= SETTINGS.numeric_column * filled
        is_wordy = filled >= 4 and kinds.count("long") >= SETTINGS.wordy_column * filled
        for row, kind in zip(body, kinds, strict=True):
            if kind == "long" and is_numeric:
                _flag_numbers(row, DoubtKind.ROW_SHIFTED_WORDS)
            elif kind == "amount" and is_wordy:
                _flag_numbers(row, DoubtKind.ROW_SHIFTED_NUMBER)
            if re.fullmatch(r"0(?:[.,]0+)?", row[column].plain):
                continue
            if amounts >= 4 and amounts >= 3 * others and kind in ("decimal", "unit"):
                _flag(row[column], DoubtKind.NO_AMOUNT_AMONG_AMOUNTS)
            elif is_money and kind == "unit":
                _flag(row[column], DoubtKind.UNIT_AMONG_AMOUNTS)
            elif others >= 3 and others >= 3 * amounts and kind == "amount":
                _flag(row[column], DoubtKind.AMOUNT_IN_OTHER_COLUMN)


def _flag_numbers_outside_header(draft: DumpTable) -> None:
    """Mark the numbers of rows that reach beyond the last column with a header."""
    named = [
        column
        for row in draft.rows[: draft.header_rows]
        for column, slot in enumerate(row)
        if slot.plain
    ]
    body = draft.rows[draft.header_rows :] if named else []
    end = max(named, default=-1) + 1
    slipped = [row for row in body if any(map(_is_number, row[end:]))]
    if len(slipped) >= 3 and len(slipped) >= SETTINGS.rows_outside * len(body):
        # every row does: the header lost a column, the rows are where they belong
        for row in slipped:
            _flag_numbers(row[end:], DoubtKind.NO_COLUMN_HEADER)
    else:
        for row in slipped:
            _flag_numbers(row, DoubtKind.ROW_SHIFTED_BEYOND_HEADER)


def _is_number(slot: DumpCell) -> bool:
    return classify_text(slot.text) in NUMBER_KINDS


def _flag_numbers(row: Sequence[DumpCell], why: DoubtKind) -> None:
    for slot in filter(_is_number, row):
        _flag(slot, why)


def _flag(slot: DumpCell, why: DoubtKind) -> None:
    if Doubt(why) not in slot.doubts:
        slot.doubts = (*slot.doubts, Doubt(why))
