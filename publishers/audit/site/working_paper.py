"""The working paper of an agency: its findings with their evidence, and room for the answer."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jinja2 import Environment

from sidak.publishers.audit.model.agencies import TOLD
from sidak.publishers.audit.model.anchors import name_agency_page
from sidak.publishers.audit.model.findings import DocumentAudit
from sidak.publishers.audit.pictures.index import PictureIndex
from sidak.publishers.audit.site.document import show_finding
from sidak.schemas import Document
from sidak.schemas.text.translator import Translator


@dataclass(frozen=True, slots=True)
class WorkingPaper:
    """The reports of one agency of a region that have findings to confirm.

    Attributes:
        file: Name of the page.
        agency: The agency.
        region: Its region; empty if it is not known.
        audits: Its reports.
    """

    file: str
    agency: str
    region: str
    audits: tuple[DocumentAudit, ...]


def list_papers(audits: Sequence[DocumentAudit]) -> list[WorkingPaper]:
    """Return one paper for each agency with errors or warnings.

    Args:
        audits: All documents, by file name.
    """
    groups: dict[tuple[str, str], list[DocumentAudit]] = defaultdict(list)
    for audit in audits:
        is_told = any(view.finding.severity in TOLD for view in audit.finding_views)
        if audit.document.agency and is_told:
            groups[audit.document.region or "", audit.document.agency].append(audit)
    return [
        WorkingPaper(
            name_agency_page("kertas-kerja", region, agency), agency, region, tuple(own)
        )
        for (region, agency), own in sorted(groups.items())
    ]


def render_paper(
    environment: Environment,
    paper: WorkingPaper,
    picture_index: PictureIndex,
    t: Translator,
    documents: Mapping[str, Document],
    *,
    date: str = "",
) -> str:
    """Return the page of a working paper.

    Args:
        environment: The templates.
        paper: The agency and its reports.
        picture_index: The pictures of the release.
        t: Texts.
        documents: All documents by id, for findings between two.
        date: Day of the release.
    """
    return environment.get_template("working_paper.html").render(
        agency=paper.agency,
        region=paper.region,
        date=date,
        documents=[
            (
                audit.document,
                [
                    show_finding(view, audit, picture_index, t, documents)
                    for view in audit.finding_views
                    if view.finding.severity in TOLD
                ],
            )
            for audit in paper.audits
        ],
    )
