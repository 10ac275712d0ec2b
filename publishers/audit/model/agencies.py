"""What was found in the reports of each agency, and what became of it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sidak.publishers.audit.model.findings import DocumentAudit, FindingView
from sidak.schemas import FollowUp, Severity

#: Findings that are followed up; a note needs no answer.
TOLD = frozenset({Severity.ERROR, Severity.WARNING})


@dataclass(frozen=True, slots=True)
class AgencySummary:
    """The findings of one agency, or of all agencies of a region together.

    Attributes:
        region: The region; empty if it is not known.
        agency: The agency; empty for a region as a whole.
        documents: How many reports it has.
        views: Its errors and warnings.
    """

    region: str
    agency: str
    documents: int
    views: tuple[FindingView, ...]

    @property
    def amount(self) -> Decimal:
        """The sum of the differences in rupiah."""
        return sum((view.amount for view in self.views), Decimal(0))

    def count_severity(self, severity: Severity) -> int:
        """Return how many findings have a severity."""
        return sum(view.finding.severity == severity for view in self.views)

    def count_follow_up(self, mark: FollowUp | None) -> int:
        """Return how many findings have a mark; ``None`` counts those without one."""
        return sum(view.finding.follow_up is mark for view in self.views)


def list_told(audits: Sequence[DocumentAudit]) -> list[FindingView]:
    """Return the errors and warnings of all reports by region, agency and report."""
    views = [
        view
        for audit in audits
        for view in audit.finding_views
        if view.finding.severity in TOLD
    ]
    return sorted(
        views,
        key=lambda view: (
            view.document.region or "",
            view.document.agency or "",
            view.document.file,
            view.rank,
        ),
    )


def summarise_agencies(audits: Sequence[DocumentAudit]) -> list[AgencySummary]:
    """Return each region and, after it, each of its agencies.

    Args:
        audits: All documents.
    """
    regions: dict[str, dict[str, list[DocumentAudit]]] = defaultdict(lambda: defaultdict(list))
    for audit in audits:
        document = audit.document
        regions[document.region or ""][document.agency or ""].append(audit)
    found = []
    for region, agencies in sorted(regions.items()):
        every = [audit for own in agencies.values() for audit in own]
        found.append(_summarise(region, "", every))
        found += [
            _summarise(region, agency, own)
            for agency, own in sorted(agencies.items())
            if agency
        ]
    return found


def _summarise(region: str, agency: str, audits: Sequence[DocumentAudit]) -> AgencySummary:
    return AgencySummary(region, agency, len(audits), tuple(list_told(audits)))


def file_of_agency(
    summary: AgencySummary, audits: Sequence[DocumentAudit], files: Mapping[str, str]
) -> str | None:
    """Return the page of an agency among pages that are given by document.

    Args:
        summary: The agency.
        audits: All documents.
        files: Document id to the name of a page.
    """
    found = {
        files[one.document.document_id]
        for one in audits
        if (one.document.region or "", one.document.agency) == (summary.region, summary.agency)
        and one.document.document_id in files
    }
    return min(found, default=None)
