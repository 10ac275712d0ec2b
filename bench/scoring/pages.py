"""Scores of a reading against labelled pages.

A figure is right if the row and the column that answer to the labelled ones hold exactly
the labelled value. Accepted and wrong is a *silent error*, the worst that can happen; so
is an accepted figure that is not labelled at all.
"""

from collections.abc import Sequence
from decimal import Decimal

from bench.scoring.alignment import fold, is_same_text, squeeze
from bench.scoring.counts import MissKind, Score, ScoreCollector
from bench.scoring.pairing import TableMatch, pair_tables
from bench.scoring.readings import ReadCell, ReadFigure, ReadPart, ReadRow
from bench.scoring.truth import CellContent, TruthColumn, TruthNumber, TruthPage, TruthTable

#: Labelled levels that stand for several of the finer levels of the data contract.
_LEVELS: dict[str, frozenset[str | None]] = {
    "urusan": frozenset({"urusan", "bidang"}),
    "other": frozenset({"lainnya", "tujuan", None}),
    "lainnya": frozenset({"lainnya", None}),
}
_METRICS = {"other": "lainnya"}


def score_page(
    file: str, page: TruthPage, parts: Sequence[ReadPart], *, has_meaning: bool = True
) -> Score:
    """Score what was read on one labelled page.

    Args:
        file: Name of the report, for the misses.
        page: The labels.
        parts: What was read there.
        has_meaning: Whether the reader tells figures from other cells. If not, only
            figures are scored, and only in columns that answer to a labelled figure column.
    """
    tally = ScoreCollector(file, page.page)
    matches = pair_tables(page.tables, parts)
    answered = frozenset(
        (match.part, row, column)
        for match in matches
        for _, row in match.rows
        for column in match.columns.values()
    )
    used: set[tuple[int, int, int]] = set()
    paired_rows: set[tuple[int, int]] = set()
    for index, table in enumerate(page.tables):
        own = [match for match in matches if match.table == index]
        _score_table(tally, table, own, parts, used, answered, has_meaning=has_meaning)
        paired_rows |= {(m.part, read) for m in own for _, read in m.rows}
    _score_rest(tally, page, parts, matches, used, paired_rows, has_meaning=has_meaning)
    return tally.score()


def _score_table(
    tally: ScoreCollector,
    table: TruthTable,
    matches: Sequence[TableMatch],
    parts: Sequence[ReadPart],
    used: set[tuple[int, int, int]],
    answered: frozenset[tuple[int, int, int]],
    *,
    has_meaning: bool,
) -> None:
    numbers = [table.column_numbers(at) for at in range(len(table.columns))]
    answers = {truth: (match, read) for match in matches for truth, read in match.rows}
    printed = [at for at, row in enumerate(table.rows) if any(squeeze(c) for c in row.cells)]
    tally.count("tables")
    found = sum(at in answers for at in printed)
    if found and 2 * found >= len(printed):
        tally.count("tables_found")
        tally.count("tables_torn", len({match.part for match in matches}) > 1)
    if not found:
        what = table.caption or _name_row(table, printed[0]) if printed else ""
        tally.miss(MissKind.TABLE_MISSED, fold(what)[:60], truth=f"{len(printed)} rows")
    for at in printed:
        label = _name_row(table, at)
        tally.count("rows")
        row_numbers = [column[at] for column in numbers]
        if at not in answers:
            lost = sum(number.worth is CellContent.NUMBER for number in row_numbers)
            tally.count("rows_missed")
            tally.count("figures", lost)
            tally.count("missed", lost)
            if found:
                tally.miss(MissKind.ROW_MISSED, label, truth=f"{lost} figures")
            continue
        match, read_at = answers[at]
        row = parts[match.part].rows[read_at]
        if has_meaning:
            elsewhere = frozenset(
                column
                for part, other, column in answered
                if (part, other) == (match.part, read_at)
            )
            _score_text(tally, table, at, match, row, elsewhere)
            level = table.rows[at].level
            allowed = _LEVELS.get(level, frozenset({level}))
            tally.compare("levels", MissKind.LEVEL, label, "", read=row.level, truth=level,
                          is_right=row.level in allowed)  # fmt: skip
        for column, number in enumerate(row_numbers):
            figure = _find_figure(row, column, match)
            if figure is not None:
                used.add((match.part, read_at, figure.column))
            partial = _cell_of(row, column, match)
            is_partial = partial is not None and partial.is_partial
            _score_figure(
                tally,
                (label, table.columns[column], table.rows[at].cells[column]),
                number,
                figure,
                is_partial=is_partial,
                has_meaning=has_meaning,
            )
    if has_meaning:
        _score_roles(tally, table, matches, parts)


