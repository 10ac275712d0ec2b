"""One document through all rooms: pure composition, no Prefect, no cache."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sidak.schemas import (
    Document,
    DocumentFacts,
    DocumentKind,
    DocumentResult,
    DocumentStatus,
    Doubt,
    DoubtKind,
    Extraction,
    Page,
    PageSource,
    PageStatus,
)
from sidak.schemas.text.page_ranges import format_page_ranges

if TYPE_CHECKING:
    from pathlib import Path

    from sidak.expectations.repair.readings import CellRereader
    from sidak.matchers import CodeDecision, Nomenclature
    from sidak.schemas.decisions import FigureDecision

_SCANNED = (PageSource.SCAN, PageSource.OCR_LAYER)


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
    *,
    path: "Path | None" = None,
) -> DocumentResult:
    """Turn what was read from a file into what a release says of it.

    What people decided about figures comes before the checks, which may build on it.

    Args:
        extraction: What was read.
        nomenclature: Lists of codes to match to.
        decisions: What people decided about codes.
        figure_decisions: What people decided about figures of any document.
        path: The file, to look once more at scanned cells whose digits are in question.
    """
    from sidak.expectations import group_findings, reconcile, repair_tables, report_doubts
    from sidak.matchers import match_tables
    from sidak.normalisers import (
        apply_figure_decisions,
        find_facts,
        split_stacked_tables,
        type_tables,
    )

    extraction = split_stacked_tables(extraction)
    facts = find_facts(extraction)
    own = [one for one in figure_decisions if one.document_id == extraction.document_id]
    typed = type_tables(extraction, facts, nomenclature=nomenclature)
    decided = apply_figure_decisions(typed, own)
    matched = match_tables(decided.tables, facts, nomenclature, decisions)
    repaired = repair_tables(
        matched.tables, extraction.tables, reread=_open_rereader(extraction, path)
    )
    checked = reconcile(
        repaired.tables,
        raw_tables=extraction.tables,
        texts=extraction.texts,
        document_id=extraction.document_id,
    )
    understood, doubts = report_doubts(repaired.doubt_disputed(checked.tables))
    return DocumentResult(
        document=describe_document(extraction, facts),
        pages=extraction.pages,
        tables=extraction.tables,
        typed_tables=understood,
        findings=tuple(
            group_findings((*decided.findings, *matched.findings, *checked.findings, *doubts))
        ),
        review=matched.review,
        coverage=checked.coverage,
    )


def _open_rereader(extraction: Extraction, path: "Path | None") -> "CellRereader | None":
    """Return what reads scanned cells again; ``None`` for a report without scanned pages."""
    if path is None or not any(page.source in _SCANNED for page in extraction.pages):
        return None
    from sidak.extractors.ocr.reread import make_rereader

    return make_rereader(path, extraction.pages)


def describe_document(extraction: Extraction, facts: DocumentFacts) -> Document:
    """Make the row of a document; its status follows from its page ledger."""
    status, reasons = judge_pages(extraction.pages)
    return Document(
        document_id=extraction.document_id,
        sha256=extraction.sha256,
        file=extraction.file,
        kind=facts.kind,
        agency=facts.agency,
        region=facts.region,
        year=facts.year,
        pages=len(extraction.pages),
        pages_scanned=sum(page.source in _SCANNED for page in extraction.pages),
        status=status,
        reasons=reasons,
        producer=extraction.producer,
    )


def judge_pages(pages: Sequence[Page]) -> tuple[DocumentStatus, tuple[Doubt, ...]]:
    """Say how far the reading came, and why not further.

    Any page that could not be read makes a document ``partial``; one in which no page
    could be read has ``failed``. Blank pages count neither way.
    """
    failed = [page for page in pages if page.status is PageStatus.FAILED]
    read = [page for page in pages if page.status in (PageStatus.TABLES, PageStatus.NARRATIVE)]
    if not failed:
        if read:
            return DocumentStatus.OK, ()
        return DocumentStatus.FAILED, (Doubt(DoubtKind.NO_CONTENT),)
    reasons = _list_reasons(failed)
    if not read:
        return DocumentStatus.FAILED, (Doubt(DoubtKind.NO_PAGE_READ), *reasons)
    counts = (str(len(failed)), str(len(pages)))
    return DocumentStatus.PARTIAL, (Doubt(DoubtKind.PAGES_NOT_READ, counts), *reasons)


def _list_reasons(pages: Iterable[Page]) -> tuple[Doubt, ...]:
    """Return the reasons of pages, each with its pages, in order of the first ones."""
    groups: dict[tuple[Doubt, ...], list[int]] = {}
    for page in pages:
        reasons = page.reasons or (Doubt(DoubtKind.NO_EXPLANATION),)
        groups.setdefault(reasons, []).append(page.page)
    return tuple(
        doubt
        for reasons, numbers in groups.items()
        for doubt in (*reasons, Doubt(DoubtKind.ON_PAGES, (format_page_ranges(numbers),)))
    )


def make_failed_document(sha256: str, file: str, reasons: tuple[Doubt, ...]) -> DocumentResult:
    """Return what a release says of a file that could not be read.

    Args:
        sha256: Digest of the file.
        file: Its name.
        reasons: Why.
    """
    return DocumentResult(
        Document(
            document_id=sha256[:16],
            sha256=sha256,
            file=file,
            kind=DocumentKind.OTHER,
            agency=None,
            region=None,
            year=None,
            pages=0,
            pages_scanned=0,
            status=DocumentStatus.FAILED,
            reasons=reasons,
            producer="",
        )
    )


def rename_document(records: DocumentResult, file: str) -> DocumentResult:
    """Return the same records under another file name."""
    return replace(records, document=replace(records.document, file=file))
