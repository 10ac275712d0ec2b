"""``sidak prune`` and ``sidak verify`` from the command line."""

import json
from pathlib import Path

from typer.testing import CliRunner

from sidak.flows.cli.app import app
from sidak.publishers.release.prune import list_old_releases
from tests.flows.cli.test_audit import call, make_pair, publish


def make_release(curated: Path, name: str, finished: str) -> Path:
    """Make a folder that counts as a finished release."""
    release = curated / "releases" / name
    release.mkdir(parents=True)
    (release / "run.json").write_text(json.dumps({"finished": finished}), "utf-8")
    (release / "figures.csv").write_bytes(b"x" * 2_000_000)
    return release


def test_the_newest_and_the_latest_stay(tmp_path: Path) -> None:
    latest = publish(tmp_path, *make_pair())
    old = [make_release(tmp_path, f"2020-01-0{day}", f"2020-01-0{day}") for day in (1, 2, 3)]
    other = tmp_path / "releases" / "notes"
    other.mkdir()
    assert [one.path.name for one in list_old_releases(tmp_path, 2)] == [
        "2020-01-01",
        "2020-01-02",
    ]
    said = call("prune", "--keep", "2", "--out", str(tmp_path), "--dry-run")
    assert said.split("\n")[0] == "2020-01-01 would be removed, 2.0 MB"
    assert old[0].is_dir()
    call("prune", "--keep", "2", "--out", str(tmp_path))
    left = {path.name for path in (tmp_path / "releases").iterdir()}
    assert left == {latest.name, "2020-01-03", "notes"}
    assert call("prune", "--keep", "2", "--out", str(tmp_path)).startswith("nothing to remove")


def test_the_latest_stays_though_it_is_not_the_newest(tmp_path: Path) -> None:
    latest = publish(tmp_path, *make_pair())
    make_release(tmp_path, "2099-01-01", "2099-01-01")
    call("prune", "--keep", "1", "--out", str(tmp_path))
    assert [path.name for path in (tmp_path / "releases").iterdir()] == [latest.name]


def test_no_curated_folder_is_wrong_usage(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["prune", "--keep", "1", "--out", str(tmp_path)])
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)


def test_a_release_is_verified_and_a_changed_table_is_named(tmp_path: Path) -> None:
    release = publish(tmp_path, *make_pair())
    said = call("verify", str(release))
    count = said.split()[1]
    assert said == f"tables: {count} of {count} same\n"
    table = release / "figures.csv"
    table.chmod(0o644)
    table.write_bytes(table.read_bytes() + b"x")
    (release / "items.csv").unlink()
    result = CliRunner().invoke(app, ["verify", str(release)])
    assert result.exit_code == 1
    assert result.stdout.split("\n")[1:3] == ["  items.csv: missing", "  figures.csv: changed"]
