"""Differences between two releases on disk."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from sidak.publishers import ReleaseContent, build_frames, write_release
from sidak.publishers.queries.diff import compare_releases
from sidak.schemas import DocumentResult
from tests.publishers.audit_records import make_records
from tests.publishers.records import FACTS


def publish(curated: Path, records: DocumentResult) -> Path:
    return write_release(curated, build_frames(ReleaseContent((records,))), FACTS).path


def test_a_figure_with_another_value_is_one_change(tmp_path: Path) -> None:
    records = make_records("a" * 64, "lkjip.pdf")
    typed = records.typed_tables[0]
    first, *others = typed.figures
    changed = replace(typed, figures=(replace(first, value=Decimal("1.5")), *others))
    before = publish(tmp_path / "1", records)
    after = publish(tmp_path / "2", replace(records, typed_tables=(changed,)))
    (change,) = compare_releases(before, after)
    assert (change.what, change.how, change.key) == ("figure", "changed", first.figure_id)
    assert change.place == "table 3.4, row 1, column 1"
    assert change.before.startswith("1619023594 Rp; ok")
    assert change.after.startswith("1.5 Rp; ok")
    assert compare_releases(after, after) == []
