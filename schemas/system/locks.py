"""Locks on files and folders.

The locks are the kernel's (``flock``): they end with the process that holds them, however
that process ends, so a lock left behind by a killed run needs no cleaning up.
"""

import contextlib
import fcntl
import json
import os
import socket
from collections.abc import Iterator
from pathlib import Path

from sidak.schemas.errors import LockHeldError
from sidak.schemas.system import clock


@contextlib.contextmanager
def lock_path(
    path: Path, flags: int = os.O_RDONLY, *, shared: bool = False, wait: bool = True
) -> Iterator[int]:
    """Open a file or folder, hold its lock for the ``with`` block, yield the descriptor.

    Args:
        path: What to lock; a file is made only if ``flags`` say so.
        flags: As for ``os.open``.
        shared: Whether other holders of a shared lock may hold it at the same time.
        wait: Whether to wait for another holder.

    Raises:
        BlockingIOError: If another process holds the lock and ``wait`` is false.
        OSError: If it cannot be opened.
    """
    descriptor = os.open(path, flags | os.O_CLOEXEC, 0o644)
    try:
        operation = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        fcntl.flock(descriptor, operation if wait else operation | fcntl.LOCK_NB)
        yield descriptor
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def hold_lock(path: Path) -> Iterator[None]:
    """Hold the lock of a curated folder for the length of a ``with`` block.

    The text in the file only says who holds it.

    Args:
        path: The lock file; made if absent, left in place afterwards (removing it would
            let two runs hold two different files of the same name).

    Raises:
        LockHeldError: If another living process holds it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as stack:
        try:
            descriptor = stack.enter_context(
                lock_path(path, os.O_RDWR | os.O_CREAT, wait=False)
            )
        except BlockingIOError:
            raise LockHeldError(
                f"another run works on {path.parent.parent} ({_describe_holder(path)}); "
                "wait for it, or choose another --out"
            ) from None
        holder = {
            "pid": os.getpid(),
            "host": socket.gethostname(),
            "since": clock.read_clock().isoformat(timespec="seconds"),
        }
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, json.dumps(holder).encode(), 0)
        yield


def _describe_holder(path: Path) -> str:
    try:
        holder = json.loads(path.read_text("utf-8"))
        return f"process {holder['pid']} on {holder['host']} since {holder['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        # The holder has not written its line yet: the lock itself is what counts.
        return "process unknown"
