"""Copies of clean reports with figures in question."""

import random

import pytest

from bench.injected_errors.clean_reports import make_reports
from bench.ocr_noise.misreadings import (
    parse_printed,
)
from bench.ocr_noise.scenarios import ScannedReport, Scenario, make_trial


@pytest.fixture(scope="module")
def scan() -> ScannedReport:
    return ScannedReport(next(iter(make_reports(1, 3))))


@pytest.mark.parametrize("scenario", list(Scenario))
def test_a_scenario_has_figures_in_question_and_keeps_the_rest(
    scan: ScannedReport, scenario: Scenario
) -> None:
    rng = random.Random(4)
    made = next(
        one
        for _ in range(40)
        if (one := make_trial(scan, scenario, rng, is_sure=False)) is not None
    )
    questioned = {*made.misread, *made.doubted}
    assert questioned
    for table in made.tables:
        for figure in table.figures:
            assert figure.method == "ocr"
            if figure.figure_id not in questioned:
                assert figure.value == made.truth(figure.figure_id)
    for figure_id, error in made.misread.items():
        assert parse_printed(error.readings[0]) != made.truth(figure_id)
