"""Questions about the findings of a release on disk."""

from decimal import Decimal
from pathlib import Path

import pytest

from sidak.publishers import ReleaseContent, build_frames, move_latest, write_release
from sidak.publishers.queries.findings import find_release, list_findings, parse_amount
from sidak.schemas import SidakError
from tests.publishers.audit_records import make_records
from tests.publishers.records import FACTS


@pytest.mark.parametrize(
    ("text", "amount"),
    [("1000000", "1000000"), ("1.000.000", "1000000"), ("1e6", "1000000"), ("1.5", "1.5")],
)
def test_an_amount_is_read_as_people_type_it(text: str, amount: str) -> None:
    assert parse_amount(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["", "satu juta", "-1", "NaN", "1,5"])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(SidakError, match="not an amount"):
        parse_amount(text)


def test_a_release_is_found_by_itself_and_by_its_curated_folder(tmp_path: Path) -> None:
    records = make_records("a" * 64, "lkjip.pdf")
    release = write_release(tmp_path, build_frames(ReleaseContent((records,))), FACTS)
    with pytest.raises(SidakError, match="not a release"):
        find_release(tmp_path)
    move_latest(tmp_path, release)
    assert find_release(tmp_path) == find_release(release.path) == release.path
    (first, second) = list_findings(release.path)
    assert (first.amount, first.table, first.page) == (Decimal(629570000), "3.4", 1)
    assert list_findings(release.path, min_amount=Decimal(1)) == [first]
    assert list_findings(release.path, kinds=["narrative_mismatch"]) == [second]
