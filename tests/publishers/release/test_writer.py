"""Releases: whole or not at all, the same bytes for the same content, never changed."""

import gzip
import hashlib
import json
import multiprocessing
import os
import signal
import time
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import sidak.publishers.release.writer
from sidak.publishers import (
    PartFacts,
    ReleaseContent,
    ReleasePart,
    assemble_release,
    build_frames,
    find_latest,
    list_files,
    load_parts,
    move_latest,
    write_release,
    write_tables,
)
from sidak.publishers.queries.findings import read_records
from sidak.publishers.release.formats import write_duckdb
from sidak.publishers.release.settings import ReleaseSettings
from sidak.publishers.release.writer import remove_abandoned
from sidak.schemas import SidakError
from sidak.schemas.dictionary.published_tables import TABLE_SCHEMAS
from tests.publishers.records import FACTS, make_content, make_document

FRAMES = build_frames(make_content())


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_release_holds_every_file_and_its_id_follows_from_the_content(tmp_path: Path) -> None:
    release = write_release(tmp_path, FRAMES, FACTS)
    csvs = {f"{name}.csv" for name in TABLE_SCHEMAS if name != "cells"}
    parquets = {f"{name}.parquet" for name in TABLE_SCHEMAS}
    others = {"sidak.duckdb", "datapackage.json", "run.json", "parts.json", "csv"}
    others |= {"README.md", "CHANGES.md", "LICENSE", "CITATION.cff", "data-dictionary.md"}
    folders = set(TABLE_SCHEMAS)
    assert {path.name for path in release.path.iterdir()} == csvs | parquets | others | folders
    assert release.is_new
    assert release.path == tmp_path / "releases" / release.release_id
    run = json.loads((release.path / "run.json").read_text())
    assert release.release_id == f"2026-11-21-{run['content_digest'][:12]}"
    assert run["inputs"] == {"a.pdf": "a" * 64}
    assert run["files"] == dict(release.digests)
    for name, digest in release.digests.items():
        assert hashlib.sha256((release.path / name).read_bytes()).hexdigest() == digest


def test_same_content_is_the_same_release(tmp_path: Path) -> None:
    first = write_release(tmp_path, FRAMES, FACTS)
    before = contents(first.path)
    later = replace(FACTS, started="2026-11-22T01:00:00Z", timings={"baca": 9.0})
    reordered = build_frames(make_content(is_reversed=True))
    again = write_release(tmp_path, reordered, later)
    assert (again.release_id, again.path, again.is_new) == (
        first.release_id,
        first.path,
        False,
    )
    assert contents(first.path) == before


def test_other_settings_are_another_release(tmp_path: Path) -> None:
    first = write_release(tmp_path, FRAMES, FACTS)
    second = write_release(tmp_path, FRAMES, replace(FACTS, settings={"lang": "en"}))
    assert second.is_new
    assert first.release_id != second.release_id


def test_files_are_read_only(tmp_path: Path) -> None:
    release = write_release(tmp_path, FRAMES, FACTS)
    files = [path for path in release.path.rglob("*") if path.is_file()]
    assert {path.stat().st_mode & 0o222 for path in files} == {0}


def test_latest_moves_in_one_step(tmp_path: Path) -> None:
    assert find_latest(tmp_path) is None
    release = write_release(tmp_path, FRAMES, FACTS)
    assert find_latest(tmp_path) is None
    move_latest(tmp_path, release)
    assert json.loads((tmp_path / "latest.json").read_text()) == {
        "release_id": release.release_id,
        "path": f"releases/{release.release_id}",
    }
    assert find_latest(tmp_path) == release.path
    assert sorted(path.name for path in tmp_path.iterdir()) == ["latest.json", "releases"]


@pytest.mark.parametrize("content", ["", "[]", "{", "[" * 100_000, '{"path": 3}'])
def test_latest_that_names_nothing_counts_as_absent(tmp_path: Path, content: str) -> None:
    (tmp_path / "latest.json").write_text(content)
    assert find_latest(tmp_path) is None


def test_file_in_the_place_of_an_abandoned_folder_is_removed(tmp_path: Path) -> None:
    (tmp_path / "releases").mkdir()
    (tmp_path / "releases" / ".tmp-0123").write_text("left")
    remove_abandoned(tmp_path)
    assert list((tmp_path / "releases").iterdir()) == []


def test_fault_of_the_database_is_one_of_the_disk(tmp_path: Path) -> None:
    (tmp_path / "a.duckdb").mkdir()
    with pytest.raises(OSError, match=r"a\.duckdb"):
        write_duckdb(tmp_path / "a.duckdb", {})


