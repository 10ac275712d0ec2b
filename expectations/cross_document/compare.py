"""The same amount in two reports of one agency: plans against plans, years against years.

Renstra 2022 is compared with Renja 2022 and LKjIP 2022, and what an LKjIP states of last
year with last year's LKjIP. Amounts are joined by agency, region, code (or name), year and
metric. Plans change lawfully, so a difference between plans is a remark; where two reports
mostly agree, an amount that does not is reported by itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from rapidfuzz import fuzz

from sidak.expectations.cross_document.amounts import (
    COMPARED_LEVELS,
    COMPARED_METRICS,
    AmountPair,
    ReportComparison,
    StatedAmount,
    kode_of,
)
from sidak.expectations.cross_document.copied_figures import find_copied_figures
from sidak.expectations.cross_document.messages import (
    describe_different_amount,
    describe_different_amounts,
    describe_moments,
)
from sidak.expectations.cross_document.same_agency import group_by_agency
from sidak.expectations.cross_document.settings import SETTINGS
from sidak.expectations.findings.confidence import share_of
from sidak.expectations.findings.finding_ids import make_finding_id
from sidak.expectations.findings.messages import BilingualText
from sidak.expectations.identities.copies import normalise_name
from sidak.expectations.identities.tolerances import rupiah_factor
from sidak.schemas import (
    ACCEPTED_STATUSES,
    Document,
    DocumentKind,
    DocumentResult,
    Evidence,
    Figure,
    Finding,
    FindingKind,
    Item,
    Level,
    Metric,
    Severity,
    TypedTable,
)

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


def compare_documents(documents: Sequence[DocumentResult]) -> tuple[Finding, ...]:
    """Return what does not fit between the reports.

    That is what those of one agency state differently, and what those of two agencies print
    alike.

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
                year, metric = key
                comparison = ReportComparison(
                    earlier.document,
                    later.document,
                    year,
                    Metric(metric),
                    tuple(_join(first[key], second[key])),
                )
                findings.extend(_report_differences(comparison))
    findings.extend(find_copied_figures(documents))
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
            if item is None or item.level not in COMPARED_LEVELS or not _is_annual(figure):
                continue
            key = (figure.year or 0, figure.metric.value)
            subject = "" if item.level is Level.TOTAL else _subject(item)
            entry = StatedAmount(item.name or item.name_raw, kode_of(item), item.level, figure)
            stated[key, item.level, subject].append(entry)
    collected: dict[YearMetric, list[StatedAmount]] = defaultdict(list)
    for (key, _, _), entries in stated.items():
        if len({entry.rupiah for entry in entries}) == 1:
            collected[key].append(entries[0])
    return collected


def _is_annual(figure: Figure) -> bool:
    return (
        figure.metric in COMPARED_METRICS
        and figure.year is not None
        and figure.period in (None, str(figure.year))
        and figure.status in ACCEPTED_STATUSES
        and bool(figure.value)
        and rupiah_factor(figure.unit or "Rp") is not None
    )


def _subject(item: Item) -> str:
    return kode_of(item) or normalise_name(item.name or item.name_raw)


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
        elif fuzz.ratio(normalise_name(other.name), name[1]) < SETTINGS.least_alike:
            continue
        yield AmountPair(other, entry)


def _name_key(entry: StatedAmount) -> tuple[Level, str]:
    # A total is a total, whatever it is called.
    return entry.level, "" if entry.level is Level.TOTAL else normalise_name(entry.name)


def _report_differences(comparison: ReportComparison) -> Iterator[Finding]:
    """Yield one finding per differing amount if most agree, else one for all of them."""
    count = len(comparison.pairs)
    agreeing = count - len(comparison.differing)
    if not comparison.differing:
        return
    most_agree = agreeing >= SETTINGS.agreeing_share * count
    if agreeing >= SETTINGS.least_agreeing and most_agree:
        for pair in comparison.differing:
            yield _report_line(comparison, pair)
    else:
        yield _report_lines_together(comparison)


def _report_line(comparison: ReportComparison, pair: AmountPair) -> Finding:
    """Return the finding of one line that differs while most others agree."""
    return _make_finding(comparison, describe_different_amount(comparison, pair), [pair])


def _report_lines_together(comparison: ReportComparison) -> Finding:
    """Return one finding for all lines that differ, the largest difference first."""
    ranked = sorted(
        comparison.differing, key=lambda pair: (-abs(pair.gap), pair.later.figure.figure_id)
    )
    return _make_finding(
        comparison,
        describe_different_amounts(comparison, ranked[: SETTINGS.most_named]),
        ranked[: SETTINGS.most_listed],
    )


def _make_finding(
    comparison: ReportComparison,
    message: BilingualText,
    pairs: Sequence[AmountPair],
) -> Finding:
    """Return a finding about pairs of amounts, which stands at the later of the first.

    Amounts of different moments, or of different stages of the budget, are a note only.
    """
    is_alike = all(comparison.is_like_with_like(pair) for pair in pairs)
    basis = describe_moments(is_alike=is_alike)
    evidence = Evidence.CROSS_DOCUMENT if is_alike else Evidence.CROSS_DOCUMENT_OTHER
    main, later = pairs[0], comparison.later
    figure = main.later.figure
    ids = [entry.figure.figure_id for pair in pairs for entry in (pair.later, pair.earlier)]
    return Finding(
        finding_id=make_finding_id(later.document_id, ids),
        document_id=later.document_id,
        kind=FindingKind.CROSS_DOCUMENT_MISMATCH,
        severity=Severity.WARNING if is_alike else Severity.INFO,
        message=message.indonesian,
        reported=main.later.rupiah,
        expected=main.earlier.rupiah,
        difference=main.gap,
        unit="Rp",
        table_id=figure.table_id,
        page=figure.page,
        item_id=figure.item_id,
        figure_ids=tuple(ids),
        other_document_id=comparison.earlier.document_id,
        message_en=message.english,
        basis=basis.indonesian,
        basis_en=basis.english,
        confidence=share_of(evidence),
        evidence=evidence,
    )
