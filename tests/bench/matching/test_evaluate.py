"""The benchmark of the matching on the embedded list: nothing accepted that is wrong."""

from dataclasses import asdict
from pathlib import Path

import pytest

from bench.matching.calibration_curve import CalibrationBin, draw_curve, make_bins
from bench.matching.evaluate import (
    MatchingOptions,
    draw_calibration,
    fit_calibration,
    match_documents,
    measure_wilson,
    run_matching,
)
from bench.matching.generated_names import make_documents
from bench.matching.printed_names import load_names, read_rows
from sidak.matchers import import_list, load_nomenclature
from sidak.matchers.match.settings import SETTINGS
from sidak.schemas import MatchStatus


def test_labelled_documents_are_the_same_for_the_same_seed() -> None:
    nomenclature = load_nomenclature()
    source = nomenclature.lists[0]
    assert make_documents(source, nomenclature, 2, 7) == make_documents(
        source, nomenclature, 2, 7
    )


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


def test_printed_names_are_matched_or_asked_about() -> None:
    """The names that reports print, and twins one word apart: none accepted wrongly."""
    nomenclature = load_nomenclature()
    judged = match_documents(load_names(nomenclature), nomenclature)
    auto = [one for one in judged if one.status is MatchStatus.AUTO]
    listed = [one for one in judged if one.is_in_list]
    assert [one.shown for one in auto if not one.is_right] == []
    assert len(judged) >= 180
    assert len(auto) >= 0.85 * len(listed)
    assert [one.shown for one in listed if not one.is_in_top] == []


@pytest.mark.slow
@pytest.mark.shared
def test_printed_names_with_the_full_lists(shared: Path, tmp_path: Path) -> None:
    for file in sorted((shared / "nomenclature").glob("*.tsv")):
        if "changes" not in file.name:
            import_list(file, tmp_path)
    nomenclature = load_nomenclature(tmp_path)
    judged = match_documents(load_names(nomenclature), nomenclature)
    auto = [one for one in judged if one.status is MatchStatus.AUTO]
    listed = [one for one in judged if one.is_in_list]
    assert len(judged) == len(read_rows())
    assert [one.shown for one in auto if not one.is_right] == []
    assert len(auto) >= 0.85 * len(listed)
    assert [one.shown for one in listed if not one.is_in_top] == []


def test_bins_and_their_curve() -> None:
    bins = make_bins([(0.0, False), (0.97, True), (0.97, True), (1.0, True), (1.0, False)])
    assert bins == (
        CalibrationBin(0.0, 0.01, 1, 0.0, 0),
        CalibrationBin(0.96, 0.98, 2, 0.97, 2),
        bins[2],
    )
    assert (bins[2].count, bins[2].share) == (2, 0.5)
    drawn = draw_curve(bins, "Calibration")
    assert drawn.count("<circle") == 3
    assert "auto from 0.96" in drawn


def test_the_curve_in_the_docs_is_of_today() -> None:
    """If it is not: ``sidak bench matching --draw docs/pictures/matching-calibration.svg``."""
    root = Path(__file__).resolve().parents[3]
    shown = (root / "docs" / "pictures" / "matching-calibration.svg").read_text("utf-8")
    assert shown == draw_calibration()


def test_wilson() -> None:
    assert measure_wilson(0, 0) == 0.0
    assert round(measure_wilson(995, 1000), 4) == 0.9883


def test_command_runs() -> None:
    assert run_matching(MatchingOptions(documents=4, queries=50)) == 0
