"""Worker processes: a document that hangs or kills its process harms no other.

A pool of ``concurrent.futures`` breaks as a whole when one of its processes dies, and
cannot stop a job that hangs. Here each worker is one process at the end of one pipe; it is
killed and replaced when it dies or takes too long.
"""

import contextlib
import multiprocessing
import os
import queue
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from multiprocessing import connection
from multiprocessing.connection import Connection
from pathlib import Path

from sidak.flows.batch.jobs import (
    DocumentTimeoutError,
    Job,
    JobContext,
    JobResult,
    TransientError,
)

Handler = Callable[[Job, JobContext], JobResult]

#: Jobs after which a worker is replaced, so that a leaking library stays small.
_JOBS_A_WORKER = 50
_SECONDS_TO_LEAVE = 2.0
_SECONDS_TO_START = 300.0


class Worker:
    """One process that reads documents, started at its first job.

    Args:
        context: What the handler needs besides the job.
        handler: A function at the top of a module; runs in the process.
    """

    def __init__(self, context: JobContext, handler: Handler) -> None:
        self._context = context
        self._handler = handler
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: Connection | None = None
        self._jobs = 0

    def read(self, job: Job, timeout: float) -> JobResult:
        """Let the process do a job and wait for it.

        Args:
            job: The document.
            timeout: Seconds after which the process is killed; its start does not count.

        Raises:
            DocumentTimeoutError: If the time ran out.
            TransientError: If the process died, or reported a fault of the machine.
        """
        try:
            pipe = self._start()
            pipe.send(job)
            if not pipe.poll(timeout):
                self.kill()
                raise DocumentTimeoutError(f"belum selesai setelah {timeout:g} detik")
            answer = pipe.recv()
        except (EOFError, OSError):
            code = self.kill()
            raise TransientError(f"proses pembaca mati ({_name_exit(code)})") from None
        self._jobs += 1
        if self._jobs >= _JOBS_A_WORKER:
            self.close()
        if isinstance(answer, Exception):
            raise answer
        assert isinstance(answer, JobResult)
        return answer

    def close(self) -> None:
        """Let the process end; kill it if it does not."""
        if self._pipe is not None:
            self._pipe.close()
        if self._process is not None:
            self._process.join(_SECONDS_TO_LEAVE)
        self.kill()

    def kill(self) -> int | None:
        """Kill the process and return its exit code (minus the signal), if there was one."""
        process, pipe = self._process, self._pipe
        self._process = self._pipe = None
        self._jobs = 0
        if pipe is not None:
            pipe.close()
        if process is None:
            return None
        # Often the process is dead already and only its end of the pipe was noticed.
        process.join(0.2)
        if process.is_alive():
            process.kill()
            process.join()
        code = process.exitcode
        process.close()
        return code

    def _start(self) -> Connection:
        if self._pipe is not None:
            return self._pipe
        # Not fork: the parent has threads (progress bar, Prefect), and a fork copies
        # their locks without the threads that would open them.
        spawn = multiprocessing.get_context("spawn")
        ours, theirs = spawn.Pipe()
        self._process = spawn.Process(
            target=_serve,
            args=(theirs, self._context, self._handler),
            name="sidak-worker",
            daemon=True,
        )
        self._process.start()
        theirs.close()
        self._pipe = ours
        # the time to start is not the document's; on a busy machine it takes a while
        if not ours.poll(_SECONDS_TO_START):
            raise EOFError
        ours.recv()
        return ours


class WorkerPool:
    """A fixed number of workers, shared by threads.

    Args:
        size: Number of processes.
        context: What the handler needs besides the job.
        handler: A function at the top of a module; runs in the processes.
        timeout: Seconds that one job may take.
    """

    def __init__(
        self, size: int, context: JobContext, handler: Handler, *, timeout: float
    ) -> None:
        self.size = size
        self._timeout = timeout
        self._workers = [Worker(context, handler) for _ in range(size)]
        self._idle: queue.LifoQueue[Worker] = queue.LifoQueue()
        for worker in self._workers:
            self._idle.put(worker)

    def read(self, job: Job) -> JobResult:
        """Do a job on the next idle worker; call from as many threads as there are workers.

        Raises:
            DocumentTimeoutError: If the time ran out.
            TransientError: If the process died, or reported a fault of the machine.
        """
        with self._borrow() as worker:
            return worker.read(job, self._timeout)

    def read_in_parts(self, job: Job, parts: Sequence[tuple[int, ...]]) -> JobResult:
        """Do a long job with all workers that are idle, part by part.

        Other documents wait no longer for it than for any other: each part is a job of its
        own. A part that failed is left to the last step, which reads what is missing.

        Args:
            job: The document.
            parts: Its scanned pages, shared out.

        Raises:
            DocumentTimeoutError: If the time for the last step ran out.
            TransientError: If the process died, or reported a fault of the machine.
        """

        def read_part(pages: tuple[int, ...]) -> JobResult | None:
            try:
                return self.read(replace(job, part=pages))
            except (DocumentTimeoutError, TransientError):
                return None

        with ThreadPoolExecutor(self.size) as threads:
            found = list(threads.map(read_part, parts))
        scans = tuple(scan for one in found if one is not None for scan in one.scans)
        return self.read(replace(job, scans=scans))

    def close(self) -> None:
        """End all processes."""
        for worker in self._workers:
            worker.close()

    def __enter__(self) -> "WorkerPool":
        return self

    def __exit__(self, *exception: object) -> None:
        # Whatever ended the block (Ctrl-C, an error), no worker outlives it.
        for worker in self._workers:
            worker.kill()

    @contextlib.contextmanager
    def _borrow(self) -> Iterator[Worker]:
        worker = self._idle.get()
        try:
            yield worker
        finally:
            self._idle.put(worker)


def _serve(pipe: Connection, context: JobContext, handler: Handler) -> None:
    """Do jobs until the other end closes; the main loop of a worker process."""
    # Ctrl-C reaches the whole group; the parent decides what becomes of the workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _die_with_parent()
    if context.log is not None:
        _redirect_output(Path(context.log))
    pipe.send("ready")
    while True:
        try:
            job = pipe.recv()
        except EOFError:
            return
        answer: JobResult | Exception
        try:
            answer = handler(job, context)
        except TransientError as error:
            answer = TransientError(str(error))
        pipe.send(answer)


def _die_with_parent() -> None:
    """End this process when its parent is killed, even in the middle of a job."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch() -> None:
        connection.wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, name="watch-parent", daemon=True).start()


def _redirect_output(log: Path) -> None:
    """Send what libraries print, in C too, to the log: the terminal shows the progress."""
    log.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    os.dup2(descriptor, 1)
    os.dup2(descriptor, 2)
    os.close(descriptor)


def _name_exit(code: int | None) -> str:
    if code is None:
        return "sebab tidak diketahui"
    if code >= 0:
        return f"kode {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"sinyal {-code}"
