"""The bench of injected errors: its clean reports are clean, its errors are errors."""

from decimal import Decimal

import pytest

from bench.corpus.clean_reports import show, show_share
from bench.corpus.misleading_reports import STRUCTURES
from bench.injected_errors.clean_reports import (
    CleanReport,
    make_misleading_reports,
    make_reports,
)
from bench.injected_errors.evaluate import (
    ErrorKind,
    InjectionOptions,
    check_injected_error,
    inject_errors,
    inject_into_structures,
    list_findings,
    run_injected_errors,
)


@pytest.fixture(scope="module")
def reports() -> list[CleanReport]:
    return list(make_reports(2, seed=7))


@pytest.mark.slow
def test_clean_reports_give_no_finding(reports: list[CleanReport]) -> None:
    assert [list_findings(report, report.tables) for report in reports] == [(), ()]


@pytest.mark.slow
def test_tables_that_are_easily_misread_give_no_finding_and_hide_no_error() -> None:
    misleading = list(make_misleading_reports(seed=3))
    assert {one.name: list_findings(one, one.tables) for one in misleading} == dict.fromkeys(
        STRUCTURES, ()
    )
    outcomes = [check_injected_error(one) for one in inject_into_structures(misleading, 4, 3)]
    assert sum(one.is_found for one in outcomes) >= 0.6 * len(outcomes)


def test_every_kind_is_injected_and_found(reports: list[CleanReport]) -> None:
    injected = list(inject_errors(reports, 20, seed=7))
    assert len(injected) == 21  # of each kind its part, rounded
    assert {one.kind for one in injected} == set(ErrorKind)
    assert all(one.tables != one.report.tables for one in injected)
    outcomes = [check_injected_error(one) for one in injected]
    assert sum(one.is_found for one in outcomes) >= 19
    assert sum(one.is_named for one in outcomes) >= 15


@pytest.mark.slow
def test_command_says_whether_the_targets_are_met(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_injected_errors(InjectionOptions(count=10, reports=1, seed=3)) == 0
    description = capsys.readouterr().out
    assert "false findings: 0 on" in description


def test_numbers_are_printed_as_reports_do() -> None:
    assert show(54752703672) == "54.752.703.672"
    assert show_share(54752703672, 56793468159) == "96,41"
    assert Decimal(show_share(1, 8).replace(",", ".")) == Decimal("12.50")
