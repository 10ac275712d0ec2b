"""The equations of a finding as lines that a reader can check."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sidak.publishers.audit.model.anchors import make_figure_anchor
from sidak.publishers.audit.model.equations import ABOUT_TEXT, EquationTerm
from sidak.publishers.audit.model.findings import DocumentAudit, FindingView
from sidak.publishers.audit.model.translations import show_amount, show_number
from sidak.publishers.audit.site.environment import join_lines
from sidak.publishers.audit.site.tables import name_table
from sidak.schemas import BrokenEquation, Document, Figure, Table
from sidak.schemas.text.translator import Translator


@dataclass(frozen=True, slots=True)
class EquationLine:
    """One number of an equation.

    Attributes:
        sign: What stands before it.
        name: Programme line, or what the number is.
        value: The number with its unit.
        label: "Printed", "expected" before the name; empty for none.
        column: Header of its column, where the lines do not share it.
        place: Where it stands, in words; empty for a computed number.
        href: Where a link to that place leads.
        figure_id: The figure; empty for a number that is none.
        style: Class of the stylesheet: "wrong", "result", "gap" or nothing.
    """

    sign: str
    name: str
    value: str
    label: str = ""
    column: str = ""
    place: str = ""
    href: str = ""
    figure_id: str = ""
    style: str = ""


@dataclass(frozen=True, slots=True)
class EquationTable:
    """An equation, a line per number.

    Attributes:
        terms: The numbers that are reckoned with.
        results: Computed number, printed number and difference.
        column: Header of the column that all figures stand in; empty if it is not one.
        title: What it computes.
    """

    terms: tuple[EquationLine, ...]
    results: tuple[EquationLine, ...] = ()
    column: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """The equations of a finding.

    Attributes:
        main: How the expected number comes about; ``None`` if no equation was found.
        checks: The other equations that the number breaks.
        related: Figures of the finding that stand in no equation shown.
    """

    main: EquationTable | None = None
    checks: tuple[EquationTable, ...] = ()
    related: EquationTable | None = None


def explain_finding(
    view: FindingView,
    audit: DocumentAudit,
    t: Translator,
    documents: Mapping[str, Document],
) -> Arithmetic | None:
    """Return the equations of a finding; ``None`` if there is nothing to reckon with.

    Args:
        view: The finding.
        audit: Its document.
        t: Texts.
        documents: All documents by id, for findings between two.
    """
    if not view.figures:
        return None
    return _Explainer(view, audit, t, documents).explain()


class _Explainer:
    """Writes the lines of one finding, without repeating what they share."""

    def __init__(
        self,
        view: FindingView,
        audit: DocumentAudit,
        t: Translator,
        documents: Mapping[str, Document],
    ) -> None:
        self._view = view
        self._t = t
        self._documents = documents
        self._document_id = audit.document.document_id
        headers = {join_lines(figure.header) for figure in view.figures}
        self._column = headers.pop() if len(headers) == 1 else ""
        named = {figure.table_id for figure in view.figures}
        # Tables are named only where not all figures stand in the same.
        self._tables: dict[str, Table] = {
            table.table_id: table
            for table in audit.tables
            if len(named) > 1 and table.table_id in named
        }

    def explain(self) -> Arithmetic | None:
        """Return the equations of the finding; ``None`` if none can be shown."""
        equation, checks = self._view.equation, self._view.finding.checks
        if equation.terms:
            in_checks = {one for check in checks for one in (check.target_id, *check.input_ids)}
            rest = [one for one in equation.others if one.figure_id not in in_checks]
            related = EquationTable(self._list_figures(rest)) if rest else None
            return Arithmetic(self._show_main(), self._show_checks(checks[1:]), related)
        if checks:
            shown = self._show_checks(checks)
            return Arithmetic(checks=shown) if shown else None
        lines = self._list_figures(self._view.figures)
        return Arithmetic(related=EquationTable(lines, column=self._column))

    def _show_main(self) -> EquationTable:
        """Return how the expected number comes about."""
        t, equation, finding = self._t, self._view.equation, self._view.finding
        results = []
        if not equation.is_copy:
            expected = show_amount(finding.expected, finding.unit)
            sign = f"{equation.factor} =".strip()
            results.append(EquationLine(sign, t("expected"), expected, style="result"))
        if finding.kind in ABOUT_TEXT:
            results.append(self._show_text())
        else:
            printed = EquationTerm(self._view.figures[0])
            results.append(self._show_term(printed, label=t("reported"), style="wrong"))
        results.append(self._show_gap(show_amount(finding.difference, finding.unit)))
        terms = tuple(self._show_term(term) for term in equation.terms)
        return EquationTable(terms, tuple(results), self._column)

    def _show_text(self) -> EquationLine:
        """Return the line of a number that stands in running text."""
        t, finding = self._t, self._view.finding
        is_placed = finding.page is not None
        return EquationLine(
            "",
            t("in_text"),
            show_amount(finding.reported, finding.unit),
            label=t("reported"),
            place=f"{t('page_short')} {finding.page}" if is_placed else "",
            href=f"#h{finding.page}" if is_placed else "",
            style="wrong",
        )

    def _show_checks(self, checks: Sequence[BrokenEquation]) -> tuple[EquationTable, ...]:
        """Return the equations whose figures are all known."""
        known = {figure.figure_id: figure for figure in self._view.figures}
        return tuple(
            self._show_check(check, known)
            for check in checks
            if known.keys() >= {check.target_id, *check.input_ids}
        )

    def _show_check(self, check: BrokenEquation, known: Mapping[str, Figure]) -> EquationTable:
        """Return one equation as it stands in print."""
        t, target = self._t, known[check.target_id]
        signs = ["", "/"]
        if check.signs:
            signs = ["+" if sign > 0 else "-" for sign in check.signs]
            signs[0] = signs[0].replace("+", "")
        terms = tuple(
            self._show_term(EquationTerm(known[one], sign), style=self._style(one))
            for one, sign in zip(check.input_ids, signs, strict=True)
        )
        factor = "" if check.factor == 1 else f"× {show_number(check.factor)} "
        result = show_amount(check.result, target.unit)
        gap = (target.value or check.result) - check.result
        name = join_lines(target.item_name or target.indikator)
        title = " – ".join(part for part in (name, join_lines(target.header)) if part)
        return EquationTable(
            terms,
            (
                EquationLine(f"{factor}=", t("computed"), result, style="result"),
                self._show_term(
                    EquationTerm(target),
                    label=t("reported"),
                    style=self._style(check.target_id),
                ),
                self._show_gap(show_amount(gap, target.unit)),
            ),
            self._column,
            title or f"{t('row')} {target.row + 1}",
        )

    def _style(self, figure_id: str) -> str:
        return "wrong" if figure_id == self._view.figures[0].figure_id else ""

    def _show_gap(self, amount: str) -> EquationLine:
        return EquationLine("", self._t("difference"), amount, style="gap")

    def _list_figures(self, figures: Sequence[Figure]) -> tuple[EquationLine, ...]:
        return tuple(self._show_term(EquationTerm(figure)) for figure in figures)

    def _show_term(
        self, term: EquationTerm, *, label: str = "", style: str = ""
    ) -> EquationLine:
        t, figure = self._t, term.figure
        header = join_lines(figure.header)
        place, root = f"{t('page_short')} {figure.page}", ""
        if figure.table_id in self._tables:
            place = f"{name_table(self._tables[figure.table_id], t)}, {place}"
        if figure.document_id != self._document_id:
            root = f"{figure.document_id}.html"
            if figure.document_id in self._documents:
                place = f"{self._documents[figure.document_id].file}, {place}"
        name = join_lines(figure.item_name or figure.indikator)
        return EquationLine(
            term.sign,
            name or f"{t('row')} {figure.row + 1}",
            show_amount(figure.value, figure.unit) or join_lines(figure.raw_text),
            label=label,
            column="" if header == self._column else header or t("no_column"),
            place=place,
            href=f"{root}#{make_figure_anchor(figure)}",
            figure_id=figure.figure_id,
            style=style,
        )
