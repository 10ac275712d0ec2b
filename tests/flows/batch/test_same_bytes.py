"""However a part is made, its files are the same bytes."""

import shutil
from pathlib import Path

import pytest

from sidak.flows.batch.planning import RunRequest
from sidak.flows.batch.run import run_inbox
from sidak.flows.exit_code import ExitCode
from sidak.publishers import PartFacts, load_parts

_SAMPLES = Path(__file__).parents[3] / "raw" / "samples"
#: Two years of one agency: sums that fail, pictures, a comparison between reports.
_REPORTS = ("pk-bappeda-2022.pdf", "lra-setda-2022.pdf")


def run(tmp_path: Path, name: str, **fields: object) -> Path:
    """Run over the inbox; return the release."""
    request = RunRequest(tmp_path / "inbox", tmp_path / name, **fields)  # type: ignore[arg-type]
    summary = run_inbox(request)
    assert summary.exit_code is ExitCode.OK
    return tmp_path / name / summary.release


def read_parts(release: Path) -> tuple[dict[str, PartFacts], dict[str, bytes]]:
    facts = {code: part.facts for code, part in load_parts(release).items()}
    files = {name for one in facts.values() for name in one.files}
    return facts, {name: (release / name).read_bytes() for name in files}


@pytest.mark.slow
def test_one_worker_two_workers_dask_and_again(tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    for name in _REPORTS:
        shutil.copy(_SAMPLES / name, tmp_path / "inbox")
    one = run(tmp_path, "one", workers=1)
    expected = read_parts(one)
    kinds = {Path(name).suffix for name in expected[1]}
    assert kinds >= {".parquet", ".gz", ".html", ".png", ".xlsx", ".css"}
    assert read_parts(run(tmp_path, "two", workers=2)) == expected
    pytest.importorskip("distributed")
    assert read_parts(run(tmp_path, "dask", workers=2, dask="")) == expected
    # Otherwise the release would be told to be there already.
    shutil.rmtree(tmp_path / "one" / "releases")
    (tmp_path / "one" / "latest.json").unlink()
    assert read_parts(run(tmp_path, "one", workers=2, force=True)) == expected
