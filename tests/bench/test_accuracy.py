"""Scores of whole reports, by group."""

from dataclasses import replace

from bench.accuracy import score_document
from bench.scoring.counts import Score, ScoreCounts
from bench.scoring.pages import score_page
from bench.scoring.readings import list_parts
from bench.scoring.truth import TruthPage, TruthTable
from sidak.schemas import (
    Doubt,
    DoubtKind,
    Extraction,
    TypedTable,
    UnreadableFileError,
)
from tests.bench.fakes import (
    make_document,
    make_pipeline_result,
    make_reading,
    make_truth,
)

Reading = tuple[Extraction, tuple[TypedTable, ...]]


PERFECT = ScoreCounts(
    figures=9,
    right=9,
    rows=3,
    rows_exact=3,
    rows_exact_unspaced=3,
    meanings=9,
    meanings_sure=9,
    levels=3,
    levels_right=3,
    metrics=9,
    metrics_right=9,
    years=9,
    years_right=9,
    units=9,
    units_right=9,
    roles=4,
    roles_right=4,
    tables=1,
    tables_found=1,
)


def score(
    reading: Reading, *tables: TruthTable, page: int = 1, is_whole: bool = False
) -> Score:
    truth = TruthPage(page, tables or (make_truth(),))
    return score_page("laporan.pdf", truth, list_parts(*reading, page=page, is_whole=is_whole))


def test_a_report_that_cannot_be_read_misses_everything_with_the_reason() -> None:
    def fail(path: object, pages: object) -> Reading:
        raise UnreadableFileError("laporan.pdf", Doubt(DoubtKind.FILE_DAMAGED))

    document = make_document(TruthPage(1, (make_truth(),)))
    (found,) = score_document(document, pipeline=fail)
    assert (found.reason, found.score.counts.missed) == (
        "laporan.pdf: PDF rusak atau terpotong; unduh ulang atau cetak ulang ke PDF",
        9,
    )


def test_text_pages_and_scanned_pages_are_scored_apart() -> None:
    document = make_document(
        TruthPage(1, (make_truth(),)), TruthPage(2, (make_truth(),), source="scan")
    )
    reading = make_pipeline_result(make_reading(), pages=2)
    text, scan = score_document(document, pipeline=lambda path, pages: reading)
    assert (text.group, text.score) == ("gold text", Score(PERFECT))
    assert (scan.group, scan.score.counts.missed) == ("gold scan", 9)


def test_unlabelled_pages_of_a_whole_report_hold_no_tables() -> None:
    document = make_document(TruthPage(1, (make_truth(),)), is_whole=True)
    other = make_reading(table="t02", pages={0: (2,), 1: (2,), 2: (2,)})
    reading = make_pipeline_result(make_reading(), other, pages=2)
    (found,) = score_document(document, pipeline=lambda path, pages: reading)
    assert found.score.counts == replace(
        PERFECT, spurious=9, rows_spurious=3, tables_spurious=1
    )
