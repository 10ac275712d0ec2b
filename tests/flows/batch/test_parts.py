"""A release is made of the parts of its regions; what did not change is the same file."""

import json
from pathlib import Path

import duckdb
import pytest

from sidak.flows.exit_code import ExitCode
from sidak.publishers import load_parts
from sidak.publishers.queries.findings import read_records
from tests.flows.batch.handlers import FAILING
from tests.flows.conftest import Run
from tests.publishers.audit.pages import outline

_LEBAK = "ok region=Kabupaten_Lebak"


def list_inodes(release: Path, region: str) -> dict[str, int]:
    facts = load_parts(release)[region].facts
    return {name: (release / name).stat().st_ino for name in facts.files}


def list_documents(release: Path) -> dict[str, str]:
    return {row["file"]: row["region_code"] for row in read_records(release, "documents")}


def test_only_the_region_of_a_new_document_is_made_anew(
    run: Run, inbox: Path, tmp_path: Path
) -> None:
    (inbox / "c.txt").write_text(_LEBAK)
    out = tmp_path / "out"
    first = out / run().release
    assert list_documents(first) == {"a.txt": "36.73", "b.txt": "36.73", "c.txt": "36.02"}
    (inbox / "d.txt").write_text(f"{_LEBAK} again")
    second = out / run().release
    assert list_documents(second) == list_documents(first) | {"d.txt": "36.02"}
    assert list_inodes(first, "36.73") == list_inodes(second, "36.73")
    # the folder that the audit pages of both lie in
    assert (second / "audit" / "daerah-36.02.html").read_text("utf-8").count("d.txt") > 0
    assert not set(list_inodes(first, "36.02").values()) & set(
        list_inodes(second, "36.02").values()
    )
    assert list((out / "state" / "parts").iterdir()) == []


def test_a_blocked_region_keeps_its_last_good_part(
    run: Run, inbox: Path, tmp_path: Path
) -> None:
    (inbox / "c.txt").write_text(_LEBAK)
    out = tmp_path / "out"
    first = out / run().release
    (inbox / "block.txt").write_text(f"{_LEBAK} broken")
    (inbox / "d.txt").write_text("ok of the other region")
    summary = run()
    second = out / summary.release
    assert (summary.exit_code, summary.is_blocked) == (ExitCode.SOME_FAILED, False)
    assert summary.blocked == ("36.02: 3 angka tanpa tempat",)
    assert json.loads((out / "latest.json").read_text())["path"] == summary.release
    assert list_documents(second) == list_documents(first) | {"d.txt": "36.73"}
    assert list_inodes(first, "36.02") == list_inodes(second, "36.02")
    told = {"36.02": ["3 angka tanpa tempat"]}
    assert json.loads((second / "run.json").read_text())["blocked"] == told
    assert json.loads((second / "checks.json").read_text())["blocked"] == told
    assert "3 angka tanpa tempat" in (second / "audit" / "index.html").read_text("utf-8")
    # mended: the region is published again
    (inbox / "block.txt").unlink()
    third = run()
    assert (third.exit_code, third.blocked) == (ExitCode.OK, ())


def test_hive_folders_are_read_as_one_table(run: Run, inbox: Path, tmp_path: Path) -> None:
    (inbox / "c.txt").write_text(_LEBAK)
    release = tmp_path / "out" / run().release
    pages = duckdb.sql(
        "SELECT region_code, count(*) FROM "
        f"read_parquet('{release}/pages/*/part.parquet', hive_partitioning = true) "
        "GROUP BY 1 ORDER BY 1"
    ).fetchall()
    assert pages == [("36.02", 1), ("36.73", 2)]
    documents = duckdb.sql(
        "SELECT file, region_code FROM "
        f"read_parquet('{release}/documents/*/part.parquet', hive_partitioning = true) "
        "ORDER BY 1"
    ).fetchall()
    assert documents == [("a.txt", "36.73"), ("b.txt", "36.73"), ("c.txt", "36.02")]


def test_a_lost_index_and_a_damaged_part_change_nothing(
    run: Run, inbox: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    run()
    (out / "state" / "heads.mp.z").write_bytes(b"half")
    (inbox / "c.txt").write_text(_LEBAK)
    release = out / run().release
    before = {path: path.read_bytes() for path in release.rglob("*.parquet")}
    victim = release / "pages" / "region_code=36.73" / "part.parquet"
    victim.chmod(0o644)
    victim.unlink()
    (inbox / "d.txt").write_text(f"{_LEBAK} 2")
    again = out / run().release
    assert (again / victim.relative_to(release)).read_bytes() == before[victim]


@pytest.mark.slow
def test_an_accident_holds_back_only_its_region(run: Run, inbox: Path, tmp_path: Path) -> None:
    (inbox / "c.txt").write_text(_LEBAK)
    first = run()
    # "a.txt" of Kota Serang fails by accident, Lebak gets a document
    (inbox / "d.txt").write_text(f"{_LEBAK} 2")
    second = run(handlers=FAILING, force=True)
    assert second.exit_code == ExitCode.SOME_FAILED
    assert [line.partition(" dokumen")[0] for line in second.blocked] == ["36.73: 1"]
    out = tmp_path / "out"
    assert list_documents(out / second.release) == list_documents(out / first.release) | {
        "d.txt": "36.02"
    }
    third = run()
    assert (third.exit_code, third.blocked, third.extracted) == (ExitCode.OK, (), 1)


def test_every_link_of_a_release_of_two_regions_leads_somewhere(
    run: Run, inbox: Path, tmp_path: Path
) -> None:
    (inbox / "c.txt").write_text(_LEBAK)
    audit = tmp_path / "out" / run().release / "audit"
    pages = {page.name: outline(page) for page in audit.glob("*.html")}
    assert len([name for name in pages if name.startswith("daerah-")]) == 2
    for name, page in pages.items():
        for target in page.targets:
            file, _, _ = target.partition("#")
            assert (audit / (file or name)).exists(), (name, target)
    assert "daerah-36.02.html" in pages["index.html"].targets
    assert "index.html" in pages["daerah-36.02.html"].targets
