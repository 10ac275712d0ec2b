"""From PDFs to a release with every real room: nothing is faked here but Prefect's absence."""

import csv
import json
import shutil
from pathlib import Path

import pytest

from sidak.flows.batch.planning import RunRequest
from sidak.flows.batch.run import run_inbox

SAMPLES = Path(__file__).resolve().parents[2] / "raw" / "samples"
#: The two smallest samples.
FILES = ("lra-setda-2022.pdf", "pk-bappeda-2022.pdf")


def read_rows(release: Path, table: str) -> list[dict[str, str]]:
    with (release / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.slow
def test_reports_become_the_same_release_with_any_number_of_workers(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for name in FILES:
        shutil.copy(SAMPLES / name, inbox)
    (inbox / "broken.pdf").write_bytes(b"%PDF-1.7 and then nothing")
    digests = []
    for workers in (1, 2):
        out = tmp_path / f"out{workers}"
        summary = run_inbox(RunRequest(inbox, out, workers=workers))
        assert (summary.exit_code, summary.blocked) == (1, ())
        release = out / json.loads((out / "latest.json").read_text())["path"]
        digests.append(json.loads((release / "run.json").read_text())["files"])
    assert digests[0] == digests[1]
    documents = {row["file"]: row for row in read_rows(release, "documents")}
    assert {name: row["status"] for name, row in documents.items()} == {
        "broken.pdf": "failed",
        **dict.fromkeys(FILES, "ok"),
    }
    assert documents["broken.pdf"]["reason"]
    totals = {
        (row["metric"], row["value"].split(".")[0])
        for row in read_rows(release, "figures")
        if row["level"] == "total" and row["status"] in ("ok", "confirmed")
    }
    assert ("pagu", "56793468159") in totals
    assert ("realisasi_anggaran", "54752703672") in totals
    again = run_inbox(RunRequest(inbox, out, workers=2))
    assert (again.extracted, again.is_new, again.exit_code) == (0, False, 1)