@pytest.mark.parametrize(
    "step",
    [
        "write_tables",
        "link_file",
        "merge_csv",
        "merge_parquet",
        "write_duckdb",
        "describe_package",
        "_write_file",
        "_seal",
    ],
)
def test_failure_at_any_step_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def fail(*_: object) -> None:
        raise OSError("disk full")

    with monkeypatch.context() as patched:
        patched.setattr(sidak.publishers.release.writer, step, fail)
        with pytest.raises(OSError, match="disk full"):
            write_release(tmp_path, FRAMES, FACTS)
    assert list((tmp_path / "releases").iterdir()) == []
    assert write_release(tmp_path, FRAMES, FACTS).is_new


def _write_and_hang(curated: Path) -> None:
    def hang(_: Path, __: object) -> None:
        (curated / "reached").touch()
        time.sleep(60)

    sidak.publishers.release.writer._seal = hang  # type: ignore[assignment]
    write_release(curated, FRAMES, FACTS)


def test_killed_writer_leaves_nothing_that_can_be_read(tmp_path: Path) -> None:
    writer = multiprocessing.get_context("fork").Process(
        target=_write_and_hang, args=(tmp_path,)
    )
    writer.start()
    for _ in range(300):
        if (tmp_path / "reached").exists():
            break
        time.sleep(0.1)
    aside = list((tmp_path / "releases").iterdir())
    assert [one.name.startswith(".tmp-") for one in aside] == [True, True]
    # While it lives another writer leaves its folders alone.
    other = write_release(tmp_path, FRAMES, replace(FACTS, settings={"lang": "en"}))
    assert [one.exists() for one in aside] == [True, True]
    assert writer.pid is not None
    os.kill(writer.pid, signal.SIGKILL)
    writer.join()
    release = write_release(tmp_path, FRAMES, FACTS)
    assert release.is_new
    assert {path.name for path in (tmp_path / "releases").iterdir()} == {
        other.release_id,
        release.release_id,
    }


def test_release_of_the_same_id_but_other_content_is_refused(tmp_path: Path) -> None:
    release = write_release(tmp_path, FRAMES, FACTS)
    run = release.path / "run.json"
    text = run.read_text()
    digest = json.loads(text)["content_digest"]
    run.chmod(0o644)
    run.write_text(text.replace(digest, digest[:12] + "0" * 52))
    with pytest.raises(SidakError, match="rilis lain"):
        write_release(tmp_path, FRAMES, FACTS)


def test_extras_stand_in_the_release_but_not_in_its_id(tmp_path: Path) -> None:
    def write_page(folder: Path) -> None:
        (folder / "audit").mkdir()
        (folder / "audit" / "index.html").write_text("<p>ok</p>")

    plain = write_release(tmp_path / "a", FRAMES, FACTS)
    rich = write_release(tmp_path / "b", FRAMES, FACTS, extras=[write_page])
    assert rich.release_id == plain.release_id
    assert (rich.path / "audit" / "index.html").read_text() == "<p>ok</p>"


def test_a_large_release_has_tables_in_parts_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = write_release(tmp_path / "small", FRAMES, FACTS)
    monkeypatch.setattr(
        "sidak.publishers.release.writer.SETTINGS", ReleaseSettings(most_merged_figures=0)
    )
    large = write_release(tmp_path / "large", FRAMES, FACTS)
    assert large.release_id == small.release_id
    assert not list(large.path.glob("*.csv")) + list(large.path.glob("*.parquet"))
    for table in TABLE_SCHEMAS:
        assert read_records(large.path, table) == read_records(small.path, table)
    packed = large.path / "csv" / "figures" / "region_code=00.00.csv.gz"
    assert gzip.decompress(packed.read_bytes()) == (small.path / "figures.csv").read_bytes()
    package = json.loads((large.path / "datapackage.json").read_text())
    assert package["resources"][0]["path"] == ["csv/documents/region_code=00.00.csv.gz"]
    assert "hash" not in package["resources"][0]


def test_parts_are_merged_in_the_order_of_their_codes(tmp_path: Path) -> None:
    parts = [make_part(tmp_path, code, name) for code, name in (("12.01", "b"), ("11.01", "a"))]
    release = assemble_release(tmp_path, parts, FACTS)
    assert [row["file"] for row in read_records(release.path, "documents")] == [
        "1.pdf",
        "2.pdf",
    ]
    merged = pq.read_table(release.path / "documents.parquet")
    assert merged["file"].to_pylist() == ["1.pdf", "2.pdf"]
    for part in parts:
        for name in part.facts.files:
            assert (release.path / name).samefile(part.folder / name)
    assert {code: one.facts for code, one in load_parts(release.path).items()} == {
        part.facts.region_code: part.facts for part in parts
    }


def make_part(folder: Path, code: str, digit: str) -> ReleasePart:
    name = f"{int(code[:2]) - 10}.pdf"
    frames = build_frames(ReleaseContent((make_document(digit, name),)))
    place = folder / f"part-{code}"
    digests = write_tables(place, code, frames)
    facts = PartFacts(code, digests=digests, files=list_files(place), rows={"figures": 2})
    return ReleasePart(place, facts)
