"""What a run tells in the end."""

from dataclasses import replace
from pathlib import Path

import pandas as pd

from sidak.flows.batch.summary import (
    LastRun,
    ReleaseCounts,
    RunSummary,
    count_frames,
    list_lines,
    load_last_run,
    render_markdown,
    render_summary,
    repeat_summary,
    save_last_run,
)
from sidak.flows.exit_code import ExitCode

_SUMMARY = RunSummary(
    exit_code=ExitCode.BLOCKED,
    counts=ReleaseCounts(4, 2, 1, 1, 120, 17, 3400, 3300, 90, 10, 800, 700, 650, 30, 5, 6, 7),
    release="releases/2026-11-21-0123456789ab",
    is_new=True,
    extracted=3,
    cached=1,
    seconds=12.34,
    is_blocked=True,
    blocked=("2 angka | tanpa tempat",),
    warnings=("1 kode tidak dikenal",),
    problems=(("a[1].pdf", "partial", "hal. 3"), ("b.pdf", "failed", "terkunci")),
    duplicates=(("c.pdf", ("d.pdf",)),),
    skipped=(("e.pdf", "is still being written"),),
)


def test_the_lines_of_the_table() -> None:
    assert list_lines(_SUMMARY) == [
        ("documents", "4 (2 ok, 1 partial, 1 failed)"),
        ("pages", "120"),
        ("tables", "17"),
        ("figures", "3,400 (3,300 accepted, 90 suspect, 10 unreadable)"),
        ("items", "800 (650 of 700 with a code, 30 for review)"),
        ("findings", "18 (5 errors, 6 warnings, 7 notes)"),
        ("this run", "3 read, 1 unchanged, 12.3 s"),
        ("release", "2026-11-21-0123456789ab (BLOCKED, latest.json not moved)"),
    ]


def test_a_release_is_new_as_before_or_none() -> None:
    good = replace(_SUMMARY, blocked=(), is_blocked=False)
    for summary, text in (
        (good, "2026-11-21-0123456789ab (new)"),
        (repeat_summary(good, seconds=0.1, cached=4), "2026-11-21-0123456789ab (as before)"),
        (replace(good, release=""), "none: nothing could be read"),
    ):
        assert list_lines(summary)[-1] == ("release", text)


def test_names_of_files_are_never_markup() -> None:
    from rich.console import Console

    console = Console(width=100, record=True, file=open("/dev/null", "w"))  # noqa: SIM115
    console.print(render_summary(_SUMMARY, Path("curated")))
    shown = console.export_text()
    assert "a[1].pdf" in shown
    assert "Skipped: e.pdf: is still being written" in shown
    assert "Same content, read once: c.pdf = d.pdf" in shown
    assert "Check failed (blocks): 2 angka | tanpa tempat" in shown
    assert "Release: curated/releases/2026-11-21-0123456789ab" in shown


def test_the_artifact_is_markdown() -> None:
    text = render_markdown(_SUMMARY)
    assert "| documents | 4 (2 ok, 1 partial, 1 failed) |" in text
    assert "| b.pdf | failed | terkunci |" in text
    assert r"**Blocked:** 2 angka \| tanpa tempat" in text


def test_the_next_run_knows_of_this_one(tmp_path: Path) -> None:
    path = tmp_path / "state" / "last-run.json"
    assert load_last_run(path) is None
    last = LastRun("ab", _SUMMARY, ("k",))
    save_last_run(path, last)
    assert load_last_run(path) == last
    path.write_text('{"record": [1]}')
    assert load_last_run(path) is None


def test_counts_come_from_the_tables_themselves() -> None:
    frames = {
        "documents": pd.DataFrame({"status": ["ok", "partial", "ok"]}),
        "pages": pd.DataFrame({"page": [1, 2, 3, 4]}),
        "tables": pd.DataFrame({"table_id": ["a"]}),
        "figures": pd.DataFrame(
            {
                "status": ["ok", "confirmed", "decided", "suspect", "unreadable", "repaired"],
                "accepted": [True, True, False, False, False, True],
            }
        ),
        "items": pd.DataFrame(
            {"match_status": ["auto", "decided", "review", "unmatched", "not_applicable"]}
        ),
        "findings": pd.DataFrame({"severity": ["error", "warning", "warning"]}),
    }
    assert count_frames(frames) == ReleaseCounts(
        **{"documents": 3, "documents_ok": 2, "documents_partial": 1, "documents_failed": 0},
        **{"pages": 4, "tables": 1, "figures": 6, "figures_accepted": 3},
        **{
            "figures_unsure": 1,
            "figures_suspect": 1,
            "figures_unreadable": 1,
            "items": 5,
            "items_to_match": 4,
        },
        **{"items_matched": 2, "items_in_review": 1},
        **{"findings_error": 1, "findings_warning": 2, "findings_info": 0},
    )


def test_the_steps_of_a_run_are_told_with_their_seconds() -> None:
    timed = replace(_SUMMARY, timings={"inbox": 0.1, "read": 9.04, "regions": 2.5})
    assert dict(list_lines(timed))["this run"].endswith(
        "12.3 s (inbox 0.1, read 9.0, regions 2.5)"
    )
