"""Releases of few reports, for the tests of their texts."""

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sidak.publishers import (
    PartFacts,
    ReleaseContent,
    ReleaseInfo,
    ReleasePart,
    assemble_release,
    build_frames,
    list_files,
    move_latest,
    write_tables,
)
from sidak.schemas import Box, DocumentResult, Finding, PeriodKind, Place, Table
from tests.expectations.cross_document.reports import Report
from tests.publishers.records import FACTS


def as_result(report: Report, findings: Sequence[Finding] = ()) -> DocumentResult:
    """Return a report as a run publishes it."""
    document_id = report.document.document_id
    tables, typed = [], []
    for place, one in enumerate(report.typed_tables, start=1):
        table_id = f"{document_id}-t{place:02d}"
        ids = {item.item_id: f"{table_id}-i{item.row}" for item in one.items}
        items = tuple(
            replace(item, item_id=ids[item.item_id], document_id=document_id, table_id=table_id)
            for item in one.items
        )
        figures = tuple(
            replace(
                figure,
                document_id=document_id,
                table_id=table_id,
                item_id=ids[figure.item_id or ""],
                period_kind=PeriodKind.YEAR,
            )
            for figure in one.figures
        )
        typed.append(replace(one, table_id=table_id, items=items, figures=figures))
        tables.append(Table(table_id, document_id, (), 1, 1, (Place(1, Box(0, 0, 1, 1)),)))
    return DocumentResult(
        report.document,
        tables=tuple(tables),
        typed_tables=tuple(typed),
        findings=tuple(findings),
    )


def make_part(results: Sequence[DocumentResult]) -> ReleasePart:
    """Return the part of a region, in a folder of its own."""
    folder = Path(tempfile.mkdtemp())
    code = results[0].document.region_code
    frames = build_frames(ReleaseContent(tuple(results)))
    digests = write_tables(folder, code, frames)
    rows = {table: len(frame) for table, frame in frames.items()}
    return ReleasePart(
        folder, PartFacts(code, rows=rows, digests=digests, files=list_files(folder))
    )


def publish(curated: Path, *results: DocumentResult) -> ReleaseInfo:
    """Write a release of some reports and let ``latest.json`` name it."""
    by_region: dict[str, list[DocumentResult]] = {}
    for one in results:
        by_region.setdefault(one.document.region_code, []).append(one)
    parts = [make_part(own) for own in by_region.values()]
    inputs = {one.document.file: one.document.sha256 for one in results}
    release = assemble_release(curated, parts, replace(FACTS, inputs=inputs))
    move_latest(curated, release)
    return release
