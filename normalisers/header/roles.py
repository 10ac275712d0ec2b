"""The meaning of each column: role, metric, unit, year, period."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sidak.normalisers.header.caption_measure import (
    CAPTION_MEASURE,
    take_measure_of_caption,
)
from sidak.normalisers.header.detect import TableHeader
from sidak.normalisers.header.introduction import (
    find_distant_year,
    find_introduction,
    find_source_year,
)
from sidak.normalisers.header.measures import ColumnDraft, classify_measures
from sidak.normalisers.header.period_words import find_metric_of_time, find_stage
from sidak.normalisers.header.profiles import ValueProfile, profile_column
from sidak.normalisers.header.settings import SETTINGS
from sidak.normalisers.header.unsure_words import find_unsure_columns
from sidak.normalisers.header.vocabulary import (
    Aspect,
    HeaderMeaning,
    Measure,
    fold_text,
    read_header_text,
    read_unit,
)
from sidak.normalisers.header.years import COMPARED, HeaderYears
from sidak.normalisers.text.table_view import TableView, one_line
from sidak.schemas import (
    MONEY_METRICS,
    PROGRAMME_LEVELS,
    Basis,
    BudgetStage,
    ColumnMeaning,
    ColumnRole,
    DocumentFacts,
    DocumentKind,
    Level,
    Metric,
    PageText,
)

_METRICS: dict[tuple[Aspect | None, Measure | None], Metric] = {
    (Aspect.PLANNED, Measure.MONEY): Metric.PAGU,
    (Aspect.PLANNED, Measure.PERFORMANCE): Metric.TARGET,
    (Aspect.ACTUAL, Measure.MONEY): Metric.REALISASI_ANGGARAN,
    (Aspect.ACTUAL, Measure.PERFORMANCE): Metric.REALISASI,
    (Aspect.RATIO, Measure.MONEY): Metric.SERAPAN,
    (Aspect.RATIO, Measure.PERFORMANCE): Metric.CAPAIAN,
    (Aspect.REST, Measure.MONEY): Metric.SISA,
}
_PERCENTAGES = (Metric.SERAPAN, Metric.CAPAIAN)
#: What the column of the end of a plan states: what was planned, not what was reached.
_MAY_END = (Aspect.PLANNED, Aspect.OTHER, None)
_PLANNING_KINDS = frozenset(
    {DocumentKind.RENJA, DocumentKind.DPA, DocumentKind.PK, DocumentKind.APBD}
)
_PER_CENT = re.compile(r"%|[x*]\s*100", re.IGNORECASE)
#: Documents whose amounts are budgets, whatever the header says.
_BUDGET_KINDS = frozenset({DocumentKind.DPA, DocumentKind.APBD})
#: A part of a code in a column of its own, and the levels that such columns are headed by.
_KODE_PART = re.compile(r"[0-9Xx]{1,4}(\s?\.\s?[0-9]{1,2})?")
#: The rule that finds names with row numbers in front of them.
NUMBERED_NAMES = "numbered names"
_KODE_LEVELS = frozenset(
    {Level.URUSAN, Level.BIDANG, Level.PROGRAM, Level.KEGIATAN, Level.SUB_KEGIATAN}
)
_TEXT_ROLES = (ColumnRole.TEXT, ColumnRole.INDIKATOR, ColumnRole.LOKASI)
#: A share in per cent of a column by its number: "(3/4)*100".
_SHARE_OF_COLUMN = re.compile(r"\d{1,2}\s*[/:]\s*(\d{1,2})\s*\)?\s*[x*×]\s*100", re.IGNORECASE)
#: Two units that end a header: "Realisasi (Rp.) (%)".
_TWO_UNITS = re.compile(
    r"(?P<stem>.*?)\s*(?P<rupiah>\(?\s*Rp\.?\s*\)?)\s*[/|]?\s*(?P<percent>\(?\s*%\s*\)?)", re.I
)
#: Words without any number.
_WORDS = re.compile(r"[^\d]*[^\W\d_]{2}[^\d]*")
_PROGRAMMES = re.compile(r"\b(?:program|kegiatan)\b", re.IGNORECASE)
_AMOUNTS = frozenset({"jumlah", "rp", "nilai", "total", "jumlahrp", "totalrp", "jumlahharga"})
_PERCENT_ONLY = re.compile(r"%?(persen|persentase|prosentase|presentase)?%?")


def body_texts(view: TableView, header: TableHeader, column: int) -> list[str]:
    """Return the texts of the cells that begin in a column's body rows."""
    return [
        cell.text
        for row in range(view.rows)
        if header.is_body(row) and (cell := view.starts(row, column)) is not None
    ]


