"""Drawing in a process apart: a page that takes the renderer down takes nothing with it."""

import multiprocessing
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from pathlib import Path
from queue import Empty, SimpleQueue

from sidak.publishers.audit.pictures.plan import DocumentPlan
from sidak.publishers.audit.pictures.render import DrawnPictures, PictureProblem, draw_document

#: Seconds for the pictures of one document, the start of the process included.
_TIMEOUT = 300.0

#: Draws plans from sources (document id to file) into folders below the one given.
DrawPictures = Callable[[Sequence[DocumentPlan], Mapping[str, Path], Path], list[DrawnPictures]]


def draw_in_process(
    plans: Sequence[DocumentPlan], sources: Mapping[str, Path], folder: Path
) -> list[DrawnPictures]:
    """Draw in this process."""
    return [
        draw_document(plan, sources[plan.document_id], folder / plan.document_id)
        for plan in plans
    ]


def draw_in_subprocesses(
    plans: Sequence[DocumentPlan],
    sources: Mapping[str, Path],
    folder: Path,
    *,
    workers: int = 2,
    timeout: float = _TIMEOUT,
) -> list[DrawnPictures]:
    """Draw in processes of their own.

    A document that crashes the renderer or takes too long has no pictures; the others do.

    Args:
        plans: What to draw.
        sources: Document id to its PDF.
        folder: Each document gets a folder of its name in it.
        workers: Processes at the same time.
        timeout: Seconds that one document may take.
    """
    waiting: SimpleQueue[DocumentPlan] = SimpleQueue()
    for plan in plans:
        waiting.put(plan)

    def work(_: int) -> list[DrawnPictures]:
        drawn: list[DrawnPictures] = []
        while not waiting.empty():
            drawn.extend(_run_process(waiting, sources, folder, timeout))
        return drawn

    workers = min(workers, len(plans))
    if not workers:
        return []
    with ThreadPoolExecutor(workers) as threads:
        drawn = [one for part in threads.map(work, range(workers)) for one in part]
    return sorted(drawn, key=lambda one: one.document_id)


def _run_process(
    waiting: "SimpleQueue[DocumentPlan]",
    sources: Mapping[str, Path],
    folder: Path,
    timeout: float,
) -> list[DrawnPictures]:
    """Feed one process until the queue is empty or the process is lost."""
    context = multiprocessing.get_context("spawn")
    near, far = context.Pipe()
    process = context.Process(target=_serve, args=(far,), daemon=True)
    process.start()
    far.close()
    drawn: list[DrawnPictures] = []
    try:
        while True:
            try:
                plan = waiting.get_nowait()
            except Empty:
                return drawn
            broken = DrawnPictures(plan.document_id, problem=PictureProblem.BROKEN)
            try:
                near.send((plan, sources[plan.document_id], folder / plan.document_id))
                if not near.poll(timeout):
                    return [*drawn, broken]
                answer = near.recv()
            except (EOFError, BrokenPipeError, ConnectionResetError):
                return [*drawn, broken]
            if isinstance(answer, OSError):
                raise answer
            drawn.append(answer)
    finally:
        near.close()
        process.kill()
        process.join()


def _serve(connection: Connection) -> None:
    while True:
        try:
            task = connection.recv()
        except EOFError:
            return
        try:
            connection.send(draw_document(*task))
        except OSError as error:
            connection.send(error)
