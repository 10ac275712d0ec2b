"""``sidak push`` and ``sidak plot``."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from sidak.flows.cli.app import app
from sidak.flows.exit_code import ExitCode
from sidak.schemas import DocumentKind
from tests.expectations.cross_document.reports import report
from tests.publishers.release.folder.releases import as_result, publish

pytest.importorskip("matplotlib")
pytest.importorskip("adbc_driver_postgresql")


@pytest.fixture(scope="module")
def curated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("curated")
    publish(folder, as_result(report(1, DocumentKind.LKJIP, 2022)))
    return folder


def call(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, list(words))
    return done.exit_code, done.output


def test_plot_draws_what_the_release_has(curated: Path, tmp_path: Path) -> None:
    code, said = call("plot", "--release", str(curated), "--out", str(tmp_path / "plots"))
    assert (code, said) == (0, f"{tmp_path / 'plots' / 'diterima.png'}\n")
    assert (tmp_path / "plots" / "diterima.png").read_bytes().startswith(b"\x89PNG")
    code, _ = call("plot", "--release", str(curated), "--document", "nothing")
    assert code == ExitCode.USAGE
    assert call("plot", "--release", str(tmp_path))[0] == ExitCode.USAGE


def test_push_to_nowhere_says_so(curated: Path, tmp_path: Path) -> None:
    sink = f"postgresql:///x?host={tmp_path}"
    code, said = call("push", "--sink", sink, "--release", str(curated))
    assert code == ExitCode.SOME_FAILED
    assert "the database did not take the release" in said
    assert call("push", "--sink", "mysql://x")[0] == ExitCode.USAGE
    assert call("push", "--sink", sink, "--release", str(tmp_path))[0] == ExitCode.USAGE
