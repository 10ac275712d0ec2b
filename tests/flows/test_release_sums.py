"""The README of a release, followed word for word: its sums are those of the reports."""

import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from sidak.flows.batch.planning import RunRequest
from sidak.flows.batch.run import run_inbox
from sidak.publishers import find_latest

SAMPLES = Path(__file__).resolve().parents[2] / "raw" / "samples"
#: Reports that print the sum of the budgets of their sub kegiatan, and that sum.
TOTALS = {"lkjip-setda-2022.pdf": 56793468159, "renja-bappeda-2022.pdf": 20182300000}


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    inbox = tmp_path_factory.mktemp("inbox")
    for name in TOTALS:
        (inbox / name).write_bytes((SAMPLES / name).read_bytes())
    out = tmp_path_factory.mktemp("curated")
    assert run_inbox(RunRequest(inbox, out)).exit_code == 0
    latest = find_latest(out)
    assert latest is not None
    return latest


def ask(release: Path, sql: str) -> dict[str, int]:
    with duckdb.connect(str(release / "sidak.duckdb"), read_only=True) as connection:
        rows = connection.execute(sql).fetchall()
    return {str(name): int(amount) for name, amount in rows}


@pytest.mark.slow
def test_canonical_figures_add_up_to_what_the_reports_print(release: Path) -> None:
    sums = (
        "SELECT file, sum(value) FROM figures JOIN documents USING (document_id) "
        "WHERE {} AND metric = 'pagu' AND level = 'sub_kegiatan' AND period = '2022' "
        "AND period_kind = 'year' GROUP BY file"
    )
    assert ask(release, sums.format("is_canonical")) == TOTALS
    # Two tables of the LKjIP print each of them: all accepted figures are twice as much.
    every = ask(release, sums.format("accepted"))
    assert every["lkjip-setda-2022.pdf"] == 2 * TOTALS["lkjip-setda-2022.pdf"]


@pytest.mark.slow
def test_the_example_of_the_release_gives_the_printed_sums(release: Path) -> None:
    readme = (release / "README.md").read_text("utf-8")
    (example,) = re.findall(r"^```python\n(.*?)^```", readme, re.MULTILINE | re.DOTALL)
    example = example.replace(".to_string()", ".map(int).to_string()")
    done = subprocess.run(
        [sys.executable, "-c", example], cwd=release, capture_output=True, text=True, check=True
    )
    assert {int(one) for one in re.findall(r" (\d+)$", done.stdout, re.MULTILINE)} == set(
        TOTALS.values()
    )


@pytest.mark.slow
def test_frictionless_finds_nothing_in_it(release: Path) -> None:
    from frictionless import validate

    report = validate(str(release / "datapackage.json"))
    assert report.flatten(["type", "message"]) == []
