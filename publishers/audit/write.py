"""The audit folder of a release."""

import contextlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path
from urllib.parse import quote

from sidak.publishers.audit.model.findings import DocumentAudit, build_document_audits
from sidak.publishers.audit.model.reconciliation import (
    AgencyReconciliation,
    AmountView,
    build_reconciliations,
)
from sidak.publishers.audit.model.translations import make_translator
from sidak.publishers.audit.pictures.index import (
    PICTURES,
    PictureIndex,
    choose_pictures,
    mark_absent,
)
from sidak.publishers.audit.pictures.plan import PicturePlanner, is_dump
from sidak.publishers.audit.pictures.settings import SETTINGS
from sidak.publishers.audit.pictures.subprocesses import DrawPictures, draw_in_subprocesses
from sidak.publishers.audit.site.document import render_document
from sidak.publishers.audit.site.environment import AuditFiles, make_environment, name_files
from sidak.publishers.audit.site.overview import AgencyPages, render_overview
from sidak.publishers.audit.site.reconciliation import render_reconciliation
from sidak.publishers.audit.site.search import make_search_script
from sidak.publishers.audit.site.working_paper import list_papers, render_paper
from sidak.publishers.audit.workbook.workbook import write_workbook
from sidak.publishers.release.content import ReleaseContent

#: Name of the folder inside a release.
AUDIT = "audit"

_ASSETS = ("style.css", "script.js")


@dataclass(frozen=True, slots=True)
class AuditSettings:
    """How the audit pages are made.

    Attributes:
        lang: ``"id"`` or ``"en"``.
        date: Day of the release, "2026-11-21"; empty to leave it out.
        most_bytes: What all pictures may weigh together.
        most_bytes_each: What the pictures of one document may weigh.
        earlier: An earlier release, whose pictures are taken where they are the same.
        region_code: Region whose part this is: its first page and workbook carry its code, and
            style and script are left to the release. Empty for a folder that is whole.
        place: Where the pages will lie, for links out of the release; ``None`` for where they
            are written.
    """

    lang: str = "id"
    date: str = ""
    most_bytes: int = 48_000_000
    most_bytes_each: int = 6_000_000
    earlier: Path | None = None
    region_code: str = ""
    place: Path | None = None

    @property
    def files(self) -> AuditFiles:
        """Names of the first page and the workbook."""
        return name_files(self.region_code)


def write_audit(
    folder: Path,
    content: ReleaseContent,
    sources: Mapping[str, Path],
    settings: AuditSettings | None = None,
    *,
    draw: DrawPictures = draw_in_subprocesses,
) -> Path:
    """Write ``audit/`` into a release that is still being made.

    The same content and sources give the same bytes.

    Args:
        folder: The release's folder.
        content: What goes into the release.
        sources: Document id to the file it was read from; a document without one, or
            whose file has changed since, has no pictures but a note on its page.
        settings: Language and sizes.
        draw: Function that draws the pages.

    Returns:
        The folder ``audit``.

    Raises:
        OSError: If something cannot be written.
    """
    settings = settings or AuditSettings()
    t = make_translator(settings.lang)
    audit = folder / AUDIT
    audit.mkdir()
    audits = build_document_audits(content)
    reconciliations = build_reconciliations(content)
    planner = PicturePlanner(audits, _list_amounts(reconciliations))
    picture_index = _draw_pictures(audit, planner, audits, sources, settings, draw)
    documents = {one.document.document_id: one.document for one in audits}
    environment = make_environment(
        t, _link_files(settings.place or audit, sources), settings.files
    )
    for one in audits:
        page = render_document(environment, one, picture_index, t, documents)
        _write(audit / f"{one.document.document_id}.html", page)
    papers = list_papers(audits)
    for paper in papers:
        page = render_paper(environment, paper, picture_index, t, documents, date=settings.date)
        _write(audit / paper.file, page)
    tables = {table.table_id: table for one in audits for table in one.tables}
    for agency in reconciliations:
        page = render_reconciliation(
            environment, agency, picture_index, t, tables, date=settings.date
        )
        _write(audit / agency.file, page)
    of_document = {
        one.document.document_id: paper.file for paper in papers for one in paper.audits
    }
    pages = AgencyPages(
        papers=of_document,
        reconciliations={
            document_id: one.file for one in reconciliations for document_id in one.document_ids
        },
    )
    page = render_overview(
        environment, audits, picture_index, t, date=settings.date, pages=pages
    )
    _write(audit / settings.files.index, page)
    _write(audit / settings.files.search, make_search_script(audits))
    if not settings.region_code:
        write_assets(audit)
    write_workbook(audit / settings.files.workbook, audits, t, date=settings.date)
    return audit


def write_assets(audit: Path) -> None:
    """Write style and script of the pages."""
    static = resources.files("sidak.publishers.audit") / "static"
    for name in _ASSETS:
        _write(audit / name, (static / name).read_text("utf-8"))


def _link_files(audit: Path, sources: Mapping[str, Path]) -> dict[str, str]:
    """Return the address of each PDF from the pages; of one on another drive there is none."""
    found = {}
    for document_id, path in sources.items():
        if path.suffix.casefold() == ".pdf":
            with contextlib.suppress(ValueError):
                relative = os.path.relpath(path.absolute(), audit.absolute())
                found[document_id] = quote(Path(relative).as_posix())
    return found


def _list_amounts(reconciliations: Sequence[AgencyReconciliation]) -> list[AmountView]:
    """Return the amounts to be shown with pictures: of the lines that differ most."""
    return [
        view
        for one in reconciliations
        for year in one.years
        for line in year.differing[: SETTINGS.lines_with_pictures]
        for view in line.views
    ]


def _draw_pictures(
    audit: Path,
    planner: PicturePlanner,
    audits: list[DocumentAudit],
    sources: Mapping[str, Path],
    settings: AuditSettings,
    draw: DrawPictures,
) -> PictureIndex:
    plans = planner.make_plans(sources, most_bytes=settings.most_bytes_each)
    if settings.earlier is not None:
        folder = settings.earlier / AUDIT / PICTURES
        plans = [replace(plan, earlier=str(folder / plan.document_id)) for plan in plans]
    drawn = draw(plans, sources, audit / PICTURES)
    picture_index, surplus = choose_pictures(planner, drawn, settings.most_bytes)
    for document_id, file in surplus:
        (audit / PICTURES / document_id / file).unlink()
    absent = [
        one.document.document_id
        for one in audits
        if one.document.document_id not in sources and not is_dump(one) and one.pages
    ]
    return mark_absent(picture_index, absent)


def _write(path: Path, text: str) -> None:
    with path.open("x", encoding="utf-8", newline="\n") as out:
        out.write(text)
