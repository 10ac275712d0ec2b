"""The public names: read a PDF, process a report, open a release."""

import re
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

import sidak
from sidak.publishers import (
    ReleaseContent,
    RunFacts,
    build_frames,
    move_latest,
    write_release,
)

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "raw" / "samples"
REPORT = "pk-bappeda-2022.pdf"


@pytest.fixture(scope="module")
def result() -> sidak.DocumentResult:
    return sidak.process(SAMPLES / REPORT)


@pytest.fixture(scope="module")
def curated(result: sidak.DocumentResult, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A curated folder with one release of one report."""
    folder = tmp_path_factory.mktemp("project") / "curated"
    frames = build_frames(ReleaseContent((result,)))
    facts = RunFacts(started="2026-11-21T01:00:00Z")
    move_latest(folder, write_release(folder, frames, facts))
    return folder


def test_tables_are_read_as_printed() -> None:
    extraction = sidak.read(str(SAMPLES / REPORT))
    texts = {cell.text for table in extraction.tables for cell in table.cells}
    assert "Rp. 20.182.300.000,-" in texts
    assert all(isinstance(table, sidak.Table) for table in extraction.tables)


def test_a_report_becomes_items_figures_and_findings(result: sidak.DocumentResult) -> None:
    assert (result.document.file, result.document.status) == (REPORT, "ok")
    figures = [figure for table in result.typed_tables for figure in table.figures]
    assert Decimal(20182300000) in {figure.value for figure in figures}
    assert all(isinstance(figure, sidak.Figure) for figure in figures)
    kodes = {item.kode for table in result.typed_tables for item in table.items}
    assert "5.01.02" in kodes


def test_a_release_opens_as_frames(curated: Path) -> None:
    release = sidak.open_release(curated)
    assert release == sidak.open_release(release.path)
    assert release.release_id.startswith("2026-11-21-")
    assert {"documents", "figures", "cells"} <= set(release.tables)
    figures = release.table("figures")
    assert Decimal(20182300000) in set(figures["value"])
    assert {type(codes) for codes in figures["reason_codes"]} == {list}
    assert str(figures["page"].dtype) == "Int64"
    cells = release.table("cells")
    assert set(figures["raw_text"]) <= set(cells["text"])


def test_errors_are_errors_of_sidak(curated: Path, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"")
    with pytest.raises(sidak.UnreadableFileError, match=r"^a\.pdf: "):
        sidak.read(tmp_path / "a.pdf")
    with pytest.raises(sidak.SidakError, match="not a release"):
        sidak.open_release(tmp_path)
    with pytest.raises(sidak.SidakError, match="no table 'figuren'"):
        sidak.open_release(curated).table("figuren")


def test_the_example_of_the_readme_runs(curated: Path, tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    examples = re.findall(r"^```python\n(.*?)^```", readme, re.MULTILINE | re.DOTALL)
    (example,) = (one for one in examples if "import sidak" in one)
    shutil.copytree(curated, tmp_path / "curated")
    shutil.copy(SAMPLES / REPORT, tmp_path / "laporan.pdf")
    done = subprocess.run(
        [sys.executable, "-c", example],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "Program Penelitian dan Pengembangan   1800000000   Rp" in done.stdout


def test_importing_is_light_and_every_name_is_there() -> None:
    script = (
        "import sys, sidak\n"
        "print(sorted(name for name in sys.modules if name.startswith('sidak.')))\n"
        "print([name for name in sidak.__all__ if getattr(sidak, name, None) is None])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "[]\n[]\n"
    assert not hasattr(sidak, "no_such_name")
