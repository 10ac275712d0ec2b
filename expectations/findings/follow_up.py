"""What people made of findings: marks of an earlier run on the findings of this one.

A mark belongs to a finding of its kind whose first cell still stands where it stood and prints
what it printed. If the cell has changed, the mark does not count any more.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sidak.expectations.findings.settings import SETTINGS
from sidak.normalisers.overrides import measure_overlap
from sidak.schemas import DocumentResult, Figure, Finding
from sidak.schemas.decisions import FindingMark, collapse_whitespace


def mark_documents(
    documents: Sequence[DocumentResult],
    between: Sequence[Finding],
    marks: Iterable[FindingMark],
) -> tuple[list[DocumentResult], list[Finding]]:
    """Return the documents of a release and the findings between them with marks.

    Args:
        documents: All documents.
        between: Findings between documents.
        marks: The standing marks, oldest first; the last one about a finding counts.
    """
    of_document: dict[str, list[FindingMark]] = defaultdict(list)
    for mark in marks:
        of_document[mark.document_id].append(mark)
    figures = {
        figure.figure_id: figure
        for one in documents
        if one.document.document_id in of_document
        for table in one.typed_tables
        for figure in table.figures
    }
    marked = [
        replace(
            one,
            findings=tuple(
                mark_findings(one.findings, figures, of_document[one.document.document_id])
            ),
        )
        if one.document.document_id in of_document
        else one
        for one in documents
    ]
    listed = [mark for own in of_document.values() for mark in own]
    return marked, mark_findings(between, figures, listed)


def mark_findings(
    findings: Sequence[Finding],
    figures: Mapping[str, Figure],
    marks: Iterable[FindingMark],
) -> list[Finding]:
    """Return findings with what people made of them.

    Args:
        findings: The findings.
        figures: The figures that they name, by id.
        marks: The standing marks, oldest first.
    """
    marked = list(findings)
    for mark in marks:
        place = _find_marked(marked, figures, mark)
        if place is not None:
            note = ", ".join(text for text in (mark.who, mark.decided_at[:10]) if text)
            note = f"{note}: {mark.why}" if mark.why else note
            marked[place] = replace(
                marked[place], follow_up=mark.follow_up, follow_up_note=note
            )
    return marked


def name_marked_cell(finding: Finding, figures: Mapping[str, Figure]) -> Figure | None:
    """Return the cell that a mark of a finding is tied to; ``None`` if it names none."""
    return figures.get(finding.figure_ids[0]) if finding.figure_ids else None


def _find_marked(
    findings: Sequence[Finding], figures: Mapping[str, Figure], mark: FindingMark
) -> int | None:
    """Return the place of the finding that a mark is about; ``None`` if it is gone."""
    fitting = [
        place
        for place, one in enumerate(findings)
        if one.document_id == mark.document_id
        and one.kind.value == mark.kind
        and _is_same_cell(one, figures, mark)
    ]
    same = [place for place in fitting if findings[place].finding_id == mark.finding_id]
    if same:
        return same[0]
    return fitting[0] if len(fitting) == 1 else None


def _is_same_cell(finding: Finding, figures: Mapping[str, Figure], mark: FindingMark) -> bool:
    """Return True if the first cell of a finding prints what it printed at the same place."""
    figure = name_marked_cell(finding, figures)
    if figure is None or not mark.figure_id:
        return finding.finding_id == mark.finding_id
    if collapse_whitespace(figure.raw_text) != mark.printed:
        return False
    if figure.box is None or mark.box is None:
        return figure.figure_id == mark.figure_id
    is_near = measure_overlap(figure.box, mark.box) >= SETTINGS.same_cell
    return figure.page == mark.page and is_near
