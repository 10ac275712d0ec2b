"""Releases: written aside, moved into place in one step, never changed afterwards."""

import contextlib
import hashlib
import json
import os
import shutil
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from sidak.publishers.release.content import RunFacts
from sidak.publishers.release.data_package import describe_package
from sidak.publishers.release.formats import encode_csv, encode_parquet, write_duckdb
from sidak.schemas import SidakError
from sidak.schemas.dictionary.published_tables import TABLE_SCHEMAS
from sidak.schemas.system.files import sync_path, write_atomically
from sidak.schemas.system.locks import lock_path

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


def digest_content(frames: Mapping[str, pd.DataFrame], run_facts: RunFacts) -> str:
    """Return the SHA-256 over all tables, the settings and the versions.

    Times and counts are left out: the same reading on another day is the same content.
    """
    digest = hashlib.sha256()
    for table in TABLE_SCHEMAS:
        encoded = encode_csv(table, frames[table])
        digest.update(f"{table} {len(encoded)}\n".encode())
        digest.update(encoded)
    facts = {"settings": dict(run_facts.settings), "versions": dict(run_facts.versions)}
    digest.update(json.dumps(facts, sort_keys=True).encode())
    return digest.hexdigest()


def write_release(
    curated: Path,
    frames: Mapping[str, pd.DataFrame],
    run_facts: RunFacts,
    *,
    extras: Sequence[ExtraWriter] = (),
) -> ReleaseInfo:
    """Write a release into ``curated/releases``; it appears whole or not at all.

    Args:
        curated: The curated folder; made if absent.
        frames: The tables from ``build_frames``.
        run_facts: Content of ``run.json``.
        extras: Writers of further files; they are not part of the content digest.

    Raises:
        SidakError: If a release with the same id but other content exists.
    """
    content_digest = digest_content(frames, run_facts)
    releases = curated / "releases"
    releases.mkdir(parents=True, exist_ok=True)
    remove_abandoned(curated)
    earlier = _find_release(releases, content_digest)
    if earlier is not None:
        return earlier
    release_id = f"{run_facts.started[:10]}-{content_digest[:12]}"
    final = releases / release_id
    with _temporary_folder(releases) as temporary:
        for extra in extras:
            extra(temporary)
        digests = _write_tables(temporary, frames)
        files = {
            name: ((temporary / name).stat().st_size, hexes) for name, hexes in digests.items()
        }
        package = describe_package(release_id, run_facts.finished or run_facts.started, files)
        _write_file(temporary / "datapackage.json", _encode_json(package))
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
        _seal(temporary)
        # The temporary folder and the final one share a parent: one atomic step. It
        # fails if another run has just made the same release.
        os.rename(temporary, final)
        sync_path(releases)
    return ReleaseInfo(release_id, final, digests, is_new=True)


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


def _write_tables(folder: Path, frames: Mapping[str, pd.DataFrame]) -> dict[str, str]:
    digests: dict[str, str] = {}
    parquet_files: dict[str, Path] = {}
    for table, schema in TABLE_SCHEMAS.items():
        parts = {f"{table}.parquet": encode_parquet(table, frames[table])}
        if schema.has_csv:
            parts = {f"{table}.csv": encode_csv(table, frames[table]), **parts}
        for name, content in parts.items():
            _write_file(folder / name, content)
            digests[name] = hashlib.sha256(content).hexdigest()
        parquet_files[table] = folder / f"{table}.parquet"
    write_duckdb(folder / "sidak.duckdb", parquet_files)
    return digests


def _encode_json(content: Mapping[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _write_file(path: Path, content: bytes) -> None:
    with path.open("xb") as out:
        out.write(content)


def _seal(folder: Path) -> None:
    """Make every file read-only and bring everything to the disk."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            path.chmod(0o444)
        sync_path(path)
    sync_path(folder)
