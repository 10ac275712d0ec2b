"""Facts of a report side by side: one row per line and period, per indicator and period."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from sidak.expectations.cross_document.amounts import kode_of
from sidak.expectations.facts.canonical import StatedFact, in_rupiah
from sidak.schemas import (
    PROGRAMME_LEVELS,
    BudgetStage,
    DocumentResult,
    IndicatorRow,
    Item,
    Level,
    Metric,
    ProgrammeRow,
    ValueOrigin,
)

_AMOUNTS = (Metric.PAGU, Metric.REALISASI_ANGGARAN, Metric.SERAPAN, Metric.SISA)
_RESULTS = (Metric.TARGET, Metric.REALISASI, Metric.CAPAIAN)
#: Lines that have a budget; totals are those of whole tables.
_BUDGET_LEVELS = frozenset({*PROGRAMME_LEVELS, Level.TOTAL})
_PERCENT_DIGITS = Decimal("0.0001")

_Facts = Mapping[Metric, StatedFact]


def make_programme_rows(
    entry: DocumentResult, facts: Sequence[StatedFact]
) -> tuple[ProgrammeRow, ...]:
    """Return the budget lines of a report, one row per line and period.

    Serapan and sisa are computed where they are not printed and budget and spending stand in
    one table, which has the line as often for the one as for the other.

    Args:
        entry: The report.
        facts: Its facts, in reading order.
    """
    items = _list_items(entry)
    listed = [one for one in facts if one.line.level in _BUDGET_LEVELS]
    rows = []
    for number, own in enumerate(_group(listed, _AMOUNTS), start=1):
        first = next(iter(own.values())).figure
        item = items.get(first.item_id or "")
        names = _name_parents(item, items)
        row = ProgrammeRow(
            row_id=f"{entry.document.document_id}-p{number:04d}",
            document_id=entry.document.document_id,
            region=entry.document.region,
            agency=entry.document.agency,
            source=entry.document.kind,
            page=first.page,
            level=first.level,
            kode=kode_of(item) if item else None,
            item_name=first.item_name,
            program=names.get(Level.PROGRAM, ""),
            kegiatan=names.get(Level.KEGIATAN, ""),
            period=_period_of(own),
            period_kind=first.period_kind,
            year=first.year,
            budget_stage=_stage_of(own),
            disagreeing=sum(one.disagreeing for one in own.values()),
        )
        rows.append(_add_amounts(row, own))
    return tuple(rows)


def make_indicator_rows(
    entry: DocumentResult, facts: Sequence[StatedFact]
) -> tuple[IndicatorRow, ...]:
    """Return the indicators of a report, one row per indicator and period.

    Args:
        entry: The report.
        facts: Its facts, in reading order.
    """
    items = _list_items(entry)
    listed = [one for one in facts if one.line.level not in (Level.LAINNYA, Level.TOTAL)]
    rows = []
    for number, own in enumerate(_group(listed, _RESULTS), start=1):
        first = next(iter(own.values())).figure
        item = items.get(first.item_id or "")
        target, realisasi = own.get(Metric.TARGET), own.get(Metric.REALISASI)
        capaian = own.get(Metric.CAPAIAN)
        measured = target or realisasi
        rows.append(
            IndicatorRow(
                row_id=f"{entry.document.document_id}-i{number:04d}",
                document_id=entry.document.document_id,
                region=entry.document.region,
                agency=entry.document.agency,
                source=entry.document.kind,
                page=first.page,
                level=first.level,
                kode=kode_of(item) if item else None,
                item_name=first.item_name,
                indikator=first.indikator,
                satuan=measured.figure.unit if measured else None,
                period=_period_of(own),
                period_kind=first.period_kind,
                year=first.year,
                target=_value_of(target),
                realisasi=_value_of(realisasi),
                capaian=_value_of(capaian),
                target_figure_id=_id_of(target),
                realisasi_figure_id=_id_of(realisasi),
                capaian_figure_id=_id_of(capaian),
                disagreeing=sum(one.disagreeing for one in own.values()),
            )
        )
    return tuple(rows)


def _add_amounts(row: ProgrammeRow, own: _Facts) -> ProgrammeRow:
    pagu, realisasi = own.get(Metric.PAGU), own.get(Metric.REALISASI_ANGGARAN)
    serapan, sisa = own.get(Metric.SERAPAN), own.get(Metric.SISA)
    if serapan is not None and serapan.figure.unit not in (None, "", "%"):
        serapan = None
    row = replace(
        row,
        pagu=None if pagu is None else in_rupiah(pagu.figure),
        realisasi_anggaran=None if realisasi is None else in_rupiah(realisasi.figure),
        serapan=_value_of(serapan),
        serapan_origin=ValueOrigin.PRINTED if serapan else None,
        sisa=None if sisa is None else in_rupiah(sisa.figure),
        sisa_origin=ValueOrigin.PRINTED if sisa else None,
        pagu_figure_id=_id_of(pagu),
        realisasi_figure_id=_id_of(realisasi),
        serapan_figure_id=_id_of(serapan),
        sisa_figure_id=_id_of(sisa),
    )
    if pagu is None or realisasi is None or not _is_beside(pagu, realisasi):
        return row
    budget, spent = in_rupiah(pagu.figure), in_rupiah(realisasi.figure)
    if serapan is None and budget > 0:
        percent = (spent / budget * 100).quantize(_PERCENT_DIGITS)
        row = replace(row, serapan=percent, serapan_origin=ValueOrigin.COMPUTED)
    if sisa is None:
        row = replace(row, sisa=budget - spent, sisa_origin=ValueOrigin.COMPUTED)
    return row


def _is_beside(one: StatedFact, other: StatedFact) -> bool:
    """Return True if the table of a fact states another one too, and the same value of it."""
    table = other.figure.table_id
    beside = [each for each in (one.figure, *one.others) if each.table_id == table]
    return any(in_rupiah(each) == in_rupiah(one.figure) for each in beside)


def _may_stand_beside(one: StatedFact, other: StatedFact) -> bool:
    """Return True if no table says that two facts are of different money, or targets.

    One table may state another budget than the chosen one beside the spending: what was spent
    of that is not to be held against the chosen one.
    """
    for left, right in ((one, other), (other, one)):
        table = right.figure.table_id
        states = any(each.table_id == table for each in (left.figure, *left.others))
        if states and not _is_beside(left, right):
            return False
    return True


def _place_key(fact: StatedFact) -> tuple[object, ...]:
    figure = fact.figure
    return fact.line, figure.metric, figure.period, figure.period_kind


def _count_places(facts: Iterable[StatedFact]) -> Mapping[tuple[object, ...], int]:
    counts: dict[tuple[object, ...], int] = defaultdict(int)
    for fact in facts:
        counts[_place_key(fact)] += 1
    return counts


def _group(facts: Sequence[StatedFact], metrics: Sequence[Metric]) -> Iterator[_Facts]:
    """Yield the facts of one line, row and period by metric, in the order given.

    Facts that may be of other money, or an indicator with two units in one period, have a row
    for each.
    """
    counts = _count_places(facts)
    groups: dict[tuple[object, ...], list[dict[Metric, StatedFact]]] = {}
    for fact in facts:
        metric = fact.figure.metric
        if metric not in metrics:
            continue
        key = (fact.line, fact.place, fact.figure.period, fact.figure.period_kind)
        rows = groups.setdefault((*key, counts[_place_key(fact)]), [])
        free = next((row for row in rows if _fits(row, fact)), None)
        if free is None:
            rows.append({metric: fact})
        else:
            free[metric] = fact
    for rows in groups.values():
        for row in rows:
            yield {metric: row[metric] for metric in metrics if metric in row}


def _fits(row: _Facts, fact: StatedFact) -> bool:
    """Return True if a fact stands beside those of a row: another metric, the same unit."""
    figure = fact.figure
    if figure.metric in row or not all(_may_stand_beside(one, fact) for one in row.values()):
        return False
    units = {
        one.figure.unit
        for one in (*row.values(), fact)
        if one.figure.metric in (Metric.TARGET, Metric.REALISASI) and one.figure.unit
    }
    return len({unit.casefold() for unit in units if unit}) <= 1


def _list_items(entry: DocumentResult) -> dict[str, Item]:
    return {item.item_id: item for table in entry.typed_tables for item in table.items}


def _name_parents(item: Item | None, items: Mapping[str, Item]) -> dict[Level, str]:
    """Return the names of a line and of those above it, by level."""
    names: dict[Level, str] = {}
    seen: set[str] = set()
    while item is not None and item.item_id not in seen:
        seen.add(item.item_id)
        names.setdefault(item.level, item.name or item.name_raw)
        item = items.get(item.parent_item_id or "")
    return names


def _period_of(own: _Facts) -> str:
    figure = next(iter(own.values())).figure
    return figure.period or str(figure.year or "")


def _stage_of(own: _Facts) -> BudgetStage:
    pagu = own.get(Metric.PAGU)
    return BudgetStage.UNKNOWN if pagu is None else pagu.figure.budget_stage


def _value_of(fact: StatedFact | None) -> Decimal | None:
    return None if fact is None else fact.figure.value


def _id_of(fact: StatedFact | None) -> str | None:
    return None if fact is None else fact.figure.figure_id
