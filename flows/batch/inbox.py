"""What lies in an inbox: every report once, whatever it is called."""

import os
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sidak.extractors.files.inspection import FileLimits
from sidak.flows.state.manifest import MANIFEST_NAME
from sidak.flows.state.stamps import Stamps

#: Kinds of file that the extractors read.
SUFFIXES = (".pdf", ".txt")
#: Beginnings of names that are never reports: hidden files, office lock files.
_IGNORED_BEGINNINGS = (".", "~$")
#: Kinds of characters that break a line or a terminal, or turn the direction of a name around.
_UNSHOWN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


@dataclass(frozen=True, slots=True)
class InboxFile:
    """One report of the inbox.

    Attributes:
        path: Where it lies.
        name: Its path below the inbox, with "/" between folders; bytes that are no
            UTF-8 are written by their codes.
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
        remarks: What has no effect on the run.
    """

    files: tuple[InboxFile, ...]
    skipped: tuple[tuple[str, str], ...] = ()
    others: int = 0
    remarks: tuple[str, ...] = ()


def scan_inbox(
    folder: Path, *, follows_links: bool = False, stamps: Stamps | None = None
) -> Inbox:
    """Walk a folder and digest its reports, as far as they changed.

    Hidden files and folders, office lock files and unfinished downloads
    ("report.pdf.part") are left out. A file that changes while it is digested is still
    being copied into the inbox: it is skipped and waits for the next run.

    Args:
        folder: The inbox.
        follows_links: Whether links to files outside it are taken.
        stamps: What is known of its files; ``None`` to digest all of them.
    """
    stamps = stamps or Stamps()
    found: dict[str, list[InboxFile]] = {}
    skipped: list[tuple[str, str]] = []
    others = 0
    for path in _walk(folder):
        if path.suffix.lower() not in SUFFIXES:
            others += path != folder / MANIFEST_NAME
            continue
        name = _show_name(path.relative_to(folder).as_posix())
        try:
            reason = _find_refusal(path, folder, follows_links=follows_links)
            if reason:
                skipped.append((name, reason))
                continue
            before = path.stat()
            sha256 = stamps.digest(path, before)
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


def _show_name(name: str) -> str:
    """Return a name as it can be shown; names that differ stay different.

    Bytes that are no UTF-8 and characters that no terminal shows are written by their codes.
    """
    plain = name.encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join(
        f"\\u{ord(char):04x}" if unicodedata.category(char) in _UNSHOWN else char
        for char in plain
    )


def _find_refusal(path: Path, folder: Path, *, follows_links: bool) -> str:
    """Return why a file is not opened; empty if nothing speaks against it.

    A pipe or a device would never end, a link out of the inbox may lead anywhere.

    Raises:
        OSError: If it cannot be looked at.
    """
    is_link = path.is_symlink() and not follows_links
    if is_link and not path.resolve(strict=True).is_relative_to(folder.resolve()):
        return "a link that leads out of the inbox (--follow-links takes it)"
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        return "not a regular file"
    if found.st_size > FileLimits().max_bytes:
        return f"too large ({found.st_size >> 20} MiB)"
    return ""


def _walk(folder: Path) -> Iterator[Path]:
    """Yield what is visible below ``folder`` but folders, in the order of the names."""
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(_IGNORED_BEGINNINGS):
                yield Path(root, name)
