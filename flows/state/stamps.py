"""Which files of an inbox are still what they were when they were digested.

To digest sixty thousand reports takes minutes; to ask the file system whether they changed
takes seconds. The file may be lost: then everything is digested again.
"""

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sidak.flows.state.codec import pack_record, unpack_record
from sidak.schemas.system.files import digest_file, write_atomically

#: Nanoseconds for which a file must have been left alone before its stamp says anything: within
#: them it may change again without another time. FAT counts in steps of two seconds.
_SETTLING = 5_000_000_000


@dataclass(frozen=True, slots=True)
class FileStamp:
    """What a file system says of a file, and the digest of the file at that time.

    A program can set the time of modification back; the time of change is set by the system.

    Attributes:
        size: Size in bytes.
        modified: Time of modification, in nanoseconds.
        changed: Time of change, of content or of attributes, in nanoseconds.
        inode: Number of the file on its disk.
        sha256: Digest of its content.
    """

    size: int
    modified: int
    changed: int
    inode: int
    sha256: str

    def fits(self, found: os.stat_result) -> bool:
        """Return True if a file has not been touched since."""
        return (self.size, self.modified, self.changed, self.inode) == (
            found.st_size,
            found.st_mtime_ns,
            found.st_ctime_ns,
            found.st_ino,
        )


class Stamps:
    """The stamps of the files of an inbox.

    Args:
        known: Those of the last run, by the bytes of the absolute path.
    """

    def __init__(self, known: Mapping[bytes, FileStamp] | None = None) -> None:
        self._known = known or {}
        self._found: dict[bytes, FileStamp] = {}

    def digest(self, path: Path, found: os.stat_result) -> str:
        """Return the SHA-256 of a file, without reading it if it is as it was.

        Args:
            path: The file.
            found: What the file system says of it now.

        Raises:
            OSError: If it cannot be read.
        """
        name = os.fsencode(path.absolute())
        stamp = self._known.get(name)
        if stamp is None or not stamp.fits(found):
            begun = time.time_ns()
            stamp = FileStamp(
                found.st_size,
                found.st_mtime_ns,
                found.st_ctime_ns,
                found.st_ino,
                digest_file(path),
            )
            if max(stamp.modified, stamp.changed) + _SETTLING > begun:
                return stamp.sha256
        self._found[name] = stamp
        return stamp.sha256

    def save(self, path: Path) -> None:
        """Store the stamps of the files that were asked for.

        Raises:
            OSError: If they cannot be written.
        """
        if self._found != self._known:
            write_atomically(path, pack_record(self._found))


def load_stamps(path: Path) -> Stamps:
    """Return the stamps of the last run; none if the file is lost or damaged."""
    try:
        return Stamps(unpack_record(dict[bytes, FileStamp], path.read_bytes()))
    except (OSError, ValueError, TypeError):
        return Stamps()
