"""``sidak bench`` from any folder, from a checkout and from an installed package."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a folder with packages of its own that are called like those of sidak."""
    for name in ("bench", "flows", "schemas"):
        (tmp_path / "project" / name).mkdir(parents=True)
        (tmp_path / "project" / name / "__init__.py").write_text("raise SystemExit('mine')\n")
    return tmp_path / "project"


def call_bench(folder: Path, source: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    """Call ``sidak bench`` in a folder, sidak being imported from ``source``."""
    return subprocess.run(
        [sys.executable, "-P", "-m", "sidak", "bench", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(source)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_a_checkout_measures_from_any_folder(project: Path) -> None:
    done = call_bench(project, ROOT, "planted", "--count", "0", "--reports", "1", "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert "--reports" in done.stdout


@pytest.mark.slow
def test_errors_are_put_into_reports_painted_anywhere(project: Path) -> None:
    done = call_bench(project, ROOT, "planted", "--count", "5", "--reports", "1")
    assert (done.returncode, done.stderr) == (0, "")
    assert "false findings: 0 on" in done.stdout


def test_an_installed_package_says_where_the_benchmarks_are(
    project: Path, tmp_path: Path
) -> None:
    installed = tmp_path / "site-packages"
    shutil.copytree(
        ROOT / "sidak", installed / "sidak", ignore=shutil.ignore_patterns("__pycache__")
    )
    done = call_bench(project, installed, "planted")
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr == (
        "sidak: the benchmarks live in the source repository; this is an installed sidak\n"
    )
