"""Figures paired with truth, counted by page, basis and reason."""

from bench.meaning.readings import MeaningFigure, ReadReport
from bench.meaning.scoring import (
    CodeTally,
    MeaningCounts,
    PageScore,
    Tally,
    score_meaning_page,
    tally_bases,
    tally_codes,
)
from bench.meaning.truth import TruthLine
from tests.bench.meaning.figures import make_figure, make_line, make_page


def score(lines: list[TruthLine], *figures: MeaningFigure) -> PageScore:
    return score_meaning_page(make_page(*lines), ReadReport(figures))


def test_a_figure_is_right_silent_in_value_or_silent_in_meaning() -> None:
    found = score(
        [make_line(1), make_line(2), make_line(3)],
        make_figure(1),
        make_figure(2, period="2015", metric="target"),
        make_figure(2016),
        make_figure(9, page=2),
    )
    assert found.counts == MeaningCounts(
        truth=3,
        accepted=3,
        right=1,
        silent_value=1,
        silent_meaning=1,
        wrong_metric=1,
        wrong_period=1,
    )
    assert found.counts.coverage == 1 / 3


def test_of_equal_values_the_most_alike_are_paired() -> None:
    lines = [make_line(name="Pembangunan Jalan"), make_line(name="Pemeliharaan Gedung")]
    found = score(lines, make_figure(item_name="Pemeliharaan Gedung"), make_figure())
    assert found.counts == MeaningCounts(truth=2, accepted=2, right=2)


def test_a_number_answers_one_figure_only() -> None:
    found = score([make_line(1)], make_figure(1), make_figure(1, figure_id="d-t01-r9-c2"))
    assert found.counts == MeaningCounts(truth=1, accepted=2, right=1, silent_value=1)


def test_debatable_lines_are_in_no_share() -> None:
    found = score([make_line(1, is_soft=True), make_line(2)], make_figure(1, unit="%"))
    assert found.counts == MeaningCounts(truth=2, accepted=1, soft=1)


def test_figures_of_unsure_meaning_are_no_silent_errors() -> None:
    found = score(
        [make_line(1), make_line(2)],
        make_figure(1, is_sure=False),
        make_figure(2, is_sure=False, item_name="Lain"),
        make_figure(3, is_sure=False),
    )
    assert found.counts == MeaningCounts(truth=2, unsure=3, unsure_right=1)


def test_accepted_figures_are_paired_before_unsure_ones() -> None:
    found = score([make_line(1)], make_figure(1, is_sure=False), make_figure(1, unit="%"))
    assert found.counts == MeaningCounts(
        truth=1, accepted=1, silent_meaning=1, wrong_unit=1, unsure=1
    )


def test_figures_whose_value_is_not_accepted_are_counted() -> None:
    report = ReadReport((), (make_figure(1), make_figure(2, page=2)))
    found = score_meaning_page(make_page(make_line(1)), report)
    assert found.counts == MeaningCounts(truth=1, flagged=1)


def test_bases_are_judged_by_their_own_aspect() -> None:
    found = score(
        [make_line(1), make_line(2), make_line(3), make_line(4, is_soft=True)],
        make_figure(1),
        make_figure(2, period="2015"),
        make_figure(3, period="2015", is_sure=False, bases=("cell", "none", "caption", "none")),
        make_figure(4),
        make_figure(5),
    )
    assert tally_bases([found]) == {
        ("name", "cell"): Tally(accepted_right=2, unsure_right=1),
        ("metric", "header"): Tally(accepted_right=2),
        ("metric", "none"): Tally(unsure_right=1),
        ("period", "caption"): Tally(accepted_right=1, accepted_wrong=1, unsure_wrong=1),
        ("unit", "header"): Tally(accepted_right=2),
        ("unit", "none"): Tally(unsure_right=1),
    }


def test_reasons_are_judged_by_what_they_stop() -> None:
    found = score(
        [make_line(1), make_line(2)],
        make_figure(1, is_sure=False, codes=("name_missing",)),
        make_figure(2, is_sure=False, codes=("name_missing", "metric_unknown"), unit="%"),
        make_figure(3, is_sure=False, codes=("name_missing",)),
    )
    assert tally_codes([found]) == {
        "name_missing": CodeTally(right=1, wrong=2, only_right=1, only_wrong=1),
        "metric_unknown": CodeTally(right=0, wrong=1, only_right=0, only_wrong=0),
    }
