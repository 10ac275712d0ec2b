"""The meaning of each column: role, metric, unit, year, period."""

import re
from dataclasses import replace

from sidak.normalisers.header.detect import TableHeader
from sidak.normalisers.header.measures import ColumnDraft, classify_measures
from sidak.normalisers.header.profiles import ValueProfile, profile_column
from sidak.normalisers.header.vocabulary import (
    HeaderMeaning,
    fold_text,
    read_header_text,
    read_unit,
)
from sidak.normalisers.header.years import COMPARED, HeaderYears
from sidak.normalisers.text.table_view import TableView
from sidak.schemas import (
    PROGRAMME_LEVELS,
    ColumnMeaning,
    ColumnRole,
    DocumentFacts,
    DocumentKind,
    Level,
    Metric,
)

_METRICS = {
    ("planned", "money"): Metric.PAGU,
    ("planned", "performance"): Metric.TARGET,
    ("actual", "money"): Metric.REALISASI_ANGGARAN,
    ("actual", "performance"): Metric.REALISASI,
    ("ratio", "money"): Metric.SERAPAN,
    ("ratio", "performance"): Metric.CAPAIAN,
    ("rest", "money"): Metric.SISA,
}
_PLANNING_KINDS = frozenset(
    {DocumentKind.RENJA, DocumentKind.DPA, DocumentKind.PK, DocumentKind.APBD}
)
_PER_CENT = re.compile(r"%|[x*]\s*100", re.IGNORECASE)
#: Documents whose amounts are budgets, whatever the header says.
_BUDGET_KINDS = frozenset({DocumentKind.DPA, DocumentKind.APBD})
#: A part of a code in a column of its own, and the levels that such columns are headed by.
_KODE_PART = re.compile(r"[0-9Xx]{1,4}(\s?\.\s?[0-9]{1,2})?")
_LEAST_KODE_COLUMNS = 3
_KODE_LEVELS = frozenset(
    {Level.URUSAN, Level.BIDANG, Level.PROGRAM, Level.KEGIATAN, Level.SUB_KEGIATAN}
)
#: Amounts of at least so many signs on the average are no counts: "12.345.678".
_LARGE = 10
_AMOUNTS = frozenset({"jumlah", "rp", "nilai", "total", "jumlahrp", "totalrp", "jumlahharga"})
_PERCENT_ONLY = re.compile(r"%?(persen|persentase|prosentase|presentase)?%?")


def body_texts(grid: TableView, header: TableHeader, column: int) -> list[str]:
    """Return the texts of the cells that begin in a column's body rows."""
    return [
        cell.text
        for row in range(grid.rows)
        if header.is_body(row) and (cell := grid.starts(row, column)) is not None
    ]


def read_columns(
    grid: TableView,
    header: TableHeader,
    facts: DocumentFacts,
    inherited: tuple[ColumnMeaning, ...] | None = None,
) -> tuple[ColumnMeaning, ...]:
    """Return one meaning per column.

    Args:
        grid: The table.
        header: Its header rows.
        facts: The document's kind and year.
        inherited: Meanings of the table on the page before, if this one goes on from it
            without a header.
    """
    profiles = [
        profile_column(body_texts(grid, header, column)) for column in range(grid.columns)
    ]
    drafts = [_make_draft(path) for path in header.paths]
    drafts = [
        _refine_role(draft, profiles[column], column) for column, draft in enumerate(drafts)
    ]
    drafts = _find_kode_columns(drafts, grid, header)
    drafts = _name_unnamed(_split_names(drafts, profiles), profiles)
    drafts = classify_measures(drafts, profiles, grid)
    if facts.kind in _PLANNING_KINDS:
        lists_programmes = any(draft.level in PROGRAMME_LEVELS for draft in drafts)
        drafts = [
            _assume_budget(draft, values, facts, lists_programmes=lists_programmes)
            for draft, values in zip(drafts, profiles, strict=True)
        ]
    figures = [draft.path for draft in drafts if draft.role is ColumnRole.FIGURE]
    named = HeaderYears(figures, grid.table.caption or "", facts)
    meanings = tuple(
        _meaning(column, draft, header, grid, facts, named)
        for column, draft in enumerate(drafts)
    )
    if inherited is None:
        return meanings
    return tuple(
        own
        if own.role is ColumnRole.EMPTY
        or before.role is ColumnRole.EMPTY
        or before.metric is Metric.LAINNYA
        else before
        for own, before in zip(meanings, inherited, strict=True)
    )


