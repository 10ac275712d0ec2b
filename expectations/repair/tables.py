"""Repair of scanned digits: a step of its own between matching and reconciliation.

A figure of a scanned page that OCR left in doubt, or that breaks the arithmetic of the
report, is corrected if the readings of its cell and the identities prove another number
(the conditions are those of ``solver``). A number on which all readings agree is never
changed: then either the report is inconsistent, or every reading made the same error. Where
one likely confusion alone would mend everything, such a figure is disputed: reconciliation
still reports what it breaks, and the figure is doubted afterwards. Figures of born-digital
pages are left alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sidak.expectations.findings.messages import label_tables
from sidak.expectations.identities.collect import collect_identities
from sidak.expectations.repair.candidates import ReadingSupport, ScannedNumber, parse_reading
from sidak.expectations.repair.readings import CellReadings, CellRereader, list_readings
from sidak.expectations.repair.reasons import (
    explain_confirmation,
    explain_doubt,
    explain_repair,
)
from sidak.expectations.repair.session import RepairSession, assume_readable
from sidak.expectations.repair.settings import SETTINGS
from sidak.expectations.repair.solver import Correction
from sidak.schemas import ACCEPTED_STATUSES, Doubt, Figure, FigureStatus, Table, TypedTable
from sidak.schemas.tables import SCANNED_METHODS


@dataclass(frozen=True, slots=True)
class RepairResult:
    """The tables of a document after the repair.

    Attributes:
        tables: The tables, in order.
        disputed: Id of each figure on which all readings agree, but of which one likely
            confusion would mend everything it breaks, to the reason for doubting it.
    """

    tables: tuple[TypedTable, ...]
    disputed: Mapping[str, tuple[Doubt, ...]] = field(default_factory=dict)

    def doubt_disputed(self, tables: Sequence[TypedTable]) -> tuple[TypedTable, ...]:
        """Return tables, reconciled meanwhile, with the disputed figures ``suspect``."""
        return tuple(
            replace(table, figures=tuple(self._doubt_disputed(one) for one in table.figures))
            for table in tables
        )

    def _doubt_disputed(self, figure: Figure) -> Figure:
        reasons = self.disputed.get(figure.figure_id)
        if reasons is None:
            return figure
        confidence = SETTINGS.doubted_confidence
        return replace(
            figure, status=FigureStatus.SUSPECT, reasons=reasons, confidence=confidence
        )


def repair_tables(
    tables: Sequence[TypedTable],
    raw_tables: Sequence[Table] = (),
    *,
    reread: CellRereader | None = None,
) -> RepairResult:
    """Correct or confirm doubted digits of scanned pages by arithmetic.

    Args:
        tables: The typed tables of one document, in reading order.
        raw_tables: The same as printed, with the readings of each cell.
        reread: Reads cells again at a higher resolution, if that can be done.
    """
    printed = {one.figure_id: one for table in tables for one in table.figures}
    if not any(figure.method in SCANNED_METHODS for figure in printed.values()):
        return RepairResult(tuple(tables))
    readings = CellReadings(printed, list_readings(raw_tables), reread)
    blank = [one for one, two in printed.items() if _is_blank(two, readings)]
    readings.record_rereads(blank[: SETTINGS.most_rereads])
    assumed = {
        figure_id: assume_readable(figure, readings.list_texts(figure_id))
        for figure_id, figure in printed.items()
    }
    collected = collect_identities(
        [
            replace(table, figures=tuple(assumed[one.figure_id] for one in table.figures))
            for table in tables
        ]
    )
    session = RepairSession(printed, assumed, collected, readings)
    session.solve()
    disputed = session.find_disputed()
    rewriter = TableRewriter(session, readings, label_tables(raw_tables))
    repaired = rewriter.rewrite(tables)
    while unsupported := session.find_unsupported(
        [one.identity for one in collect_identities(repaired).breaks]
    ):
        session.undo(unsupported)
        repaired = rewriter.rewrite(tables)
    return RepairResult(
        repaired,
        {
            figure_id: explain_doubt(printed[figure_id], [number], is_unanimous=True)
            for figure_id, number in disputed.items()
        },
    )


def _is_blank(figure: Figure, readings: CellReadings) -> bool:
    """Return True if nothing that was read in a scanned cell is a number."""
    if figure.method not in SCANNED_METHODS or figure.value is not None:
        return False
    texts = readings.list_texts(figure.figure_id)
    return bool(texts) and not any(parse_reading(text, figure) for text in texts)


@dataclass(frozen=True, slots=True)
class TableRewriter:
    """Writes the corrections of a session into tables.

    Attributes:
        session: The corrections, and the figures that are still open.
        readings: What was read in each cell.
        labels: Table id to the number in its caption.
    """

    session: RepairSession
    readings: CellReadings
    labels: Mapping[str, str]

    def rewrite(self, tables: Sequence[TypedTable]) -> tuple[TypedTable, ...]:
        """Return the tables with what was decided so far."""
        return tuple(
            replace(table, figures=tuple(self._rewrite(one) for one in table.figures))
            for table in tables
        )

    def _rewrite(self, figure: Figure) -> Figure:
        correction = self.session.corrections.get(figure.figure_id)
        if correction is None:
            is_open = figure.figure_id in self.session.open
            return self._doubt(figure) if is_open else figure
        if figure.value != correction.number.value:
            return self._correct(figure, correction)
        evidence = self.session.list_evidence(correction)
        return replace(
            figure,
            status=FigureStatus.CONFIRMED,
            reasons=explain_confirmation(figure, evidence, self.labels),
            confidence=max(figure.confidence, SETTINGS.confirmed_confidence),
        )

    def _correct(self, figure: Figure, correction: Correction) -> Figure:
        number = correction.number
        evidence = self.session.list_evidence(correction)
        rejected = self._list_rejected(figure, number)
        return replace(
            figure,
            value=number.value,
            decimals=number.decimals,
            status=FigureStatus.REPAIRED,
            reasons=explain_repair(figure, number, evidence, rejected, self.labels),
            confidence=SETTINGS.repaired_confidence,
        )

    def _list_rejected(self, figure: Figure, number: ScannedNumber) -> list[ScannedNumber]:
        texts = self.readings.list_texts(figure.figure_id)
        read = [parse_reading(text, figure) for text in texts]
        known = (number.value, figure.value)
        return [one for one in read if one is not None and one.value not in known]

    def _doubt(self, figure: Figure) -> Figure:
        """Return an open figure with the numbers that its identities require."""
        solver = self.session.solver
        required = solver.list_suggestions(figure.figure_id)
        status = figure.status
        if status in ACCEPTED_STATUSES:
            required = [one for one in required if one.support is not ReadingSupport.NONE]
            if not required and not solver.shares_broken(figure.figure_id):
                return figure  # it is the report that is inconsistent
            status = FigureStatus.SUSPECT
        elif not required:
            return figure
        reasons = explain_doubt(figure, [one.number for one in required], is_unanimous=False)
        confidence = min(figure.confidence, SETTINGS.doubted_confidence)
        return replace(figure, status=status, reasons=reasons, confidence=confidence)
