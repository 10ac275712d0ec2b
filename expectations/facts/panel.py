"""What all reports of an agency say of a line, metric and period: one value, and why that one.

Of several reports that state the same fact one is taken, in this order:

1. a report about that year before one that looks back or ahead;
2. the kind that is nearest to the accounts (spending: LRA, LKjIP, quarterly report; budget:
   DPA, LRA, PK, APBD, LKjIP, quarterly report, plans last; results: LKjIP first; targets: PK
   first);
3. the later stage of the budget;
4. the file whose name sorts first.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sidak.expectations.cross_document.amounts import kode_of
from sidak.expectations.cross_document.same_agency import list_agencies, name_agency
from sidak.expectations.facts.canonical import StatedFact, in_rupiah
from sidak.expectations.facts.lines import fold_line_name
from sidak.expectations.identities.copies import normalise_name
from sidak.expectations.identities.tolerances import resolution, rupiah_factor
from sidak.normalisers.document.agency_names import make_agency_id
from sidak.schemas import (
    MONEY_METRICS,
    BudgetStage,
    ChosenBy,
    DocumentKind,
    DocumentResult,
    Item,
    Level,
    Metric,
    PanelRow,
)
from sidak.schemas.regions import find_region_code

_LRA, _LKJIP, _QUARTER = DocumentKind.LRA, DocumentKind.LKJIP, DocumentKind.RENJA_TRIWULAN
_PK, _DPA, _IKU = DocumentKind.PK, DocumentKind.DPA, DocumentKind.IKU
_RENJA, _RENSTRA = DocumentKind.RENJA, DocumentKind.RENSTRA
_SPENDING = (_LRA, _LKJIP, _QUARTER, _RENJA)
_BUDGET = (_DPA, _LRA, _PK, DocumentKind.APBD, _LKJIP, _QUARTER, _RENJA, _RENSTRA)
_RESULTS = (_LKJIP, _QUARTER, _LRA, _RENJA, _RENSTRA)
#: Kinds of reports by metric, the one that counts most first; kinds not named come last.
_KINDS: Mapping[Metric, tuple[DocumentKind, ...]] = {
    Metric.PAGU: _BUDGET,
    Metric.REALISASI_ANGGARAN: _SPENDING,
    Metric.SERAPAN: _SPENDING,
    Metric.SISA: _SPENDING,
    Metric.TARGET: (_PK, _IKU, _DPA, _LKJIP, _QUARTER, _RENJA, _RENSTRA),
    Metric.REALISASI: _RESULTS,
    Metric.CAPAIAN: _RESULTS,
    Metric.KONDISI_AKHIR: (_RENSTRA, _RENJA, _LKJIP),
}
_STAGES = (BudgetStage.PERUBAHAN, BudgetStage.PERGESERAN)
#: What they foresee changes lawfully on the way to the budget.
_PLANS = frozenset({_RENJA, _RENSTRA, DocumentKind.OTHER})
_LEFT_OUT = frozenset({Level.LAINNYA})
#: Names of totals that do not say of what.
_PLAIN_TOTALS = frozenset({"jumlah", "total", "jumlahtotal", "totaljumlah", "grandtotal"})


@dataclass(frozen=True, slots=True)
class _PanelKey:
    """What a row of the panel is about, within an agency."""

    level: Level
    kode: str
    name: str
    indikator: str
    metric: Metric
    year: int
    period: str
    period_kind: str
    unit: str


@dataclass(frozen=True, slots=True)
class _PanelSource:
    """What one report states of it, in one or more rows of a table."""

    entry: DocumentResult
    facts: tuple[StatedFact, ...]
    item: Item | None

    @property
    def value(self) -> Decimal:
        first = self.facts[0].figure
        if first.metric in MONEY_METRICS:
            return sum((in_rupiah(one.figure) for one in self.facts), Decimal(0))
        return first.value or Decimal(0)

    @property
    def margin(self) -> Decimal:
        """How much of the value rounding may explain."""
        factors = [rupiah_factor(one.figure.unit or "Rp") for one in self.facts]
        steps = [
            resolution(one.figure) * (factor or 1)
            for one, factor in zip(self.facts, factors, strict=True)
            if factor != 1
        ]
        return sum(steps, Decimal(0))

    @property
    def stage(self) -> BudgetStage:
        return self.facts[0].figure.budget_stage


def make_panel(
    documents: Sequence[DocumentResult], facts: Mapping[str, Sequence[StatedFact]]
) -> tuple[PanelRow, ...]:
    """Return the panel of the agencies of a region, by agency, line, metric and period.

    The result does not depend on the order of the documents.

    Args:
        documents: All documents of a region, or of several.
        facts: Id of a document to its facts.
    """
    found: list[PanelRow] = []
    for group in list_agencies(documents):
        found.extend(_list_rows(group, facts))

    def order(row: PanelRow) -> tuple[object, ...]:
        names = (row.region_code, row.agency, row.level, row.kode or "~", row.item_name)
        return *names, row.indikator, row.metric, row.period, row.panel_id

    return tuple(sorted(found, key=order))


def _list_rows(
    group: Sequence[DocumentResult], facts: Mapping[str, Sequence[StatedFact]]
) -> Iterator[PanelRow]:
    ordered = sorted(group, key=lambda one: (one.document.file, one.document.document_id))
    agency = name_agency(ordered)
    region = next((one.document.region for one in ordered if one.document.region), None)
    sources: dict[_PanelKey, list[_PanelSource]] = defaultdict(list)
    codes = _name_codes(ordered)
    for entry in ordered:
        own: dict[_PanelKey, list[StatedFact]] = defaultdict(list)
        for fact in facts.get(entry.document.document_id, ()):
            if fact.figure.metric in _KINDS and fact.line.level not in _LEFT_OUT:
                own[_make_key(fact, codes)].append(fact)
        items = {item.item_id: item for table in entry.typed_tables for item in table.items}
        for key, stated in own.items():
            if not key.year or not _is_one_value(stated):
                continue
            item = items.get(stated[0].figure.item_id or "")
            sources[key].append(_PanelSource(entry, tuple(stated), item))
    for key, stating in sources.items():
        yield _make_row(key, stating, agency, region)


def _name_codes(group: Iterable[DocumentResult]) -> Mapping[tuple[Level, str], str]:
    """Return the code of each line that has none in one report and one in another.

    Names under several codes are left out.
    """
    known: dict[tuple[Level, str], set[str]] = defaultdict(set)
    for entry in group:
        for table in entry.typed_tables:
            for item in table.items:
                kode = kode_of(item)
                if kode:
                    known[item.level, fold_line_name(item.name or item.name_raw)].add(kode)
    return {named: next(iter(codes)) for named, codes in known.items() if len(codes) == 1}


def _make_key(fact: StatedFact, codes: Mapping[tuple[Level, str], str]) -> _PanelKey:
    figure, line = fact.figure, fact.line
    is_money = figure.metric in MONEY_METRICS
    kode = line.kode or codes.get((line.level, line.name), "")
    name = line.name
    if line.level is Level.TOTAL:
        # What a total is the total of, its name says: spending, surplus, one sort of spending.
        name = normalise_name(figure.item_name or "")
        name = "" if name in _PLAIN_TOTALS else name
    return _PanelKey(
        line.level,
        kode,
        "" if kode else name,
        line.indikator,
        figure.metric,
        figure.year or 0,
        figure.period or str(figure.year),
        figure.period_kind or "",
        "Rp" if is_money else (figure.unit or "").casefold(),
    )


def _is_one_value(stated: Sequence[StatedFact]) -> bool:
    """Return True if the rows of a line are one value: parts that add up, or all the same."""
    figures = [one.figure for one in stated]
    if figures[0].metric in MONEY_METRICS:
        return True
    return len({one.value for one in figures}) == 1


def _make_row(
    key: _PanelKey, sources: Sequence[_PanelSource], agency: str, region: str | None
) -> PanelRow:
    ranked = sorted(sources, key=lambda one: _rank(key, one))
    best, others = ranked[0], ranked[1:]
    first = best.facts[0].figure
    states = [_compare(best, other) for other in others]
    named = "|".join((region or "", agency, *map(str, _identify(key))))
    item = best.item
    kode = kode_of(item) if item else None
    return PanelRow(
        panel_id=f"n{hashlib.sha256(named.encode('utf-8', 'replace')).hexdigest()[:16]}",
        region_code=find_region_code(region),
        region=region,
        agency=agency,
        level=key.level,
        kode=kode or key.kode or None,
        edition=item.edition if item and kode else None,
        item_name=first.item_name,
        indikator=first.indikator if first.metric not in MONEY_METRICS else "",
        year=first.year,
        period=key.period,
        period_kind=first.period_kind,
        metric=first.metric,
        unit="Rp" if first.metric in MONEY_METRICS else first.unit,
        value=best.value,
        budget_stage=best.stage,
        document_id=best.entry.document.document_id,
        source=best.entry.document.kind,
        page=first.page,
        figure_ids=tuple(one.figure.figure_id for one in best.facts),
        chosen_by=_explain(key, ranked),
        reports_agreeing=states.count(_AGREES),
        reports_differing=states.count(_DIFFERS),
        reports_other_stage=states.count(_OTHER_STAGE),
        agency_id=make_agency_id(agency, region),
        kode_canonical=item.kode_canonical if item and kode else None,
    )


def _identify(key: _PanelKey) -> tuple[object, ...]:
    return (
        key.level.value,
        key.kode or key.name,
        key.indikator,
        key.metric.value,
        key.year,
        key.period,
        key.period_kind,
        key.unit,
    )


def _rank(key: _PanelKey, source: _PanelSource) -> tuple[bool, int, int]:
    document = source.entry.document
    kinds = _KINDS[key.metric]
    stage = source.stage
    return (
        document.year != key.year,
        kinds.index(document.kind) if document.kind in kinds else len(kinds),
        _STAGES.index(stage) if stage in _STAGES else len(_STAGES),
    )


def _explain(key: _PanelKey, ranked: Sequence[_PanelSource]) -> ChosenBy:
    """Return by what the first of the ranked reports comes before the second."""
    if len(ranked) == 1:
        return ChosenBy.ONLY
    first, second = (_rank(key, one) for one in ranked[:2])
    reasons = (ChosenBy.OWN_YEAR, ChosenBy.KIND, ChosenBy.STAGE)
    for reason, one, other in zip(reasons, first, second, strict=True):
        if one != other:
            return reason
    return ChosenBy.FIRST


_AGREES, _DIFFERS, _OTHER_STAGE = "agrees", "differs", "other_stage"


def _compare(best: _PanelSource, other: _PanelSource) -> str:
    if abs(best.value - other.value) <= best.margin + other.margin:
        return _AGREES
    known = {best.stage, other.stage} - {BudgetStage.UNKNOWN}
    kinds = {best.entry.document.kind, other.entry.document.kind}
    is_plan = len(kinds) > 1 and bool(kinds & _PLANS)
    return _OTHER_STAGE if len(known) > 1 or is_plan else _DIFFERS
