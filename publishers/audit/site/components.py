"""Parts that the index and the pages of documents share."""

from collections.abc import Iterable, Sequence

from sidak.publishers.audit.model.findings import DocumentAudit
from sidak.publishers.audit.model.translations import Translator
from sidak.publishers.audit.site.markup import Html, element
from sidak.schemas import FigureStatus, Severity

#: From the surest to the least sure.
_STATUSES = (
    FigureStatus.CONFIRMED,
    FigureStatus.DECIDED,
    FigureStatus.OK,
    FigureStatus.REPAIRED,
    FigureStatus.SUSPECT,
    FigureStatus.UNREADABLE,
)


def render_statuses(audits: Iterable[DocumentAudit], t: Translator) -> Html:
    """Return a bar of figures by status."""
    counts = dict.fromkeys(FigureStatus, 0)
    for audit in audits:
        for status, count in audit.count_status().items():
            counts[status] += count
    parts = [
        (f"figure-{status}", t(f"figure.{status}"), counts[status]) for status in _STATUSES
    ]
    return _render_bar(t("by_status"), parts, t)


def render_coverage(audits: Sequence[DocumentAudit], t: Translator) -> Html | None:
    """Return a bar of figures by the number of checks they stand in, if that is known."""
    listed = [audit.coverage for audit in audits if audit.coverage is not None]
    if not listed:
        return None
    parts = [
        ("reach-more", t("coverage.more"), sum(one.under_more for one in listed)),
        ("reach-one", t("coverage.one"), sum(one.under_one for one in listed)),
        ("reach-none", t("coverage.none"), sum(one.under_none for one in listed)),
    ]
    sentence = t(
        "identities",
        identities=t.count(sum(one.identities for one in listed)),
        broken=t.count(sum(one.broken for one in listed)),
        untested=t.count(sum(one.untested for one in listed)),
    )
    return _render_bar(t("coverage"), parts, t, note=sentence)


def render_badge(severity: Severity, t: Translator, prefix: str = "") -> Html:
    """Return the name of a severity as a coloured badge."""
    return element("span", f"{prefix}{t(f'severity.{severity}')}", class_=f"badge {severity}")


def _render_bar(
    title: str, parts: Sequence[tuple[str, str, int]], t: Translator, *, note: str = ""
) -> Html:
    whole = sum(count for _, _, count in parts)
    shown = [(name, label, count) for name, label, count in parts if count]
    pieces = [
        element(
            "span",
            class_=name,
            style=f"width:{100 * count / whole:.2f}%",
            title=f"{label}: {t.count(count)}",
        )
        for name, label, count in shown
    ]
    legend = [
        element(
            "li",
            element("i", class_=name),
            f" {label} ",
            element("b", t.count(count)),
            f" ({t.percent(count, whole)})",
        )
        for name, label, count in shown
    ]
    return element(
        "div",
        element("h4", f"{title} – {t.count(whole)}"),
        element("div", *pieces, class_="bar", role="img", aria_label=title),
        element("ul", *legend, class_="legend"),
        element("p", note, class_="note") if note else None,
        class_="bar-box",
    )
