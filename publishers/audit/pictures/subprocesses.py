"""Drawing in processes of its own: a page that crashes the renderer harms nothing else."""

import math
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from pathlib import Path

from sidak.publishers.audit.pictures.plan import DocumentPlan
from sidak.publishers.audit.pictures.render import DrawnPictures, PictureProblem, draw_document
from sidak.publishers.audit.pictures.settings import SETTINGS
from sidak.schemas.system.processes import GuardedPool

#: Draws plans from sources (document id to file) into folders below the one given.
DrawPictures = Callable[[Sequence[DocumentPlan], Mapping[str, Path], Path], list[DrawnPictures]]

_Task = tuple[DocumentPlan, Path, Path]


def draw_in_process(
    plans: Sequence[DocumentPlan], sources: Mapping[str, Path], folder: Path
) -> list[DrawnPictures]:
    """Draw in this process.

    Args:
        plans: The pictures to draw.
        sources: Document id to its PDF.
        folder: Each document gets a folder of its name in it.
    """
    return [_draw(task) for task in _list_tasks(plans, sources, folder)]


def draw_in_subprocesses(
    plans: Sequence[DocumentPlan],
    sources: Mapping[str, Path],
    folder: Path,
    *,
    workers: int | None = None,
    timeout: float | None = None,
) -> list[DrawnPictures]:
    """Draw in processes of their own.

    A document that crashes the renderer or takes too long has no pictures; the others do.

    Args:
        plans: The pictures to draw.
        sources: Document id to its PDF.
        folder: Each document gets a folder of its name in it.
        workers: Processes at the same time; ``None`` for the usual number.
        timeout: Seconds that one document may take; ``None`` for the usual time.

    Raises:
        OSError: If a picture cannot be written.
    """
    if not plans:
        return []
    useful = math.ceil(len(plans) / SETTINGS.documents_per_process)
    size = min(workers or SETTINGS.workers, useful)
    seconds = SETTINGS.timeout if timeout is None else timeout
    with GuardedPool(_draw, size=size, timeout=seconds, memory=SETTINGS.memory) as pool:
        futures = [pool.submit(task) for task in _list_tasks(plans, sources, folder)]
        drawn = [_wait(plan, future) for plan, future in zip(plans, futures, strict=True)]
    return sorted(drawn, key=lambda one: one.document_id)


def _list_tasks(
    plans: Sequence[DocumentPlan], sources: Mapping[str, Path], folder: Path
) -> list[_Task]:
    return [(one, sources[one.document_id], folder / one.document_id) for one in plans]


def _draw(task: _Task) -> DrawnPictures:
    return draw_document(*task)


def _wait(plan: DocumentPlan, future: Future[DrawnPictures]) -> DrawnPictures:
    """Return what was drawn; an error of the disk is raised, any other is the document's."""
    error = future.exception()
    if isinstance(error, OSError):
        raise error
    if error is not None:
        return DrawnPictures(plan.document_id, problem=PictureProblem.BROKEN)
    return future.result()
