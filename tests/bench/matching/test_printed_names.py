"""The names that reports print, and their codes."""

from pathlib import Path

import pytest

from bench.matching.evaluate import (
    match_documents,
)
from bench.matching.printed_names import load_names, read_rows
from sidak.matchers import import_list, load_nomenclature
from sidak.schemas import MatchStatus


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
