"""Shares of right findings, learned on some reports and tried on others."""

from bench.findings.calibration import (
    CalibrationTrial,
    Verdict,
    describe_calibration,
    half_of,
    learn_shares,
    try_shares,
)
from sidak.schemas import Evidence

CODED, FAR = Evidence.CODED_ROWS, Evidence.FAR_OFF


def test_share_of_few_findings_is_drawn_towards_that_of_their_family() -> None:
    verdicts = [Verdict("a", CODED, is_right=True)] * 36 + [Verdict("a", FAR, is_right=False)]
    shares = learn_shares(verdicts)
    family = (36 + 4 * 0.9) / (37 + 4)
    assert shares[CODED] == (36 + 4 * family) / 40
    assert shares[FAR] == 4 * family / 5
    assert shares[Evidence.MOST_SUMS_HOLD] == family
    assert shares[Evidence.ROW_RULE] == shares[Evidence.NARRATIVE] == 0.9


def test_shares_are_tried_on_findings_of_other_reports() -> None:
    shares = dict.fromkeys(Evidence, 0.5) | {CODED: 0.98}
    verdicts = [
        Verdict("b", CODED, is_right=True),
        Verdict("b", CODED, is_right=False),
        Verdict("b", FAR, is_right=True),
    ]
    assert try_shares(shares, verdicts) == CalibrationTrial(3, 2, 2.46, 2, 1)


def test_half_of_a_report_depends_on_its_name_only() -> None:
    halves = [half_of(f"{name}.pdf") for name in "abcdefgh"]
    assert halves == [half_of(f"{name}.pdf") for name in "abcdefgh"]
    assert set(halves) == {0, 1}


def test_both_halves_are_described() -> None:
    names = {half_of(name): name for name in "abcdefgh"}
    verdicts = [
        Verdict(names[0], CODED, is_right=True),
        Verdict(names[1], CODED, is_right=False),
    ]
    lines = list(describe_calibration(verdicts))
    assert lines[1].split() == ["coded_rows", "2", "1", "0.678"]
    assert lines[2] == (
        "learned on half 1, tried on the other: 0 of 1 right, 0.9 expected; with at least "
        "0.97: 0 of 0"
    )
    assert lines[3].startswith("learned on half 2, tried on the other: 1 of 1 right, 0.6")
