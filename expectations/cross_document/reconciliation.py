"""What the tables of an agency's reports state of one line, side by side.

The auditor's core question: programme by source, reported against raw. Each amount is held
against that of the source nearest to the accounts: a DPA for budgets, a budget realisation
report for spending. Nothing is judged here; what should be equal and is not has findings of its
own.
"""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from sidak.expectations.cross_document.amounts import (
    COMPARED_LEVELS,
    COMPARED_METRICS,
    StatedAmount,
    kode_of,
)
from sidak.expectations.cross_document.same_agency import list_agencies, name_agency
from sidak.expectations.cross_document.settings import SETTINGS
from sidak.expectations.identities.copies import normalise_name
from sidak.expectations.identities.tolerances import rupiah_factor
from sidak.schemas import (
    AmountState,
    BudgetStage,
    Document,
    DocumentKind,
    DocumentResult,
    Figure,
    Level,
    Metric,
    ReportedAmount,
    TypedTable,
)

#: The nearer to the accounts, the earlier; the first one that states a line is the reference.
_NEARNESS = {
    Metric.PAGU: (
        DocumentKind.DPA,
        DocumentKind.LRA,
        DocumentKind.RENJA_TRIWULAN,
        DocumentKind.PK,
        DocumentKind.APBD,
        DocumentKind.LKJIP,
        DocumentKind.RENJA,
        DocumentKind.RENSTRA,
    ),
    Metric.REALISASI_ANGGARAN: (
        DocumentKind.LRA,
        DocumentKind.RENJA_TRIWULAN,
        DocumentKind.LKJIP,
        DocumentKind.RENJA,
    ),
}
#: A period of several years.
_SPAN = re.compile(r"\d{4}-\d{4}")
#: Plans: what they foresee changes lawfully on the way to the budget. So may what a report of
#: unknown kind states: plans of action repeat the first budget.
_PLANS = frozenset({DocumentKind.RENSTRA, DocumentKind.RENJA, DocumentKind.OTHER})


@dataclass(frozen=True, slots=True)
class _Statement:
    """One figure that states an amount of a line."""

    document: Document
    place: int
    table_id: str
    subject: str
    stated: StatedAmount

    @property
    def figure(self) -> Figure:
        return self.stated.figure

    @property
    def table_key(self) -> str:
        return f"{self.place:06d} {self.table_id}"

    @property
    def period(self) -> str:
        return self.figure.period or str(self.figure.year)


@dataclass(frozen=True, slots=True)
class _Source:
    """One amount of a table, with all figures that state it."""

    statements: tuple[_Statement, ...]
    is_only: bool

    @property
    def first(self) -> _Statement:
        return self.statements[0]

    @property
    def rupiah(self) -> Decimal:
        return self.first.stated.rupiah


def reconcile_reports(documents: Sequence[DocumentResult]) -> tuple[ReportedAmount, ...]:
    """Return the amounts of each line that several tables of an agency state, by line.

    The result does not depend on the order of the documents. Lines of a year of which the
    agency has one report are returned if two tables of it state them; of a year of which it
    has several, all lines, if two tables have any in common.

    Args:
        documents: All documents of a region, or of several.
    """
    found: list[ReportedAmount] = []
    for group in list_agencies(documents):
        found.extend(_reconcile_agency(group))
    return tuple(found)


class _TableScopes:
    """Which tables are about the same money.

    Two funds of one agency may have lines of the same names, each in a table of its own; and a
    total is that of its own table only.

    Args:
        lines: The statements of each line of a year.
    """

    def __init__(self, lines: Sequence[Sequence[_Statement]]) -> None:
        self._common: Counter[tuple[str, str]] = Counter()
        self._agreeing: Counter[tuple[str, str]] = Counter()
        for line in lines:
            if line[0].stated.level is Level.TOTAL:
                continue
            values: dict[str, set[Decimal]] = defaultdict(set)
            for one in line:
                values[one.table_key].add(one.stated.rupiah)
            for pair in combinations(sorted(values), 2):
                self._common[pair] += 1
                self._agreeing[pair] += any(
                    _is_nearly(one, other)
                    for one in values[pair[0]]
                    for other in values[pair[1]]
                )

    def are_one(self, one: _Statement, other: _Statement) -> bool:
        """Return True if amounts of a line in two tables should be equal."""
        is_of_one_report = one.place == other.place
        if one.table_key == other.table_key:
            return True
        if not is_of_one_report and one.stated.level is not Level.TOTAL:
            return True
        first, second = sorted((one.table_key, other.table_key))
        common = self._common[first, second]
        least = SETTINGS.agreeing_share * common
        return common > 0 and self._agreeing[first, second] >= least


