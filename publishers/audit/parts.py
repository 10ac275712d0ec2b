"""Parts that the index and the pages of documents share."""

from collections.abc import Iterable, Sequence

from publishers.audit.evidence import Dossier
from publishers.audit.markup import Html, element
from publishers.audit.texts import Speech
from schemas import FigureStatus, Severity

#: From the surest to the least sure.
_STATUSES = (
    FigureStatus.CONFIRMED,
    FigureStatus.DECIDED,
    FigureStatus.OK,
    FigureStatus.REPAIRED,
    FigureStatus.SUSPECT,
    FigureStatus.UNREADABLE,
)


def render_statuses(dossiers: Iterable[Dossier], say: Speech) -> Html:
    """Return a bar of figures by status."""
    counts = dict.fromkeys(FigureStatus, 0)
    for dossier in dossiers:
        for status, count in dossier.count_status().items():
            counts[status] += count
    parts = [
        (f"figure-{status}", say(f"figure.{status}"), counts[status]) for status in _STATUSES
    ]
    return _render_bar(say("by_status"), parts, say)


def render_coverage(dossiers: Sequence[Dossier], say: Speech) -> Html | None:
    """Return a bar of figures by the number of checks they stand in, if that is known."""
    listed = [dossier.coverage for dossier in dossiers if dossier.coverage is not None]
    if not listed:
        return None
    parts = [
        ("reach-more", say("coverage.more"), sum(one.under_more for one in listed)),
        ("reach-one", say("coverage.one"), sum(one.under_one for one in listed)),
        ("reach-none", say("coverage.none"), sum(one.under_none for one in listed)),
    ]
    sentence = say(
        "identities",
        identities=say.count(sum(one.identities for one in listed)),
        broken=say.count(sum(one.broken for one in listed)),
        untested=say.count(sum(one.untested for one in listed)),
    )
    return _render_bar(say("coverage"), parts, say, note=sentence)


def render_badge(severity: Severity, say: Speech, prefix: str = "") -> Html:
    """Return the name of a severity as a coloured badge."""
    return element("span", f"{prefix}{say(f'severity.{severity}')}", class_=f"badge {severity}")


def _render_bar(
    title: str, parts: Sequence[tuple[str, str, int]], say: Speech, *, note: str = ""
) -> Html:
    whole = sum(count for _, _, count in parts)
    shown = [(name, label, count) for name, label, count in parts if count]
    pieces = [
        element(
            "span",
            class_=name,
            style=f"width:{100 * count / whole:.2f}%",
            title=f"{label}: {say.count(count)}",
        )
        for name, label, count in shown
    ]
    legend = [
        element(
            "li",
            element("i", class_=name),
            f" {label} ",
            element("b", say.count(count)),
            f" ({say.percent(count, whole)})",
        )
        for name, label, count in shown
    ]
    return element(
        "div",
        element("h4", f"{title} – {say.count(whole)}"),
        element("div", *pieces, class_="bar", role="img", aria_label=title),
        element("ul", *legend, class_="legend"),
        element("p", note, class_="note") if note else None,
        class_="bar-box",
    )
