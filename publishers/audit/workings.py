"""The arithmetic of a finding as lines that a reader can add up."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from publishers.audit.arithmetic import ABOUT_TEXT, Term
from publishers.audit.evidence import Case, Dossier
from publishers.audit.markup import Html, element
from publishers.audit.pages import anchor_of_figure, name_table
from publishers.audit.texts import Speech, show_amount, show_number
from schemas import Check, Document, Figure, Table

#: Numbers of a sum that are shown at once; the others open on demand, and on paper.
_TERMS_SHOWN = 14


def render_working(
    case: Case, dossier: Dossier, say: Speech, documents: Mapping[str, Document]
) -> Html | None:
    """Return the arithmetic of a finding, a line per number.

    Args:
        case: The finding.
        dossier: Its document.
        say: Language.
        documents: All documents by id, for findings between two.
    """
    working = case.working
    if not case.figures:
        return None
    frame = _make_frame(case, dossier, documents)
    if not working.terms and case.finding.checks:
        further = _render_further(case, case.finding.checks, frame, say)
        return (
            element("div", element("h4", say("arithmetic")), *further, class_="working")
            if further
            else None
        )
    if not working.terms:
        lines = [_render_term(Term(figure), frame, say) for figure in case.figures]
        return element(
            "details",
            element("summary", say("related")),
            _table(_split(lines, say), frame.column, say),
            open=len(lines) <= _TERMS_SHOWN,
            class_="working",
        )
    lines = [_render_term(term, frame, say) for term in working.terms]
    rows = _split(lines, say)
    if not working.is_copy:
        expected = show_amount(case.finding.expected, case.finding.unit)
        rows.append(
            _line(f"{working.factor} =".strip(), say("expected"), expected, "", "result")
        )
    if case.finding.kind in ABOUT_TEXT:
        rows.append(_render_text(case, say))
    else:
        wrong = Term(case.figures[0])
        rows.append(_render_term(wrong, frame, say, label=say("reported"), class_="wrong"))
    gap = show_amount(case.finding.difference, case.finding.unit)
    rows.append(_line("", say("difference"), gap, "", "gap"))
    others = None
    shown = {
        one for check in case.finding.checks for one in (check.target_id, *check.input_ids)
    }
    rest = [figure for figure in working.others if figure.figure_id not in shown]
    if rest:
        extra = [_render_term(Term(figure), frame, say) for figure in rest]
        others = element(
            "details", element("summary", say("related")), _table(_split(extra, say), "", say)
        )
    return element(
        "div",
        element("h4", say("arithmetic")),
        _table(rows, frame.column, say),
        *_render_all_further(case, frame, say),
        others,
        class_="working",
    )


def _render_all_further(case: Case, frame: "_Frame", say: Speech) -> list[Html]:
    """Return the other equations that the number breaks, under a heading of their own."""
    further = _render_further(case, case.finding.checks[1:], frame, say)
    if not further:
        return []
    return [element("h4", say("further_checks", count=say.count(len(further)))), *further]


def _render_further(
    case: Case, checks: Sequence[Check], frame: "_Frame", say: Speech
) -> list[Html]:
    known = {figure.figure_id: figure for figure in case.figures}
    return [
        _render_check(check, known, case.figures[0].figure_id, frame, say)
        for check in checks
        if known.keys() >= {check.target_id, *check.input_ids}
    ]


def _render_check(
    check: Check, known: Mapping[str, Figure], wrong_id: str, frame: "_Frame", say: Speech
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
            Term(figure, sign), frame, say, class_="wrong" * (figure.figure_id == wrong_id)
        )
        for figure, sign in zip(inputs, signs, strict=True)
    ]
    factor = "" if check.factor == 1 else f"× {show_number(check.factor)} "
    result = show_amount(check.result, target.unit)
    gap = show_amount((target.value or check.result) - check.result, target.unit)
    rows = [
        *_split(lines, say),
        _line(f"{factor}=", say("computed"), result, "", "result"),
        _render_term(
            Term(target),
            frame,
            say,
            label=say("reported"),
            class_="wrong" * (target.figure_id == wrong_id),
        ),
        _line("", say("difference"), gap, "", "gap"),
    ]
    name = " ".join((target.item_name or target.indikator).split())
    title = " – ".join(part for part in (name, _header_of(target)) if part)
    return element(
        "details",
        element("summary", title or f"{say('row')} {target.row + 1}"),
        _table(rows, frame.column, say),
        open=len(inputs) <= _TERMS_SHOWN,
        class_="check",
    )


def _render_text(case: Case, say: Speech) -> Html:
    """Return the line of a number that stands in running text."""
    finding = case.finding
    link: object = ""
    if finding.page is not None:
        link = element("a", f"{say('page_short')} {finding.page}", href=f"#h{finding.page}")
    value = show_amount(finding.reported, finding.unit)
    return _line("", f"{say('reported')}: {say('in_text')}", value, link, "wrong")


def _header_of(figure: Figure) -> str:
    return " ".join(figure.header.split())


@dataclass(frozen=True, slots=True)
class _Frame:
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


def _make_frame(case: Case, dossier: Dossier, documents: Mapping[str, Document]) -> _Frame:
    headers = {_header_of(figure) for figure in case.figures}
    named = {figure.table_id for figure in case.figures}
    tables = {table.table_id: table for table in dossier.tables if table.table_id in named}
    return _Frame(
        dossier.document.document_id,
        headers.pop() if len(headers) == 1 else "",
        tables if len(named) > 1 else {},
        documents,
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


def _table(rows: Iterable[Html], column: str, say: Speech) -> Html:
    caption = element("caption", f"{say('column')}: {column}") if column else None
    return element("table", caption, *rows, class_="sum")


def _render_term(
    term: Term, frame: "_Frame", say: Speech, *, label: str = "", class_: str = ""
) -> Html:
    figure = term.figure
    name = " ".join((figure.item_name or figure.indikator).split())
    header = _header_of(figure)
    root = "" if figure.document_id == frame.document_id else f"{figure.document_id}.html"
    place = f"{say('page_short')} {figure.page}"
    if figure.table_id in frame.tables:
        place = f"{name_table(frame.tables[figure.table_id], say)}, {place}"
    if figure.document_id != frame.document_id and figure.document_id in frame.documents:
        place = f"{frame.documents[figure.document_id].file}, {place}"
    link = element(
        "a",
        place,
        href=f"{root}#{anchor_of_figure(figure)}",
        title=say("show_in_table"),
    )
    what: list[object] = [
        f"{label}: " if label else "",
        name or f"{say('row')} {figure.row + 1}",
    ]
    if header != frame.column:
        what.append(element("span", f" – {header or say('no_column')}", class_="column"))
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