def read_columns(
    view: TableView,
    header: TableHeader,
    facts: DocumentFacts,
    inherited: tuple[ColumnMeaning, ...] | None = None,
    texts: Sequence[PageText] = (),
) -> tuple[ColumnMeaning, ...]:
    """Return one meaning per column.

    Args:
        view: The table.
        header: Its header rows.
        facts: The document's kind and year.
        inherited: Meanings of the table on the page before, if this one goes on from it
            without a header.
        texts: Running text of the pages, for the sentence that introduces the table.
    """
    profiles = [
        profile_column(body_texts(view, header, column)) for column in range(view.columns)
    ]
    paths = _part_units(_shift_paths(header, view, profiles), profiles)
    drafts = [_make_draft(path) for path in paths]
    drafts = [
        _refine_role(draft, profiles[column], column) for column, draft in enumerate(drafts)
    ]
    drafts = _find_numeric_indicators(drafts, profiles)
    drafts = _find_unit_columns(drafts, profiles)
    drafts = _find_kode_columns(drafts, view, header)
    drafts = _find_kode_by_zeros(drafts, view, header)
    drafts = _name_unnamed(_split_names(drafts, profiles), profiles)
    drafts = _name_by_repeated_words(drafts, view, header)
    drafts = classify_measures(drafts, profiles, view)
    drafts = take_measure_of_caption(drafts, profiles, view.table.caption or "")
    if facts.kind in _PLANNING_KINDS:
        lists_programmes = any(map(_names_programmes, drafts))
        drafts = [
            _assume_budget(draft, values, facts, lists_programmes=lists_programmes)
            for draft, values in zip(drafts, profiles, strict=True)
        ]
    years = HeaderYears(
        [(draft.path, draft.aspect) for draft in drafts if draft.role is ColumnRole.FIGURE],
        view.table.caption or "",
        facts,
        find_introduction(view.table, texts),
        find_distant_year(view.table, texts),
        find_source_year(view.table, texts),
    )
    meanings = tuple(
        _make_meaning(column, drafts, header, view, years) for column in range(len(drafts))
    )
    report_year = facts.year if facts.year == facts.year_last else None
    unsure = find_unsure_columns(view, header.rows, report_year)
    meanings = tuple(replace(m, is_header_unsure=m.column in unsure) for m in meanings)
    if inherited is None:
        return meanings
    return tuple(map(_inherit_meaning, meanings, inherited))


def _shift_paths(
    header: TableHeader, view: TableView, profiles: Sequence[ValueProfile]
) -> list[tuple[str, ...]]:
    """Return the header paths, each over the cells of the body that stand below it.

    Where the edges of the columns changed after the header, the texts of "Sasaran" begin under
    the edge of "No" and cover the column of their own header, in which no cell begins.
    """
    paths = list(header.paths)
    for column in range(1, view.columns - 1):
        values, after = profiles[column], header.paths[column + 1]
        is_own = not after or after == header.paths[column] or profiles[column + 1].filled > 0
        role = read_header_text(header.paths[column][-1]).role if header.paths[column] else None
        if is_own or role is not ColumnRole.NO or values.length <= SETTINGS.long_text:
            continue
        cells = [
            cell
            for row in range(view.rows)
            if header.is_body(row)
            and (cell := view.starts(row, column)) is not None
            and cell.text.strip()
        ]
        covering = sum(cell.column_span > 1 for cell in cells)
        if covering >= SETTINGS.mostly * len(cells) > 0:
            paths[column] = after
    return paths


def _part_units(
    paths: list[tuple[str, ...]], profiles: Sequence[ValueProfile]
) -> list[tuple[str, ...]]:
    """Give each of two columns below "Realisasi Rp. %" its own unit.

    Where no ruling parts the units below a shared header, both columns get all its words;
    amounts in the first and none in the second tell which is whose.
    """
    parted = list(paths)
    for column in range(len(paths) - 1):
        path = paths[column]
        match = _TWO_UNITS.fullmatch(one_line(path[-1])) if path else None
        left, right = profiles[column], profiles[column + 1]
        is_shared = path == paths[column + 1] and path not in (
            paths[column - 1] if column else (),
            paths[column + 2] if column + 2 < len(paths) else (),
        )
        is_told = left.money >= SETTINGS.mostly and right.money < SETTINGS.few
        if match is None or not is_shared or not is_told:
            continue
        above = (*path[:-1], match["stem"]) if match["stem"] else path[:-1]
        parted[column] = (*above, match["rupiah"])
        parted[column + 1] = (*above, match["percent"])
    return parted