def _score_figure(
    tally: ScoreCollector,
    place: tuple[str, TruthColumn, str],
    number: TruthNumber,
    figure: ReadFigure | None,
    *,
    is_partial: bool,
    has_meaning: bool,
) -> None:
    """Score one labelled cell; ``place`` is row name, column, text of the cell."""
    label, column, text = place
    header = _name_column(column, figure)
    if number.worth is CellContent.UNDECIDED:
        tally.count("not_scored")
        read = f", read {_name_value(figure)}" if figure is not None else ""
        accepted = " and accepted" if figure is not None and figure.is_accepted else ""
        where = f"{tally.file} p{tally.page} [{label}] / {header}"
        tally.undecided.append(f"{where}: {text!r}{read}{accepted}")
        return
    if number.worth is CellContent.NOTHING:
        is_read = figure is not None and figure.value is not None and not is_partial
        if figure is not None and is_read and (has_meaning or column.role == "figure"):
            _add_spurious(tally, label, header, figure, text)
        return
    if is_partial and figure is not None and _is_part(text, figure, number):
        tally.count("not_scored")  # the page prints only a part of the number
        return
    tally.count("figures")
    truth = f"{number.value} ({text})"
    if figure is None:
        tally.count("missed")
        tally.miss(MissKind.MISSED, label, header, truth=truth)
        return
    is_right = figure.value == number.value
    if figure.is_accepted:
        tally.count("right" if is_right else "wrong")
    else:
        tally.count("flagged_right" if is_right else "flagged_wrong")
    if not (is_right and figure.is_accepted):
        tally.miss(
            MissKind.FLAGGED if is_right else MissKind.WRONG,
            label,
            header,
            read=_name_value(figure),
            truth=truth,
            is_silent=figure.is_accepted,
            reason=figure.reason,
        )
    if has_meaning:
        _score_meaning(tally, label, column, number, figure)


def _is_part(text: str, figure: ReadFigure, number: TruthNumber) -> bool:
    return figure.value != number.value and squeeze(text) in squeeze(figure.raw_text)


def _score_meaning(
    tally: ScoreCollector,
    label: str,
    column: TruthColumn,
    number: TruthNumber,
    figure: ReadFigure,
) -> None:
    header = _name_column(column, figure)
    tally.count("meanings")
    tally.count("meanings_sure", figure.is_sure)
    is_right = True
    if column.metric is not None:
        metric = _METRICS.get(column.metric, column.metric)
        is_right &= figure.metric == metric
        tally.compare("metrics", MissKind.METRIC, label, header, read=figure.metric,
                      truth=metric, is_right=figure.metric == metric)  # fmt: skip
    if column.year is not None:
        is_right &= figure.year == column.year
        tally.compare("years", MissKind.YEAR, label, header, read=str(figure.year),
                      truth=str(column.year), is_right=figure.year == column.year)  # fmt: skip
    unit = column.unit if (column.unit or "").startswith("Rp") else number.unit or column.unit
    if unit is not None:
        is_same = squeeze(figure.unit or "").casefold() == squeeze(unit).casefold()
        is_right &= is_same
        tally.compare("units", MissKind.UNIT, label, header, read=figure.unit, truth=unit,
                      is_right=is_same)  # fmt: skip
    if not is_right and figure.is_sure and figure.is_accepted:
        tally.count("meanings_wrong")


def _add_spurious(
    tally: ScoreCollector, label: str, header: str, figure: ReadFigure, text: str = ""
) -> None:
    tally.count("spurious" if figure.is_accepted else "spurious_flagged")
    tally.miss(
        MissKind.SPURIOUS,
        label,
        header,
        read=_name_value(figure),
        truth=text,
        is_silent=figure.is_accepted,
        reason=figure.reason,
    )


def _score_text(
    tally: ScoreCollector,
    table: TruthTable,
    at: int,
    match: TableMatch,
    row: ReadRow,
    answered: frozenset[int],
) -> None:
    """Compare the texts of a row, first with spaces, then without."""
    is_exact = is_unspaced = True
    unlike: tuple[str, str, str] | None = None
    for column, text in enumerate(table.rows[at].cells):
        cell = _cell_of(row, column, match)
        read = cell.text if cell is not None else ""
        is_partial = cell is not None and cell.is_partial
        is_held = squeeze(text) in squeeze(read) if is_partial else False
        is_unspaced &= is_held or squeeze(text) == squeeze(read)
        if not is_held and not is_same_text(text, read):
            is_exact = False
            header = _name_column(table.columns[column], None)
            unlike = unlike or (header, fold(read), fold(text))
    own = [_cell_of(row, column, match) for column in match.columns]
    for cell in row.cells.values():
        is_extra = cell.text.strip() and not cell.is_partial
        if is_extra and cell not in own and cell.column not in answered:
            is_exact = is_unspaced = False
            unlike = unlike or ("(extra)", fold(cell.text), "")
    tally.count("rows_exact", is_exact)
    tally.count("rows_exact_unspaced", is_unspaced)
    if unlike is not None:
        tally.miss(
            MissKind.ROW_TEXT,
            _name_row(table, at),
            unlike[0],
            read=unlike[1],
            truth=unlike[2],
            reason="spaces only" if is_unspaced else "",
        )


