"""The scorer against readings whose faults are known."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.accuracy import score_document
from bench.scoring.counts import MissKind, Score, ScoreCounts
from bench.scoring.pages import score_page
from bench.scoring.readings import ReadCell, ReadFigure, ReadPart, ReadRow, list_parts
from bench.scoring.truth import TruthColumn, TruthPage, TruthTable
from sidak.schemas import (
    Cell,
    ColumnMeaning,
    ColumnRole,
    Extraction,
    FigureStatus,
    Meaning,
    Place,
    TypedTable,
)
from tests.bench.fakes import (
    COLUMNS,
    LEVELS,
    MEANINGS,
    ROWS,
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
    levels=3,
    levels_right=3,
    meanings=9,
    meanings_sure=9,
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


def kinds(found: Score) -> list[tuple[MissKind, str, bool]]:
    return [(miss.kind, miss.row, miss.is_silent) for miss in found.misses]


def test_a_perfect_reading_has_no_miss() -> None:
    found = score(make_pipeline_result(make_reading()))
    assert found == Score(PERFECT)


def test_header_and_column_number_rows_cost_nothing_if_they_give_no_figures() -> None:
    rows = (("Uraian", "Pagu", "Realisasi", "%"), ("1", "2", "3", "4=3/2"), *ROWS)
    found = score(make_pipeline_result(make_reading(rows, ("", "", *LEVELS))))
    assert found == Score(PERFECT)


def test_an_accepted_wrong_value_is_a_silent_error() -> None:
    reading = make_reading(values={(1, 1): Decimal(70000)})
    found = score(make_pipeline_result(reading))
    assert found.counts == replace(PERFECT, right=8, wrong=1)
    (error,) = found.silent_errors
    assert (error.row, error.column) == ("Administrasi Keuangan", "Pagu")
    assert (error.read, error.truth) == ("70000 (700.000)", "700000 (700.000)")


def test_a_flagged_value_is_no_silent_error() -> None:
    statuses = {(1, 1): FigureStatus.SUSPECT, (2, 1): FigureStatus.SUSPECT}
    reading = make_reading(values={(1, 1): Decimal(70000)}, statuses=statuses)
    found = score(make_pipeline_result(reading))
    assert found.counts == replace(PERFECT, right=7, flagged_right=1, flagged_wrong=1)
    assert kinds(found) == [
        (MissKind.WRONG, "Administrasi Keuangan", False),
        (MissKind.FLAGGED, "Administrasi Umum", False),
    ]


def test_values_in_one_another_s_column_are_wrong() -> None:
    rows = (ROWS[0], ("Administrasi Keuangan", "650.000", "700.000", "92,86"), ROWS[2])
    found = score(make_pipeline_result(make_reading(rows)))
    assert found.counts == replace(
        PERFECT, right=7, wrong=2, rows_exact=2, rows_exact_unspaced=2
    )


def test_a_shifted_figure_is_missed_in_its_column_and_spurious_in_the_other() -> None:
    truth = make_truth((*ROWS[:2], ("Administrasi Umum", "300.000", "", "83,33")))
    rows = (*ROWS[:2], ("Administrasi Umum", "", "300.000", "83,33"))
    found = score(make_pipeline_result(make_reading(rows)), truth)
    assert [(m.kind, m.column, m.is_silent) for m in found.misses] == [
        (MissKind.ROW_TEXT, "Pagu", False),
        (MissKind.MISSED, "Pagu", False),
        (MissKind.SPURIOUS, "Realisasi", True),
    ]
    assert (found.counts.right, found.counts.missed, found.counts.spurious) == (7, 1, 1)


def test_an_additional_empty_column_shifts_nothing() -> None:
    rows = [(name, "", *figures) for name, *figures in ROWS]
    meanings = [
        MEANINGS[0],
        ColumnMeaning(1, "", ColumnRole.EMPTY),
        *[replace(meaning, column=meaning.column + 1) for meaning in MEANINGS[1:]],
    ]
    found = score(make_pipeline_result(make_reading(rows, meanings=meanings)))
    assert found == Score(PERFECT)


def test_a_column_with_the_wrong_meaning_is_read_but_misunderstood() -> None:
    meanings = (*MEANINGS[:2], replace(MEANINGS[2], metric=MEANINGS[1].metric, year=2021))
    reading = make_reading(meanings=(*meanings, MEANINGS[3]))
    found = score(make_pipeline_result(reading))
    assert found.counts == replace(PERFECT, metrics_right=6, years_right=6, meanings_wrong=3)
    assert {miss.kind for miss in found.misses} == {MissKind.METRIC, MissKind.YEAR}


def test_figures_of_unsure_meaning_are_counted() -> None:
    raw, typed = make_reading()
    unsure = replace(typed.figures[0], meaning=Meaning.DOUBTFUL)
    typed = replace(typed, figures=(unsure, *typed.figures[1:]))
    found = score(make_pipeline_result((raw, typed)))
    assert found.counts == replace(PERFECT, meanings_sure=8)


def test_a_missing_row_misses_its_figures() -> None:
    found = score(make_pipeline_result(make_reading(ROWS[:2], LEVELS[:2])))
    assert found.counts == replace(
        PERFECT,
        right=6,
        missed=3,
        rows_missed=1,
        rows_exact=2,
        rows_exact_unspaced=2,
        levels=2,
        levels_right=2,
        meanings=6,
        meanings_sure=6,
        metrics=6,
        metrics_right=6,
        years=6,
        years_right=6,
        units=6,
        units_right=6,
    )


def test_a_row_of_column_numbers_read_as_figures_is_spurious() -> None:
    rows = (("1", "2", "3", "4"), *ROWS)
    found = score(make_pipeline_result(make_reading(rows, ("lainnya", *LEVELS))))
    assert found.counts == replace(PERFECT, spurious=3, rows_spurious=1)
    assert [miss.read for miss in found.silent_errors] == ["2 (2)", "3 (3)", "4 (4)"]


def test_spaces_cost_the_exact_row_but_not_the_unspaced_one() -> None:
    rows = (("Program Penun\njang Urusan", *ROWS[0][1:]), *ROWS[1:])
    found = score(make_pipeline_result(make_reading(rows)))
    assert found.counts == replace(PERFECT, rows_exact=2)


def test_a_wrap_after_a_hyphen_costs_nothing() -> None:
    truth = make_truth((*ROWS[:2], ("Sosialisasi Perundang-Undangan", *ROWS[2][1:])))
    rows = (*ROWS[:2], ("Sosialisasi\nPerundang-\nUndangan", *ROWS[2][1:]))
    assert score(make_pipeline_result(make_reading(rows)), truth) == Score(PERFECT)


@given(
    st.dictionaries(
        st.tuples(st.integers(0, 2), st.integers(1, 3)),
        st.sampled_from([FigureStatus.OK, FigureStatus.CONFIRMED, FigureStatus.SUSPECT]),
    )
)
def test_every_changed_value_is_found(changes: dict[tuple[int, int], FigureStatus]) -> None:
    reading = make_reading(values=dict.fromkeys(changes, Decimal(7)), statuses=changes)
    found = score(make_pipeline_result(reading))
    flagged = sum(status is FigureStatus.SUSPECT for status in changes.values())
    assert found.counts == replace(
        PERFECT,
        right=9 - len(changes),
        wrong=len(changes) - flagged,
        flagged_wrong=flagged,
    )
    assert len(found.silent_errors) == len(changes) - flagged


def test_a_dash_is_no_figure_and_reading_one_there_is_spurious() -> None:
    truth = make_truth((*ROWS[:2], ("Administrasi Umum", "300.000", "-", "#REF!")))
    rows = (*ROWS[:2], ("Administrasi Umum", "300.000", "0", "#REF!"))
    found = score(make_pipeline_result(make_reading(rows)), truth)
    assert (found.counts.figures, found.counts.right, found.counts.spurious) == (7, 7, 1)


def test_a_cell_that_the_label_leaves_open_is_not_scored() -> None:
    columns = (*COLUMNS[:3], TruthColumn("Indeks", "figure", "target", None, 2022))
    rows = [(*row[:3], text) for row, text in zip(ROWS, ("66.408", "1", "2"), strict=True)]
    found = score(make_pipeline_result(make_reading(rows)), make_truth(rows, LEVELS, columns))
    assert (found.counts.figures, found.counts.right, found.counts.not_scored) == (8, 8, 1)
    assert found.undecided == (
        "laporan.pdf p1 [Program Penunjang Urusan] / Indeks: '66.408', "
        "read 66408 (66.408) and accepted",
    )


class TestJoinedRows:
    """A row that the reader joined over a page break, labelled page by page."""

    ROWS = (
        ROWS[0],
        ("Administrasi Keuangan\nPerangkat Daerah", "700.000", "650.000", "92,86"),
        ROWS[2],
    )

    @pytest.fixture
    def reading(self) -> Reading:
        """Row 1 begins on page 1, the rest of its name stands on page 2."""
        raw, typed = make_reading(self.ROWS, pages={2: (2,)})
        cells = [
            replace(cell, more_places=(Place(2, cell.place.box),))
            if (cell.row, cell.column) == (1, 0)
            else cell
            for cell in raw.cells
        ]
        return make_pipeline_result((replace(raw, cells=tuple(cells)), typed), pages=2)

    def test_first_page(self, reading: Reading) -> None:
        found = score(reading, make_truth(ROWS[:2], LEVELS[:2]))
        assert found.misses == ()
        assert (found.counts.right, found.counts.rows_exact) == (6, 2)

    def test_second_page(self, reading: Reading) -> None:
        truth = make_truth((("Perangkat Daerah", "", "", ""), ROWS[2]), LEVELS[1:])
        found = score(reading, truth, page=2)
        assert found.misses == ()
        assert (found.counts.right, found.counts.rows_exact) == (3, 2)

    def test_whole_rows_count_on_the_page_where_they_begin(self, reading: Reading) -> None:
        rows = [tuple(text.replace("\n", " ") for text in row) for row in self.ROWS]
        pages = (
            TruthPage(1, (make_truth(rows[:2], LEVELS[:2]),)),
            TruthPage(2, (make_truth(rows[2:], LEVELS[2:]),)),
        )
        (found,) = score_document(
            make_document(*pages, is_whole=True), pipeline=lambda path, wanted: reading
        )
        assert found.score.misses == ()
        assert (found.group, found.score.counts.right) == ("samples", 9)

    def test_figures_of_other_pages_do_not_count(self) -> None:
        reading = make_pipeline_result(make_reading(pages={0: (1,), 1: (2,), 2: (3,)}))
        found = score(reading, make_truth(ROWS[1:2], LEVELS[1:2]), page=2)
        assert (found.misses, found.counts.right) == ((), 3)

    def test_half_a_number_is_not_scored(self) -> None:
        rows = (("Administrasi Keuangan", "2.341.\n000", "", ""),)
        reading = make_pipeline_result(
            make_reading(
                rows,
                ("kegiatan",),
                pages={0: (1, 2)},
                values={(0, 1): Decimal(2341000)},
            )
        )
        raw, typed = reading[0].tables[0], reading[1][0]
        figure = replace(
            make_reading()[1].figures[0], value=Decimal(2341000), raw_text=rows[0][1]
        )
        reading = make_pipeline_result((raw, replace(typed, figures=(figure,))))
        truth = make_truth((("Administrasi Keuangan", "2.341", "", ""),), ("kegiatan",))
        found = score(reading, truth)
        assert (found.counts.not_scored, found.silent_errors) == (1, ())


class TestTables:
    """Which read table answers to which labelled one."""

    OTHER = (
        ("Jumlah Pegawai Laki-laki", "41", "42", "43"),
        ("Jumlah Pegawai Perempuan", "51", "52", "53"),
    )

    def test_a_torn_table_keeps_its_figures(self) -> None:
        reading = make_pipeline_result(
            make_reading(ROWS[:2], LEVELS[:2]), make_reading(ROWS[2:], LEVELS[2:], table="t02")
        )
        assert score(reading) == Score(replace(PERFECT, tables_torn=1))

    def test_two_tables_read_as_one(self) -> None:
        reading = make_pipeline_result(
            make_reading((*ROWS, *self.OTHER), (*LEVELS, "lainnya", "lainnya"))
        )
        found = score(reading, make_truth(), make_truth(self.OTHER, ("other", "other")))
        assert found.misses == ()
        assert (found.counts.right, found.counts.tables_found) == (15, 2)

    def test_two_tables_side_by_side_read_as_one(self) -> None:
        rows = [(*a, *b) for a, b in zip(ROWS[:2], self.OTHER, strict=True)]
        right = [replace(meaning, column=meaning.column + 4) for meaning in MEANINGS]
        reading = make_reading(rows, ("program", "kegiatan"), meanings=(*MEANINGS, *right))
        found = score(
            make_pipeline_result(reading),
            make_truth(ROWS[:2], LEVELS[:2]),
            make_truth(self.OTHER, ("program", "kegiatan")),
        )
        assert found.misses == ()
        assert (found.counts.right, found.counts.tables_found) == (12, 2)

    def test_a_table_that_is_not_there(self) -> None:
        reading = make_pipeline_result(
            make_reading(), make_reading(self.OTHER, ("lainnya", "lainnya"), table="t02")
        )
        found = score(reading)
        assert found.counts == replace(PERFECT, spurious=6, rows_spurious=2, tables_spurious=1)

    def test_nothing_read(self) -> None:
        found = score(make_pipeline_result())
        assert found.counts == ScoreCounts(figures=9, missed=9, rows=3, rows_missed=3, tables=1)

    def test_a_cell_merged_over_columns_answers_by_its_first_column(self) -> None:
        title = ("Tujuan: meningkatnya layanan", "", "", "")
        raw, typed = make_reading((title, *ROWS), ("tujuan", *LEVELS))
        merged = Cell(0, 0, title[0], Place(1), column_span=4)
        cells = (merged, *[cell for cell in raw.cells if cell.row])
        reading = make_pipeline_result((replace(raw, cells=cells), typed))
        found = score(reading, make_truth((title, *ROWS), ("other", *LEVELS)))
        assert found.misses == ()
        assert found.counts.rows_exact == 4


def test_a_naive_reader_is_scored_in_figure_columns_only() -> None:
    def row(at: int, texts: tuple[str, ...]) -> ReadRow:
        figures = {
            column: ReadFigure(column, Decimal(text.replace(".", "").replace(",", ".")), text)
            for column, text in enumerate(texts)
            if text[:1].isdigit()
        }
        cells = {column: ReadCell(column, text) for column, text in enumerate(texts)}
        return ReadRow(at, cells, figures, level="lainnya")

    texts = [("1", "2", "3", "4"), *ROWS]
    part = ReadPart("naive", 4, tuple(row(at, cells) for at, cells in enumerate(texts)))
    truth = TruthPage(1, (make_truth(),))
    found = score_page("laporan.pdf", truth, [part], has_meaning=False)
    assert (found.counts.right, found.counts.spurious, found.counts.levels) == (9, 3, 0)