def _inherit_meaning(own: ColumnMeaning, before: ColumnMeaning) -> ColumnMeaning:
    """Return what a column means that goes on from the page before without a header."""
    is_empty = ColumnRole.EMPTY in (own.role, before.role)
    if is_empty or before.metric is Metric.LAINNYA:
        return own
    earlier = {Basis.HEADER: Basis.HEADER_BEFORE}
    return replace(
        before,
        metric_basis=earlier.get(before.metric_basis, before.metric_basis),
        unit_basis=earlier.get(before.unit_basis, before.unit_basis),
        period_basis=earlier.get(before.period_basis, before.period_basis),
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
            is_weak = sense.is_weak and sense.role is not ColumnRole.FIGURE
    said = [sense for sense in senses if sense.aspect]
    aspect = next((sense.aspect for sense in said if not sense.is_weak), None)
    aspect = aspect or next((sense.aspect for sense in said), None)
    measure = next((sense.measure for sense in senses if sense.measure), None)
    if (
        aspect is Aspect.ACTUAL
        and path
        and COMPARED.search(path[-1])
        and _PER_CENT.search(path[-1])
    ):
        aspect = Aspect.RATIO
    leaf = fold_text(path[-1]) if path else ""
    is_percent_only = bool(leaf) and _PERCENT_ONLY.fullmatch(leaf) is not None
    if unit is not None and unit.startswith("Rp"):
        measure = Measure.MONEY
    if role is None and (aspect or (unit and path)):
        role = ColumnRole.FIGURE
    return ColumnDraft(path, role, aspect, measure, unit, level, is_percent_only, is_weak)


@dataclass(frozen=True, slots=True)
class _RoleRule:
    """A named rule: for which roles by the header and which values, and the role then."""

    name: str
    roles: tuple[ColumnRole | None, ...]
    holds: Callable[[ValueProfile], bool]
    role: ColumnRole
    is_first_column: bool = False


def _refine_role(draft: ColumnDraft, values: ValueProfile, column: int) -> ColumnDraft:
    """Let the values confirm, override or supply the role that the header suggests."""
    for rule in _ROLE_RULES:
        is_candidate = draft.role in rule.roles and not (rule.is_first_column and column)
        if is_candidate and rule.holds(values):
            return replace(draft, role=rule.role, rules=(*draft.rules, rule.name))
    return draft


def _are_units(values: ValueProfile) -> bool:
    is_short = values.length <= SETTINGS.short_text
    least = SETTINGS.mostly if is_short else SETTINGS.nearly_all
    return values.satuan >= least and values.filled > 1


def _have_units(values: ValueProfile) -> bool:
    return values.quantity >= SETTINGS.nearly_all and values.satuan < SETTINGS.few


def _are_codes(values: ValueProfile) -> bool:
    return values.kode >= SETTINGS.mostly


def _are_numbers(values: ValueProfile) -> bool:
    return values.numeric >= SETTINGS.sure_share and values.marker < SETTINGS.sure_share


def _are_numbered_names(values: ValueProfile) -> bool:
    return values.numbered >= SETTINGS.mostly and values.satuan < SETTINGS.few


def _are_texts(values: ValueProfile) -> bool:
    return values.quantity < SETTINGS.hardly_any and values.length > SETTINGS.long_text


def _are_amounts(values: ValueProfile) -> bool:
    is_numeric = values.numeric >= SETTINGS.sure_share and values.year < 0.5
    return values.money >= SETTINGS.mostly or is_numeric


def _are_years(values: ValueProfile) -> bool:
    return values.filled >= 2 and values.year >= SETTINGS.sure_share


def _are_quantities(values: ValueProfile) -> bool:
    return values.quantity >= SETTINGS.mostly or (values.filled == 0 and values.dashes > 0)


_UNKNOWN = (None,)
#: What the values say of a role, and where the header suggests none; the first rule counts.
_ROLE_RULES = (
    _RoleRule(
        "no values",
        (None, *ColumnRole),
        lambda values: values.filled == 0 and values.dashes == 0,
        ColumnRole.EMPTY,
    ),
    _RoleRule("units among texts", _TEXT_ROLES, _are_units, ColumnRole.SATUAN),
    _RoleRule("units with numbers", (ColumnRole.SATUAN,), _have_units, ColumnRole.FIGURE),
    _RoleRule(
        "codes below names", (ColumnRole.NO, ColumnRole.NAME), _are_codes, ColumnRole.KODE
    ),
    _RoleRule(
        NUMBERED_NAMES,
        (None, ColumnRole.NO, ColumnRole.TEXT),
        _are_numbered_names,
        ColumnRole.NAME,
    ),
    _RoleRule(
        NUMBERED_NAMES,
        (ColumnRole.NAME,),
        lambda values: values.numbered >= SETTINGS.some_money,
        ColumnRole.NAME,
    ),
    _RoleRule("numbers below names", (ColumnRole.NAME,), _are_numbers, ColumnRole.FIGURE),
    _RoleRule("texts below figures", (ColumnRole.FIGURE,), _are_texts, ColumnRole.TEXT),
    _RoleRule(
        "numbers below texts",
        (ColumnRole.TEXT, ColumnRole.LOKASI),
        _are_amounts,
        ColumnRole.FIGURE,
    ),
    _RoleRule("years of the rows", _UNKNOWN, _are_years, ColumnRole.TEXT),
    _RoleRule("codes", _UNKNOWN, _are_codes, ColumnRole.KODE),
    _RoleRule(
        "numbering",
        _UNKNOWN,
        lambda values: values.marker >= SETTINGS.largely,
        ColumnRole.NO,
        is_first_column=True,
    ),
    _RoleRule(
        "units", _UNKNOWN, lambda values: values.satuan >= SETTINGS.largely, ColumnRole.SATUAN
    ),
    _RoleRule("quantities", _UNKNOWN, _are_quantities, ColumnRole.FIGURE),
    _RoleRule("texts", _UNKNOWN, lambda _values: True, ColumnRole.TEXT),
)


def _find_numeric_indicators(
    drafts: list[ColumnDraft], profiles: list[ValueProfile]
) -> list[ColumnDraft]:
    """Take "Target Renstra / Indikator" over numbers for the targets, not for indicators.

    The header above says what the numbers are; the words stand in another column.
    """
    return [
        replace(draft, role=ColumnRole.FIGURE, rules=(*draft.rules, "numbers of indicators"))
        if draft.role is ColumnRole.INDIKATOR
        and draft.aspect in (Aspect.PLANNED, Aspect.ACTUAL)
        and len(draft.path) > 1
        and values.numeric >= SETTINGS.sure_share
        else draft
        for draft, values in zip(drafts, profiles, strict=True)
    ]


def _find_unit_columns(
    drafts: list[ColumnDraft], profiles: list[ValueProfile]
) -> list[ColumnDraft]:
    """Take the right half of "Target", or of "Indikator", for the units beside its left half.

    One header over both columns, numbers ("63") or indicators in the first, short words in
    the second ("Persen"), and no number there.
    """
    found = list(drafts)
    for column in range(1, len(drafts)):
        left, own = drafts[column - 1], drafts[column]
        values = profiles[column]
        is_shared = bool(own.path) and own.path == left.path
        are_words = (
            values.filled > 1
            and values.quantity == 0
            and values.satuan >= SETTINGS.some_money
            and values.length <= SETTINGS.short_text
        )
        before = profiles[column - 1]
        is_beside = (left.is_figure and before.numeric > 0) or (
            left.role is ColumnRole.INDIKATOR and before.length > values.length
        )
        if is_shared and are_words and is_beside:
            found[column] = replace(
                own, role=ColumnRole.SATUAN, rules=(*own.rules, "units beside their numbers")
            )
    return found


def _find_kode_columns(
    drafts: list[ColumnDraft], view: TableView, header: TableHeader
) -> list[ColumnDraft]:
    """Take narrow columns that hold the parts of one code for what they are.

    "Urusan | Bidang | Program | Kegiatan" over "4 | 02 | 01 | 2.02", beside the names.
    """
    run: list[int] = []
    for column, draft in enumerate(drafts):
        texts = [text for text in body_texts(view, header, column) if text.strip()]
        is_part = bool(texts) and all(_KODE_PART.fullmatch(text.strip()) for text in texts)
        is_named = draft.role is ColumnRole.FIGURE and draft.level in _KODE_LEVELS
        roles = (ColumnRole.NO, ColumnRole.NAME, ColumnRole.KODE)
        if is_part and (is_named or draft.role in roles):
            run.append(column)
        elif len(run) >= SETTINGS.kode_fewest_columns and draft.role is ColumnRole.NAME:
            break
        else:
            run = []
    else:
        return drafts
    levels = [column for column in run if drafts[column].level in _KODE_LEVELS]
    if len(levels) < SETTINGS.kode_fewest_columns - 1:
        return drafts
    return [
        replace(draft, role=ColumnRole.KODE, level=None)
        if column in run and column >= levels[0]
        else draft
        for column, draft in enumerate(drafts)
    ]


def _find_kode_by_zeros(
    drafts: list[ColumnDraft], view: TableView, header: TableHeader
) -> list[ColumnDraft]:
    """Take the first columns of a table for a code where their parts begin with zeros.

    "1 | 03 | 07 | 59 | 02": no number is printed so, whatever a header says that a scan has
    misread or run together with its neighbour. A scan may run two parts together: "4 01".
    """
    limits = SETTINGS
    run = zeros = 0
    for column in range(view.columns):
        texts = [t.strip() for t in body_texts(view, header, column) if t.strip()]
        parts = [t for t in texts if all(map(_KODE_PART.fullmatch, t.split()))]
        if not texts or len(parts) < limits.kode_parts * len(texts):
            break
        run += 1
        zeros += 2 * sum(t.startswith("0") for t in parts) > len(parts)
    if run < limits.kode_fewest_columns or zeros < limits.kode_zero_columns:
        return drafts
    return [
        replace(draft, role=ColumnRole.KODE, level=None) if column < run else draft
        for column, draft in enumerate(drafts)
    ]


def _split_names(drafts: list[ColumnDraft], profiles: list[ValueProfile]) -> list[ColumnDraft]:
    """Tell the numbering apart that shares its header with the names beside it."""
    named = [c for c, draft in enumerate(drafts) if draft.role is ColumnRole.NAME]
    numbering = {
        c
        for c in named
        if profiles[c].marker >= SETTINGS.sure_share and profiles[c].filled >= 2
    }
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
        and profiles[column].marker >= SETTINGS.sure_share
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
        and profiles[column].length >= SETTINGS.name_shortest
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
        and profiles[before[1]].length >= SETTINGS.indikator_shortest
        and not drafts[before[1]].path
    ):
        drafts[before[1]] = replace(drafts[before[1]], role=ColumnRole.INDIKATOR)
    return drafts


