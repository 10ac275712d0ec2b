"""The benchmark of the matching on the embedded list: nothing accepted that is wrong."""

from bench.matching import fit_calibration, judge_documents, main, measure_wilson
from bench.matching_set import make_documents
from matchers import load_nomenclature
from matchers.scoring import CALIBRATION
from schemas import MatchStatus


def test_labelled_documents_are_the_same_for_the_same_seed() -> None:
    nomenclature = load_nomenclature()
    source = nomenclature.lists[0]
    assert make_documents(source, nomenclature, 2, 7) == make_documents(
        source, nomenclature, 2, 7
    )


def test_accepted_matches_are_right() -> None:
    nomenclature = load_nomenclature()
    documents = make_documents(nomenclature.lists[0], nomenclature, 12, 5)
    judged = judge_documents(documents, nomenclature)
    auto = [one for one in judged if one.status is MatchStatus.AUTO]
    listed = [one for one in judged if one.is_in_list]
    assert [one.shown for one in auto if not one.is_right] == []
    assert len(auto) >= 0.85 * len(listed)
    assert sum(one.is_in_top for one in listed) >= 0.99 * len(listed)
    assert list(fit_calibration(judged)) == list(CALIBRATION)


def test_wilson() -> None:
    assert measure_wilson(0, 0) == 0.0
    assert round(measure_wilson(995, 1000), 4) == 0.9883


def test_command_runs() -> None:
    assert main(["--documents", "4", "--queries", "50"]) == 0
