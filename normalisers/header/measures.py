"""Money or performance, planned or actual: what a figure column counts.

The header words of a column leave this open more often than not ("Jumlah", "%", "2016").
``_STAGES`` is a table of named rules, each a predicate and an effect. Stage after stage, the
columns are gone through from left to right; each column remembers the rules that fired.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sidak.normalisers.header.detect import is_sub_header
from sidak.normalisers.header.periods import find_quarter
from sidak.normalisers.header.profiles import ValueProfile
from sidak.normalisers.header.settings import SETTINGS
from sidak.normalisers.header.vocabulary import (
    Aspect,
    Measure,
    fold_text,
    read_header_text,
    read_unit,
)
from sidak.normalisers.text.table_view import TableView
from sidak.schemas import ColumnRole, Level

_SUMS = re.compile(r"^(jumlah|total|nilai|rp|rupiah)\b", re.IGNORECASE)
#: What an agency takes in; not the agency that is named for it.
_REVENUE = re.compile(
    r"(?<!dinas )(?<!badan )\bpendapatan\b|\bpenerimaan\b|\bretribusi\b|\bpads?\b",
    re.IGNORECASE,
)
_SPENDING = re.compile(r"anggaran|pagu|belanja|biaya|dana|keuangan", re.IGNORECASE)
_ABSORPTION = re.compile(r"(?:s|ny)erap", re.IGNORECASE)
_TARGET = re.compile(r"\btarget\b", re.IGNORECASE)
_PRINTED = (Aspect.PLANNED, Aspect.ACTUAL)
_DERIVED = (Aspect.RATIO, Aspect.REST)


@dataclass(frozen=True, slots=True)
class ColumnDraft:
    """A column on its way to a meaning.

    Attributes:
        path: Its header texts from top to bottom.
        role: What it holds; ``None`` while open.
        aspect: Whether its numbers are planned, actual or computed from others.
        measure: Whether they count money or performance.
        unit: The unit that its header names.
        level: Level of the names in it.
        is_percent_only: Whether the lowest header is nothing but "%" or "persen".
        is_weak: Whether a header above may say its role better.
        rules: Names of the rules that decided on aspect and measure, in order.
    """

    path: tuple[str, ...]
    role: ColumnRole | None
    aspect: Aspect | None = None
    measure: Measure | None = None
    unit: str | None = None
    level: Level | None = None
    is_percent_only: bool = False
    is_weak: bool = False
    rules: tuple[str, ...] = ()

    @property
    def leaf(self) -> str:
        """Return the lowest header text; empty if there is none."""
        return self.path[-1] if self.path else ""

    @property
    def is_figure(self) -> bool:
        """Return True if the column holds figures."""
        return self.role is ColumnRole.FIGURE


@dataclass(frozen=True, slots=True)
class _TableSigns:
    """What the whole table says of its columns."""

    has_satuan: bool
    is_performance_table: bool  # it has units or indicators
    is_money_table: bool  # its caption states rupiah
    has_amounts: bool  # a column of it holds amounts
    is_of_revenue: bool  # its targets are what is to be taken in


@dataclass(frozen=True, slots=True)
class _ColumnView:
    """A column of figures, and what a rule may look at beside it.

    Attributes:
        draft: The column as it is now.
        values: Profile of its values.
        left: The columns to its left, as this stage has left them.
        columns: All columns, as this stage has found them.
        table: Signs of the whole table.
    """

    draft: ColumnDraft
    values: ValueProfile
    left: Sequence[ColumnDraft]
    columns: Sequence[ColumnDraft]
    table: _TableSigns

    @property
    def neighbour(self) -> ColumnDraft | None:
        """Return the column right to the left."""
        return self.left[-1] if self.left else None

    @property
    def measure_before(self) -> Measure | None:
        """Return the measure of the nearest column to the left that has one."""
        return next((one.measure for one in reversed(self.left) if one.measure), None)


@dataclass(frozen=True, slots=True)
class _Rule:
    """A named rule: where it applies, and what it makes of the column."""

    name: str
    applies: Callable[[_ColumnView], bool]
    effect: Callable[[_ColumnView], ColumnDraft]


class _Stage:
    """Rules for each column, tried in order: all that apply, or only the first."""

    def __init__(self, *rules: _Rule, is_first_only: bool = False) -> None:
        self.rules = rules
        self.is_first_only = is_first_only


def _set(**changes: object) -> Callable[[_ColumnView], ColumnDraft]:
    """Return the effect that changes some fields of a column, or none."""
    return lambda view: replace(view.draft, **changes)  # type: ignore[arg-type]


def classify_measures(
    drafts: Sequence[ColumnDraft], profiles: Sequence[ValueProfile], view: TableView
) -> list[ColumnDraft]:
    """Decide for each figure column whether it counts money or performance, and which.

    Args:
        drafts: The columns with their roles.
        profiles: What the values of each look like.
        view: The table.
    """
    roles = {draft.role for draft in drafts}
    has_satuan = ColumnRole.SATUAN in roles
    table = _TableSigns(
        has_satuan=has_satuan,
        is_performance_table=has_satuan or ColumnRole.INDIKATOR in roles,
        is_money_table=(read_unit(view.table.caption or "") or "").startswith("Rp"),
        has_amounts=any(values.money >= SETTINGS.some_money for values in profiles),
        is_of_revenue=_is_of_revenue(drafts, view.table.caption or ""),
    )
    columns = list(drafts)
    for stage in _STAGES:
        left: list[ColumnDraft] = []
        for draft, values in zip(columns, profiles, strict=True):
            own = _ColumnView(draft, values, left, columns, table)
            left.append(_apply(stage, own) if draft.is_figure else draft)
        columns = left
    return columns


def _is_of_revenue(drafts: Sequence[ColumnDraft], caption: str) -> bool:
    """Return True if caption or headers speak of revenue and of targets, not of spending."""
    texts = [caption, *(text for draft in drafts for text in draft.path)]
    return (
        any(_REVENUE.search(text) for text in texts)
        and any(_TARGET.search(text) for text in texts)
        and not any(_SPENDING.search(text) for text in texts)
    )


def _apply(stage: _Stage, view: _ColumnView) -> ColumnDraft:
    for rule in stage.rules:
        if rule.applies(view):
            draft = rule.effect(view)
            view = replace(view, draft=replace(draft, rules=(*draft.rules, rule.name)))
            if stage.is_first_only:
                break
    return view.draft


def _is_percent_column(view: _ColumnView) -> bool:
    """Return True for the column of percents that shares its header with the amounts."""
    draft, values = view.draft, view.values
    is_open = draft.measure is Measure.MONEY and draft.aspect is not Aspect.RATIO
    has_percents = values.percent >= SETTINGS.sure_share and values.filled >= 2
    return is_open and draft.unit != "%" and has_percents


def _take_as_percent(view: _ColumnView) -> ColumnDraft:
    if view.draft.aspect is Aspect.ACTUAL:
        return replace(view.draft, aspect=Aspect.RATIO, measure=Measure.MONEY, unit="%")
    return replace(view.draft, aspect=Aspect.OTHER, measure=None, unit="%")


def _has_inherited_money(view: _ColumnView) -> bool:
    """Return True if only a header far above names money."""
    draft = view.draft
    return draft.measure is Measure.MONEY and len(draft.path) > 1 and view.values.filled > 0


def _names_other_unit(view: _ColumnView) -> bool:
    """Return True for "Alokasi / Luas Wilayah (km)"."""
    unit = read_unit(view.draft.leaf)
    is_other = unit is not None and unit != "%" and not unit.startswith("Rp")
    return _has_inherited_money(view) and is_other


def _is_unlike_money(view: _ColumnView) -> bool:
    """Return True if neither the lowest header nor the values speak of money."""
    leaf = view.draft.leaf
    return (
        _has_inherited_money(view)
        and read_unit(leaf) is None
        and read_header_text(leaf).measure is None
        and view.values.money < SETTINGS.some_money
    )


def _holds_quantities(view: _ColumnView) -> bool:
    """Return True for "ANGGARAN (Rp) / TARGET" over "1 tahun"."""
    values = view.values
    return _is_unlike_money(view) and values.quantity >= 0.5 and values.numeric < 0.5


def _is_target_beside_units(view: _ColumnView) -> bool:
    """Return True for "ANGGARAN / TARGET" over "39" where a column of units stands beside."""
    sense = read_header_text(view.draft.leaf)
    is_named = sense.aspect in _PRINTED
    return is_named and view.table.has_satuan and _is_unlike_money(view)


def _names_something_else(view: _ColumnView) -> bool:
    """Return True for "Alokasi / Jumlah Penduduk"."""
    leaf = view.draft.leaf
    sense = read_header_text(leaf)
    is_plain = sense.role is ColumnRole.FIGURE and sense.aspect is not None
    return (
        _is_unlike_money(view)
        and view.values.zero < SETTINGS.sure_share
        and not is_plain
        and not is_sub_header(leaf)
        and len(leaf) > SETTINGS.longest_short_header
    )


def _are_small(values: ValueProfile, *, fewest: int = SETTINGS.fewest_small) -> bool:
    """Return True if no value is an amount, and enough of them are more than nothing."""
    return (
        values.small * values.filled >= fewest
        and values.small + values.zero >= SETTINGS.sure_share
    )


def _is_absorption(view: _ColumnView) -> bool:
    """Return True for "Penyerapan Anggaran" over "71,60": the share that was spent."""
    draft = view.draft
    return (
        draft.aspect is Aspect.ACTUAL
        and draft.unit is None
        and _ABSORPTION.search(draft.leaf) is not None
        and _are_small(view.values, fewest=1)
    )


def _is_too_small_for_money(view: _ColumnView) -> bool:
    """Return True for "Efektivitas Anggaran" over "5,53": no amount, and no "Rp" printed.

    What its own header calls a budget or its realisation stays one, and is doubted. So does
    what is left of amounts.
    """
    draft = view.draft
    own = read_header_text(draft.leaf)
    is_amount = own.measure is Measure.MONEY and own.aspect in _PRINTED
    return (
        draft.measure is Measure.MONEY
        and draft.unit is None
        and draft.aspect is not Aspect.RATIO
        and not (draft.aspect is Aspect.REST and view.table.has_amounts)
        and _are_small(view.values)
        and not is_amount
        and not is_sub_header(draft.leaf)
        and not view.table.is_money_table
    )


def _take_as_number(view: _ColumnView) -> ColumnDraft:
    aspect = read_header_text(view.draft.leaf).aspect
    if aspect in _PRINTED:
        return replace(view.draft, measure=Measure.PERFORMANCE)
    return replace(view.draft, aspect=Aspect.OTHER, measure=None)


def _is_decided(view: _ColumnView) -> bool:
    return view.draft.measure is not None or view.draft.aspect is Aspect.RATIO


def _holds_amounts(view: _ColumnView) -> bool:
    return view.values.filled > 0 and view.values.money >= SETTINGS.mostly


def _has_unit(view: _ColumnView) -> bool:
    return view.draft.unit is not None


def _measure_by_unit(view: _ColumnView) -> ColumnDraft:
    measure = Measure.PERFORMANCE if view.draft.aspect else None
    return replace(view.draft, measure=measure)


def _is_marked(view: _ColumnView) -> bool:
    return view.values.marked_money >= 0.5


def _are_amounts_unnamed(view: _ColumnView) -> bool:
    """Return True if nothing but size speaks for money: cattle are counted in thousands too."""
    draft, values = view.draft, view.values
    is_sum = view.measure_before is Measure.MONEY and bool(_SUMS.match(draft.leaf))
    is_named = draft.aspect is not None or is_sum
    is_marked = view.table.is_money_table or values.marked_money >= SETTINGS.some_money
    return _holds_amounts(view) and not is_named and not is_marked


def _are_amounts_of_money(view: _ColumnView) -> bool:
    """Return True for amounts in a table of money, or such as no count is."""
    table, values = view.table, view.values
    is_large = values.money >= SETTINGS.sure_share and values.length >= SETTINGS.large_amount
    is_money_table = not table.is_performance_table or table.is_money_table
    return _holds_amounts(view) and (is_money_table or (is_large and not table.has_satuan))


def _is_result_beside(view: _ColumnView) -> bool:
    """Return True for a result in a table without units and indicators."""
    is_actual = view.draft.aspect is Aspect.ACTUAL
    return is_actual and not view.table.is_performance_table and bool(view.measure_before)


def _measure_like_neighbour(view: _ColumnView) -> ColumnDraft:
    return replace(view.draft, measure=view.measure_before)


def _is_printed(view: _ColumnView) -> bool:
    return view.draft.aspect in _PRINTED


def _measure_as_performance(view: _ColumnView) -> ColumnDraft:
    is_measured = view.values.filled > 0 or view.table.is_performance_table
    measure = Measure.PERFORMANCE if is_measured else view.measure_before
    return replace(view.draft, measure=measure)


def _is_money_of_neighbour(view: _ColumnView) -> bool:
    """Return True if a bare "Rp" stands beside the target or result it pays for."""
    draft, before = view.draft, view.neighbour
    return (
        draft.aspect is None
        and len(draft.path) > 1
        and fold_text(draft.leaf) == "rp"
        and before is not None
        and before.is_figure
        and before.aspect in _PRINTED
        and before.path[-2:-1] == draft.path[-2:-1]
    )


def _take_aspect_before(view: _ColumnView) -> ColumnDraft:
    return replace(view.draft, aspect=view.left[-1].aspect)


_take_as_ratio = _set(aspect=Aspect.RATIO, measure=None)


def _is_bare_percent(view: _ColumnView) -> bool:
    """Return True for a bare "%" to the right of a result."""
    draft, before = view.draft, view.neighbour
    has_actual = any(one.is_figure and one.aspect is Aspect.ACTUAL for one in view.left)
    has_own_actual = before is not None and before.aspect is Aspect.ACTUAL
    is_open = draft.aspect is None or (draft.aspect is Aspect.ACTUAL and has_own_actual)
    return draft.is_percent_only and has_actual and is_open


def _is_percent_of_neighbour(view: _ColumnView) -> bool:
    """Return True if the column before holds what this one gives in percent."""
    draft, before = view.draft, view.neighbour
    return (
        draft.aspect is Aspect.ACTUAL
        and draft.unit == "%"
        and before is not None
        and before.is_figure
        and before.aspect is Aspect.ACTUAL
        and before.unit != "%"
        and before.path[:-1] == draft.path[:-1]
    )


def _is_money_in_percent(view: _ColumnView) -> bool:
    draft = view.draft
    is_open = draft.aspect in (Aspect.ACTUAL, None)
    return is_open and draft.measure is Measure.MONEY and draft.unit == "%"


def _is_derived(view: _ColumnView) -> bool:
    return view.draft.aspect in _DERIVED and view.draft.measure is None


def _measure_like_base(view: _ColumnView) -> ColumnDraft:
    """Give a ratio or a rest the measure of the amounts it was computed from."""
    bases = [one for one in view.left if one.is_figure and one.aspect in _PRINTED]
    measure = next((one.measure for one in reversed(bases) if one.measure), None)
    return replace(view.draft, measure=measure or Measure.PERFORMANCE)


def _shared(drafts: Sequence[ColumnDraft], measure: Measure | None = None) -> Aspect | None:
    """Return the aspect that all figure columns (of a measure) have that have any."""
    aspects = {
        draft.aspect
        for draft in drafts
        if draft.is_figure and draft.aspect and measure in (None, draft.measure)
    }
    return next(iter(aspects)) if len(aspects) == 1 else None


def _is_sum_of_money(view: _ColumnView) -> bool:
    """Return True for "Jumlah" beside money columns of one aspect.

    A price times a volume is no sum of prices.
    """
    draft = view.draft
    return (
        draft.measure is Measure.MONEY
        and draft.aspect is None
        and _SUMS.match(draft.leaf) is not None
        and _shared(view.columns, Measure.MONEY) not in (None, Aspect.OTHER)
    )


def _take_aspect_of_money(view: _ColumnView) -> ColumnDraft:
    return replace(view.draft, aspect=_shared(view.columns, Measure.MONEY))


def _is_revenue(view: _ColumnView) -> bool:
    """Return True for target, result and ratio of revenue: no budget is spent there."""
    draft = view.draft
    is_measured = draft.aspect in (*_PRINTED, Aspect.RATIO)
    return view.table.is_of_revenue and draft.measure is Measure.MONEY and is_measured


def _measure_as_revenue(view: _ColumnView) -> ColumnDraft:
    unit = view.draft.unit or ("%" if view.draft.aspect is Aspect.RATIO else "Rp")
    return replace(view.draft, measure=Measure.PERFORMANCE, unit=unit)


def _is_kinerja(view: _ColumnView) -> bool:
    """Return True for "Kinerja" beside "Realisasi Anggaran" in a table of one aspect."""
    draft = view.draft
    return (
        draft.aspect is None
        and draft.measure is Measure.PERFORMANCE
        and fold_text(draft.leaf) in ("kinerja", "k")
        and _shared(view.columns) is not None
    )


def _take_shared_aspect(view: _ColumnView) -> ColumnDraft:
    return replace(view.draft, aspect=_shared(view.columns))


def _is_bare_period(view: _ColumnView) -> bool:
    """Return True for "TW I" where all other columns have one aspect and one measure."""
    draft = view.draft
    measures = {one.measure for one in view.columns if one.is_figure and one.aspect}
    return (
        draft.aspect is None
        and len(draft.path) == 1
        and find_quarter(draft.path) is not None
        and len(measures) == 1
        and _shared(view.columns) in _PRINTED
    )


def _take_shared(view: _ColumnView) -> ColumnDraft:
    """Take aspect and measure that all other columns have."""
    measure = next(one.measure for one in view.columns if one.is_figure and one.aspect)
    return replace(view.draft, aspect=_shared(view.columns), measure=measure)


_STAGES = (
    _Stage(
        _Rule("percents beside amounts", _is_percent_column, _take_as_percent),
        _Rule("another unit", _names_other_unit, _set(aspect=Aspect.OTHER, measure=None)),
        _Rule(
            "quantities below money",
            _holds_quantities,
            _set(measure=Measure.PERFORMANCE, unit=None),
        ),
        _Rule(
            "target beside units",
            _is_target_beside_units,
            _set(measure=Measure.PERFORMANCE, unit=None),
        ),
        _Rule(
            "something else below money",
            _names_something_else,
            _set(aspect=Aspect.OTHER, measure=None, unit=None),
        ),
        _Rule(
            "share that was spent",
            _is_absorption,
            _set(aspect=Aspect.RATIO, measure=Measure.MONEY, unit="%"),
        ),
        _Rule("too small for money", _is_too_small_for_money, _take_as_number),
    ),
    _Stage(
        _Rule("named by the header", _is_decided, _set()),
        _Rule("unit of its own", _has_unit, _measure_by_unit),
        _Rule("marked as rupiah", _is_marked, _set(measure=Measure.MONEY)),
        _Rule("large numbers unnamed", _are_amounts_unnamed, _set()),
        _Rule("large numbers of money", _are_amounts_of_money, _set(measure=Measure.MONEY)),
        _Rule(
            "large numbers of performance", _holds_amounts, _set(measure=Measure.PERFORMANCE)
        ),
        _Rule("result beside a measure", _is_result_beside, _measure_like_neighbour),
        _Rule("target or result", _is_printed, _measure_as_performance),
        is_first_only=True,
    ),
    _Stage(
        _Rule("rupiah beside what it pays for", _is_money_of_neighbour, _take_aspect_before),
        _Rule("bare percent of a result", _is_bare_percent, _take_as_ratio),
        _Rule("percent of the result before", _is_percent_of_neighbour, _take_as_ratio),
        _Rule("money in percent", _is_money_in_percent, _set(aspect=Aspect.RATIO)),
        _Rule("computed from amounts", _is_derived, _measure_like_base),
    ),
    _Stage(_Rule("sum of money columns", _is_sum_of_money, _take_aspect_of_money)),
    _Stage(_Rule("revenue", _is_revenue, _measure_as_revenue)),
    _Stage(_Rule("performance beside money", _is_kinerja, _take_shared_aspect)),
    _Stage(_Rule("period of the only aspect", _is_bare_period, _take_shared)),
)
