"""The first page: all documents, all findings, what was reached and what was not."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from sidak.publishers.audit.model.findings import SEVERITIES, DocumentAudit, FindingView
from sidak.publishers.audit.model.translations import Translator, show_amount, show_number
from sidak.publishers.audit.pictures.index import PictureIndex
from sidak.publishers.audit.site.components import (
    render_badge,
    render_coverage,
    render_statuses,
)
from sidak.publishers.audit.site.markup import Html, element, page
from sidak.schemas import ACCEPTED_STATUSES, PageStatus


def render_index(
    audits: Sequence[DocumentAudit], gallery: PictureIndex, t: Translator, *, date: str = ""
) -> Html:
    """Return the first page.

    Args:
        audits: All documents, by file name.
        gallery: The pictures of the release.
        t: Language.
        date: Day of the release.
    """
    finding_views = sorted(
        (view for audit in audits for view in audit.finding_views), key=lambda view: view.rank
    )
    left_out = sum(gallery.left_out.values())
    body = [
        element(
            "header",
            element("h1", f"sidak – {t('title')}"),
            element("p", t("lead")),
            element("p", t("release_of", date=date), class_="note") if date else None,
            _render_links(t),
            class_="top",
        ),
        element(
            "main",
            _render_tiles(audits, finding_views, t),
            element(
                "div",
                render_statuses(audits, t),
                render_coverage(audits, t),
                class_="bars",
            ),
            element("p", t("no_picture.limit", count=t.count(left_out)), class_="note")
            if left_out
            else None,
            _render_findings(audits, finding_views, t),
            _render_documents(audits, t),
            _render_pages(audits, t),
        ),
        element("footer", t("made_by")),
    ]
    title = f"sidak – {t('title')}"
    return page(lang=t.lang, title=title, body=body, class_="index")


def _render_links(t: Translator) -> Html:
    links = [
        element("a", t("findings"), href="#temuan"),
        element("a", t("documents"), href="#dokumen"),
        element("a", t("ledger"), href="#halaman"),
        element("a", t("workbook"), href="sidak.xlsx"),
    ]
    return element("nav", *(element("span", link) for link in links))


def _render_tiles(
    audits: Sequence[DocumentAudit], finding_views: Sequence[FindingView], t: Translator
) -> Html:
    figures = [figure for audit in audits for figure in audit.figures]
    accepted = sum(figure.status in ACCEPTED_STATUSES for figure in figures)
    tiles = [
        (t("documents"), t.count(len(audits)), "", ""),
        (t("pages"), t.count(sum(one.document.pages for one in audits)), "", ""),
        (t("tables"), t.count(sum(len(one.tables) for one in audits)), "", ""),
        (
            t("figures"),
            t.count(len(figures)),
            f"{t.percent(accepted, len(figures))} {t('accepted')}",
            "",
        ),
    ]
    for severity in SEVERITIES:
        chosen = [view for view in finding_views if view.finding.severity is severity]
        amount = sum((view.amount for view in chosen), Decimal(0))
        tiles.append(
            (
                t(f"severity.{severity}"),
                t.count(len(chosen)),
                f"{t('difference')} {show_amount(amount, 'Rp')}" if amount else "",
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


def _render_findings(
    audits: Sequence[DocumentAudit], finding_views: Sequence[FindingView], t: Translator
) -> Html:
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
                element("span", t(key), role="button", tabindex=0, data_sort=sort)
                if sort
                else t(key),
            )
            for key, sort in heads
        ),
    )
    rows = [_render_finding(place, view, t) for place, view in enumerate(finding_views)]
    return element(
        "section",
        element("h2", t("findings")),
        _render_filters(audits, finding_views, t),
        element(
            "p",
            t("shown", shown=t.count(len(finding_views)), total=t.count(len(finding_views))),
            id="count",
            data_text=t("shown"),
            class_="note",
        ),
        element("p", t("keys"), class_="keys"),
        element(
            "table",
            element("thead", head),
            element("tbody", *rows),
            class_="list findings",
            id="findings",
        ),
        element(
            "p",
            t("no_findings" if not finding_views else "no_match"),
            id="none",
            hidden=bool(finding_views),
        ),
        id="temuan",
    )


def _render_finding(place: int, view: FindingView, t: Translator) -> Html:
    finding = view.finding
    message = finding.message_en if t.lang == "en" and finding.message_en else finding.message
    href = f"{view.document.document_id}.html#{view.anchor}"
    return element(
        "tr",
        element(
            "td",
            render_badge(finding.severity, t),
        ),
        element("td", t(f"kind.{finding.kind}")),
        element("td", view.document.file, class_="file"),
        element("td", finding.page, class_="n"),
        element("td", element("a", message, href=href)),
        element("td", show_number(finding.reported), class_="n"),
        element("td", show_number(finding.expected), class_="n"),
        element("td", show_amount(finding.difference, finding.unit), class_="n"),
        data_place=place,
        data_severity=SEVERITIES.index(finding.severity),
        data_kind=finding.kind.value,
        data_file=view.document.document_id,
        data_page=finding.page or 0,
        data_amount=format(view.amount, "f"),
        data_reported=_plain(finding.reported),
        data_expected=_plain(finding.expected),
    )


def _show_count(count: int, t: Translator) -> str:
    return t.count(count) if count else ""


def _plain(value: Decimal | None) -> str:
    return "" if value is None else format(value, "f")


def _render_filters(
    audits: Sequence[DocumentAudit], finding_views: Sequence[FindingView], t: Translator
) -> Html:
    kinds = Counter(view.finding.kind for view in finding_views)
    severities = Counter(view.finding.severity for view in finding_views)
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
            f" {t(f'severity.{severity}')} ({t.count(severities[severity])})",
        )
        for severity in SEVERITIES
    ]
    kind_options = [
        element("option", f"{t(f'kind.{kind}')} ({t.count(kinds[kind])})", value=kind.value)
        for kind in sorted(kinds, key=lambda kind: (-kinds[kind], kind.value))
    ]
    file_options = [
        element(
            "option",
            f"{one.document.file} ({t.count(len(one.finding_views))})",
            value=one.document.document_id,
        )
        for one in audits
        if one.finding_views
    ]
    everything = element("option", t("all"), value="")
    return element(
        "form",
        element(
            "label",
            f"{t('search')} ",
            element("input", type="search", name="search", placeholder=t("search_hint")),
        ),
        element(
            "label",
            f"{t('kind')} ",
            element("select", everything, *kind_options, name="kind"),
        ),
        element(
            "label",
            f"{t('document')} ",
            element("select", everything, *file_options, name="file"),
        ),
        element(
            "label",
            f"{t('min_amount')} ",
            element("input", type="text", name="amount", inputmode="numeric", size="14"),
        ),
        element("span", *boxes, class_="boxes"),
        element("button", t("reset"), type="reset"),
        id="filters",
        autocomplete="off",
    )


def _render_documents(audits: Sequence[DocumentAudit], t: Translator) -> Html:
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
        element("h2", t("documents")),
        element(
            "table",
            element("thead", element("tr", *(element("th", t(head)) for head in heads))),
            element("tbody", *(_render_document(one, t) for one in audits)),
            class_="list documents",
        ),
        id="dokumen",
    )


def _render_document(audit: DocumentAudit, t: Translator) -> Html:
    document = audit.document
    figures = audit.figures
    accepted = sum(figure.status in ACCEPTED_STATUSES for figure in figures)
    severities = audit.count_severity()
    status = t(f"status.{document.status}")
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
        element("td", t(f"kind.{document.kind}")),
        element("td", t.count(document.pages), class_="n"),
        element("td", t.count(len(audit.tables)), class_="n"),
        element("td", t.count(len(figures)), class_="n"),
        element("td", t.percent(accepted, len(figures)) if figures else "–", class_="n"),
        *(element("td", _show_count(severities[one], t), class_="n") for one in SEVERITIES),
        element("td", f"{status}: {document.reason}" if document.reason else status),
        class_=f"document-{document.status}",
    )


def _render_pages(audits: Sequence[DocumentAudit], t: Translator) -> Html:
    heads = [
        t("document"),
        t("pages"),
        *(t(f"page.{status}") for status in PageStatus),
        t("reason"),
    ]
    rows = []
    for audit in audits:
        counts = Counter(entry.status for entry in audit.pages)
        reasons = Counter(
            entry.reason
            for entry in audit.pages
            if entry.status is PageStatus.FAILED and entry.reason
        )
        rows.append(
            element(
                "tr",
                element("td", audit.document.file, class_="file"),
                element("td", t.count(audit.document.pages), class_="n"),
                *(
                    element("td", _show_count(counts[status], t), class_="n")
                    for status in PageStatus
                ),
                element(
                    "td", "; ".join(f"{text} ({count})" for text, count in reasons.items())
                ),
            )
        )
    return element(
        "section",
        element("h2", t("ledger")),
        element("p", t("ledger_lead")),
        element(
            "table",
            element("thead", element("tr", *(element("th", head) for head in heads))),
            element("tbody", *rows),
            class_="list",
        ),
        id="halaman",
    )
