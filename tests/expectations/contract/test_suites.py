"""The data contract: a sound release passes, each fault is named with its rows."""

import subprocess
import sys
import time
from typing import Any

import pandas as pd
import pytest

from sidak.expectations import ContractReport, validate_contracts
from sidak.publishers import build_frames
from tests.publishers.records import make_content

Frames = dict[str, pd.DataFrame]


@pytest.fixture(scope="module")
def sound() -> Frames:
    return build_frames(make_content())


def spoil(frames: Frames, table: str, column: str, row: int, value: Any) -> Frames:
    """Return the frames with one value changed."""
    frame = frames[table].copy()
    values = list(frame[column])
    values[row] = value
    frame[column] = pd.Series(values, dtype=frame[column].dtype, index=frame.index)
    return {**frames, table: frame}


@pytest.mark.slow
def test_sound_release_passes(sound: Frames) -> None:
    report = validate_contracts(sound)
    assert report == ContractReport(passed=True, rules=report.rules, checks=report.checks)
    assert len(report.checks) == report.rules
    assert report.rules > 90


TWO, ONE = "2" * 16, "1" * 16
#: Table, column, row, another value; the rule that it breaks, and the first row it names.
FAULTS = [
    ("documents", "kind", 0, "novel", "documents.kind.vocabulary", TWO),
    ("documents", "status", 0, "failed", "documents.reason.given", TWO),
    ("documents", "pages", 0, 3, "documents.pages.all_in_ledger", TWO),
    ("documents", "document_id", 1, "ZZ", "documents.document_id.pattern", "ZZ"),
    ("pages", "status", 2, "failed", "pages.reason.given", f"{ONE}/1"),
    ("pages", "tables", 0, 0, "pages.tables.counted", f"{TWO}/1"),
    ("pages", "page", 1, 1, "pages.document_id+page.unique", f"{TWO}/1"),
    ("pages", "numbers", 0, 9, "pages.numbers.conserved", f"{TWO}/1"),
    ("pages", "amounts_flagged", 0, 1, "pages.amounts.conserved", f"{TWO}/1"),
    ("pages", "amounts_unaccounted", 3, 1, "pages.status.partial", f"{ONE}/2"),
    ("mentions", "reason", 0, None, "mentions.reason.given", f"{TWO}-m001"),
    ("mentions", "figure_ids", 1, f"{ONE}-t01-r1-c2;x", "mentions.figure_ids.exist", None),
    ("mentions", "page", 1, 3, "mentions.page.exists", f"{ONE}-m001"),
    ("items", "kode", 0, "4.1.1", "items.kode.pattern", f"{TWO}-t01-i1"),
    ("items", "parent_item_id", 0, "x", "items.parent_item_id.exists", None),
    ("items", "page", 0, 9, "items.page.exists", None),
    ("figures", "table_id", 0, "x", "figures.table_id.exists", None),
    ("figures", "figure_id", 1, f"{TWO}-t01-r1-c2", "figures.figure_id.unique", None),
    ("figures", "value", 0, None, "figures.value.iff_readable", f"{TWO}-t01-r1-c2"),
    ("figures", "reason", 3, None, "figures.reason.given", f"{TWO}-t01-r4-c2"),
    ("figures", "status", 2, "fine", "figures.status.vocabulary", None),
    ("figures", "confidence", 0, 1.5, "figures.confidence.in_range", None),
    ("findings", "message", 0, None, "findings.message.filled", f"{TWO}-f01"),
]


@pytest.fixture(scope="module")
def faulty(sound: Frames) -> ContractReport:
    """Return the report on a release with all faults: checking it takes seconds."""
    frames = sound
    for table, column, row, value, _, _ in FAULTS:
        frames = spoil(frames, table, column, row, value)
    return validate_contracts(frames)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("table", "rule", "example"),
    [(table, rule, example) for table, _, _, _, rule, example in FAULTS],
)
def test_each_fault_blocks_and_is_named(
    faulty: ContractReport, table: str, rule: str, example: str | None
) -> None:
    assert not faulty.passed
    broken = {one.rule: one for one in faulty.blocking_failures}
    assert rule in broken
    assert broken[rule].count >= 1
    assert broken[rule].table == table
    if example:
        assert broken[rule].examples[0] == example
        assert example in broken[rule].message


@pytest.mark.slow
def test_odd_values_warn_only(sound: Frames) -> None:
    figures = sound["figures"].copy()
    figures["metric"] = ["lainnya"] * len(figures)
    frames = spoil({**sound, "figures": figures}, "figures", "metric", 0, "serapan")
    report = validate_contracts(spoil(frames, "figures", "metric", 2, "pagu"))
    assert report.passed
    assert [(one.rule, one.count) for one in report.warnings] == [
        ("figures.money.not_negative", 1),
        ("figures.serapan.in_range", 1),
    ]
    assert all("1 dari 12 baris" in one.message for one in report.warnings)


def test_missing_table_and_missing_column_block(sound: Frames) -> None:
    without = {name: frame for name, frame in sound.items() if name != "figures"}
    without["items"] = without["items"].drop(columns="kode")
    report = validate_contracts(without)
    assert [one.message for one in report.blocking_failures] == [
        "Tabel figures tidak ada",
        "Kolom tabel items tidak sesuai kamus kolom",
    ]


def test_empty_tables_pass(sound: Frames) -> None:
    empty = {name: frame.iloc[:0] for name, frame in sound.items()}
    assert validate_contracts(empty).passed


@pytest.mark.slow
def test_thirty_thousand_figures_take_seconds(sound: Frames) -> None:
    figures = pd.concat([sound["figures"]] * 2500, ignore_index=True)
    ids = [f"{'2' * 16}-t01-r{place}-c2" for place in range(len(figures))]
    figures["figure_id"] = pd.Series(ids, dtype="object")
    referring = ("review", "mentions", "reconciliation", "wide_programmes", "panel")
    unreferenced = {name: sound[name][:0] for name in referring}
    start = time.perf_counter()
    report = validate_contracts({**sound, "figures": figures, **unreferenced})
    assert report.blocking_failures == ()
    assert time.perf_counter() - start < 20


@pytest.mark.slow
def test_library_is_imported_only_when_it_is_used() -> None:
    program = "import sys, expectations; print('great_expectations' in sys.modules)"
    out = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert out.stdout.strip() == "False"