def _score_roles(
    tally: ScoreCollector,
    table: TruthTable,
    matches: Sequence[TableMatch],
    parts: Sequence[ReadPart],
) -> None:
    """Score the role of each labelled column that prints something on the page."""
    if not matches:
        return
    main = max(matches, key=lambda match: len(match.rows))
    for at, column in enumerate(table.columns):
        if column.role == "empty" or not any(squeeze(r.cells[at]) for r in table.rows):
            continue
        read = main.columns.get(at)
        roles = parts[main.part].roles
        role = roles[read] if read is not None and read < len(roles) else None
        tally.compare("roles", MissKind.ROLE, "", _name_column(column, None), read=role,
                      truth=column.role, is_right=role == column.role)  # fmt: skip


def _score_rest(
    tally: ScoreCollector,
    page: TruthPage,
    parts: Sequence[ReadPart],
    matches: Sequence[TableMatch],
    used: set[tuple[int, int, int]],
    paired_rows: set[tuple[int, int]],
    *,
    has_meaning: bool,
) -> None:
    """Count what was read and is not labelled: figures, rows, tables."""
    figure_columns = {
        (match.part, read)
        for match in matches
        for truth, read in match.columns.items()
        if page.tables[match.table].columns[truth].role == "figure"
    }
    matched_parts = {match.part for match in matches}
    for index, part in enumerate(parts):
        body = [row for row in part.rows if row.level is not None]
        if index not in matched_parts and len(body) > 1:
            tally.count("tables_spurious")
        for at, row in enumerate(part.rows):
            is_paired = (index, at) in paired_rows
            label = _name_read_row(row)
            is_body = row.level is not None and bool(row.text.cells)
            if has_meaning and is_body and not is_paired and not row.is_joined:
                tally.count("rows_spurious")
                tally.miss(MissKind.ROW_SPURIOUS, label)
            for figure in row.figures.values():
                cell = row.covering(figure.column)
                if (index, at, figure.column) in used or figure.value is None:
                    continue
                if cell is not None and cell.is_partial:
                    continue
                if not has_meaning and (index, figure.column) not in figure_columns:
                    continue
                _add_spurious(tally, label, figure.header, figure)


def _cell_of(row: ReadRow, column: int, match: TableMatch) -> ReadCell | None:
    """Return the read cell that answers to a labelled column of a paired row."""
    at = match.columns.get(column)
    if at is None:
        return None
    cell = row.cells.get(at)
    if cell is not None:
        return cell
    cover = row.covering(at)
    if cover is None or cover.column in match.columns.values():
        return None
    return cover


def _find_figure(row: ReadRow, column: int, match: TableMatch) -> ReadFigure | None:
    """Return the figure that answers to a labelled column of a paired row."""
    at = match.columns.get(column)
    if at is None:
        return None
    if at in row.figures:
        return row.figures[at]
    cell = _cell_of(row, column, match)
    taken = set(match.columns.values())
    if cell is None:
        return None
    for covered in range(cell.column, cell.column + cell.column_span):
        if covered in row.figures and covered not in taken:
            return row.figures[covered]
    return None


def _name_row(table: TruthTable, at: int) -> str:
    """Name a labelled row by its first words."""
    row = table.rows[at]
    for wanted in ("name", "indikator", "text"):
        for column, text in zip(table.columns, row.cells, strict=True):
            if column.role == wanted and text:
                return fold(text)[:60]
    return fold(" ".join(row.cells))[:60]


def _name_read_row(row: ReadRow) -> str:
    return fold(" | ".join(cell.text for _, cell in sorted(row.cells.items())))[:60]


def _name_column(column: TruthColumn, figure: ReadFigure | None) -> str:
    header = column.header or (figure.header if figure is not None else "")
    return fold(header) or str(column.metric or column.role)


def _name_value(figure: ReadFigure) -> str:
    value: Decimal | None = figure.value
    return f"{value} ({fold(figure.raw_text)})"
