"""What lies in an inbox: every report once, whatever it is called."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sidak.schemas.system.files import clean_text, digest_file

#: Kinds of file that the extractors read.
SUFFIXES = (".pdf", ".txt")
#: Beginnings of names that are never reports: hidden files, office lock files.
_IGNORED_BEGINNINGS = (".", "~$")


@dataclass(frozen=True, slots=True)
class InboxFile:
    """One report of the inbox.

    Attributes:
        path: Where it lies.
        name: Its path below the inbox, with "/" between folders; bytes that are no
            UTF-8 are replaced.
        sha256: Digest of its content.
        size: Size in bytes.
        duplicates: Names of further files with the same content, in order.
    """

    path: Path
    name: str
    sha256: str
    size: int
    duplicates: tuple[str, ...] = ()

    @property
    def document_id(self) -> str:
        """First 16 hex digits of the digest."""
        return self.sha256[:16]


@dataclass(frozen=True, slots=True)
class Inbox:
    """All that lies in an inbox.

    Attributes:
        files: Reports, sorted by name; the same content stands here once.
        skipped: (name, reason) of files that look like reports but cannot be taken now.
        others: Number of visible files of other kinds.
    """

    files: tuple[InboxFile, ...]
    skipped: tuple[tuple[str, str], ...] = ()
    others: int = 0


def scan_inbox(folder: Path) -> Inbox:
    """Walk a folder and digest its reports.

    Hidden files and folders, office lock files and unfinished downloads
    ("report.pdf.part") are left out. A file that changes while it is digested is still
    being copied into the inbox: it is skipped and waits for the next run.
    """
    found: dict[str, list[InboxFile]] = {}
    skipped: list[tuple[str, str]] = []
    others = 0
    for path in _walk(folder):
        if path.suffix.lower() not in SUFFIXES:
            others += 1
            continue
        name = clean_text(path.relative_to(folder).as_posix()).replace("\n", " ")
        try:
            before = path.stat()
            sha256 = digest_file(path)
            after = path.stat()
        except OSError as error:
            skipped.append((name, f"cannot be opened: {error.strerror or error}"))
            continue
        if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
            skipped.append((name, "is still being written"))
            continue
        found.setdefault(sha256, []).append(InboxFile(path, name, sha256, after.st_size))
    files = [
        InboxFile(
            path=group[0].path,
            name=group[0].name,
            sha256=group[0].sha256,
            size=group[0].size,
            duplicates=tuple(twin.name for twin in group[1:]),
        )
        for group in found.values()
    ]
    files.sort(key=lambda file: file.name)
    return Inbox(tuple(files), tuple(skipped), others)


def _walk(folder: Path) -> Iterator[Path]:
    """Yield visible files below ``folder`` in the order of their names."""
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(root, name)
            if not name.startswith(_IGNORED_BEGINNINGS) and (
                path.is_file() or path.is_symlink()
            ):
                yield path
