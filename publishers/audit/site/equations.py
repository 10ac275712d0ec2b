"""The arithmetic of a finding as lines that a reader can add up."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sidak.publishers.audit.model.equations import ABOUT_TEXT, EquationTerm
from sidak.publishers.audit.model.findings import DocumentAudit, FindingView
from sidak.publishers.audit.model.translations import Translator, show_amount, show_number
from sidak.publishers.audit.site.markup import Html, element
from sidak.publishers.audit.site.tables import anchor_of_figure, name_table
from sidak.schemas import BrokenEquation, Document, Figure, Table

#: Numbers of a sum that are shown at once; the others open on demand, and on paper.
_TERMS_SHOWN = 14


def render_equation(
    view: FindingView, audit: DocumentAudit, t: Translator, documents: Mapping[str, Document]
) -> Html | None:
    """Return the arithmetic of a finding, a line per number.

    Args:
        view: The finding.
        audit: Its document.
        t: Language.
        documents: All documents by id, for findings between two.
    """
    equation = view.equation
    if not view.figures:
        return None
    context = _make_context(view, audit, documents)
    if not equation.terms and view.finding.checks:
        further = _render_further(view, view.finding.checks, context, t)
        return (
            element("div", element("h4", t("arithmetic")), *further, class_="working")
            if further
            else None
        )
    if not equation.terms:
        lines = [_render_term(EquationTerm(figure), context, t) for figure in view.figures]
        return element(
            "details",
            element("summary", t("related")),
            _table(_split(lines, t), context.column, t),
            open=len(lines) <= _TERMS_SHOWN,
            class_="working",
        )
    lines = [_render_term(term, context, t) for term in equation.terms]
    rows = _split(lines, t)
    if not equation.is_copy:
        expected = show_amount(view.finding.expected, view.finding.unit)
        rows.append(
            _line(f"{equation.factor} =".strip(), t("expected"), expected, "", "result")
        )
    if view.finding.kind in ABOUT_TEXT:
        rows.append(_render_text(view, t))
    else:
        wrong = EquationTerm(view.figures[0])
        rows.append(_render_term(wrong, context, t, label=t("reported"), class_="wrong"))
    gap = show_amount(view.finding.difference, view.finding.unit)
    rows.append(_line("", t("difference"), gap, "", "gap"))
    others = None
    shown = {
        one for check in view.finding.checks for one in (check.target_id, *check.input_ids)
    }
    rest = [figure for figure in equation.others if figure.figure_id not in shown]
    if rest:
        extra = [_render_term(EquationTerm(figure), context, t) for figure in rest]
        others = element(
            "details", element("summary", t("related")), _table(_split(extra, t), "", t)
        )
    return element(
        "div",
        element("h4", t("arithmetic")),
        _table(rows, context.column, t),
        *_render_all_further(view, context, t),
        others,
        class_="working",
    )


def _render_all_further(
    view: FindingView, context: "_EquationContext", t: Translator
) -> list[Html]:
    """Return the other equations that the number breaks, under a heading of their own."""
    further = _render_further(view, view.finding.checks[1:], context, t)
    if not further:
        return []
    return [element("h4", t("further_checks", count=t.count(len(further)))), *further]


def _render_further(
    view: FindingView,
    checks: Sequence[BrokenEquation],
    context: "_EquationContext",
    t: Translator,
) -> list[Html]:
    known = {figure.figure_id: figure for figure in view.figures}
    return [
        _render_check(check, known, view.figures[0].figure_id, context, t)
        for check in checks
        if known.keys() >= {check.target_id, *check.input_ids}
    ]


def _render_check(
    check: BrokenEquation,
    known: Mapping[str, Figure],
    wrong_id: str,
    context: "_EquationContext",
    t: Translator,
) -> Html:
    """Return one equation as it stands in print, folded if it is long."""
    target = known[check.target_id]
    inputs = [known[one] for one in check.input_ids]
    if check.signs:
        signs = ["+" if sign > 0 else "-" for sign in check.signs]
        signs[0] = "" if check.signs[0] > 0 else "-"
    else:
        signs = ["", "/"]
    lines = [
        _render_term(
            EquationTerm(figure, sign),
            context,
            t,
            class_="wrong" * (figure.figure_id == wrong_id),
        )
        for figure, sign in zip(inputs, signs, strict=True)
    ]
    factor = "" if check.factor == 1 else f"× {show_number(check.factor)} "
    result = show_amount(check.result, target.unit)
    gap = show_amount((target.value or check.result) - check.result, target.unit)
    rows = [
        *_split(lines, t),
        _line(f"{factor}=", t("computed"), result, "", "result"),
        _render_term(
            EquationTerm(target),
            context,
            t,
            label=t("reported"),
            class_="wrong" * (target.figure_id == wrong_id),
        ),
        _line("", t("difference"), gap, "", "gap"),
    ]
    name = " ".join((target.item_name or target.indikator).split())
    title = " – ".join(part for part in (name, _header_of(target)) if part)
    return element(
        "details",
        element("summary", title or f"{t('row')} {target.row + 1}"),
        _table(rows, context.column, t),
        open=len(inputs) <= _TERMS_SHOWN,
        class_="check",
    )


def _render_text(view: FindingView, t: Translator) -> Html:
    """Return the line of a number that stands in running text."""
    finding = view.finding
    link: object = ""
    if finding.page is not None:
        link = element("a", f"{t('page_short')} {finding.page}", href=f"#h{finding.page}")
    value = show_amount(finding.reported, finding.unit)
    return _line("", f"{t('reported')}: {t('in_text')}", value, link, "wrong")


def _header_of(figure: Figure) -> str:
    return " ".join(figure.header.split())


@dataclass(frozen=True, slots=True)
class _EquationContext:
    """What the lines of one calculation share, and need not repeat.

    Attributes:
        document_id: Document of the page.
        column: Header of the column that all figures stand in; empty if it is not one.
        tables: Tables to be named, because not all figures stand in the same.
        documents: All documents by id.
    """

    document_id: str
    column: str
    tables: Mapping[str, Table]
    documents: Mapping[str, Document]


def _make_context(
    view: FindingView, audit: DocumentAudit, documents: Mapping[str, Document]
) -> _EquationContext:
    headers = {_header_of(figure) for figure in view.figures}
    named = {figure.table_id for figure in view.figures}
    tables = {table.table_id: table for table in audit.tables if table.table_id in named}
    return _EquationContext(
        audit.document.document_id,
        headers.pop() if len(headers) == 1 else "",
        tables if len(named) > 1 else {},
        documents,
    )


def _split(lines: list[Html], t: Translator) -> list[Html]:
    if len(lines) <= _TERMS_SHOWN:
        return lines
    rest = len(lines) - _TERMS_SHOWN
    button = element(
        "tr",
        element(
            "td",
            element("button", t("more", count=t.count(rest)), type="button", class_="more"),
            colspan=4,
        ),
        class_="fold",
    )
    folded = (line.replace("<tr", '<tr data-folded="1"', 1) for line in lines[_TERMS_SHOWN:])
    return [*lines[:_TERMS_SHOWN], button, *(Html(line) for line in folded)]


def _table(rows: Iterable[Html], column: str, t: Translator) -> Html:
    caption = element("caption", f"{t('column')}: {column}") if column else None
    return element("table", caption, *rows, class_="sum")


def _render_term(
    term: EquationTerm,
    context: "_EquationContext",
    t: Translator,
    *,
    label: str = "",
    class_: str = "",
) -> Html:
    figure = term.figure
    name = " ".join((figure.item_name or figure.indikator).split())
    header = _header_of(figure)
    root = "" if figure.document_id == context.document_id else f"{figure.document_id}.html"
    place = f"{t('page_short')} {figure.page}"
    if figure.table_id in context.tables:
        place = f"{name_table(context.tables[figure.table_id], t)}, {place}"
    if figure.document_id != context.document_id and figure.document_id in context.documents:
        place = f"{context.documents[figure.document_id].file}, {place}"
    link = element(
        "a",
        place,
        href=f"{root}#{anchor_of_figure(figure)}",
        title=t("show_in_table"),
    )
    what: list[object] = [
        f"{label}: " if label else "",
        name or f"{t('row')} {figure.row + 1}",
    ]
    if header != context.column:
        what.append(element("span", f" – {header or t('no_column')}", class_="column"))
    value = show_amount(figure.value, figure.unit) or " ".join(figure.raw_text.split())
    return _line(term.sign, what, value, link, class_)


def _line(sign: str, name: object, value: str, link: object, class_: str) -> Html:
    return element(
        "tr",
        element("td", sign, class_="sign"),
        element("td", name),
        element("td", value, class_="n"),
        element("td", link, class_="where"),
        class_=class_ or None,
    )
