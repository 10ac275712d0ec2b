"""Where the meaning of figures comes from: the words, and the page of them."""

from dataclasses import replace

from sidak.publishers import ReleaseContent
from sidak.publishers.audit.model.findings import DocumentAudit, build_document_audits
from sidak.publishers.audit.model.meaning import AspectEvidence, MeaningIndex
from sidak.schemas import (
    Basis,
    DocumentResult,
    Doubt,
    DoubtKind,
    Figure,
    FigureStatus,
    Meaning,
)
from sidak.schemas.records import MeaningSource
from tests.publishers.audit_records import HEADERS, make_records

MISSING = (Doubt(DoubtKind.NAME_MISSING),)


def make_audit(**changes: object) -> DocumentAudit:
    """Return a document whose figures are all known by cell, header, caption, header."""
    records = make_records("c" * 64, "laporan.pdf")
    known = {
        "name_basis": Basis.CELL,
        "metric_basis": Basis.HEADER,
        "period_basis": Basis.CAPTION,
        "unit_basis": Basis.HEADER,
    }
    return change(records, *[known | changes] * 4)


def change(records: DocumentResult, *changes: dict[str, object]) -> DocumentAudit:
    typed = records.typed_tables[0]
    figures: list[Figure] = [
        replace(figure, **one)  # type: ignore[arg-type]
        for figure, one in zip(typed.figures, changes, strict=True)
    ]
    typed = replace(typed, figures=tuple(figures))
    (audit,) = build_document_audits(ReleaseContent((replace(records, typed_tables=(typed,)),)))
    return audit


def test_figures_known_alike_are_one_group() -> None:
    audit = make_audit()
    (group,) = MeaningIndex(audit).find_groups(audit.tables[0].table_id)
    assert group.anchor == "arti-t01-1"
    assert group.figures == tuple(audit.figures)
    assert group.evidence == (
        AspectEvidence("name", "", Basis.CELL),
        AspectEvidence("metric", "realisasi_anggaran", Basis.HEADER, HEADERS[1], 1),
        AspectEvidence("period", "2022", Basis.CAPTION, "Realisasi", 1),
        AspectEvidence("unit", "Rp", Basis.HEADER, HEADERS[1], 1),
    )
    assert not group.is_unsure


def test_one_figure_is_explained_with_its_name() -> None:
    audit = make_audit()
    evidence = MeaningIndex(audit).explain_figure(audit.figures[0])
    assert evidence[0] == AspectEvidence("name", "Program Perekonomian", Basis.CELL)


def test_units_of_rows_do_not_split_a_group() -> None:
    records = make_records("c" * 64, "laporan.pdf")
    own: dict[str, object] = {"unit_basis": Basis.COLUMN}
    audit = change(records, own, own | {"unit": "Dokumen"}, own, own)
    (group,) = MeaningIndex(audit).find_groups(audit.tables[0].table_id)
    assert group.evidence[3] == AspectEvidence("unit", "", Basis.COLUMN)


def test_words_outside_the_table_are_quoted() -> None:
    audit = make_audit(period_basis=Basis.SENTENCE)
    typed = next(iter(audit.typed.values()))
    said = "Anggaran tahun 2022 dialokasikan sebagai berikut."
    source = MeaningSource("period", Basis.SENTENCE, said, 3)
    columns = (typed.columns[0], replace(typed.columns[1], sources=(source,)))
    audit = replace(audit, typed={typed.table_id: replace(typed, columns=columns)})
    evidence = MeaningIndex(audit).explain_figure(audit.figures[0])
    assert evidence[2] == AspectEvidence("period", "2022", Basis.SENTENCE, said, 3)


def test_a_header_of_an_earlier_page_is_found_there() -> None:
    audit = make_audit()
    table, typed = audit.tables[0], next(iter(audit.typed.values()))
    columns = (typed.columns[0], replace(typed.columns[1], header=HEADERS[1]))
    typed = replace(typed, columns=columns)
    figure = replace(
        typed.figures[0],
        figure_id="d-t02-r0-c1",
        table_id="d-t02",
        metric_basis=Basis.HEADER_BEFORE,
    )
    body = [cell for cell in table.cells if cell.row]
    later = replace(
        table,
        table_id="d-t02",
        cells=tuple(
            replace(cell, row=cell.row - 1, place=replace(cell.place, page=2)) for cell in body
        ),
        header_rows=0,
    )
    goes_on = replace(
        typed, table_id="d-t02", row_levels=typed.row_levels[1:], figures=(figure,)
    )
    audit = replace(
        audit,
        tables=(table, later),
        typed={table.table_id: typed, "d-t02": goes_on},
    )
    evidence = MeaningIndex(audit).explain_figure(figure)
    assert evidence[1] == AspectEvidence(
        "metric", "realisasi_anggaran", Basis.HEADER_BEFORE, HEADERS[1], 1
    )


def test_figures_that_only_their_meaning_keeps_from_being_accepted_are_listed() -> None:
    records = make_records("c" * 64, "laporan.pdf")
    unsure: dict[str, object] = {"meaning": Meaning.DOUBTFUL, "meaning_reasons": MISSING}
    suspect = unsure | {"status": FigureStatus.SUSPECT}
    audit = change(records, {}, unsure, suspect, {})
    index = MeaningIndex(audit)
    (listed,) = index.list_unsure()
    assert listed.figures == (audit.figures[1],)
    assert listed.group.figures == (audit.figures[1], audit.figures[2])
    assert listed.group.reasons == MISSING
    assert index.find_group(audit.figures[0].figure_id) != listed.group