def _name_by_repeated_words(
    drafts: list[ColumnDraft], view: TableView, header: TableHeader
) -> list[ColumnDraft]:
    """Let words that each column of a row repeats instead of a number name the row.

    Where no column holds names, "IDG | 5.503.000.000 | IDG | 1.299.500.000" measures IDG.
    """
    if any(draft.role in (ColumnRole.NAME, ColumnRole.INDIKATOR) for draft in drafts):
        return drafts
    words: dict[int, tuple[str, ...]] = {}
    for column, draft in enumerate(drafts):
        texts = tuple(one_line(text) for text in body_texts(view, header, column))
        filled = [text for text in texts if text]
        if draft.role is ColumnRole.FIGURE and filled and all(map(_WORDS.fullmatch, filled)):
            words[column] = texts
    first = min(words, default=0)
    alike = [column for column in words if words[column] == words[first]]
    has_texts_before = any(draft.role is ColumnRole.TEXT for draft in drafts[:first])
    if has_texts_before or len(alike) < SETTINGS.fewest_repeated_words:
        return drafts
    return [
        replace(draft, role=ColumnRole.INDIKATOR if column == first else ColumnRole.TEXT)
        if column in alike
        else draft
        for column, draft in enumerate(drafts)
    ]


def _names_programmes(draft: ColumnDraft) -> bool:
    """Return True for a column of programmes or kegiatan, alone or beside others."""
    is_headed = draft.role is ColumnRole.NAME and _PROGRAMMES.search(" ".join(draft.path))
    return draft.level in PROGRAMME_LEVELS or bool(is_headed)


