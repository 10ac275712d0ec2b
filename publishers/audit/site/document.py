"""The page of one document: its findings with their evidence, and its tables as read."""

from sidak.publishers.audit.model.findings import SEVERITIES, DocumentAudit, FindingView
from sidak.publishers.audit.model.translations import Translator, show_amount, show_number
from sidak.publishers.audit.pictures.index import PictureIndex
from sidak.publishers.audit.pictures.plan import is_dump
from sidak.publishers.audit.site.components import (
    render_badge,
    render_coverage,
    render_statuses,
)
from sidak.publishers.audit.site.equations import render_equation
from sidak.publishers.audit.site.markup import Html, element, page
from sidak.publishers.audit.site.tables import (
    anchor_of_figure,
    list_shown,
    name_table,
    render_pages,
    render_rows,
)
from sidak.schemas import Document, Figure, Table

#: Rows of an excerpt that are marked.
_ROWS_MARKED = 14


def render_document(
    audit: DocumentAudit, gallery: PictureIndex, t: Translator, documents: dict[str, Document]
) -> Html:
    """Return the page of a document.

    Args:
        audit: The document.
        gallery: The pictures of the release.
        t: Language.
        documents: All documents by id, for findings between two.
    """
    document = audit.document
    body = [
        element(
            "header",
            element("a", t("back"), href="index.html", class_="quiet"),
            element("h1", document.file),
            _render_facts(audit, t),
            class_="top",
        ),
        element(
            "main",
            element(
                "div",
                render_statuses([audit], t),
                render_coverage([audit], t),
                class_="bars",
            ),
            _render_findings(audit, gallery, t, documents),
            _render_suspects(audit, t),
            _render_tables(audit, gallery, t),
            _render_ledger(audit, gallery, t),
        ),
        element("footer", t("made_by")),
    ]
    title = f"{document.file} – {t('title')}"
    return page(lang=t.lang, title=title, body=body)


def _render_facts(audit: DocumentAudit, t: Translator) -> Html:
    document = audit.document
    status = t(f"status.{document.status}")
    if document.reason:
        status = f"{status}: {document.reason}"
    pages = t.count(document.pages)
    if document.pages_scanned:
        pages += f" ({t.count(document.pages_scanned)} {t('source.scan')})"
    facts = (
        ("agency", document.agency),
        ("region", document.region),
        ("year", str(document.year) if document.year else None),
        ("kind", t(f"kind.{document.kind}")),
        ("pages", pages),
        ("status", status),
        ("producer", document.producer),
        ("sha256", document.sha256),
    )
    return element(
        "dl",
        *(
            element("div", element("dt", t(key)), element("dd", value))
            for key, value in facts
            if value
        ),
        class_="facts",
    )


def _render_findings(
    audit: DocumentAudit, gallery: PictureIndex, t: Translator, documents: dict[str, Document]
) -> Html:
    notes = []
    if is_dump(audit):
        notes.append(t("no_picture.dump"))
    else:
        problem = gallery.problems.get(audit.document.document_id)
        if problem:
            notes.append(t(f"no_picture.{problem}"))
        left_out = gallery.left_out.get(audit.document.document_id, 0)
        if left_out:
            notes.append(t("no_picture.limit", count=t.count(left_out)))
    counts = audit.count_severity()
    badges = [
        render_badge(one, t, f"{t.count(counts[one])} ") for one in SEVERITIES if counts[one]
    ]
    finding_views = [
        _render_case(view, audit, gallery, t, documents) for view in audit.finding_views
    ]
    return element(
        "section",
        element("h2", f"{t('findings')} ", *badges),
        *(element("p", note, class_="note") for note in notes),
        *(finding_views or [element("p", t("no_findings"))]),
        id="temuan",
    )


def _render_case(
    view: FindingView,
    audit: DocumentAudit,
    gallery: PictureIndex,
    t: Translator,
    documents: dict[str, Document],
) -> Html:
    finding = view.finding
    other = documents.get(finding.other_document_id or "")
    heading = element(
        "h3",
        render_badge(finding.severity, t),
        " ",
        t(f"kind.{finding.kind}"),
        element("a", "#", href=f"#{view.anchor}", class_="quiet self"),
    )
    message = finding.message_en if t.lang == "en" and finding.message_en else finding.message
    return element(
        "article",
        heading,
        element("p", message, class_="message"),
        element(
            "p",
            f"{t('other_document')}: ",
            element("a", other.file, href=f"{other.document_id}.html"),
        )
        if other
        else None,
        _render_numbers(view, t),
        render_equation(view, audit, t, documents),
        _render_evidence(view, audit, gallery, t, documents),
        id=view.anchor,
        class_=f"case {finding.severity}",
    )


def _render_numbers(view: FindingView, t: Translator) -> Html | None:
    finding = view.finding
    if finding.reported is None and finding.expected is None:
        return None
    cells = (
        ("reported", finding.reported),
        ("expected", finding.expected),
        ("difference", finding.difference),
    )
    return element(
        "dl",
        *(
            element(
                "div",
                element("dt", t(key)),
                element("dd", show_amount(value, finding.unit)),
                class_=key,
            )
            for key, value in cells
            if value is not None
        ),
        class_="numbers",
    )


