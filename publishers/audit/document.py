"""The page of one document: its findings with their evidence, and its tables as read."""

from publishers.audit.evidence import SEVERITIES, Case, Dossier
from publishers.audit.gallery import Gallery
from publishers.audit.markup import Html, element, page
from publishers.audit.pages import (
    anchor_of_figure,
    list_shown,
    name_table,
    render_pages,
    render_rows,
)
from publishers.audit.parts import render_badge, render_coverage, render_statuses
from publishers.audit.plans import is_dump
from publishers.audit.texts import Speech, show_amount, show_number
from publishers.audit.workings import render_working
from schemas import Document, Figure, Table

#: Rows of an excerpt that are marked.
_ROWS_MARKED = 14


def render_document(
    dossier: Dossier, gallery: Gallery, say: Speech, documents: dict[str, Document]
) -> Html:
    """Return the page of a document.

    Args:
        dossier: The document.
        gallery: The pictures of the release.
        say: Language.
        documents: All documents by id, for findings between two.
    """
    document = dossier.document
    body = [
        element(
            "header",
            element("a", say("back"), href="index.html", class_="quiet"),
            element("h1", document.file),
            _render_facts(dossier, say),
            class_="top",
        ),
        element(
            "main",
            element(
                "div",
                render_statuses([dossier], say),
                render_coverage([dossier], say),
                class_="bars",
            ),
            _render_findings(dossier, gallery, say, documents),
            _render_suspects(dossier, say),
            _render_tables(dossier, gallery, say),
            _render_ledger(dossier, gallery, say),
        ),
        element("footer", say("made_by")),
    ]
    title = f"{document.file} – {say('title')}"
    return page(lang=say.lang, title=title, body=body)


def _render_facts(dossier: Dossier, say: Speech) -> Html:
    document = dossier.document
    status = say(f"status.{document.status}")
    if document.reason:
        status = f"{status}: {document.reason}"
    pages = say.count(document.pages)
    if document.pages_scanned:
        pages += f" ({say.count(document.pages_scanned)} {say('source.scan')})"
    facts = (
        ("agency", document.agency),
        ("region", document.region),
        ("year", str(document.year) if document.year else None),
        ("kind", say(f"kind.{document.kind}")),
        ("pages", pages),
        ("status", status),
        ("producer", document.producer),
        ("sha256", document.sha256),
    )
    return element(
        "dl",
        *(
            element("div", element("dt", say(key)), element("dd", value))
            for key, value in facts
            if value
        ),
        class_="facts",
    )


def _render_findings(
    dossier: Dossier, gallery: Gallery, say: Speech, documents: dict[str, Document]
) -> Html:
    notes = []
    if is_dump(dossier):
        notes.append(say("no_picture.dump"))
    else:
        trouble = gallery.troubles.get(dossier.document.document_id)
        if trouble:
            notes.append(say(f"no_picture.{trouble}"))
        left_out = gallery.left_out.get(dossier.document.document_id, 0)
        if left_out:
            notes.append(say("no_picture.limit", count=say.count(left_out)))
    counts = dossier.count_severity()
    badges = [
        render_badge(one, say, f"{say.count(counts[one])} ")
        for one in SEVERITIES
        if counts[one]
    ]
    cases = [_render_case(case, dossier, gallery, say, documents) for case in dossier.cases]
    return element(
        "section",
        element("h2", f"{say('findings')} ", *badges),
        *(element("p", note, class_="note") for note in notes),
        *(cases or [element("p", say("no_findings"))]),
        id="temuan",
    )


def _render_case(
    case: Case, dossier: Dossier, gallery: Gallery, say: Speech, documents: dict[str, Document]
) -> Html:
    finding = case.finding
    other = documents.get(finding.other_document_id or "")
    heading = element(
        "h3",
        render_badge(finding.severity, say),
        " ",
        say(f"kind.{finding.kind}"),
        element("a", "#", href=f"#{case.anchor}", class_="quiet self"),
    )
    message = finding.message_en if say.lang == "en" and finding.message_en else finding.message
    return element(
        "article",
        heading,
        element("p", message, class_="message"),
        element(
            "p",
            f"{say('other_document')}: ",
            element("a", other.file, href=f"{other.document_id}.html"),
        )
        if other
        else None,
        _render_numbers(case, say),
        render_working(case, dossier, say, documents),
        _render_evidence(case, dossier, gallery, say, documents),
        id=case.anchor,
        class_=f"case {finding.severity}",
    )


def _render_numbers(case: Case, say: Speech) -> Html | None:
    finding = case.finding
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
                element("dt", say(key)),
                element("dd", show_amount(value, finding.unit)),
                class_=key,
            )
            for key, value in cells
            if value is not None
        ),
        class_="numbers",
    )


