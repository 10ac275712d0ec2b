"""One document through all rooms: pure composition, no Prefect, no cache."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sidak.schemas import DocumentResult, Extraction, StatedFacts
from sidak.schemas.document_result import describe_document
from sidak.schemas.records import NOTHING_STATED

if TYPE_CHECKING:
    from pathlib import Path

    from sidak.expectations.repair.readings import CellRereader
    from sidak.matchers import CodeDecision, Nomenclature
    from sidak.schemas.decisions import FigureDecision, MeaningDecision


def process_document(
    path: "Path",
    nomenclature: "Nomenclature",
    decisions: "Sequence[CodeDecision]" = (),
    figure_decisions: "Sequence[FigureDecision]" = (),
) -> DocumentResult:
    """Read one file and understand it.

    Args:
        path: A PDF or a text dump.
        nomenclature: Lists of codes to match to.
        decisions: What people decided about codes.
        figure_decisions: What people decided about figures of any document.

    Raises:
        UnreadableFileError: If the file cannot be read at all.
    """
    from sidak.extractors import read_document

    extraction = read_document(path)
    return understand_document(extraction, nomenclature, decisions, figure_decisions, path=path)


def understand_document(
    extraction: Extraction,
    nomenclature: "Nomenclature",
    decisions: "Sequence[CodeDecision]" = (),
    figure_decisions: "Sequence[FigureDecision]" = (),
    meaning_decisions: "Sequence[MeaningDecision]" = (),
    *,
    path: "Path | None" = None,
    stated: StatedFacts = NOTHING_STATED,
) -> DocumentResult:
    """Turn the extraction of a file into the result that a release publishes.

    What people decided about columns, rows and figures comes before the checks, which may
    build on it.

    Args:
        extraction: What was read.
        nomenclature: Lists of codes to match to.
        decisions: What people decided about codes.
        figure_decisions: What people decided about figures of any document.
        meaning_decisions: What people decided about columns and rows of any document.
        path: The file, to look once more at scanned cells whose digits are in question.
        stated: What a person says of the file.
    """
    from sidak.expectations import (
        balance_pages,
        group_findings,
        prefer_likely_readings,
        reconcile,
        repair_tables,
        report_doubts,
    )
    from sidak.matchers import code_mentions, match_tables
    from sidak.normalisers import (
        apply_figure_decisions,
        apply_meaning_decisions,
        find_facts,
        read_mentions,
        split_stacked_tables,
        type_tables,
    )

    extraction = split_stacked_tables(extraction)
    facts = find_facts(extraction, stated)
    document_id = extraction.document_id
    own = [one for one in figure_decisions if one.document_id == document_id]
    meanings = [one for one in meaning_decisions if one.document_id == document_id]
    typed = type_tables(extraction, facts, nomenclature=nomenclature)
    meant = apply_meaning_decisions(typed, meanings)
    decided = apply_figure_decisions(meant.tables, own)
    matched = match_tables(decided.tables, facts, nomenclature, decisions)
    repaired = repair_tables(
        prefer_likely_readings(matched.tables),
        extraction.tables,
        reread=_open_rereader(extraction, path),
    )
    checked = reconcile(
        repaired.tables,
        raw_tables=extraction.tables,
        sentences=read_mentions(extraction, repaired.tables, facts),
        document_id=document_id,
    )
    understood, doubts = report_doubts(repaired.doubt_disputed(checked.tables))
    mentions = code_mentions(checked.mentions, understood)
    pages = balance_pages(extraction, understood, mentions)
    return DocumentResult(
        document=describe_document(extraction, facts, pages),
        pages=pages,
        tables=extraction.tables,
        typed_tables=understood,
        findings=tuple(
            group_findings(
                (
                    *meant.findings,
                    *decided.findings,
                    *matched.findings,
                    *checked.findings,
                    *doubts,
                )
            )
        ),
        review=matched.review,
        coverage=checked.coverage,
        mentions=mentions,
    )


def _open_rereader(extraction: Extraction, path: "Path | None") -> "CellRereader | None":
    """Return what reads scanned cells again; ``None`` for a report without scanned pages."""
    if path is None or not any(page.is_scanned for page in extraction.pages):
        return None
    from sidak.extractors.ocr.reread import CellReader

    return CellReader(path, extraction.pages)