def _is_nearly(one: Decimal, other: Decimal) -> bool:
    """Return True if two amounts are so near that they were meant to be one."""
    return abs(one - other) <= SETTINGS.same_money * max(abs(one), abs(other))


def _reconcile_agency(group: Sequence[DocumentResult]) -> Iterator[ReportedAmount]:
    ordered = sorted(group, key=lambda one: (one.document.file, one.document.document_id))
    agency = name_agency(ordered)
    region = next((one.document.region for one in ordered if one.document.region), None)
    by_year: dict[int, list[_Statement]] = defaultdict(list)
    for place, entry in enumerate(ordered):
        for table in entry.typed_tables:
            for statement in _list_statements(entry.document, place, table):
                by_year[statement.figure.year or 0].append(statement)
    for _, statements in sorted(by_year.items()):
        is_several = len({one.document.document_id for one in statements}) > 1
        lines = list(_group_lines(statements))
        if not any(_is_stated_twice(line) for line in lines):
            continue
        scopes = _TableScopes(lines)
        for line in lines:
            if is_several or _is_stated_twice(line):
                yield from _compare_line(line, scopes, agency, region)


def _is_stated_twice(line: Sequence[_Statement]) -> bool:
    return len({(one.place, one.table_id) for one in line}) > 1


def _list_statements(document: Document, place: int, table: TypedTable) -> Iterator[_Statement]:
    items = {item.item_id: item for item in table.items}
    largest: dict[int, Decimal] = {}
    for figure in table.figures:
        if _is_stated(figure):
            value = abs(figure.value or Decimal(0))
            largest[figure.column] = max(value, largest.get(figure.column, Decimal(0)))
    for figure in table.figures:
        item = items.get(figure.item_id or "")
        if item is None or item.level not in COMPARED_LEVELS or not _is_stated(figure):
            continue
        # Of several totals of a table only that of the whole is a total elsewhere too.
        is_part = abs(figure.value or Decimal(0)) < largest[figure.column]
        if item.level is Level.TOTAL and is_part:
            continue
        name = item.name or item.name_raw
        stated = StatedAmount(name, kode_of(item), item.level, figure)
        subject = "" if item.level is Level.TOTAL else normalise_name(name)
        yield _Statement(document, place, table.table_id, subject, stated)


def _is_stated(figure: Figure) -> bool:
    """Return True if a figure states an amount of a year or a quarter for certain."""
    year = str(figure.year)
    period = figure.period or year
    return (
        figure.metric in COMPARED_METRICS
        and figure.year is not None
        and period.startswith(year)
        and _SPAN.fullmatch(period) is None
        and figure.accepted
        and figure.value is not None
        and figure.value.is_finite()
        and rupiah_factor(figure.unit or "Rp") is not None
    )


def _group_lines(statements: Sequence[_Statement]) -> Iterator[list[_Statement]]:
    """Yield the statements of one line, metric and period, in the order of the sources.

    Lines are joined by code; one without a code joins the only code with its name.
    """
    codes: dict[tuple[Level, str], set[str]] = defaultdict(set)
    for one in statements:
        if one.stated.kode:
            codes[one.stated.level, one.subject].add(one.stated.kode)
    lines: dict[tuple[str, str, str, str], list[_Statement]] = defaultdict(list)
    for one in statements:
        known = codes.get((one.stated.level, one.subject), set())
        kode = one.stated.kode or (next(iter(known)) if len(known) == 1 else "")
        subject = kode or one.subject
        metric = one.figure.metric.value
        lines[subject, one.stated.level.value, metric, one.period].append(one)
    order = list(COMPARED_METRICS)

    def rank(key: tuple[str, str, str, str]) -> tuple[object, ...]:
        subject, level, metric, period = key
        is_total = level == Level.TOTAL.value
        return (
            is_total,
            not subject[:1].isdigit(),
            subject,
            level,
            order.index(Metric(metric)),
            period,
        )

    for key in sorted(lines, key=rank):
        yield lines[key]


