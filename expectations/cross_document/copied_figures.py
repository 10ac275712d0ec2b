"""Amounts that the reports of two agencies print alike: one was filled in over the other.

Agencies share the names of their lines, not their amounts. A few amounts of many digits that
stand in lines of the same name and column in both reports are no chance.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from sidak.expectations.cross_document.messages import describe_copied_figures
from sidak.expectations.cross_document.settings import SETTINGS
from sidak.expectations.findings.confidence import share_of
from sidak.expectations.findings.finding_ids import make_finding_id
from sidak.expectations.findings.messages import BilingualText
from sidak.expectations.identities.amount_rows import is_money
from sidak.expectations.identities.copies import normalise_name
from sidak.schemas import (
    ACCEPTED_STATUSES,
    PROGRAMME_LEVELS,
    Document,
    DocumentResult,
    Evidence,
    Figure,
    Finding,
    FindingKind,
    Severity,
)

_LEVELS = frozenset(PROGRAMME_LEVELS)
#: Name of the line, metric, period and amount.
_Mark = tuple[str, str, str, Decimal]


def find_copied_figures(documents: Sequence[DocumentResult]) -> list[Finding]:
    """Return one finding for each two agencies whose reports share amounts.

    Args:
        documents: Documents of a release; those of unknown agency are left out.
    """
    unique = {one.document.document_id: one for one in documents if one.document.agency}
    marks = {name: _mark_figures(one) for name, one in sorted(unique.items())}
    holders: dict[_Mark, list[str]] = defaultdict(list)
    for name, own in marks.items():
        for mark in own:
            holders[mark].append(name)
    shared: dict[tuple[str, str], list[_Mark]] = defaultdict(list)
    for mark, names in holders.items():
        for pair in combinations(names, 2):
            shared[pair].append(mark)
    return [
        _make_finding(unique[one].document, unique[other].document, marks, common)
        for (one, other), common in sorted(shared.items())
        if len({mark[-1] for mark in common}) >= SETTINGS.least_copied
        and _are_two_agencies(unique[one].document, unique[other].document)
    ]


def _are_two_agencies(one: Document, other: Document) -> bool:
    """Return True if two reports of one sort and region are of two agencies."""
    return (
        one.kind is other.kind
        and one.region == other.region
        and normalise_name(one.agency or "") != normalise_name(other.agency or "")
    )


def _mark_figures(document: DocumentResult) -> dict[_Mark, Figure]:
    return dict(_list_marks(document))


def _list_marks(document: DocumentResult) -> Iterator[tuple[_Mark, Figure]]:
    for table in document.typed_tables:
        for figure in table.figures:
            if _is_known(figure):
                name = normalise_name(figure.item_name)
                period = figure.period or str(figure.year)
                yield (name, figure.metric.value, period, figure.value or Decimal(0)), figure


def _is_known(figure: Figure) -> bool:
    """Return True if an amount of a programme line has digits enough to be recognised by."""
    if figure.value is None or figure.level not in _LEVELS or not is_money(figure):
        return False
    digits = format(abs(figure.value).to_integral_value(), "f").rstrip("0")
    return figure.status in ACCEPTED_STATUSES and len(digits) >= SETTINGS.least_digits


def _make_finding(
    own: Document,
    other: Document,
    marks: Mapping[str, Mapping[_Mark, Figure]],
    common: Sequence[_Mark],
) -> Finding:
    """Return the finding of two reports, which stands at the largest common amount."""
    ranked = sorted(common, key=lambda mark: (-mark[-1], mark))
    figures = [marks[own.document_id][mark] for mark in ranked]
    others = [marks[other.document_id][mark] for mark in ranked]
    text = describe_copied_figures(own, other, figures[: SETTINGS.most_named], len(common))
    first = figures[0]
    ids = [one.figure_id for pair in zip(figures, others, strict=True) for one in pair]
    basis = BilingualText(
        "angka berdigit banyak yang sama pada baris, ukuran, dan periode yang sama di dua "
        "perangkat daerah; laporan mana yang menyalin tidak dapat dipastikan",
        "the same amounts of many digits in the same lines, measures and periods of two "
        "agencies; which report copied cannot be told",
    ).as_sentence()
    return Finding(
        finding_id=make_finding_id(own.document_id, ["copied", other.document_id]),
        document_id=own.document_id,
        kind=FindingKind.COPIED_FIGURES,
        severity=Severity.WARNING,
        message=text.indonesian,
        reported=first.value,
        unit=first.unit,
        table_id=first.table_id,
        page=first.page,
        item_id=first.item_id,
        figure_ids=tuple(ids[: 2 * SETTINGS.most_listed]),
        other_document_id=other.document_id,
        message_en=text.english,
        basis=basis.indonesian,
        basis_en=basis.english,
        confidence=share_of(Evidence.COPIED_FIGURES),
        evidence=Evidence.COPIED_FIGURES,
    )
