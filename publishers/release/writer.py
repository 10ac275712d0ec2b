"""Releases: written aside, moved into place in one step, never changed afterwards."""

import contextlib
import hashlib
import json
import os
import shutil
import uuid
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import msgspec
import pandas as pd

from sidak.publishers.release.content import RunFacts
from sidak.publishers.release.data_package import describe_package
from sidak.publishers.release.database import DATABASE_FILE, find_change, update_duckdb
from sidak.publishers.release.folder.changes import ReleaseChanges, compare_parts
from sidak.publishers.release.folder.overview import measure_release
from sidak.publishers.release.folder.texts import FolderFacts, render_texts
from sidak.publishers.release.formats import merge_csv, merge_parquet, write_duckdb
from sidak.publishers.release.parts import (
    PartFacts,
    ReleasePart,
    encode_facts,
    list_files,
    name_csv,
    name_parquet,
    seal_files,
    write_tables,
)
from sidak.publishers.release.settings import SETTINGS
from sidak.schemas import SidakError
from sidak.schemas.dictionary.published_tables import TABLE_SCHEMAS
from sidak.schemas.regions import UNKNOWN_REGION
from sidak.schemas.system.files import link_file, sync_path, write_atomically
from sidak.schemas.system.locks import lock_path

#: What a release knows of its parts.
PARTS_FILE = "parts.json"
_TEMPORARY_PREFIX = ".tmp-"

#: Writes further files (audit pages, a workbook) into the folder it is given.
ExtraWriter = Callable[[Path], None]


@dataclass(frozen=True, slots=True)
class ReleaseInfo:
    """A release on disk.

    Attributes:
        release_id: ``<UTC date>-<first 12 hex digits of the content digest>``.
        path: Its folder.
        digests: File name to SHA-256, for every CSV and Parquet file.
        is_new: False if the same content was released before; ``path`` is then the
            earlier release, untouched.
    """

    release_id: str
    path: Path
    digests: Mapping[str, str]
    is_new: bool


