"""Money or performance, planned or actual: what a figure column counts."""

import re
from dataclasses import dataclass, replace

from sidak.normalisers.header.detect import is_sub_header
from sidak.normalisers.header.periods import find_quarter
from sidak.normalisers.header.profiles import ValueProfile
from sidak.normalisers.header.vocabulary import fold_text, read_header_text, read_unit
from sidak.normalisers.text.table_view import TableView
from sidak.schemas import ColumnRole, Level

_SUMS = re.compile(r"^(jumlah|total|nilai|rp|rupiah)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ColumnDraft:
    """A column on its way to a meaning."""

    path: tuple[str, ...]
    role: ColumnRole | None
    aspect: str | None = None
    measure: str | None = None
    unit: str | None = None
    level: Level | None = None
    is_percent_only: bool = False
    is_weak: bool = False


def classify_measures(
    drafts: list[ColumnDraft], profiles: list[ValueProfile], grid: TableView
) -> list[ColumnDraft]:
    """Decide for each figure column whether it counts money or performance."""
    roles = {draft.role for draft in drafts}
    has_satuan = ColumnRole.SATUAN in roles
    is_performance_table = has_satuan or ColumnRole.INDIKATOR in roles
    caption_money = (read_unit(grid.table.caption or "") or "").startswith("Rp")
    settled: list[ColumnDraft] = []
    for column, draft in enumerate(drafts):
        if draft.role is not ColumnRole.FIGURE:
            settled.append(draft)
            continue
        values = profiles[column]
        draft = _drop_inherited_money(_detect_percent_column(draft, values), values)
        measure = draft.measure
        before = next((other.measure for other in reversed(settled) if other.measure), None)
        if measure is not None or draft.aspect == "ratio":
            pass
        elif draft.unit is not None:
            measure = "performance" if draft.aspect is not None else None
        elif values.marked_money >= 0.5:
            measure = "money"
        elif values.filled and values.money >= 0.6:
            is_large = values.money >= 0.9 and values.length >= 9
            is_sum = (
                before == "money" and bool(draft.path) and bool(_SUMS.match(draft.path[-1]))
            )
            is_named = draft.aspect is not None or is_sum
            if not is_named and not caption_money and values.marked_money < 0.3:
                pass  # large numbers alone may count cattle as well as rupiah
            elif not is_performance_table or caption_money:
                measure = "money"
            else:
                measure = "money" if is_large and not has_satuan else "performance"
        elif draft.aspect == "actual" and not is_performance_table and before is not None:
            measure = before
        elif draft.aspect in ("planned", "actual"):
            measure = "performance" if values.filled or is_performance_table else before
        settled.append(replace(draft, measure=measure))
    return _resolve_ratios(settled)


def _detect_percent_column(draft: ColumnDraft, values: ValueProfile) -> ColumnDraft:
    """Tell the column of percents apart that shares its header with the amounts."""
    if draft.measure == "performance" or draft.aspect == "ratio" or draft.unit == "%":
        return draft
    if values.percent < 0.9 or values.filled < 2 or draft.measure is None:
        return draft
    aspect = {"actual": "ratio"}.get(draft.aspect or "", "other")
    measure = "money" if aspect == "ratio" else None
    return replace(draft, aspect=aspect, measure=measure, unit="%")


def _drop_inherited_money(draft: ColumnDraft, values: ValueProfile) -> ColumnDraft:
    """Take money away that only a header far above names.

    It goes if the cells print quantities with their own units ("ANGGARAN (Rp) / TARGET"
    over "1 tahun"), or if the lowest header names something else ("Alokasi / Jumlah
    Penduduk") and no cell looks like money.
    """
    if draft.measure != "money" or len(draft.path) < 2 or not values.filled:
        return draft
    leaf = draft.path[-1]
    sense = read_header_text(leaf)
    unit = read_unit(leaf)
    if unit is not None and unit != "%" and not unit.startswith("Rp"):
        return replace(draft, aspect="other", measure=None)  # "Alokasi / Luas Wilayah (km)"
    if unit is not None or sense.measure is not None or values.money >= 0.3:
        return draft
    if values.quantity >= 0.5 and values.numeric < 0.5:
        return replace(draft, measure="performance", unit=None)
    is_plain = sense.role is ColumnRole.FIGURE and sense.aspect is not None
    if values.zero < 0.9 and not is_plain and not is_sub_header(leaf) and len(leaf) > 4:
        return replace(draft, aspect="other", measure=None, unit=None)
    return draft


def _resolve_ratios(drafts: list[ColumnDraft]) -> list[ColumnDraft]:
    """Give ratios and rests the nature of the amounts they were computed from."""
    done: list[ColumnDraft] = []
    for column, draft in enumerate(drafts):
        if draft.role is not ColumnRole.FIGURE:
            done.append(draft)
            continue
        left = [other for other in done if other.role is ColumnRole.FIGURE]
        actuals = [other for other in left if other.aspect == "actual"]
        aspect, measure = draft.aspect, draft.measure
        if aspect is None and done and _is_money_of(draft, done[-1]):
            aspect = done[-1].aspect
        if draft.is_percent_only and actuals and aspect in (None, "actual"):
            sibling = done[column - 1] if column else None
            has_own_actual = sibling is not None and sibling.aspect == "actual"
            if aspect is None or has_own_actual:
                aspect, measure = "ratio", None
        if aspect == "actual" and draft.unit == "%" and done and _is_amount_of(draft, done[-1]):
            aspect, measure = "ratio", None
        if aspect in ("actual", None) and measure == "money" and draft.unit == "%":
            aspect = "ratio"
        if aspect in ("ratio", "rest") and measure is None:
            based = [o for o in left if o.aspect in ("actual", "planned") and o.measure]
            measure = based[-1].measure if based else "performance"
        done.append(replace(draft, aspect=aspect, measure=measure))
    return _resolve_periods(_resolve_sums(done))


def _is_money_of(draft: ColumnDraft, before: ColumnDraft) -> bool:
    """Say whether a bare "Rp" stands beside the target or result it pays for."""
    return (
        len(draft.path) > 1
        and fold_text(draft.path[-1]) == "rp"
        and before.role is ColumnRole.FIGURE
        and before.aspect in ("planned", "actual")
        and before.path[-2:-1] == draft.path[-2:-1]
    )


def _is_amount_of(draft: ColumnDraft, before: ColumnDraft) -> bool:
    """Say whether the column before holds what this one gives in percent."""
    return (
        before.role is ColumnRole.FIGURE
        and before.aspect == "actual"
        and before.unit != "%"
        and before.path[:-1] == draft.path[:-1]
    )


def _resolve_sums(drafts: list[ColumnDraft]) -> list[ColumnDraft]:
    """Give "Jumlah" and "Total" the aspect that all other money columns share."""
    aspects = {
        draft.aspect
        for draft in drafts
        if draft.role is ColumnRole.FIGURE and draft.measure == "money" and draft.aspect
    }
    if len(aspects) != 1 or aspects == {"other"}:
        return drafts  # a price times a volume is no sum of prices
    aspect = aspects.pop()
    return [
        replace(draft, aspect=aspect)
        if draft.role is ColumnRole.FIGURE
        and draft.measure == "money"
        and draft.aspect is None
        and draft.path
        and _SUMS.match(draft.path[-1])
        else draft
        for draft in drafts
    ]


def _resolve_kinerja(drafts: list[ColumnDraft]) -> list[ColumnDraft]:
    """Give "Kinerja" beside "Realisasi Anggaran" the one aspect that the table has."""
    aspects = {
        draft.aspect for draft in drafts if draft.role is ColumnRole.FIGURE and draft.aspect
    }
    if len(aspects) != 1:
        return drafts
    aspect = aspects.pop()
    return [
        replace(draft, aspect=aspect)
        if draft.role is ColumnRole.FIGURE
        and draft.aspect is None
        and draft.measure == "performance"
        and draft.path
        and fold_text(draft.path[-1]) in ("kinerja", "k")
        else draft
        for draft in drafts
    ]


def _resolve_periods(drafts: list[ColumnDraft]) -> list[ColumnDraft]:
    """Give bare periods ("TW I", "2016") the aspect that all other columns share."""
    drafts = _resolve_kinerja(drafts)
    shared = {
        (draft.aspect, draft.measure)
        for draft in drafts
        if draft.role is ColumnRole.FIGURE and draft.aspect is not None
    }
    if len(shared) != 1:
        return drafts
    aspect, measure = shared.pop()
    if aspect not in ("planned", "actual"):
        return drafts
    return [
        replace(draft, aspect=aspect, measure=measure)
        if draft.role is ColumnRole.FIGURE
        and draft.aspect is None
        and len(draft.path) == 1
        and find_quarter(draft.path) is not None
        else draft
        for draft in drafts
    ]
