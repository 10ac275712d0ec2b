"""The first page: all documents, all findings, what was reached and what was not."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from publishers.audit.evidence import SEVERITIES, Case, Dossier
from publishers.audit.gallery import Gallery
from publishers.audit.markup import Html, element, page
from publishers.audit.parts import render_badge, render_coverage, render_statuses
from publishers.audit.texts import Speech, show_amount, show_number
from schemas import ACCEPTED_STATUSES, PageStatus


def render_index(
    dossiers: Sequence[Dossier], gallery: Gallery, say: Speech, *, date: str = ""
) -> Html:
    """Return the first page.

    Args:
        dossiers: All documents, by file name.
        gallery: The pictures of the release.
        say: Language.
        date: Day of the release.
    """
    cases = sorted(
        (case for dossier in dossiers for case in dossier.cases), key=lambda case: case.rank
    )
    left_out = sum(gallery.left_out.values())
    body = [
        element(
            "header",
            element("h1", f"sidak – {say('title')}"),
            element("p", say("lead")),
            element("p", say("release_of", date=date), class_="note") if date else None,
            _render_links(say),
            class_="top",
        ),
        element(
            "main",
            _render_tiles(dossiers, cases, say),
            element(
                "div",
                render_statuses(dossiers, say),
                render_coverage(dossiers, say),
                class_="bars",
            ),
            element("p", say("no_picture.limit", count=say.count(left_out)), class_="note")
            if left_out
            else None,
            _render_findings(dossiers, cases, say),
            _render_documents(dossiers, say),
            _render_pages(dossiers, say),
        ),
        element("footer", say("made_by")),
    ]
    title = f"sidak – {say('title')}"
    return page(lang=say.lang, title=title, body=body, class_="index")


def _render_links(say: Speech) -> Html:
    links = [
        element("a", say("findings"), href="#temuan"),
        element("a", say("documents"), href="#dokumen"),
        element("a", say("ledger"), href="#halaman"),
        element("a", say("workbook"), href="sidak.xlsx"),
    ]
    return element("nav", *(element("span", link) for link in links))


def _render_tiles(dossiers: Sequence[Dossier], cases: Sequence[Case], say: Speech) -> Html:
    figures = [figure for dossier in dossiers for figure in dossier.figures]
    accepted = sum(figure.status in ACCEPTED_STATUSES for figure in figures)
    tiles = [
        (say("documents"), say.count(len(dossiers)), "", ""),
        (say("pages"), say.count(sum(one.document.pages for one in dossiers)), "", ""),
        (say("tables"), say.count(sum(len(one.tables) for one in dossiers)), "", ""),
        (
            say("figures"),
            say.count(len(figures)),
            f"{say.percent(accepted, len(figures))} {say('accepted')}",
            "",
        ),
    ]
    for severity in SEVERITIES:
        chosen = [case for case in cases if case.finding.severity is severity]
        amount = sum((case.amount for case in chosen), Decimal(0))
        tiles.append(
            (
                say(f"severity.{severity}"),
                say.count(len(chosen)),
                f"{say('difference')} {show_amount(amount, 'Rp')}" if amount else "",
                severity.value,
            )
        )
    return element(
        "div",
        *(
            element(
                "div",
                element("b", number),
                element("span", name),
                element("small", more) if more else None,
                class_=f"tile {kind}".strip(),
            )
            for name, number, more, kind in tiles
        ),
        class_="tiles",
    )


def _render_findings(dossiers: Sequence[Dossier], cases: Sequence[Case], say: Speech) -> Html:
    heads = (
        ("severity", "severity"),
        ("kind", "kind"),
        ("document", "file"),
        ("page_short", "page"),
        ("message", ""),
        ("reported", "reported"),
        ("expected", "expected"),
        ("difference", "amount"),
    )
    head = element(
        "tr",
        *(
            element(
                "th",
                element("span", say(key), role="button", tabindex=0, data_sort=sort)
                if sort
                else say(key),
            )
            for key, sort in heads
        ),
    )
    rows = [_render_finding(place, case, say) for place, case in enumerate(cases)]
    return element(
        "section",
        element("h2", say("findings")),
        _render_filters(dossiers, cases, say),
        element(
            "p",
            say("shown", shown=say.count(len(cases)), total=say.count(len(cases))),
            id="count",
            data_text=say("shown"),
            class_="note",
        ),
        element("p", say("keys"), class_="keys"),
        element(
            "table",
            element("thead", head),
            element("tbody", *rows),
            class_="list findings",
            id="findings",
        ),
        element(
            "p", say("no_findings" if not cases else "no_match"), id="none", hidden=bool(cases)
        ),
        id="temuan",
    )


def _render_finding(place: int, case: Case, say: Speech) -> Html:
    finding = case.finding
    message = finding.message_en if say.lang == "en" and finding.message_en else finding.message
    href = f"{case.document.document_id}.html#{case.anchor}"
    return element(
        "tr",
        element(
            "td",
            render_badge(finding.severity, say),
        ),
        element("td", say(f"kind.{finding.kind}")),
        element("td", case.document.file, class_="file"),
        element("td", finding.page, class_="n"),
        element("td", element("a", message, href=href)),
        element("td", show_number(finding.reported), class_="n"),
        element("td", show_number(finding.expected), class_="n"),
        element("td", show_amount(finding.difference, finding.unit), class_="n"),
        data_place=place,
        data_severity=SEVERITIES.index(finding.severity),
        data_kind=finding.kind.value,
        data_file=case.document.document_id,
        data_page=finding.page or 0,
        data_amount=format(case.amount, "f"),
        data_reported=_plain(finding.reported),
        data_expected=_plain(finding.expected),
    )


def _show_count(count: int, say: Speech) -> str:
    return say.count(count) if count else ""


def _plain(value: Decimal | None) -> str:
    return "" if value is None else format(value, "f")


def _render_filters(dossiers: Sequence[Dossier], cases: Sequence[Case], say: Speech) -> Html:
    kinds = Counter(case.finding.kind for case in cases)
    severities = Counter(case.finding.severity for case in cases)
    boxes = [
        element(
            "label",
            element(
                "input",
                type="checkbox",
                name="severity",
                value=SEVERITIES.index(severity),
                checked=True,
            ),
            f" {say(f'severity.{severity}')} ({say.count(severities[severity])})",
        )
        for severity in SEVERITIES
    ]
    kind_options = [
        element("option", f"{say(f'kind.{kind}')} ({say.count(kinds[kind])})", value=kind.value)
        for kind in sorted(kinds, key=lambda kind: (-kinds[kind], kind.value))
    ]
    file_options = [
        element(
            "option",
            f"{one.document.file} ({say.count(len(one.cases))})",
            value=one.document.document_id,
        )
        for one in dossiers
        if one.cases
    ]
    everything = element("option", say("all"), value="")
    return element(
        "form",
        element(
            "label",
            f"{say('search')} ",
            element("input", type="search", name="search", placeholder=say("search_hint")),
        ),
        element(
            "label",
            f"{say('kind')} ",
            element("select", everything, *kind_options, name="kind"),
        ),
        element(
            "label",
            f"{say('document')} ",
            element("select", everything, *file_options, name="file"),
        ),
        element(
            "label",
            f"{say('min_amount')} ",
            element("input", type="text", name="amount", inputmode="numeric", size="14"),
        ),
        element("span", *boxes, class_="boxes"),
        element("button", say("reset"), type="reset"),
        id="filters",
        autocomplete="off",
    )


def _render_documents(dossiers: Sequence[Dossier], say: Speech) -> Html:
    heads = (
        "file",
        "agency",
        "region",
        "year",
        "kind",
        "pages",
        "tables",
        "figures",
        "accepted",
        *(f"severity.{severity}" for severity in SEVERITIES),
        "status",
    )
    return element(
        "section",
        element("h2", say("documents")),
        element(
            "table",
            element("thead", element("tr", *(element("th", say(head)) for head in heads))),
            element("tbody", *(_render_document(one, say) for one in dossiers)),
            class_="list documents",
        ),
        id="dokumen",
    )


def _render_document(dossier: Dossier, say: Speech) -> Html:
    document = dossier.document
    figures = dossier.figures
    accepted = sum(figure.status in ACCEPTED_STATUSES for figure in figures)
    severities = dossier.count_severity()
    status = say(f"status.{document.status}")
    return element(
        "tr",
        element(
            "td",
            element("a", document.file, href=f"{document.document_id}.html"),
            class_="file",
        ),
        element("td", document.agency),
        element("td", document.region),
        element("td", document.year, class_="n"),
        element("td", say(f"kind.{document.kind}")),
        element("td", say.count(document.pages), class_="n"),
        element("td", say.count(len(dossier.tables)), class_="n"),
        element("td", say.count(len(figures)), class_="n"),
        element("td", say.percent(accepted, len(figures)) if figures else "–", class_="n"),
        *(element("td", _show_count(severities[one], say), class_="n") for one in SEVERITIES),
        element("td", f"{status}: {document.reason}" if document.reason else status),
        class_=f"document-{document.status}",
    )


def _render_pages(dossiers: Sequence[Dossier], say: Speech) -> Html:
    heads = [
        say("document"),
        say("pages"),
        *(say(f"page.{status}") for status in PageStatus),
        say("reason"),
    ]
    rows = []
    for dossier in dossiers:
        counts = Counter(entry.status for entry in dossier.pages)
        reasons = Counter(
            entry.reason
            for entry in dossier.pages
            if entry.status is PageStatus.FAILED and entry.reason
        )
        rows.append(
            element(
                "tr",
                element("td", dossier.document.file, class_="file"),
                element("td", say.count(dossier.document.pages), class_="n"),
                *(
                    element("td", _show_count(counts[status], say), class_="n")
                    for status in PageStatus
                ),
                element(
                    "td", "; ".join(f"{text} ({count})" for text, count in reasons.items())
                ),
            )
        )
    return element(
        "section",
        element("h2", say("ledger")),
        element("p", say("ledger_lead")),
        element(
            "table",
            element("thead", element("tr", *(element("th", head) for head in heads))),
            element("tbody", *rows),
            class_="list",
        ),
        id="halaman",
    )
