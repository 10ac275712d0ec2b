"""Read-only copies of every report that was ever read, named by their content."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from sidak.flows.batch.inbox import InboxFile
from sidak.schemas.system.files import digest_file, replace_file


class _ChangedError(Exception):
    """A report is not any more what was digested."""


def find_default_archive(inbox: Path) -> Path | None:
    """Return the archive that belongs to an inbox by the layout of the repository.

    ``raw/inbox`` has ``raw/archive`` beside it; any other folder is the user's own, and
    nothing is written beside it unasked.
    """
    beside = inbox.resolve().parent / "archive"
    return beside if inbox.resolve().name == "inbox" and beside.is_dir() else None


def archive_files(files: Iterable[InboxFile], folder: Path) -> int:
    """Copy reports to ``<folder>/<first two digits>/<sha256>.<suffix>``, read-only.

    A report that changed or vanished since it was digested is left out: reading it fails as
    well, and says so.

    Returns:
        The number of copies made; content that is there already is not copied again.

    Raises:
        OSError: If a copy cannot be written.
    """
    made = 0
    for file in files:
        goal = folder / file.sha256[:2] / f"{file.sha256}{file.path.suffix.lower()}"
        if goal.exists():
            continue
        try:
            with replace_file(goal, mode=0o444) as temporary:
                shutil.copyfile(file.path, temporary)
                # A report replaced between digest and copy must not stand under a wrong name.
                if digest_file(temporary) != file.sha256:
                    raise _ChangedError
        except (_ChangedError, FileNotFoundError):
            continue
        made += 1
    return made
