"""Hostile files in an inbox: each has its line, and the good reports beside them are right."""

import csv
import json
import shutil
from pathlib import Path

import pytest

from bench.faults.hostile import HOSTILE
from sidak.flows.batch.executor import ThreadExecutor
from sidak.flows.batch.planning import RunRequest
from sidak.flows.batch.run import run_inbox
from sidak.flows.exit_code import ExitCode
from sidak.flows.settings import RunSettings

SAMPLES = Path(__file__).parents[3] / "raw" / "samples"
GOOD = ("lra-setda-2022.pdf", "pk-bappeda-2022.pdf")
Row = dict[str, str]


def read_table(out: Path, table: str) -> list[Row]:
    release = out / json.loads((out / "latest.json").read_text())["path"]
    with (release / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.slow
def test_hostile_files_have_a_line_each_and_harm_no_report(tmp_path: Path) -> None:
    """Each may hold 1 GiB and take 60 s; what takes more is stopped, with its line."""
    alone, together = tmp_path / "alone", tmp_path / "together"
    for folder in (alone, together):
        folder.mkdir()
        for name in GOOD:
            shutil.copy(SAMPLES / name, folder)
    for name, write in HOSTILE.items():
        (together / name).write_bytes(write())
    found = {}
    for folder in (alone, together):
        out = tmp_path / f"out-{folder.name}"
        request = RunRequest(folder, out, settings=RunSettings(60.0, document_memory=1024))
        found[folder] = run_inbox(request, executor=ThreadExecutor((0.0,)))
    assert found[alone].exit_code == ExitCode.OK
    assert found[together].exit_code == ExitCode.SOME_FAILED
    documents = {row["file"]: row for row in read_table(tmp_path / "out-together", "documents")}
    assert documents.keys() == {*HOSTILE, *GOOD}
    assert [name for name in GOOD if documents[name]["status"] != "ok"] == []
    unclear = [
        (name, row["status"], row["reason"])
        for name, row in documents.items()
        if row["status"] == "failed" and (not row["reason"] or "\n" in row["reason"])
    ]
    assert unclear == []
    ids = {documents[name]["document_id"] for name in GOOD}
    figures = [
        r for r in read_table(tmp_path / "out-together", "figures") if r["document_id"] in ids
    ]
    assert figures == read_table(tmp_path / "out-alone", "figures")
