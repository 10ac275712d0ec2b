"""The page of one document: its findings with their evidence, and its tables as read."""

from collections.abc import Iterable

from publishers.audit.arithmetic import Term
from publishers.audit.evidence import SEVERITIES, Case, Dossier
from publishers.audit.gallery import Gallery
from publishers.audit.markup import Html, element, page
from publishers.audit.pages import anchor_of_figure, name_table, render_pages, render_row
from publishers.audit.parts import render_badge, render_coverage, render_statuses
from publishers.audit.plans import is_dump
from publishers.audit.texts import Speech, show_amount, show_number
from schemas import Document, Figure, Table

#: Numbers of a sum that are shown at once; the others open on demand, and on paper.
_TERMS_SHOWN = 14


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
            _render_ledger(dossier, say),
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
        _render_working(case, dossier, say),
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


def _render_working(case: Case, dossier: Dossier, say: Speech) -> Html | None:
    working = case.working
    if not case.figures:
        return None
    own = dossier.document.document_id
    wrong = case.figures[0]
    if not working.terms:
        lines = [_render_term(Term(figure), own, say) for figure in case.figures]
        return element(
            "details",
            element("summary", say("related")),
            _table(_split(lines, say)),
            open=len(lines) <= _TERMS_SHOWN,
            class_="working",
        )
    lines = [_render_term(term, own, say) for term in working.terms]
    rows = _split(lines, say)
    tail = f" {working.factor}" if working.factor else ""
    if not working.is_copy:
        expected = show_amount(case.finding.expected, case.finding.unit)
        sign = "=" if not tail else f"{tail} ="
        rows.append(_line(sign, say("expected"), expected, "", "result"))
    rows.append(_render_term(Term(wrong), own, say, label=say("reported"), class_="wrong"))
    gap = show_amount(case.finding.difference, case.finding.unit)
    rows.append(_line("", say("difference"), gap, "", "gap"))
    others = None
    if working.others:
        extra = [_render_term(Term(figure), own, say) for figure in working.others]
        others = element(
            "details", element("summary", say("related")), _table(_split(extra, say))
        )
    return element(
        "div", element("h4", say("arithmetic")), _table(rows), others, class_="working"
    )


def _split(lines: list[Html], say: Speech) -> list[Html]:
    if len(lines) <= _TERMS_SHOWN:
        return lines
    rest = len(lines) - _TERMS_SHOWN
    button = element(
        "tr",
        element(
            "td",
            element("button", say("more", count=say.count(rest)), type="button", class_="more"),
            colspan=4,
        ),
        class_="fold",
    )
    folded = (line.replace("<tr", '<tr data-folded="1"', 1) for line in lines[_TERMS_SHOWN:])
    return [*lines[:_TERMS_SHOWN], button, *(Html(line) for line in folded)]


def _table(rows: Iterable[Html]) -> Html:
    return element("table", *rows, class_="sum")


def _render_term(
    term: Term, own: str, say: Speech, *, label: str = "", class_: str = ""
) -> Html:
    figure = term.figure
    name = " ".join((figure.item_name or figure.indikator).split())
    header = " ".join(figure.header.split()) or say("no_column")
    prefix = f"{label}: " if label else ""
    root = "" if figure.document_id == own else f"{figure.document_id}.html"
    link = element(
        "a",
        f"{say('page_short')} {figure.page}",
        href=f"{root}#{anchor_of_figure(figure)}",
        title=say("show_in_table"),
    )
    what = [prefix, name or f"{say('row')} {figure.row + 1}"]
    return _line(
        term.sign,
        [*what, element("span", f" – {header}", class_="column")],
        show_amount(figure.value, figure.unit) or " ".join(figure.raw_text.split()),
        link,
        class_,
    )


def _line(sign: str, name: object, value: str, link: object, class_: str) -> Html:
    return element(
        "tr",
        element("td", sign, class_="sign"),
        element("td", name),
        element("td", value, class_="n"),
        element("td", link, class_="where"),
        class_=class_ or None,
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
        pictures.append(
            element(
                "figure",
                element(
                    "img", src=path, alt=say("crop_of_page", page=crop.page), loading="lazy"
                ),
                element("figcaption", caption),
                class_="crop",
            )
        )
    if pictures:
        return element("div", *pictures, class_="crops")
    row = _find_row(case, dossier)
    if row is None:
        number = case.finding.page
        if number is None:
            return None
        link = element("a", f"{say('page')} {number}", href=f"#h{number}")
        return element("p", f"{say('evidence')}: ", link)
    table, number, columns = row
    return element("div", render_row(table, dossier, number, columns), class_="crops")


def _find_row(case: Case, dossier: Dossier) -> tuple[Table, int, list[int]] | None:
    tables = {table.table_id: table for table in dossier.tables}
    if case.figures and case.figures[0].table_id in tables:
        first = case.figures[0]
        return tables[first.table_id], first.row, [first.column]
    if case.item is not None and case.item.table_id in tables:
        return tables[case.item.table_id], case.item.row, []
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


def _render_ledger(dossier: Dossier, say: Speech) -> Html | None:
    if not dossier.pages:
        return None
    has_section = {place.page for table in dossier.tables for place in table.places}
    rows = []
    for entry in dossier.pages:
        number: object = entry.page
        if entry.page in has_section:
            number = element("a", entry.page, href=f"#h{entry.page}")
        rows.append(
            element(
                "tr",
                element("td", number),
                element("td", say(f"page.{entry.status}")),
                element("td", entry.tables or ""),
                element("td", say(f"source.{entry.source}")),
                element("td", entry.reason),
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
