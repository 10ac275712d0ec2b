"""The benchmark of the matching on the embedded list: nothing accepted that is wrong."""

from dataclasses import asdict

from bench.matching.evaluate import (
    MatchingOptions,
    fit_calibration,
    match_documents,
    measure_wilson,
    run_matching,
)
from bench.matching.generated_names import make_documents
from sidak.matchers import load_nomenclature
from sidak.matchers.match.settings import SETTINGS
from sidak.schemas import MatchStatus


def test_accepted_matches_are_right() -> None:
    nomenclature = load_nomenclature()
    documents = make_documents(nomenclature.lists[0], nomenclature, 12, 5)
    judged = match_documents(documents, nomenclature)
    auto = [one for one in judged if one.status is MatchStatus.AUTO]
    listed = [one for one in judged if one.is_in_list]
    assert [one.shown for one in auto if not one.is_right] == []
    assert len(auto) >= 0.85 * len(listed)
    assert sum(one.is_in_top for one in listed) >= 0.99 * len(listed)
    assert list(fit_calibration(judged)) == list(asdict(SETTINGS.calibration))


def test_wilson() -> None:
    assert measure_wilson(0, 0) == 0.0
    assert round(measure_wilson(995, 1000), 4) == 0.9883


def test_command_runs() -> None:
    assert run_matching(MatchingOptions(documents=4, queries=50)) == 0