def _assume_budget(
    draft: ColumnDraft, values: ValueProfile, facts: DocumentFacts, *, lists_programmes: bool
) -> ColumnDraft:
    """Take the bare "Jumlah (Rp)" of a planning document for what it plans to spend.

    Without "Rp" it does so in budgets, and beside programmes where all amounts are large or
    are round sums.
    """
    if draft.role is not ColumnRole.FIGURE or draft.aspect is not None:
        return draft
    if draft.path and fold_text(draft.path[-1]) not in _AMOUNTS:
        return draft
    is_bare = bool(draft.path) and draft.unit is None
    is_sum = is_bare and fold_text(draft.path[-1]) in ("jumlah", "total", "jumlahharga")
    is_large = values.money >= SETTINGS.sure_share and (
        values.length >= SETTINGS.large_budget or values.thousands >= SETTINGS.sure_share
    )
    is_budget = (
        facts.kind in _BUDGET_KINDS and is_bare and values.money >= SETTINGS.mostly
    ) or (lists_programmes and is_sum and is_large)
    if draft.measure is not Measure.MONEY and is_budget:
        return replace(draft, aspect=Aspect.PLANNED, measure=Measure.MONEY)
    return replace(draft, aspect=Aspect.PLANNED) if draft.measure is Measure.MONEY else draft