def _make_draft(path: tuple[str, ...]) -> ColumnDraft:
    """Read a header path from its lowest cell up; higher ones fill what is still open."""
    senses: list[HeaderMeaning] = [read_header_text(text) for text in reversed(path)]
    unit = next((unit for text in reversed(path) if (unit := read_unit(text))), None)
    role: ColumnRole | None = None
    level: Level | None = None
    is_weak = True
    for sense in senses:
        if sense.role is not None and (role is None or is_weak):
            if role is None or not sense.is_weak:
                role, level = sense.role, sense.level
            is_weak = sense.is_weak
    aspect = next((sense.aspect for sense in senses if sense.aspect), None)
    measure = next((sense.measure for sense in senses if sense.measure), None)
    if aspect == "actual" and path and COMPARED.search(path[-1]) and _PER_CENT.search(path[-1]):
        aspect = "ratio"
    leaf = fold_text(path[-1]) if path else ""
    is_percent_only = bool(leaf) and _PERCENT_ONLY.fullmatch(leaf) is not None
    if unit is not None and unit.startswith("Rp"):
        measure = "money"
    if role is None and (aspect or (unit and path)):
        role = ColumnRole.FIGURE
    return ColumnDraft(path, role, aspect, measure, unit, level, is_percent_only, is_weak)


def _refine_role(draft: ColumnDraft, values: ValueProfile, column: int) -> ColumnDraft:
    """Let the values confirm, override or supply the role that the header suggests."""
    role = draft.role
    if values.filled == 0 and values.dashes == 0:
        return replace(draft, role=ColumnRole.EMPTY)
    text_roles = (ColumnRole.TEXT, ColumnRole.INDIKATOR, ColumnRole.LOKASI)
    is_short = values.length <= 14
    if role in text_roles and values.satuan >= (0.6 if is_short else 0.8) and values.filled > 1:
        role = ColumnRole.SATUAN
    elif role is ColumnRole.SATUAN and values.quantity >= 0.8 and values.satuan < 0.2:
        role = ColumnRole.FIGURE
    elif role in (ColumnRole.NO, ColumnRole.NAME) and values.kode >= 0.6:
        role = ColumnRole.KODE
    elif role is ColumnRole.NAME and values.numeric >= 0.9 and values.marker < 0.9:
        role = ColumnRole.FIGURE
    elif role is ColumnRole.FIGURE and values.quantity < 0.1 and values.length > 30:
        role = ColumnRole.TEXT
    elif role in (ColumnRole.TEXT, ColumnRole.LOKASI) and (
        values.money >= 0.6 or (values.numeric >= 0.9 and values.year < 0.5)
    ):
        role = ColumnRole.FIGURE
    elif role is None:
        role = _role_of_values(values, column)
    return replace(draft, role=role)


def _role_of_values(values: ValueProfile, column: int) -> ColumnRole:
    if values.filled >= 2 and values.year >= 0.9:
        return ColumnRole.TEXT  # the years that the rows speak of
    if values.kode >= 0.6:
        return ColumnRole.KODE
    if column == 0 and values.marker >= 0.7:
        return ColumnRole.NO
    if values.satuan >= 0.7:
        return ColumnRole.SATUAN
    if values.quantity >= 0.6 or (values.filled == 0 and values.dashes):
        return ColumnRole.FIGURE
    return ColumnRole.TEXT


def _find_kode_columns(
    drafts: list[ColumnDraft], grid: TableView, header: TableHeader
) -> list[ColumnDraft]:
    """Take narrow columns that hold the parts of one code for what they are.

    "Urusan | Bidang | Program | Kegiatan" over "4 | 02 | 01 | 2.02", beside the names.
    """
    run: list[int] = []
    for column, draft in enumerate(drafts):
        texts = [text for text in body_texts(grid, header, column) if text.strip()]
        is_part = bool(texts) and all(_KODE_PART.fullmatch(text.strip()) for text in texts)
        is_named = draft.role is ColumnRole.FIGURE and draft.level in _KODE_LEVELS
        roles = (ColumnRole.NO, ColumnRole.NAME, ColumnRole.KODE)
        if is_part and (is_named or draft.role in roles):
            run.append(column)
        elif len(run) >= _LEAST_KODE_COLUMNS and draft.role is ColumnRole.NAME:
            break
        else:
            run = []
    else:
        return drafts
    levels = [column for column in run if drafts[column].level in _KODE_LEVELS]
    if len(levels) < _LEAST_KODE_COLUMNS - 1:
        return drafts
    return [
        replace(draft, role=ColumnRole.KODE, level=None)
        if column in run and column >= levels[0]
        else draft
        for column, draft in enumerate(drafts)
    ]


