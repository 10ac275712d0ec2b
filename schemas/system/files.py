"""Files written so that nobody ever reads half of one."""

import contextlib
import hashlib
import os
import re
import tempfile
from pathlib import Path

_BLOCK = 1 << 20
#: Halves of characters, as undecodable names and broken PDFs have them, and control
#: characters but tab and line feed: a file or a terminal that shows them may break.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def clean_text(text: str) -> str:
    """Replace what UTF-8 or a terminal cannot show by the replacement character."""
    return _UNPRINTABLE.sub("\ufffd", text)


def write_atomically(path: Path, content: bytes, *, mode: int = 0o644) -> None:
    """Write a file aside and move it into place in one step.

    Raises:
        OSError: If it cannot be written (disk full, no permission); nothing is left
            behind then, and an older file of that name is untouched.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    aside = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        aside.chmod(mode)
        aside.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            aside.unlink()
        raise


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
