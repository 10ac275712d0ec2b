"""Finished work, kept by what it depends on.

Entries are compressed MessagePack, never pickles: opening one runs no code. An entry that
cannot be read (cut off, from another version) counts as absent and is done again.
"""

import os
import time
import zlib
from collections.abc import Container
from pathlib import Path
from typing import TypeVar

from sidak.flows.state.codec import pack_record, unpack_record
from sidak.schemas.system.files import write_atomically

T = TypeVar("T")

_SECONDS_A_DAY = 86_400
_SUFFIX = ".mp.z"
#: Entries of every version, for tidying up.
_ANY_ENTRY = "??/*.z"
#: The fastest: entries are read far more often than they fill a disk.
_COMPRESSION = 1


class Cache:
    """A folder of results, one file per key.

    Args:
        folder: Where the entries lie; made when the first one is written.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def find(self, key: str) -> Path | None:
        """Return the file of an entry, ``None`` if there is none."""
        path = self._locate(key)
        return path if path.is_file() else None

    def load(self, key: str, kind: type[T]) -> T | None:
        """Return an entry, ``None`` if it is absent or cannot be read.

        Args:
            key: Hexadecimal digest of everything the entry depends on.
            kind: The class of the record that was stored.
        """
        path = self._locate(key)
        try:
            record = unpack_record(kind, zlib.decompress(path.read_bytes()))
        except (OSError, EOFError, ValueError, ArithmeticError, TypeError, zlib.error):
            return None
        except RecursionError:  # nested deeper than anything that was stored
            return None
        try:
            os.utime(path)
        except OSError:
            # Only the age of the entry is lost; a read-only cache is still a cache.
            return record
        return record

    def is_whole(self, key: str) -> bool:
        """Return True if an entry is there and unpacks to its end; cheaper than loading it."""
        try:
            zlib.decompress(self._locate(key).read_bytes())
        except (OSError, zlib.error):
            return False
        return True

    def store(self, key: str, record: object) -> None:
        """Keep a record.

        Raises:
            OSError: If it cannot be written.
            TypeError: If the record holds something the codec does not know.
        """
        packed = zlib.compress(pack_record(record), level=_COMPRESSION)
        write_atomically(self._locate(key), packed)

    def forget(self, key: str) -> None:
        """Delete an entry, if it is there."""
        self._locate(key).unlink(missing_ok=True)

    def prune(self, keep: Container[str], *, days: float) -> int:
        """Delete entries unused for ``days`` days whose keys are not in ``keep``.

        Returns:
            The number of entries deleted.
        """
        deadline = time.time() - days * _SECONDS_A_DAY
        old = [
            path
            for path in self.folder.glob(_ANY_ENTRY)
            if path.name.removesuffix(_SUFFIX) not in keep and path.stat().st_mtime < deadline
        ]
        for path in old:
            path.unlink(missing_ok=True)
        return len(old)

    def _locate(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}{_SUFFIX}"