def _divides_by_plan(
    draft: ColumnDraft, header: TableHeader, drafts: Sequence[ColumnDraft]
) -> bool:
    """Return True if a formula in the header divides by a plan: that is no growth.

    "Realisasi 2015 Thdp Tahun 2014 (3/4)*100", where column 4 holds the targets.
    """
    for text in draft.path:
        found = _SHARE_OF_COLUMN.search(text)
        if found is not None and found[1] in header.numbers:
            return drafts[header.numbers.index(found[1])].aspect is Aspect.PLANNED
    return False


def _make_meaning(
    column: int,
    drafts: Sequence[ColumnDraft],
    header: TableHeader,
    view: TableView,
    years: HeaderYears,
) -> ColumnMeaning:
    draft = drafts[column]
    role = draft.role or ColumnRole.TEXT
    meaning = ColumnMeaning(
        column,
        " / ".join(draft.path),
        role,
        level=draft.level if role is ColumnRole.NAME else None,
        number=header.numbers[column],
        formula=header.formulas[column],
        rules=draft.rules,
    )
    if role is not ColumnRole.FIGURE:
        return meaning
    metric = _METRICS.get((draft.aspect, draft.measure), Metric.LAINNYA)
    of_time = find_metric_of_time(draft.path)
    if of_time is Metric.PERTUMBUHAN and _divides_by_plan(draft, header, drafts):
        of_time = None
    if of_time is Metric.PERTUMBUHAN or (of_time is not None and draft.aspect in _MAY_END):
        metric = of_time
    unit, unit_basis = _read_unit_of(draft, metric, view)
    stage = _find_stage_of(draft, metric, view)
    # what a plan of several years spends, it spends in one of them if no column says more
    is_of_one_year = metric in MONEY_METRICS
    period = years.read(draft.path, draft.aspect, is_of_one_year=is_of_one_year)
    return replace(
        meaning,
        metric=metric,
        metric_basis=_metric_basis(draft),
        unit=unit,
        year=period.year,
        period=period.period,
        unit_basis=unit_basis,
        period_basis=period.basis,
        period_kind=period.kind,
        period_doubt=period.doubt,
        budget_stage=stage,
        sources=() if period.source is None else (period.source,),
    )


def _metric_basis(draft: ColumnDraft) -> Basis:
    if CAPTION_MEASURE in draft.rules:
        return Basis.CAPTION
    return Basis.HEADER if draft.path else Basis.NONE


def _find_stage_of(draft: ColumnDraft, metric: Metric, view: TableView) -> BudgetStage:
    """Return which budget the amounts of a column are of."""
    if metric is Metric.REALISASI_ANGGARAN:
        return BudgetStage.REALISASI
    if metric not in MONEY_METRICS:
        return BudgetStage.UNKNOWN
    return find_stage((*reversed(draft.path), view.table.caption or ""))


def _read_unit_of(
    draft: ColumnDraft, metric: Metric, view: TableView
) -> tuple[str | None, Basis]:
    """Return the unit of a column, and how it is known; "Rp" and "%" may go without saying."""
    printed = draft.unit
    basis = Basis.HEADER if printed is not None else Basis.NONE
    if metric is Metric.PERTUMBUHAN and any("%" in text for text in draft.path):
        return "%", Basis.HEADER
    if draft.measure is Measure.MONEY and metric is not Metric.SERAPAN:
        of_caption = read_unit(view.table.caption or "") or ""
        if printed in (None, "Rp") and of_caption.startswith("Rp"):
            return of_caption, Basis.CAPTION
        return printed or "Rp", basis
    if metric in _PERCENTAGES and (printed is None or printed.startswith("Rp")):
        return "%", Basis.NONE
    return printed, basis
