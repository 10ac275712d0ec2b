"""A release in a real PostgreSQL server, which the tests start."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from sidak.publishers import ReleaseContent, build_frames, write_release
from sidak.publishers.release.formats import read_table
from sidak.publishers.sinks.postgresql import push_release
from sidak.schemas import SidakError
from sidak.schemas.dictionary.published_tables import TABLE_SCHEMAS
from tests.publishers.records import FACTS, make_content, make_document

pytest.importorskip("adbc_driver_postgresql")


def find_server() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else found[-1].parent if found else None


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    """Start a server of its own, without a port, and yield its address."""
    programs = find_server()
    if programs is None:
        pytest.skip("PostgreSQL is not installed")
    folder = Path(tempfile.mkdtemp(prefix="sidak-pg-"))
    account: dict[str, Any] = {}
    if os.geteuid() == 0:  # the server refuses to run as root
        shutil.chown(folder, "postgres")
        account = {"user": "postgres", "group": "postgres"}
    options = {"capture_output": True, "check": True, "cwd": folder, **account}
    data = str(folder / "data")
    init = [str(programs / "initdb"), "-D", data, "-U", "sidak", "-A", "trust", "-E", "UTF8"]
    subprocess.run([*init, "--no-sync"], **options)
    server = subprocess.Popen(
        [str(programs / "postgres"), "-D", data, "-k", str(folder), "-c", "listen_addresses="],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        **account,
    )
    try:
        url = f"postgresql:///postgres?host={folder}&user=sidak"
        for _ in range(100):
            if (folder / ".s.PGSQL.5432").exists():
                break
            time.sleep(0.1)
        yield url
    finally:
        server.terminate()
        server.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


def ask(url: str, sql: str) -> list[tuple[Any, ...]]:
    from adbc_driver_postgresql import dbapi

    with dbapi.connect(url) as connection, connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


FIRST = make_content()
SECOND = ReleaseContent((make_document("3", "c.pdf"),))


def test_every_row_of_every_table_arrives(database: str, tmp_path: Path) -> None:
    release = write_release(tmp_path, build_frames(FIRST), FACTS)
    pushed = push_release(release.path, database, "whole")
    expected = {}
    for name in TABLE_SCHEMAS:
        table = read_table(name, release.path)
        assert table is not None
        expected[name] = len(table)
    assert (pushed.release_id, dict(pushed.rows)) == (release.release_id, expected)
    rows = ask(
        database,
        "SELECT value::text, reason_codes, accepted, page FROM whole.latest_figures "
        "WHERE document_id = '1111111111111111' ORDER BY row, \"column\"",
    )
    figures = read_table("figures", release.path)
    assert figures is not None
    own = figures[figures["document_id"] == "1111111111111111"]
    assert [None if row[0] is None else Decimal(row[0]) for row in rows] == list(own["value"])
    assert [row[2] for row in rows] == list(own["accepted"])
    assert any(row[1] for row in rows)
    (comment,) = ask(database, "SELECT col_description('whole.figures'::regclass, 2)")
    assert comment[0].startswith("Id of the figure")


def test_releases_stay_beside_each_other(database: str, tmp_path: Path) -> None:
    first = write_release(tmp_path, build_frames(FIRST), FACTS)
    later = replace(FACTS, started="2026-11-22T01:00:00Z", finished="2026-11-22T01:01:00Z")
    second = write_release(tmp_path, build_frames(SECOND), later)
    for release in (first, second):
        push_release(release.path, database, "history")
    assert push_release(first.path, database, "history").rows == {}
    listed = ask(database, "SELECT release_id FROM history.releases ORDER BY created")
    assert [one for (one,) in listed] == [first.release_id, second.release_id]
    files = ask(database, "SELECT release_id, file FROM history.documents ORDER BY file")
    assert files == [
        (first.release_id, "a.pdf"),
        (first.release_id, "b.pdf"),
        (second.release_id, "c.pdf"),
    ]
    assert ask(database, "SELECT file FROM history.latest_documents") == [("c.pdf",)]


def test_a_push_that_fails_leaves_nothing(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sidak.publishers.sinks import postgresql

    release = write_release(tmp_path, build_frames(FIRST), FACTS)
    push_release(release.path, database, "undone")
    again = write_release(tmp_path, build_frames(SECOND), FACTS)
    copied: list[str] = []
    copy = postgresql._copy_table

    def fail_late(*arguments: Any) -> int:
        copied.append(arguments[-1].name)
        if copied[-1] == "review":
            raise SidakError("torn")
        return copy(*arguments)

    monkeypatch.setattr(postgresql, "_copy_table", fail_late)
    with pytest.raises(SidakError, match="torn"):
        push_release(again.path, database, "undone")
    assert "figures" in copied
    counted = ask(database, "SELECT count(*) FROM undone.documents")
    assert counted == [(2,)]
    assert ask(database, "SELECT release_id FROM undone.releases") == [(release.release_id,)]


def test_columns_of_a_later_version_are_added(database: str, tmp_path: Path) -> None:
    release = write_release(tmp_path, build_frames(FIRST), FACTS)
    push_release(release.path, database, "older")
    from adbc_driver_postgresql import dbapi

    with dbapi.connect(database) as connection, connection.cursor() as cursor:
        cursor.execute("DROP VIEW older.latest_figures")
        cursor.execute("ALTER TABLE older.figures DROP COLUMN is_canonical")
        connection.commit()
    second = write_release(tmp_path, build_frames(SECOND), FACTS)
    push_release(second.path, database, "older")
    states = ask(
        database,
        "SELECT DISTINCT release_id, is_canonical IS NULL FROM older.figures ORDER BY 2",
    )
    assert states == [(second.release_id, False), (release.release_id, True)]


def test_a_database_that_is_not_there(tmp_path: Path) -> None:
    release = write_release(tmp_path, build_frames(FIRST), FACTS)
    with pytest.raises(SidakError, match="the database did not take the release"):
        push_release(release.path, f"postgresql:///x?host={tmp_path}")
    with pytest.raises(SidakError, match="not a release"):
        push_release(tmp_path, "postgresql:///x")
