"""Files written so that nobody ever reads half of one."""

import contextlib
import errno
import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

#: Bytes read at a time.
_BLOCK = 1 << 20
#: Disks without links, links between two disks, too many links to one file.
_NO_LINKS = frozenset({errno.EXDEV, errno.EPERM, errno.EOPNOTSUPP, errno.EMLINK, errno.ENOSYS})
#: Halves of characters, as undecodable names and broken PDFs have them, and control
#: characters but tab and line feed: a file or a terminal that shows them may break.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def clean_text(text: str) -> str:
    """Replace what UTF-8 or a terminal cannot show by the replacement character."""
    return _UNPRINTABLE.sub("\ufffd", text)


@contextlib.contextmanager
def replace_file(path: Path, *, mode: int = 0o644) -> Iterator[Path]:
    """Yield a temporary file beside ``path`` that takes its place in one step at the end.

    The content is on the disk before the file gets its name. If the block raises, the
    temporary file is removed and an older file of that name is untouched.

    Args:
        path: The file; its folder is made if absent.
        mode: Permissions of the file.

    Raises:
        OSError: If it cannot be written (disk full, no permission).
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    os.close(descriptor)
    temporary = Path(name)
    try:
        yield temporary
        sync_path(temporary)
        temporary.chmod(mode)
        temporary.replace(path)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def write_atomically(path: Path, content: bytes, *, mode: int = 0o644) -> None:
    """Write a file whole or not at all; see :func:`replace_file`.

    Raises:
        OSError: If it cannot be written.
    """
    with replace_file(path, mode=mode) as temporary:
        temporary.write_bytes(content)


def link_file(source: Path | str, goal: Path | str) -> None:
    """Give a file a second name; where the disk cannot do that, copy it.

    Raises:
        OSError: If it cannot be read or written.
    """
    try:
        os.link(source, goal)
    except FileExistsError:
        raise
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        shutil.copy2(source, goal)
        sync_path(goal)


def sync_path(path: Path | str) -> None:
    """Bring a file or the entries of a folder to the disk.

    Raises:
        OSError: If the disk refuses.
    """
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def digest_file(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal.

    Raises:
        OSError: If it cannot be read.
    """
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
