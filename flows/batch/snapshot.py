"""One copy of a file for all that is read of it: what is stored is what was digested.

A file in the inbox may be replaced while it is read, and its path is opened several times.
What would be stored under the digest of the one would be the content of the other, for ever.
So each document is read from a private copy whose digest is that of the scan.
"""

import contextlib
import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from sidak.flows.batch.jobs import Job, TransientError, name_fault
from sidak.schemas import Doubt, DoubtKind

#: Bytes copied at a time.
_BLOCK = 1 << 20


@contextlib.contextmanager
def take_snapshot(job: Job, folder: Path) -> Iterator[Job]:
    """Yield the job with the path of a private copy of its file, which is removed at the end.

    Args:
        job: The job.
        folder: Where copies lie.

    Raises:
        TransientError: If the file is gone, cannot be copied, or is not what was digested.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        own = Path(tempfile.mkdtemp(dir=folder))
    except OSError as error:
        raise TransientError(name_fault(job, error)) from error
    try:
        yield replace(job, path=str(_copy(job, own)))
    finally:
        shutil.rmtree(own, ignore_errors=True)


def _copy(job: Job, folder: Path) -> Path:
    goal = folder / f"{job.sha256[:16]}{Path(job.path).suffix.lower()}"
    digest = hashlib.sha256()
    size = 0
    try:
        with Path(job.path).open("rb") as source, goal.open("wb") as copy:
            while size <= job.size and (block := source.read(_BLOCK)):
                digest.update(block)
                copy.write(block)
                size += len(block)
    except OSError as error:
        raise TransientError(name_fault(job, error)) from error
    if digest.hexdigest() != job.sha256:
        raise TransientError(Doubt(DoubtKind.FILE_CHANGED))
    return goal


def clear_snapshots(folder: Path) -> None:
    """Remove what a killed run has left."""
    shutil.rmtree(folder, ignore_errors=True)