def _compare_line(
    line: Sequence[_Statement], scopes: _TableScopes, agency: str, region: str | None
) -> Iterator[ReportedAmount]:
    sources = _list_sources(line)
    first = sources[0].first
    kode = next((one.stated.kode for one in line if one.stated.kode), None)
    metric, period, year = first.figure.metric, first.period, first.figure.year or 0
    subject = kode or first.subject
    line_id = _make_line_id(
        agency, region or "", str(year), period, first.stated.level, metric, subject
    )
    ids = [f"{line_id}-{place:02d}" for place, _ in enumerate(sources, start=1)]
    certain = [place for place, source in enumerate(sources) if source.is_only]
    nearest = min(certain, key=lambda at: (_nearness(sources[at]), at), default=None)
    for place, source in enumerate(sources):
        own = source.first
        reference = _choose_reference(place, nearest, sources)
        other = None if reference is None else sources[reference]
        yield ReportedAmount(
            amount_id=ids[place],
            line_id=line_id,
            agency=agency,
            region=region,
            year=year,
            period=period,
            level=own.stated.level,
            kode=kode,
            item_name=own.stated.name,
            metric=metric,
            document_id=own.document.document_id,
            source=own.document.kind,
            table_id=own.table_id,
            page=own.figure.page,
            budget_stage=own.figure.budget_stage,
            value=source.rupiah,
            reference_id=None if reference is None else ids[reference],
            difference=None if other is None else source.rupiah - other.rupiah,
            state=_state_of(source, other, scopes, count=len(certain)),
            figure_ids=tuple(one.figure.figure_id for one in source.statements),
        )


def _choose_reference(
    place: int, nearest: int | None, sources: Sequence[_Source]
) -> int | None:
    """Return the amount that one is held against: of the table that is nearest to the accounts.

    Of several stages of the budget in that table the one of the same stage or, where a stage
    is not known, one that is the same.
    """
    source = sources[place]
    if nearest is None or place == nearest or not source.is_only:
        return None
    table, stage = sources[nearest].first.table_key, source.first.figure.budget_stage
    if source.first.table_key == table:
        return nearest
    stages = [
        at for at, one in enumerate(sources) if one.is_only and one.first.table_key == table
    ]
    is_known = stage is not BudgetStage.UNKNOWN
    same = [
        at
        for at in stages
        if (is_known and sources[at].first.figure.budget_stage is stage)
        or (not is_known and sources[at].rupiah == source.rupiah)
    ]
    return same[0] if same else nearest


def _list_sources(line: Sequence[_Statement]) -> list[_Source]:
    """Return the amounts of a line by document, table and stage of the budget."""
    tables: dict[tuple[int, str, str], list[_Statement]] = defaultdict(list)
    for one in line:
        tables[one.place, one.table_id, one.figure.budget_stage].append(one)
    sources = []
    for _, own in sorted(tables.items(), key=lambda entry: entry[0]):
        values: dict[Decimal, list[_Statement]] = defaultdict(list)
        for one in own:
            values[one.stated.rupiah].append(one)
        sources += [_Source(tuple(same), len(values) == 1) for same in values.values()]
    return sources


def _nearness(source: _Source) -> int:
    order = _NEARNESS[source.first.figure.metric]
    kind = source.first.document.kind
    return order.index(kind) if kind in order else len(order)


def _state_of(
    source: _Source, other: _Source | None, scopes: _TableScopes, *, count: int
) -> AmountState:
    if not source.is_only:
        return AmountState.SEVERAL
    if other is None:
        return AmountState.REFERENCE if count > 1 else AmountState.ALONE
    margin = source.first.stated.margin + other.first.stated.margin
    if abs(source.rupiah - other.rupiah) <= margin:
        return AmountState.AGREES
    if not scopes.are_one(source.first, other.first):
        return AmountState.OTHER_SCOPE
    stages = {source.first.figure.budget_stage, other.first.figure.budget_stage}
    kinds = {source.first.document.kind, other.first.document.kind}
    is_of_other_stage = len(stages - {BudgetStage.UNKNOWN}) > 1
    is_of_other_stage |= source.first.table_key == other.first.table_key
    is_plan = len(kinds) > 1 and bool(kinds & _PLANS)
    return AmountState.OTHER_STAGE if is_of_other_stage or is_plan else AmountState.DIFFERS


def _make_line_id(*parts: str) -> str:
    encoded = "|".join(parts).encode("utf-8", "replace")
    return f"b{hashlib.sha256(encoded).hexdigest()[:12]}"
