"""The part of a region: all that a release holds of its documents, as files.

A part is made aside and linked into releases, so its files lie below their folder as they lie
below a release: ``figures/region_code=36.73/part.parquet`` and so on.
"""

import gzip
import hashlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import pandas as pd
import pyarrow.parquet as pq

from sidak.publishers.release.formats import encode_csv, encode_parquet
from sidak.schemas.dictionary.published_tables import TABLE_SCHEMAS
from sidak.schemas.system.files import sync_path

#: What a finished part says of itself, in its own folder.
PART_FILE = "part.json"
#: Folder of the CSV files of the parts.
CSV_FOLDER = "csv"
#: A level that makes files small without taking longer than what fills them.
_GZIP_LEVEL = 6


@dataclass(frozen=True, slots=True)
class DocumentSize:
    """How much a part holds of one document.

    Attributes:
        figures: Its figures.
        accepted: Those whose value and meaning are sure.
        is_read: Whether it could be read at all.
    """

    figures: int = 0
    accepted: int = 0
    is_read: bool = True


@dataclass(frozen=True, slots=True)
class PartFacts:
    """What a release knows of a part.

    Attributes:
        region_code: Code of the region.
        key: Digest of everything that the part depends on.
        region: Name of the region; empty if it is not known.
        made: Day on which it was made.
        documents: Its documents by id.
        counts: Name to number, to be added up over the parts.
        rows: Table to number of rows.
        digests: Table to SHA-256 of its content as CSV.
        files: Its files, as paths below a release.
        coverage: Document id to how many of its figures stand under how many checks.
        blocked: Why it may not be published; empty if it may.
        warnings: Checks that failed without blocking.
        notes: What went wrong beside the data.
    """

    region_code: str
    key: str = ""
    region: str = ""
    made: str = ""
    documents: Mapping[str, DocumentSize] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    rows: Mapping[str, int] = field(default_factory=dict)
    digests: Mapping[str, str] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    coverage: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    blocked: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReleasePart:
    """A finished part: what it is, and the folder below which its files lie."""

    folder: Path
    facts: PartFacts

    def is_whole(self) -> bool:
        """Return True if all its files are there."""
        return all(os.path.isfile(f"{self.folder}/{name}") for name in self.facts.files)


def name_parquet(table: str, region_code: str) -> str:
    """Return the path of the Parquet file of a part, as many programs read it (hive)."""
    return f"{table}/region_code={region_code}/part.parquet"


def name_csv(table: str, region_code: str) -> str:
    """Return the path of the CSV file of a part."""
    return f"{CSV_FOLDER}/{table}/region_code={region_code}.csv.gz"


def write_tables(
    folder: Path, region_code: str, frames: Mapping[str, pd.DataFrame]
) -> dict[str, str]:
    """Write the tables of a part.

    Args:
        folder: Folder of the part.
        region_code: Code of the region.
        frames: Some or all tables of the part.

    Returns:
        The table's name to the SHA-256 of its content as CSV.
    """
    digests: dict[str, str] = {}
    for table, frame in frames.items():
        _write(folder / name_parquet(table, region_code), encode_parquet(table, frame))
        content = encode_csv(table, frame)
        digests[table] = hashlib.sha256(content).hexdigest()
        if TABLE_SCHEMAS[table].has_csv:
            packed = gzip.compress(content, _GZIP_LEVEL, mtime=0)
            _write(folder / name_csv(table, region_code), packed)
    return digests


def list_files(folder: Path) -> tuple[str, ...]:
    """Return the files of a part, as paths below a release."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return tuple(sorted(path.relative_to(folder).as_posix() for path in found))


def seal_files(folder: Path, files: Iterable[str]) -> None:
    """Make files read-only and bring them to the disk."""
    for name in files:
        path = folder / name
        path.chmod(0o444)
        sync_path(path)


def save_part(folder: Path, facts: PartFacts) -> None:
    """Store what a finished part says of itself; the last step of making it."""
    _write(folder / PART_FILE, encode_facts(facts))
    seal_files(folder, [PART_FILE])


def load_part(folder: Path) -> ReleasePart | None:
    """Return a finished part; ``None`` if there is none, or of another version."""
    try:
        facts = msgspec.json.decode((folder / PART_FILE).read_bytes(), type=PartFacts)
    except (OSError, ValueError):
        return None
    part = ReleasePart(folder, facts)
    return part if part.is_whole() else None


def list_broken_checks(folder: Path, regions: Iterable[str]) -> list[dict[str, Any]]:
    """Return the rows of the table ``checks`` that are broken, in the order of the parts."""
    broken: list[dict[str, Any]] = []
    for region in regions:
        path = folder / name_parquet("checks", region)
        table = pq.read_table(path, filters=[("passed", "=", False)], partitioning=None)
        broken.extend(table.to_pylist())
    return broken


def encode_facts(facts: object) -> bytes:
    """Return facts of parts as JSON; the same facts give the same bytes."""
    return msgspec.json.format(msgspec.json.encode(facts, order="deterministic"), indent=1)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
