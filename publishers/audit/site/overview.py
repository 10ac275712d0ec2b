"""The first page: all documents, all findings, what was checked and what was not."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from jinja2 import Environment

from sidak.publishers.audit.model.agencies import (
    AgencySummary,
    file_of_agency,
    summarise_agencies,
)
from sidak.publishers.audit.model.findings import SEVERITIES, DocumentAudit, FindingView
from sidak.publishers.audit.pictures.index import PictureIndex
from sidak.publishers.audit.site.bars import make_bars
from sidak.schemas import FindingKind, FollowUp, PageStatus, Severity
from sidak.schemas.text.translator import Translator


@dataclass(frozen=True, slots=True)
class ReleaseTotals:
    """Counts over all documents of a release.

    Attributes:
        tables: Tables.
        figures: Figures.
        accepted: Figures whose value is accepted and whose meaning is sure.
        severities: Findings by severity, zeros included.
        amounts: Differences in rupiah by severity of the finding.
        kinds: Findings by kind, the most frequent first.
    """

    tables: int
    figures: int
    accepted: int
    severities: dict[Severity, int]
    amounts: dict[Severity, Decimal]
    kinds: list[tuple[FindingKind, int]]


@dataclass(frozen=True, slots=True)
class AgencyPages:
    """Pages of the agencies, each by document id.

    Attributes:
        papers: Working papers.
        reconciliations: Pages that lay reports side by side.
    """

    papers: Mapping[str, str] = field(default_factory=dict)
    reconciliations: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """An agency, or a region, in the list of what became of its findings.

    Attributes:
        summary: Its findings.
        paper: Its working paper.
        reconciliation: Its page that lays reports side by side.
    """

    summary: AgencySummary
    paper: str | None
    reconciliation: str | None


def _list_agencies(audits: Sequence[DocumentAudit], pages: AgencyPages) -> list[AgencyRow]:
    return [
        AgencyRow(
            one,
            file_of_agency(one, audits, pages.papers),
            file_of_agency(one, audits, pages.reconciliations),
        )
        for one in summarise_agencies(audits)
    ]


def render_overview(
    environment: Environment,
    audits: Sequence[DocumentAudit],
    picture_index: PictureIndex,
    t: Translator,
    *,
    date: str = "",
    pages: AgencyPages | None = None,
) -> str:
    """Return the first page.

    Args:
        environment: The templates.
        audits: All documents, by file name.
        picture_index: The pictures of the release.
        t: Texts.
        date: Day of the release.
        pages: Pages of the agencies.
    """
    pages = pages or AgencyPages()
    views = sorted(
        (view for audit in audits for view in audit.finding_views), key=lambda view: view.rank
    )
    return environment.get_template("overview.html").render(
        audits=audits,
        bars=make_bars(audits, t),
        choices=_list_choices(views, t),
        date=date,
        page_statuses=list(PageStatus),
        agencies=_list_agencies(audits, pages),
        follow_ups=(None, *FollowUp),
        papers=pages.papers,
        row_choices=_list_row_choices(audits),
        pictures_left_out=sum(picture_index.left_out.values()),
        totals=_count(audits, views),
        views=views,
    )


def _list_choices(
    views: Sequence[FindingView], t: Translator
) -> dict[str, list[tuple[str, str]]]:
    """Return what findings may be chosen by: value and label of each region, agency, year."""
    choices: dict[str, list[tuple[str, str]]] = {}
    for name in ("region", "agency", "year"):
        values = {str(getattr(view.document, name) or "") for view in views} - {""}
        choices[name] = [(value, value) for value in sorted(values)]
    marks = {view.finding.follow_up for view in views}
    choices["follow_up"] = [
        ("open", t("follow_up.open")) if mark is None else (mark.value, t(f"follow_up.{mark}"))
        for mark in (None, *FollowUp)
        if mark in marks
    ]
    return choices


def _list_row_choices(audits: Sequence[DocumentAudit]) -> dict[str, list[str]]:
    """Return the regions, agencies and years of all documents."""
    return {
        name: sorted({str(getattr(one.document, name) or "") for one in audits} - {""})
        for name in ("region", "agency", "year")
    }


def _count(audits: Sequence[DocumentAudit], views: Sequence[FindingView]) -> ReleaseTotals:
    figures = sum(len(audit.figures) for audit in audits)
    severities = dict.fromkeys(SEVERITIES, 0)
    amounts = dict.fromkeys(SEVERITIES, Decimal(0))
    for view in views:
        severities[view.finding.severity] += 1
        amounts[view.finding.severity] += view.amount
    kinds = Counter(view.finding.kind for view in views)
    return ReleaseTotals(
        tables=sum(len(audit.tables) for audit in audits),
        figures=figures,
        accepted=sum(len(audit.accepted) for audit in audits),
        severities=severities,
        amounts=amounts,
        kinds=sorted(kinds.items(), key=lambda one: (-one[1], one[0].value)),
    )
