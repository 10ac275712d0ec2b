"""The page of one document: its findings with their evidence, and its tables as read."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from jinja2 import Environment

from sidak.publishers.audit.model.findings import DocumentAudit, FindingView
from sidak.publishers.audit.model.meaning import AspectEvidence, MeaningIndex
from sidak.publishers.audit.pictures.index import PictureIndex
from sidak.publishers.audit.pictures.plan import CropPlan, is_dump
from sidak.publishers.audit.site.bars import make_bars
from sidak.publishers.audit.site.equations import Arithmetic, explain_finding
from sidak.publishers.audit.site.settings import SETTINGS
from sidak.publishers.audit.site.tables import (
    TableExcerpt,
    make_excerpt,
    make_page_sections,
    name_table,
)
from sidak.schemas import Document
from sidak.schemas.text.translator import Translator


@dataclass(frozen=True, slots=True)
class CropPicture:
    """A picture of the place of a finding.

    Attributes:
        path: Path of the picture, from the page.
        file: File of the document.
        crop: What it shows.
    """

    path: str
    file: str
    crop: CropPlan


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A finding as its page shows it.

    Attributes:
        view: The finding with its evidence.
        other_document: The document that it compares with, if any.
        arithmetic: Its equations, if it has figures.
        crops: Pictures of its place.
        pages_left_out: Pages concerned that no picture shows.
        excerpt: Its rows as text, where there is no picture.
        evidence: Where the meaning of its first figure comes from.
    """

    view: FindingView
    other_document: Document | None
    arithmetic: Arithmetic | None
    crops: tuple[CropPicture, ...]
    pages_left_out: int
    excerpt: TableExcerpt | None
    evidence: tuple[AspectEvidence, ...] = ()


def render_document(
    environment: Environment,
    audit: DocumentAudit,
    picture_index: PictureIndex,
    t: Translator,
    documents: Mapping[str, Document],
) -> str:
    """Return the page of a document.

    Args:
        environment: The templates.
        audit: The document.
        picture_index: The pictures of the release.
        t: Texts.
        documents: All documents by id, for findings between two.
    """
    meaning = MeaningIndex(audit)
    sections = make_page_sections(audit, picture_index, meaning, t)
    return environment.get_template("document.html").render(
        audit=audit,
        bars=make_bars([audit], t),
        findings=[
            replace(
                show_finding(view, audit, picture_index, t, documents),
                evidence=meaning.explain_figure(view.figures[0]) if view.figures else (),
            )
            for view in audit.finding_views
        ],
        notes=_list_notes(audit, picture_index, t),
        pages_shown={section.page for section in sections},
        sections=sections,
        unsure=meaning.list_unsure(),
        table_names={table.table_id: name_table(table, t) for table in audit.tables},
    )


def _list_notes(audit: DocumentAudit, picture_index: PictureIndex, t: Translator) -> list[str]:
    """Return why pictures are missing."""
    if is_dump(audit):
        return [t("no_picture.dump")]
    document_id = audit.document.document_id
    problem = picture_index.problems.get(document_id)
    left_out = picture_index.left_out.get(document_id, 0)
    notes = [t(f"no_picture.{problem}")] if problem else []
    return notes + ([t("no_picture.limit", count=t.count(left_out))] if left_out else [])


def show_finding(
    view: FindingView,
    audit: DocumentAudit,
    picture_index: PictureIndex,
    t: Translator,
    documents: Mapping[str, Document],
) -> ShownFinding:
    """Return a finding with its arithmetic and its pictures, as a page shows it."""
    finding = view.finding
    crops = tuple(
        CropPicture(path, documents[document_id].file, crop)
        for path, document_id, crop in picture_index.find_crops(finding.finding_id)
    )
    return ShownFinding(
        view,
        documents.get(finding.other_document_id or ""),
        explain_finding(view, audit, t, documents),
        crops,
        picture_index.planner.pages_left_out.get(finding.finding_id, 0),
        None if crops else _excerpt_finding(view, audit),
    )


def _excerpt_finding(view: FindingView, audit: DocumentAudit) -> TableExcerpt | None:
    """Return the rows of a finding as text; ``None`` if it stands in no table."""
    tables = {table.table_id: table for table in audit.tables}
    if view.figures and view.figures[0].table_id in tables:
        first = view.figures[0]
        same = [one for one in view.figures if one.table_id == first.table_id]
        styles = {(one.row, one.column): "other" for one in same[1 : SETTINGS.excerpt_rows]}
        styles[first.row, first.column] = "main"
        rows = sorted({row for row, _ in styles})
        return make_excerpt(tables[first.table_id], audit, rows, styles)
    if view.item is not None and view.item.table_id in tables:
        return make_excerpt(tables[view.item.table_id], audit, [view.item.row], {})
    return None
