"""What becomes of misread figures."""

import pytest

from bench.injected_errors.clean_reports import make_reports
from bench.ocr_noise.evaluate import RepairOutcome, evaluate_trial
from bench.ocr_noise.scenarios import ScannedReport, Scenario, make_trials
from sidak.schemas import ACCEPTED_STATUSES


@pytest.fixture(scope="module")
def scan() -> ScannedReport:
    return ScannedReport(next(iter(make_reports(1, 3))))


@pytest.mark.slow
def test_what_is_misread_is_mostly_repaired_and_never_wrongly(scan: ScannedReport) -> None:
    outcomes = [
        outcome
        for trial in make_trials([scan], Scenario.NONE, 30, 5, is_sure=True)
        for outcome in evaluate_trial(trial).values()
    ]
    assert len(outcomes) == 30
    assert outcomes.count(RepairOutcome.REPAIRED) >= 21
    assert outcomes.count(RepairOutcome.FALSE) == 0


def test_a_clean_scan_is_not_touched(scan: ScannedReport) -> None:
    trial = next(iter(make_trials([scan], Scenario.NONE, 1, 6, is_sure=True)))
    trial.misread.clear()
    trial.accepted.clear()
    assert evaluate_trial(trial) == {}
    assert all(
        figure.status in ACCEPTED_STATUSES for table in trial.tables for figure in table.figures
    )
