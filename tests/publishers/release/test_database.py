"""The database of a large release follows that of the last one row by row."""

from pathlib import Path

import duckdb
import pytest

from sidak.publishers import (
    DocumentSize,
    PartFacts,
    ReleaseContent,
    ReleaseInfo,
    ReleasePart,
    assemble_release,
    build_frames,
    list_files,
    load_parts,
    move_latest,
    write_tables,
)
from sidak.publishers.release.database import DATABASE_FILE, find_change
from sidak.publishers.release.settings import ReleaseSettings
from sidak.schemas.dictionary.published_tables import TABLE_SCHEMAS
from tests.publishers.records import FACTS, make_document

#: Ten regions of one document each.
CODES = tuple(f"11.{number:02}" for number in range(10))


@pytest.fixture(autouse=True)
def every_release_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    small = ReleaseSettings(most_merged_figures=0)
    monkeypatch.setattr("sidak.publishers.release.writer.SETTINGS", small)


def make_part(folder: Path, code: str, digit: str) -> ReleasePart:
    frames = build_frames(ReleaseContent((make_document(digit, f"{code}.pdf"),)))
    for table in ("documents", "checks"):
        frames[table]["region_code"] = code
    place = folder / f"part-{code}-{digit}"
    digests = write_tables(place, code, frames)
    facts = PartFacts(
        code,
        key=digit,
        documents={name: DocumentSize() for name in frames["documents"]["document_id"]},
        rows={table: len(frame) for table, frame in frames.items()},
        digests=digests,
        files=list_files(place),
    )
    return ReleasePart(place, facts)


def release(curated: Path, parts: list[ReleasePart]) -> ReleaseInfo:
    made = assemble_release(curated, parts, FACTS)
    move_latest(curated, made)
    return made


def read_rows(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    with duckdb.connect(str(folder / DATABASE_FILE), read_only=True) as connection:
        return {
            table: sorted(connection.execute(f"SELECT * FROM {table}").fetchall(), key=repr)
            for table in TABLE_SCHEMAS
        }


def change_one(tmp_path: Path) -> tuple[ReleaseInfo, list[ReleasePart], list[ReleasePart]]:
    """Return a release of ten parts, and the parts of the next: one gone, one new."""
    digits = "0123456789"
    first = [make_part(tmp_path, code, d) for code, d in zip(CODES, digits, strict=True)]
    before = release(tmp_path / "out", first)
    kept = list(load_parts(before.path).values())
    new = make_part(tmp_path, CODES[3], "a")
    parts = [new if one.facts.region_code == CODES[3] else one for one in kept]
    return before, parts, first


def test_the_rows_are_those_of_a_new_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, parts, _ = change_one(tmp_path)
    monkeypatch.setattr("sidak.publishers.release.writer.write_duckdb", refuse)
    after = release(tmp_path / "out", parts)
    monkeypatch.undo()
    anew = assemble_release(tmp_path / "anew", parts, FACTS)
    assert read_rows(after.path) == read_rows(anew.path)
    assert read_rows(after.path) != read_rows(before.path)
    with duckdb.connect(str(after.path / DATABASE_FILE), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM reconciliation_wide").fetchall()


def refuse(*_: object) -> None:
    raise AssertionError("the database is filled anew")


def test_a_database_that_lacks_rows_is_filled_anew(tmp_path: Path) -> None:
    before, parts, _ = change_one(tmp_path)
    path = before.path / DATABASE_FILE
    path.chmod(0o644)
    with duckdb.connect(str(path)) as connection:
        connection.execute("DELETE FROM figures")
    after = release(tmp_path / "out", parts)
    anew = assemble_release(tmp_path / "anew", parts, FACTS)
    assert read_rows(after.path) == read_rows(anew.path)


@pytest.mark.parametrize("content", [None, b"", b"no database"])
def test_a_lost_or_damaged_database_is_filled_anew(
    tmp_path: Path, content: bytes | None
) -> None:
    before, parts, _ = change_one(tmp_path)
    path = before.path / DATABASE_FILE
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    after = release(tmp_path / "out", parts)
    anew = assemble_release(tmp_path / "anew", parts, FACTS)
    assert read_rows(after.path) == read_rows(anew.path)


def test_many_changes_are_no_change(tmp_path: Path) -> None:
    before, parts, first = change_one(tmp_path)
    known = load_parts(before.path)
    change = find_change(before.path, known, parts)
    assert change is not None
    assert (len(change.documents), change.regions) == (2, (CODES[3],))
    assert find_change(before.path, known, [*parts[:7], *first[7:]]) is None
    assert find_change(before.path, known, first) is None
