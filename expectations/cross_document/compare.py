"""The same amount in two reports of one agency: plans against plans, years against years.

Renstra 2022 against Renja 2022 against LKjIP 2022; what an LKjIP says of last year against
last year's LKjIP. Joined by agency, region, code (or name), year and metric. Plans change
lawfully, so a difference between plans is a remark; where two reports mostly agree, the
amount that does not is more than that.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from rapidfuzz import fuzz

from sidak.expectations.cross_document.same_agency import group_by_agency
from sidak.expectations.findings.messages import show_number
from sidak.expectations.identities.copies import normalise_name
from sidak.expectations.identities.model import value_of
from sidak.expectations.identities.tolerances import resolution, rupiah_factor
from sidak.schemas import (
    ACCEPTED_STATUSES,
    PROGRAMME_LEVELS,
    Document,
    DocumentKind,
    DocumentResult,
    Figure,
    Finding,
    FindingKind,
    Item,
    Level,
    MatchStatus,
    Metric,
    Severity,
    TypedTable,
)

_METRICS = (Metric.PAGU, Metric.REALISASI_ANGGARAN)
_LEVELS = frozenset({*PROGRAMME_LEVELS, Level.TOTAL})
_MATCHED = frozenset({MatchStatus.AUTO, MatchStatus.DECIDED})
#: From the plan to the account; of two reports of one year the later is the one judged.
_ORDER = (
    DocumentKind.RENSTRA,
    DocumentKind.RENJA,
    DocumentKind.APBD,
    DocumentKind.PK,
    DocumentKind.DPA,
    DocumentKind.RENJA_TRIWULAN,
    DocumentKind.LRA,
    DocumentKind.LKJIP,
    DocumentKind.IKU,
    DocumentKind.OTHER,
)
#: What these say of a year that is over does not change any more.
_ACCOUNTS = frozenset({DocumentKind.LKJIP, DocumentKind.LRA})
#: Amounts that must agree, and which part of all, before single ones stand out.
_LEAST_AGREEING = 3
_AGREEING = Decimal("0.5")
#: Names under one code must be so alike: codes were given new meanings.
_ALIKE = 70
#: Figures that a finding over many lines lists, and lines that its message names.
_LISTED = 20
_NAMED = 3

_METRIC_WORDS = {
    Metric.PAGU: ("pagu", "budget"),
    Metric.REALISASI_ANGGARAN: ("realisasi anggaran", "spending"),
}


@dataclass(frozen=True, slots=True)
class StatedAmount:
    """One amount of a report: what it is of, and the figure that states it."""

    name: str
    kode: str | None
    level: Level
    figure: Figure

    @property
    def rupiah(self) -> Decimal:
        """The amount in rupiah."""
        return value_of(self.figure) * _factor(self.figure)

    @property
    def margin(self) -> Decimal:
        """How much of it rounding may explain, in rupiah."""
        factor = _factor(self.figure)
        return Decimal(0) if factor == 1 else resolution(self.figure) * factor


@dataclass(frozen=True, slots=True)
class AmountPair:
    """The same amount in an earlier and a later report."""

    earlier: StatedAmount
    later: StatedAmount

    @property
    def gap(self) -> Decimal:
        """Later minus earlier, in rupiah."""
        return self.later.rupiah - self.earlier.rupiah

    @property
    def agrees(self) -> bool:
        """Return True if the two differ by no more than rounding explains."""
        return abs(self.gap) <= self.earlier.margin + self.later.margin


def compare_documents(documents: Sequence[DocumentResult]) -> tuple[Finding, ...]:
    """Return what the reports of one agency say differently of the same thing.

    The result does not depend on the order of the documents; of the same file given
    twice one is taken.

    Args:
        documents: All documents of a release.
    """
    findings: list[Finding] = []
    for group in group_by_agency(documents):
        ordered = sorted(group, key=lambda one: _order(one.document))
        entries = {one.document.document_id: _collect(one.typed_tables) for one in ordered}
        for earlier, later in combinations(ordered, 2):
            first = entries[earlier.document.document_id]
            second = entries[later.document.document_id]
            for key in sorted(first.keys() & second.keys()):
                pairs = list(_join(first[key], second[key]))
                findings.extend(_compare_pairs(earlier.document, later.document, key, pairs))
    return tuple(sorted(findings, key=lambda one: one.finding_id))


def _order(document: Document) -> tuple[int, int, str]:
    return (document.year or 0, _ORDER.index(document.kind), document.document_id)


YearMetric = tuple[int, str]  # year, metric


def _collect(tables: Iterable[TypedTable]) -> Mapping[YearMetric, Sequence[StatedAmount]]:
    """Return the amounts of a document that it states in one way only."""
    stated: dict[tuple[YearMetric, Level, str], list[StatedAmount]] = defaultdict(list)
    for table in tables:
        items = {item.item_id: item for item in table.items}
        for figure in table.figures:
            item = items.get(figure.item_id or "")
            if item is None or item.level not in _LEVELS or not _is_annual(figure):
                continue
            key = (figure.year or 0, figure.metric.value)
            subject = "" if item.level is Level.TOTAL else _subject(item)
            entry = StatedAmount(item.name or item.name_raw, _kode_of(item), item.level, figure)
            stated[key, item.level, subject].append(entry)
    collected: dict[YearMetric, list[StatedAmount]] = defaultdict(list)
    for (key, _, _), entries in stated.items():
        if len({entry.rupiah for entry in entries}) == 1:
            collected[key].append(entries[0])
    return collected


def _is_annual(figure: Figure) -> bool:
    return (
        figure.metric in _METRICS
        and figure.year is not None
        and figure.period in (None, str(figure.year))
        and figure.status in ACCEPTED_STATUSES
        and bool(figure.value)
        and rupiah_factor(figure.unit or "Rp") is not None
    )


def _subject(item: Item) -> str:
    return _kode_of(item) or normalise_name(item.name or item.name_raw)


def _kode_of(item: Item) -> str | None:
    return item.kode if item.match_status in _MATCHED else None


def _join(
    first: Sequence[StatedAmount], second: Sequence[StatedAmount]
) -> Iterator[AmountPair]:
    """Join by code, and by level and name where one of the two has no code."""
    by_kode = {entry.kode: entry for entry in first if entry.kode}
    by_name: dict[tuple[Level, str], list[StatedAmount]] = defaultdict(list)
    for entry in first:
        by_name[_name_key(entry)].append(entry)
    names = [_name_key(entry) for entry in second]
    for entry, name in zip(second, names, strict=True):
        other = by_kode.get(entry.kode) if entry.kode else None
        if other is None:
            same = by_name.get(name, [])
            is_only = len(same) == 1 and names.count(name) == 1
            if not is_only or (entry.kode and same[0].kode):
                continue
            other = same[0]
        elif fuzz.ratio(normalise_name(other.name), name[1]) < _ALIKE:
            continue
        yield AmountPair(other, entry)


def _name_key(entry: StatedAmount) -> tuple[Level, str]:
    # A total is a total, whatever it is called.
    return entry.level, "" if entry.level is Level.TOTAL else normalise_name(entry.name)


def _compare_pairs(
    earlier: Document, later: Document, key: YearMetric, pairs: Sequence[AmountPair]
) -> Iterator[Finding]:
    apart = [pair for pair in pairs if not pair.agrees]
    agreeing = len(pairs) - len(apart)
    if not apart:
        return
    is_account = earlier.kind in _ACCOUNTS and later.kind in _ACCOUNTS
    if agreeing >= _LEAST_AGREEING and agreeing >= _AGREEING * len(pairs):
        for pair in apart:
            yield _report_line(earlier, later, key, pair, is_account=is_account)
    else:
        yield _report_lines_together(
            earlier, later, key, apart, len(pairs), is_account=is_account
        )


def _report_line(
    earlier: Document, later: Document, key: YearMetric, pair: AmountPair, *, is_account: bool
) -> Finding:
    metric_id, metric_en = _METRIC_WORDS[Metric(key[1])]
    printed, should = (show_number(entry.rupiah, 0) for entry in (pair.later, pair.earlier))
    gap = show_number(pair.gap, 0)
    name = " ".join(pair.later.name.split())
    remark_id, remark_en = _remark(is_account=is_account)
    return _make_finding(
        earlier,
        later,
        pair,
        Severity.WARNING,
        f'{metric_id} {key[0]} "{name}": Rp {printed} di {_name_document(later)} halaman '
        f"{pair.later.figure.page}, Rp {should} di {_name_document(earlier)} halaman "
        f"{pair.earlier.figure.page} (selisih {gap}){remark_id}.",
        f'{metric_en} {key[0]} "{name}": Rp {printed} in {_name_document(later)} page '
        f"{pair.later.figure.page}, Rp {should} in {_name_document(earlier)} page "
        f"{pair.earlier.figure.page} (difference {gap}){remark_en}.",
        (pair,),
    )


def _report_lines_together(
    earlier: Document,
    later: Document,
    key: YearMetric,
    apart: Sequence[AmountPair],
    count: int,
    *,
    is_account: bool,
) -> Finding:
    metric_id, metric_en = _METRIC_WORDS[Metric(key[1])]
    ranked = sorted(apart, key=lambda pair: (-abs(pair.gap), pair.later.figure.figure_id))
    named = "; ".join(
        f'"{" ".join(pair.later.name.split())}" Rp {show_number(pair.later.rupiah, 0)} / '
        f"Rp {show_number(pair.earlier.rupiah, 0)}"
        for pair in ranked[:_NAMED]
    )
    remark_id, remark_en = _remark(is_account=is_account)
    return _make_finding(
        earlier,
        later,
        ranked[0],
        Severity.WARNING if is_account else Severity.INFO,
        f"{metric_id} {key[0]} di {_name_document(later)} berbeda dari "
        f"{_name_document(earlier)} pada "
        f"{len(apart)} dari {count} baris yang sama; selisih terbesar: {named}{remark_id}.",
        f"{metric_en} {key[0]} in {_name_document(later)} differs from "
        f"{_name_document(earlier)} in "
        f"{len(apart)} of {count} common lines; largest: {named}{remark_en}.",
        ranked[:_LISTED],
    )


def _remark(*, is_account: bool) -> tuple[str, str]:
    if is_account:
        return "", ""
    return (
        "; rencana dapat berubah secara sah, periksa dasar perubahannya",
        "; plans may change lawfully, see what the change is based on",
    )


def _make_finding(
    earlier: Document,
    later: Document,
    main: AmountPair,
    severity: Severity,
    message: str,
    message_en: str,
    pairs: Sequence[AmountPair],
) -> Finding:
    figure = main.later.figure
    ids = [entry.figure.figure_id for pair in pairs for entry in (pair.later, pair.earlier)]
    digest = hashlib.sha256("|".join(ids).encode()).hexdigest()
    return Finding(
        finding_id=f"{later.document_id}-f{digest[:10]}",
        document_id=later.document_id,
        kind=FindingKind.CROSS_DOCUMENT_MISMATCH,
        severity=severity,
        message=message[:1].upper() + message[1:],
        reported=main.later.rupiah,
        expected=main.earlier.rupiah,
        difference=main.gap,
        unit="Rp",
        table_id=figure.table_id,
        page=figure.page,
        item_id=figure.item_id,
        figure_ids=tuple(ids),
        other_document_id=earlier.document_id,
        message_en=message_en[:1].upper() + message_en[1:],
    )


def _name_document(document: Document) -> str:
    year = f" {document.year}" if document.year else ""
    return f"{document.kind.value}{year} ({document.file})"


def _factor(figure: Figure) -> Decimal:
    return rupiah_factor(figure.unit or "Rp") or Decimal(1)