def _render_evidence(
    view: FindingView,
    audit: DocumentAudit,
    gallery: PictureIndex,
    t: Translator,
    documents: dict[str, Document],
) -> Html | None:
    crops = gallery.find_crops(view.finding.finding_id)
    pictures = []
    for path, document_id, crop in crops:
        caption = t("crop_caption", file=documents[document_id].file, page=crop.page)
        if crop.left_out:
            caption += f" ({t('rows_left_out', count=t.count(crop.left_out))})"
        label = t("crop_of_page", page=crop.page)
        pictures.append(
            element(
                "figure",
                element("a", element("img", src=path, alt=label, loading="lazy"), href=path),
                element("figcaption", caption),
                class_="crop",
            )
        )
    if pictures:
        left_out = gallery.planner.pages_left_out.get(view.finding.finding_id, 0)
        note = t("pages_left_out", count=t.count(left_out)) if left_out else ""
        last = element("p", note, class_="note") if note else None
        return element("div", *pictures, last, class_="crops")
    excerpt = _render_excerpt(view, audit)
    if excerpt is not None:
        return element("div", excerpt, class_="crops")
    if view.finding.page is None:
        return None
    link = element("a", f"{t('page')} {view.finding.page}", href=f"#h{view.finding.page}")
    return element("p", f"{t('evidence')}: ", link)


def _render_excerpt(view: FindingView, audit: DocumentAudit) -> Html | None:
    """Return the rows of a finding as text, for want of a picture."""
    tables = {table.table_id: table for table in audit.tables}
    if view.figures and view.figures[0].table_id in tables:
        first = view.figures[0]
        same = [one for one in view.figures if one.table_id == first.table_id]
        marks = {(one.row, one.column): "other" for one in same[1:_ROWS_MARKED]}
        marks[first.row, first.column] = "main"
        rows = {row for row, _ in marks}
        return render_rows(tables[first.table_id], audit, sorted(rows), marks)
    if view.item is not None and view.item.table_id in tables:
        return render_rows(tables[view.item.table_id], audit, [view.item.row], {})
    return None


def _render_suspects(audit: DocumentAudit, t: Translator) -> Html | None:
    suspects = audit.suspects
    if not suspects:
        return None
    tables = {table.table_id: table for table in audit.tables}
    rows = [_render_suspect(figure, tables[figure.table_id], t) for figure in suspects]
    heads = ("page_short", "table", "item_name", "column", "raw_text", "value", "reason")
    return element(
        "section",
        element("h2", f"{t('suspects')} ", element("span", len(rows), class_="badge")),
        element("p", t("suspects_lead")),
        element(
            "div",
            element(
                "table",
                element("thead", element("tr", *(element("th", t(head)) for head in heads))),
                element("tbody", *rows),
                class_="list",
            ),
            class_="scroll",
        ),
        id="diragukan",
    )


def _render_suspect(figure: Figure, table: Table, t: Translator) -> Html:
    link = element("a", figure.page, href=f"#{anchor_of_figure(figure)}")
    return element(
        "tr",
        element("td", link),
        element("td", name_table(table, t)),
        element("td", " ".join((figure.item_name or figure.indikator).split())),
        element("td", " ".join(figure.header.split())),
        element("td", figure.raw_text, class_="raw"),
        element("td", show_number(figure.value), class_="n"),
        element("td", figure.reason),
    )


def _render_tables(audit: DocumentAudit, gallery: PictureIndex, t: Translator) -> Html:
    sections = render_pages(audit, gallery, t)
    return element(
        "section",
        element("h2", t("as_read")),
        element("p", t("as_read_lead")) if sections else None,
        *(sections or [element("p", t("no_tables"))]),
        id="tabel",
    )


def _render_ledger(audit: DocumentAudit, gallery: PictureIndex, t: Translator) -> Html | None:
    if not audit.pages:
        return None
    shown = list_shown(audit, gallery)
    rows = []
    for entry in audit.pages:
        number: object = entry.page
        if entry.page in shown:
            number = element("a", entry.page, href=f"#h{entry.page}")
        rows.append(
            element(
                "tr",
                element("td", number),
                element("td", t(f"page.{entry.status}")),
                element("td", entry.tables or ""),
                element("td", t(f"source.{entry.source}")),
                element("td", entry.reason),
                # What leads to a page without a section of its own ends here.
                id=None if entry.page in shown else f"h{entry.page}",
                class_=f"ledger-{entry.status}",
            )
        )
    heads = ("page_short", "status", "tables", "source", "reason")
    return element(
        "section",
        element("h2", t("ledger")),
        element("p", t("ledger_lead")),
        element(
            "table",
            element("thead", element("tr", *(element("th", t(head)) for head in heads))),
            element("tbody", *rows),
            class_="list ledger",
        ),
        id="halaman",
    )
