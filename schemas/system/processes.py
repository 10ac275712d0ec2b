"""Guarded processes: a task that hangs or kills its process harms no other.

A layer over ``pebble.ProcessPool``. The processes are spawned, not forked: the parent has
threads (progress bar, Prefect), and a fork copies their locks without the threads that
would release them. They ignore Ctrl-C (the parent decides what becomes of them) and end
when their parent is killed.
"""

import ctypes
import multiprocessing
import os
import pickle
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache
from multiprocessing import connection
from pathlib import Path
from typing import Any, Generic, Self, TypeVar

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from sidak.schemas.errors import SidakError

#: Exit code of a process that holds more memory than it may.
MEMORY_EXIT = 83
#: Seconds between two looks at the memory of a process.
MEMORY_LOOK = 0.1
#: Number of ``PR_SET_PDEATHSIG``.
_DEATH_SIGNAL = 1
#: What a process may reserve, as a multiple of what it may hold.
RESERVED_MEMORY = 4

Task = TypeVar("Task")
Result = TypeVar("Result")


class WorkerTimeoutError(SidakError):
    """A task took longer than it may; its process was killed."""


class WorkerMemoryError(SidakError):
    """A task took more memory than it may; its process ended itself."""


class WorkerCrashedError(SidakError):
    """The process of a task died, or was stopped with its pool."""


@dataclass(frozen=True, slots=True)
class _Answer(Generic[Result]):
    """What a process sends back: a result, or the exception that the function raised."""

    result: Result | None = None
    error: Exception | None = None


class GuardedPool(Generic[Task, Result]):
    """A fixed number of processes that apply one function to tasks.

    Args:
        work: Function at the top of a module, or another picklable callable.
        size: Number of processes, at least 1.
        timeout: Seconds that one task may take. They count from when a process takes the
            task: neither the wait for a free process nor the start of one counts.
        log: File for what the processes print, in C too; ``None`` leaves it alone.
        tasks_per_process: Tasks after which a process is replaced, so that a leaking
            library stays small; 0 for never.
        memory: Most memory that a process may hold, in bytes; ``None`` for no limit.
        scratch: Folder for the temporary files of the processes, in a folder of the pool's own
            that is removed at the end; ``None`` for that of the system.
    """

    def __init__(
        self,
        work: Callable[[Task], Result],
        *,
        size: int,
        timeout: float,
        log: Path | None = None,
        tasks_per_process: int = 50,
        memory: int | None = None,
        scratch: Path | None = None,
    ) -> None:
        self.size = size
        self.timeout = timeout
        self._work = work
        self._log = log
        self._memory = memory
        self._tasks_per_process = tasks_per_process
        if scratch is not None:
            scratch.mkdir(parents=True, exist_ok=True)
        self._scratch = tempfile.TemporaryDirectory(
            prefix="sidak-", dir=scratch, ignore_cleanup_errors=True
        )
        self._lock = threading.Lock()
        self._unfinished: set[Future[_Answer[Result]]] = set()
        self._pool = self._make_pool()

    def submit(self, task: Task) -> Future[Result]:
        """Schedule a task and return its future result.

        The future raises ``WorkerTimeoutError`` if the time ran out, ``WorkerMemoryError``
        if the memory did, ``WorkerCrashedError`` if the process died, and otherwise whatever
        the function raised.
        """
        result: Future[Result] = Future()
        # Packed here and unpacked inside the task: what cannot be unpacked in the process
        # fails the task instead of the process that fetches it.
        packed = pickle.dumps((self._work, task))
        with self._lock:
            if not self._pool.active:
                # A process died while it wrote to the pipe that all of them share.
                self._pool.join()
                self._pool = self._make_pool()
            answer: ProcessFuture[_Answer[Result]] = self._pool.schedule(
                _apply, args=(packed,), timeout=self.timeout
            )
            self._unfinished.add(answer)
        answer.add_done_callback(lambda done: self._pass_on(done, result))
        return result

    def call(self, task: Task) -> Result:
        """Return the result of a task; may be called by several threads.

        Raises:
            WorkerTimeoutError: If the time ran out.
            WorkerMemoryError: If the memory ran out.
            WorkerCrashedError: If the process died.
            Exception: Whatever the function raised.
        """
        return self.submit(task).result()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        # Whatever ended the block (Ctrl-C, an error), no process outlives it.
        self._pool.stop()
        self._pool.join()
        with self._lock:
            left = tuple(self._unfinished)
        for answer in left:
            answer.cancel()
        self._scratch.cleanup()

    def _make_pool(self) -> ProcessPool:
        return ProcessPool(
            max_workers=self.size,
            max_tasks=self._tasks_per_process,
            initializer=_set_up_process,
            initargs=(self._log, self._memory, self._scratch.name),
            context=multiprocessing.get_context("spawn"),
        )

    def _pass_on(self, answer: "Future[_Answer[Result]]", result: "Future[Result]") -> None:
        """Hand the end of a scheduled task on to the future that the caller holds."""
        with self._lock:
            self._unfinished.discard(answer)
        try:
            found = answer.result()
        except TimeoutError:
            result.set_exception(WorkerTimeoutError(f"{self.timeout:g} s"))
        except ProcessExpired as error:
            if error.exitcode == MEMORY_EXIT:
                result.set_exception(WorkerMemoryError(f"{(self._memory or 0) >> 20} MiB"))
            else:
                result.set_exception(WorkerCrashedError(describe_exit(error.exitcode)))
        except (BrokenProcessPool, CancelledError) as error:
            result.set_exception(WorkerCrashedError(type(error).__name__))
        except Exception as error:  # noqa: BLE001 - what cannot travel between processes
            result.set_exception(error)
        else:
            if found.error is not None:
                result.set_exception(found.error)
            else:
                result.set_result(found.result)  # type: ignore[arg-type]


