"""One run at a time on a curated folder.

The lock is the kernel's (``flock``): it ends with the process that holds it, however that
process ends, so a lock left behind by a killed run needs no cleaning up. The text in the
file only says who holds it.
"""

import contextlib
import datetime
import fcntl
import json
import os
import socket
from collections.abc import Iterator
from pathlib import Path

from sidak.schemas import LockHeldError


@contextlib.contextmanager
def hold_lock(path: Path) -> Iterator[None]:
    """Hold the lock of a curated folder for the length of a ``with`` block.

    Args:
        path: The lock file; made if absent, left in place afterwards (removing it would
            let two runs hold two different files of the same name).

    Raises:
        LockHeldError: If another living process holds it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise LockHeldError(
                f"another run works on {path.parent.parent} ({_describe_holder(path)}); "
                "wait for it, or choose another --out"
            ) from None
        holder = {
            "pid": os.getpid(),
            "host": socket.gethostname(),
            "since": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        }
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, json.dumps(holder).encode(), 0)
        yield
    finally:
        os.close(descriptor)


def _describe_holder(path: Path) -> str:
    try:
        holder = json.loads(path.read_text("utf-8"))
        return f"process {holder['pid']} on {holder['host']} since {holder['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        # The holder has not written its line yet: the lock itself is what counts.
        return "process unknown"
