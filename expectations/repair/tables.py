"""Digits of scanned pages decided by arithmetic.

A figure that the picture leaves in doubt, or that breaks the sums of the report, becomes
another number only if

- a witness reads that number, or one nearer to it than to the number as read;
- it alone, of everything a witness read and every typical confusion, satisfies every
  identity that touches the figure;
- two identities that share no other figure fail with the number as read and hold with it,
  or one does and each of its other figures is borne out by another identity.

What all witnesses read alike is never changed: then it is the report that is at odds with
itself, or a fault that no witness saw; a finding tells either, and where one likely
confusion would mend everything the figure is ``suspect`` besides. Exported pages are left
alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sidak.expectations.identities.collect import SCANNED_METHODS, collect_identities
from sidak.expectations.identities.model import Identity
from sidak.expectations.repair.candidates import ReadingSupport, ScannedNumber, parse_reading
from sidak.expectations.repair.constraints import list_figure_ids
from sidak.expectations.repair.readings import CellReadings, CellRereader
from sidak.expectations.repair.reasons import (
    explain_confirmation,
    explain_doubt,
    explain_repair,
)
from sidak.expectations.repair.session import Correction, RepairSession, assume_readable
from sidak.schemas import ACCEPTED_STATUSES, Figure, FigureStatus, Table, TypedTable

#: Confidence of a figure that arithmetic decided, or left open.
_REPAIRED, _CONFIRMED, _DOUBTED = 0.95, 0.97, 0.5
#: Cells without any number so far that are looked at again, at most.
_MOST_BLANK = 80


@dataclass(frozen=True, slots=True)
class RepairResult:
    """The tables of a document after the repair.

    Attributes:
        tables: The tables, in order.
        held: Figures that all witnesses read alike but one likely confusion of which would
            mend everything they break, and what to say of them: to be doubted once the
            findings are told.
    """

    tables: tuple[TypedTable, ...]
    held: Mapping[str, str] = field(default_factory=dict)


def repair_figures(
    tables: Sequence[TypedTable],
    raw_tables: Sequence[Table] = (),
    *,
    numbers: Mapping[str, str] | None = None,
    reread: CellRereader | None = None,
) -> RepairResult:
    """Decide doubted digits of scanned pages by arithmetic.

    Args:
        tables: The typed tables of one document, in reading order.
        raw_tables: The same as printed, with what each witness read in a cell.
        numbers: Table id to the number in its caption.
        reread: Reads a cell again at a higher resolution, if that can be done.
    """
    printed = {one.figure_id: one for table in tables for one in table.figures}
    if not any(figure.method in SCANNED_METHODS for figure in printed.values()):
        return RepairResult(tuple(tables))
    readings = list_readings(raw_tables)
    readings_of_cells = CellReadings(printed, readings, reread)
    blank = [one for one in printed.values() if _is_blank(one, readings)]
    readings_of_cells.record_rereads([one.figure_id for one in blank][:_MOST_BLANK])
    assumed = {
        figure_id: assume_readable(figure, readings_of_cells.list_texts(figure_id))
        for figure_id, figure in printed.items()
    }
    collected = collect_identities(
        [
            replace(table, figures=tuple(assumed[one.figure_id] for one in table.figures))
            for table in tables
        ]
    )
    session = RepairSession(
        printed, assumed.values(), collected, CellReadings(printed, readings, reread)
    )
    session.decide_all()
    held = session.find_unanimous_misreadings()
    rewriter = TableRewriter(session, readings_of_cells, numbers or {})
    while unsupported := _find_unsupported(
        session, [rewriter.rewrite(table) for table in tables]
    ):
        session.undo(unsupported, assumed)
    return RepairResult(
        tuple(rewriter.rewrite(table) for table in tables),
        {
            figure_id: explain_doubt(printed[figure_id], [number], is_unanimous=True)
            for figure_id, number in held.items()
        },
    )


def list_readings(tables: Iterable[Table]) -> dict[str, tuple[str, ...]]:
    """Return what witnesses read of each cell of a scan, by the id its figure would have."""
    return {
        f"{table.table_id}-r{cell.row}-c{column}": cell.readings
        for table in tables
        for cell in table.cells
        if cell.readings
        for column in range(cell.column, cell.column + cell.column_span)
    }


def _is_blank(figure: Figure, readings: Mapping[str, tuple[str, ...]]) -> bool:
    """Say whether nothing that was read of a scanned cell is a number."""
    if figure.method not in SCANNED_METHODS or figure.value is not None:
        return False
    texts = readings.get(figure.figure_id, ())
    return bool(texts) and not any(parse_reading(text, figure) for text in texts)


def _find_unsupported(session: RepairSession, tables: Sequence[TypedTable]) -> list[str]:
    """Return the figures whose verdict does not stand now that all are known.

    With other values the lines of a table may nest otherwise and obey other identities.
    """
    broken = {
        figure_id
        for one in collect_identities(tables).breaks
        if not session.constraints.is_off_by_rounding(one.identity)
        for figure_id in list_figure_ids([one.identity])
    }
    return [
        figure_id
        for figure_id, correction in session.corrections.items()
        if figure_id in broken or not session.is_supported(correction)
    ]


@dataclass(frozen=True, slots=True)
class TableRewriter:
    """Writes verdicts into tables."""

    session: RepairSession
    readings_of_cells: CellReadings
    numbers: Mapping[str, str]

    def rewrite(self, table: TypedTable) -> TypedTable:
        """Return a table with what was decided."""
        return replace(table, figures=tuple(self._rewrite(one) for one in table.figures))

    def _rewrite(self, figure: Figure) -> Figure:
        correction = self.session.corrections.get(figure.figure_id)
        if correction is None:
            return self._doubt(figure) if figure.figure_id in self.session.open else figure
        if figure.value != correction.number.value:
            return self._repair(figure, correction)
        return replace(
            figure,
            status=FigureStatus.CONFIRMED,
            reason=explain_confirmation(figure, self._restate(correction), self.numbers),
            confidence=max(figure.confidence, _CONFIRMED),
        )

    def _repair(self, figure: Figure, correction: Correction) -> Figure:
        number = correction.number
        rejected = self._list_rejected(figure, number)
        evidence = self._restate(correction)
        return replace(
            figure,
            value=number.value,
            decimals=number.decimals,
            status=FigureStatus.REPAIRED,
            reason=explain_repair(figure, number, evidence, rejected, self.numbers),
            confidence=_REPAIRED,
        )

    def _restate(self, correction: Correction) -> list[Identity]:
        """Return the evidence with the numbers as they stand at the end."""
        return [self.session.constraints.substitute(one) for one in correction.evidence]

    def _list_rejected(self, figure: Figure, number: ScannedNumber) -> list[ScannedNumber]:
        texts = self.readings_of_cells.list_texts(figure.figure_id)
        read = [parse_reading(text, figure) for text in texts]
        known = (number.value, figure.value)
        return [one for one in read if one is not None and one.value not in known]

    def _doubt(self, figure: Figure) -> Figure:
        """Return an undecided figure with the numbers that its identities ask for."""
        asked = self.session.list_suggestions(figure.figure_id)
        status = figure.status
        if status in ACCEPTED_STATUSES:
            asked = [one for one in asked if one.support is not ReadingSupport.NONE]
            if not asked and not self.session.shares_broken_identity(figure.figure_id):
                return figure  # it is the report that is at odds with itself
            status = FigureStatus.SUSPECT
        elif not asked:
            return figure
        reason = explain_doubt(figure, [one.number for one in asked], is_unanimous=False)
        confidence = min(figure.confidence, _DOUBTED)
        return replace(figure, status=status, reason=reason, confidence=confidence)


__all__ = ["CellRereader", "RepairResult", "list_readings", "repair_figures"]