def _render_evidence(
    case: Case, dossier: Dossier, gallery: Gallery, say: Speech, documents: dict[str, Document]
) -> Html | None:
    crops = gallery.find_crops(case.finding.finding_id)
    pictures = []
    for path, document_id, crop in crops:
        caption = say("crop_caption", file=documents[document_id].file, page=crop.page)
        if crop.left_out:
            caption += f" ({say('rows_left_out', count=say.count(crop.left_out))})"
        label = say("crop_of_page", page=crop.page)
        pictures.append(
            element(
                "figure",
                element("a", element("img", src=path, alt=label, loading="lazy"), href=path),
                element("figcaption", caption),
                class_="crop",
            )
        )
    if pictures:
        left_out = gallery.planner.pages_left_out.get(case.finding.finding_id, 0)
        note = say("pages_left_out", count=say.count(left_out)) if left_out else ""
        last = element("p", note, class_="note") if note else None
        return element("div", *pictures, last, class_="crops")
    excerpt = _render_excerpt(case, dossier)
    if excerpt is not None:
        return element("div", excerpt, class_="crops")
    if case.finding.page is None:
        return None
    link = element("a", f"{say('page')} {case.finding.page}", href=f"#h{case.finding.page}")
    return element("p", f"{say('evidence')}: ", link)


def _render_excerpt(case: Case, dossier: Dossier) -> Html | None:
    """Return the rows of a finding as text, for want of a picture."""
    tables = {table.table_id: table for table in dossier.tables}
    if case.figures and case.figures[0].table_id in tables:
        first = case.figures[0]
        same = [one for one in case.figures if one.table_id == first.table_id]
        marks = {(one.row, one.column): "other" for one in same[1:_ROWS_MARKED]}
        marks[first.row, first.column] = "main"
        rows = {row for row, _ in marks}
        return render_rows(tables[first.table_id], dossier, sorted(rows), marks)
    if case.item is not None and case.item.table_id in tables:
        return render_rows(tables[case.item.table_id], dossier, [case.item.row], {})
    return None


def _render_suspects(dossier: Dossier, say: Speech) -> Html | None:
    suspects = dossier.suspects
    if not suspects:
        return None
    tables = {table.table_id: table for table in dossier.tables}
    rows = [_render_suspect(figure, tables[figure.table_id], say) for figure in suspects]
    heads = ("page_short", "table", "item_name", "column", "raw_text", "value", "reason")
    return element(
        "section",
        element("h2", f"{say('suspects')} ", element("span", len(rows), class_="badge")),
        element("p", say("suspects_lead")),
        element(
            "div",
            element(
                "table",
                element("thead", element("tr", *(element("th", say(head)) for head in heads))),
                element("tbody", *rows),
                class_="list",
            ),
            class_="scroll",
        ),
        id="diragukan",
    )


def _render_suspect(figure: Figure, table: Table, say: Speech) -> Html:
    link = element("a", figure.page, href=f"#{anchor_of_figure(figure)}")
    return element(
        "tr",
        element("td", link),
        element("td", name_table(table, say)),
        element("td", " ".join((figure.item_name or figure.indikator).split())),
        element("td", " ".join(figure.header.split())),
        element("td", figure.raw_text, class_="raw"),
        element("td", show_number(figure.value), class_="n"),
        element("td", figure.reason),
    )


def _render_tables(dossier: Dossier, gallery: Gallery, say: Speech) -> Html:
    sections = render_pages(dossier, gallery, say)
    return element(
        "section",
        element("h2", say("as_read")),
        element("p", say("as_read_lead")) if sections else None,
        *(sections or [element("p", say("no_tables"))]),
        id="tabel",
    )


def _render_ledger(dossier: Dossier, gallery: Gallery, say: Speech) -> Html | None:
    if not dossier.pages:
        return None
    shown = list_shown(dossier, gallery)
    rows = []
    for entry in dossier.pages:
        number: object = entry.page
        if entry.page in shown:
            number = element("a", entry.page, href=f"#h{entry.page}")
        rows.append(
            element(
                "tr",
                element("td", number),
                element("td", say(f"page.{entry.status}")),
                element("td", entry.tables or ""),
                element("td", say(f"source.{entry.source}")),
                element("td", entry.reason),
                # What leads to a page without a section of its own ends here.
                id=None if entry.page in shown else f"h{entry.page}",
                class_=f"ledger-{entry.status}",
            )
        )
    heads = ("page_short", "status", "tables", "source", "reason")
    return element(
        "section",
        element("h2", say("ledger")),
        element("p", say("ledger_lead")),
        element(
            "table",
            element("thead", element("tr", *(element("th", say(head)) for head in heads))),
            element("tbody", *rows),
            class_="list ledger",
        ),
        id="halaman",
    )