def _split_names(drafts: list[ColumnDraft], profiles: list[ValueProfile]) -> list[ColumnDraft]:
    """Tell the numbering apart that shares its header with the names beside it."""
    named = [c for c, draft in enumerate(drafts) if draft.role is ColumnRole.NAME]
    numbering = {c for c in named if profiles[c].marker >= 0.9 and profiles[c].filled >= 2}
    if len(numbering) == len(named):
        return drafts
    return [
        replace(draft, role=ColumnRole.NO) if column in numbering else draft
        for column, draft in enumerate(drafts)
    ]


def _name_unnamed(drafts: list[ColumnDraft], profiles: list[ValueProfile]) -> list[ColumnDraft]:
    """Make the first long text column the name column where no header names one."""
    drafts = [
        replace(draft, role=ColumnRole.NO)
        if draft.role is ColumnRole.FIGURE
        and not draft.path
        and profiles[column].marker >= 0.9
        and profiles[column].zero == 0
        and column + 1 < len(drafts)
        and drafts[column + 1].role in (ColumnRole.INDIKATOR, ColumnRole.NAME, ColumnRole.TEXT)
        else draft
        for column, draft in enumerate(drafts)
    ]
    roles = {draft.role for draft in drafts}
    if ColumnRole.NAME in roles:
        return drafts
    texts = [
        column
        for column, draft in enumerate(drafts)
        if draft.role is ColumnRole.TEXT
        and profiles[column].length >= 4
        and read_header_text(draft.path[-1] if draft.path else "").role is None
    ]
    figures = [column for column, draft in enumerate(drafts) if draft.role is ColumnRole.FIGURE]
    before = [column for column in texts if not figures or column < figures[-1]]
    if not before:
        return drafts
    drafts = list(drafts)
    drafts[before[0]] = replace(drafts[before[0]], role=ColumnRole.NAME)
    if (
        ColumnRole.INDIKATOR not in roles
        and len(before) > 1
        and before[1] == before[0] + 1
        and profiles[before[1]].length >= 15
        and not drafts[before[1]].path
    ):
        drafts[before[1]] = replace(drafts[before[1]], role=ColumnRole.INDIKATOR)
    return drafts


def _assume_budget(
    draft: ColumnDraft, values: ValueProfile, facts: DocumentFacts, *, lists_programmes: bool
) -> ColumnDraft:
    """Take the bare "Jumlah (Rp)" of a planning document for what it plans to spend.

    Without "Rp" it does so in budgets, and beside programmes where all amounts are large.
    """
    if draft.role is not ColumnRole.FIGURE or draft.aspect is not None:
        return draft
    if draft.path and fold_text(draft.path[-1]) not in _AMOUNTS:
        return draft
    is_bare = bool(draft.path) and draft.unit is None
    is_sum = is_bare and fold_text(draft.path[-1]) in ("jumlah", "total", "jumlahharga")
    is_large = values.money >= 0.9 and values.length >= _LARGE
    is_budget = (facts.kind in _BUDGET_KINDS and is_bare and values.money >= 0.6) or (
        lists_programmes and is_sum and is_large
    )
    if draft.measure != "money" and is_budget:
        return replace(draft, aspect="planned", measure="money")
    return replace(draft, aspect="planned") if draft.measure == "money" else draft


def _meaning(
    column: int,
    draft: ColumnDraft,
    header: TableHeader,
    grid: TableView,
    facts: DocumentFacts,
    named: HeaderYears,
) -> ColumnMeaning:
    role = draft.role or ColumnRole.TEXT
    text = " / ".join(draft.path)
    number, formula = header.numbers[column], header.formulas[column]
    if role is not ColumnRole.FIGURE:
        return ColumnMeaning(
            column,
            text,
            role,
            level=draft.level if role is ColumnRole.NAME else None,
            number=number,
            formula=formula,
        )
    aspect, measure = draft.aspect, draft.measure
    metric = _METRICS.get((aspect or "", measure or ""), Metric.LAINNYA)
    year, period = named.read(draft.path, draft.aspect)
    return ColumnMeaning(
        column,
        text,
        role,
        metric=metric,
        unit=_unit(draft, metric, grid),
        year=year,
        period=period,
        number=number,
        formula=formula,
    )


def _unit(draft: ColumnDraft, metric: Metric, grid: TableView) -> str | None:
    caption_unit = read_unit(grid.table.caption or "")
    unit = draft.unit
    if draft.measure == "money" and metric is not Metric.SERAPAN:
        if unit in (None, "Rp") and caption_unit is not None and caption_unit.startswith("Rp"):
            return caption_unit
        return unit or "Rp"
    if metric in (Metric.SERAPAN, Metric.CAPAIAN) and (unit is None or unit.startswith("Rp")):
        return "%"
    return unit