def digest_content(parts: Sequence[ReleasePart], run_facts: RunFacts) -> str:
    """Return the SHA-256 over all tables of all parts, the settings and the versions.

    Times and counts are left out: the same reading on another day is the same content.
    """
    content = {
        "parts": {one.facts.region_code: dict(one.facts.digests) for one in parts},
        "settings": dict(run_facts.settings),
        "versions": dict(run_facts.versions),
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def write_release(
    curated: Path,
    frames: Mapping[str, pd.DataFrame],
    run_facts: RunFacts,
    *,
    extras: Sequence[ExtraWriter] = (),
) -> ReleaseInfo:
    """Write tables as a release of one part; see :func:`assemble_release`.

    Args:
        curated: The curated folder; made if absent.
        frames: The tables from ``build_frames``.
        run_facts: Content of ``run.json``.
        extras: Writers of further files; they are not part of the content digest.
    """
    releases = curated / "releases"
    releases.mkdir(parents=True, exist_ok=True)
    with _temporary_folder(releases) as folder:
        digests = write_tables(folder, UNKNOWN_REGION, frames)
        facts = PartFacts(
            UNKNOWN_REGION,
            rows={table: len(frame) for table, frame in frames.items()},
            digests=digests,
            files=list_files(folder),
        )
        seal_files(folder, facts.files)
        part = ReleasePart(folder, facts)
        return assemble_release(curated, [part], run_facts, extras=extras)


def assemble_release(
    curated: Path,
    parts: Sequence[ReleasePart],
    run_facts: RunFacts,
    *,
    extras: Sequence[ExtraWriter] = (),
) -> ReleaseInfo:
    """Put parts together into ``curated/releases``; the release appears whole or not at all.

    The files of the parts are linked, not copied: what did not change since the last release
    is the same file there.

    Args:
        curated: The curated folder; made if absent.
        parts: One part per region, in any order; no document stands in two of them.
        run_facts: Content of ``run.json``.
        extras: Writers of further files; they are not part of the content digest.

    Raises:
        SidakError: If a release with the same id but other content exists.
    """
    parts = sorted(parts, key=lambda one: one.facts.region_code)
    content_digest = digest_content(parts, run_facts)
    releases = curated / "releases"
    releases.mkdir(parents=True, exist_ok=True)
    remove_abandoned(curated)
    earlier = _find_release(releases, content_digest)
    if earlier is not None:
        return earlier
    release_id = f"{run_facts.started[:10]}-{content_digest[:12]}"
    final = releases / release_id
    with _temporary_folder(releases) as temporary:
        linked = _link_parts(temporary, parts)
        for extra in extras:
            extra(temporary)
        digests = _write_tables(temporary, parts)
        _write_database(temporary, curated, parts, run_facts)
        overview = measure_release(temporary / DATABASE_FILE, tuple(TABLE_SCHEMAS))
        facts = FolderFacts(
            release_id,
            run_facts.started[:10],
            overview,
            _compare_with_latest(curated, parts),
            is_merged=bool(digests),
        )
        for name, text in render_texts(facts).items():
            _write_file(temporary / name, text.encode("utf-8", "replace"))
        package = describe_package(
            release_id,
            run_facts.finished or run_facts.started,
            {
                name: ((temporary / name).stat().st_size, hexes)
                for name, hexes in digests.items()
            },
            overview,
            run_facts.inputs,
            [one.facts.region_code for one in parts],
        )
        _write_file(temporary / "datapackage.json", _encode_json(package))
        _write_file(temporary / PARTS_FILE, encode_facts([one.facts for one in parts]))
        _write_file(
            temporary / "run.json",
            _encode_json(
                {
                    "release_id": release_id,
                    "content_digest": content_digest,
                    "files": dict(digests),
                    **asdict(run_facts),
                }
            ),
        )
        _seal(temporary, linked)
        # The temporary folder and the final one share a parent: one atomic step. It
        # fails if another run has just made the same release.
        os.rename(temporary, final)
        sync_path(releases)
    return ReleaseInfo(release_id, final, digests, is_new=True)


def _compare_with_latest(curated: Path, parts: Sequence[ReleasePart]) -> ReleaseChanges:
    latest = find_latest(curated)
    before = {} if latest is None else load_parts(latest)
    if latest is None or not before:
        return ReleaseChanges()
    return compare_parts(latest.name, before, parts)


def load_parts(release: Path) -> dict[str, ReleasePart]:
    """Return the parts of a release by region; none if it is of an earlier version."""
    try:
        listed = msgspec.json.decode((release / PARTS_FILE).read_bytes(), type=list[PartFacts])
    except (OSError, ValueError):
        return {}
    return {one.region_code: ReleasePart(release, one) for one in listed}


def move_latest(curated: Path, release: ReleaseInfo) -> None:
    """Make ``latest.json`` name a release, in one step."""
    content = {"release_id": release.release_id, "path": f"releases/{release.release_id}"}
    write_atomically(curated / "latest.json", _encode_json(content))
    sync_path(curated)


def find_latest(curated: Path) -> Path | None:
    """Return the folder of the last good release; ``None`` before the first.

    A file that names none (emptied, of another kind) counts as absent: the next release that
    passes writes it anew.
    """
    latest = curated / "latest.json"
    if not latest.exists():
        return None
    try:
        named = json.loads(latest.read_text(encoding="utf-8"))
    except (ValueError, RecursionError):
        return None
    path = named.get("path") if isinstance(named, dict) else None
    return curated / path if isinstance(path, str) else None


def remove_abandoned(curated: Path) -> None:
    """Remove what killed runs left behind; folders of running writers are kept.

    A running writer holds a lock on its folder, and the lock ends with its process. A
    process id would not do, because containers use the same ones again.
    """
    for folder in sorted((curated / "releases").glob(f"{_TEMPORARY_PREFIX}*")):
        with contextlib.suppress(BlockingIOError), lock_path(folder, wait=False):
            if folder.is_dir():
                shutil.rmtree(folder)
            else:
                folder.unlink()


@contextlib.contextmanager
def _temporary_folder(releases: Path) -> Iterator[Path]:
    temporary = releases / f"{_TEMPORARY_PREFIX}{uuid.uuid4().hex[:12]}"
    temporary.mkdir()
    try:
        with lock_path(temporary):
            yield temporary
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _find_release(releases: Path, content_digest: str) -> ReleaseInfo | None:
    for folder in sorted(releases.glob(f"[0-9]*-{content_digest[:12]}")):
        run = json.loads((folder / "run.json").read_text(encoding="utf-8"))
        if run["content_digest"] != content_digest:
            raise SidakError(f"{folder.name}: rilis lain dengan id yang sama sudah ada")
        return ReleaseInfo(folder.name, folder, run["files"], is_new=False)
    return None


def _link_parts(folder: Path, parts: Sequence[ReleasePart]) -> set[str]:
    """Link the files of all parts below a folder and return their paths.

    There may be a million of them, so their names stay plain text.
    """
    made: set[str] = set()
    linked: set[str] = set()
    for part in parts:
        for name in part.facts.files:
            parent = f"{folder}/{os.path.dirname(name)}"
            if parent not in made:
                os.makedirs(parent, exist_ok=True)
                made.add(parent)
            link_file(f"{part.folder}/{name}", f"{folder}/{name}")
            linked.add(name)
    return linked


def _write_tables(folder: Path, parts: Sequence[ReleasePart]) -> dict[str, str]:
    """Write what holds all parts of a table; return file name to SHA-256.

    A large release has one CSV file per region and table; DuckDB, pandas, Arrow and R read
    the Parquet files of a table's folder as one.
    """
    regions = [one.facts.region_code for one in parts]
    digests: dict[str, str] = {}
    if not _is_large(parts):
        for table, schema in TABLE_SCHEMAS.items():
            if schema.has_csv:
                file = f"{table}.csv"
                sources = [folder / name_csv(table, region) for region in regions]
                digests[file] = merge_csv(folder / file, sources)
            file = f"{table}.parquet"
            sources = [folder / name_parquet(table, region) for region in regions]
            digests[file] = merge_parquet(folder / file, table, sources)
    return digests


def _is_large(parts: Sequence[ReleasePart]) -> bool:
    figures = sum(one.facts.rows.get("figures", 0) for one in parts)
    return figures > SETTINGS.most_merged_figures


def _write_database(
    folder: Path, curated: Path, parts: Sequence[ReleasePart], run_facts: RunFacts
) -> None:
    """Write the DuckDB file; that of a large release is made from that of the last one."""
    latest = find_latest(curated)
    if latest is not None and _is_large(parts) and _has_same_code(latest, run_facts):
        change = find_change(latest, load_parts(latest), parts)
        goal, earlier = folder / DATABASE_FILE, latest / DATABASE_FILE
        if change is not None and update_duckdb(goal, earlier, change):
            return
    regions = [one.facts.region_code for one in parts]
    write_duckdb(
        folder / DATABASE_FILE,
        {
            table: [folder / name_parquet(table, region) for region in regions]
            for table in TABLE_SCHEMAS
        },
    )


def _has_same_code(release: Path, run_facts: RunFacts) -> bool:
    """Return True if a release was made by the same code."""
    try:
        run = json.loads((release / "run.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return bool(run["versions"].get("code") == run_facts.versions.get("code"))


def _encode_json(content: Mapping[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _write_file(path: Path, content: bytes) -> None:
    with path.open("xb") as out:
        out.write(content)


def _seal(folder: Path, linked: Container[str]) -> None:
    """Make every new file read-only and bring everything to the disk.

    Args:
        folder: The release.
        linked: Files of parts, which are sealed already.
    """
    for root, _, names in os.walk(folder):
        below = root.removeprefix(f"{folder}").lstrip(os.sep)
        for name in names:
            if (f"{below}/{name}" if below else name) not in linked:
                path = Path(root, name)
                path.chmod(0o444)
                sync_path(path)
        sync_path(root)