def _apply(packed: bytes) -> _Answer[Any]:
    """Run in a process: apply the function; its own exceptions are part of the answer."""
    try:
        work, task = pickle.loads(packed)
        return _Answer(result=work(task))
    except Exception as error:  # noqa: BLE001 - raised again in the parent
        return _Answer(error=error)


def limit_child(most_output: int) -> Callable[[], None]:
    """Return what a program that is about to start does first (``preexec_fn``).

    It ends when the process that started it does, however that ends (Linux only), and writes
    no file larger than it may.

    Args:
        most_output: Most bytes of a file.
    """
    import resource

    end_with_starter = _find_prctl()

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most_output, most_output))
        end_with_starter()

    return limit


@cache
def _find_prctl() -> Callable[[], None]:
    """Return what lets a process end with the one that started it.

    It is found before it is needed: little may be done between the start of a process and that
    of its program.
    """
    if sys.platform != "linux":
        return lambda: None
    prctl = ctypes.CDLL(None).prctl
    return lambda: prctl(_DEATH_SIGNAL, signal.SIGKILL)


def _set_up_process(log: Path | None, memory: int | None, scratch: str) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tempfile.tempdir = scratch
    _end_with_parent()
    if memory is not None:
        _limit_memory(memory)
    if log is not None:
        log.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        os.dup2(descriptor, 1)
        os.dup2(descriptor, 2)
        os.close(descriptor)


def _limit_memory(most: int) -> None:
    """End this process as soon as it holds more memory than it may.

    What it holds is looked at several times a second, not what it reserves: libraries reserve
    far more than they use. A limit of the system stands behind it, for what grows faster.
    """
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    reserve = RESERVED_MEMORY * most
    if hard != resource.RLIM_INFINITY:
        reserve = min(reserve, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (reserve, hard))
    page = resource.getpagesize()
    status = Path("/proc/self/statm")
    if not status.exists():
        return

    def watch() -> None:
        while int(status.read_bytes().split()[1]) * page <= most:
            time.sleep(MEMORY_LOOK)
        os._exit(MEMORY_EXIT)

    threading.Thread(target=watch, name="watch-memory", daemon=True).start()


def _end_with_parent() -> None:
    """End this process when its parent is killed, even in the middle of a task."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch() -> None:
        connection.wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, name="watch-parent", daemon=True).start()


def describe_exit(code: int) -> str:
    """Return an exit code, or the name of the signal that a negative one stands for."""
    if code >= 0:
        return f"exit code {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"
