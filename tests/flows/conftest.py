"""An inbox of fake reports, and runs over it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sidak.flows.batch.executor import ThreadExecutor
from sidak.flows.batch.planning import RunRequest
from sidak.flows.batch.run import run_inbox
from sidak.flows.batch.summary import RunSummary
from sidak.flows.batch.worker_pool import JobHandlers
from sidak.flows.settings import RunSettings
from tests.flows.batch.handlers import FAKE

Run = Callable[..., RunSummary]


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """An inbox with two good reports."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "a.txt").write_text("ok a")
    (folder / "b.txt").write_text("ok b")
    return folder


@pytest.fixture
def run(inbox: Path, tmp_path: Path) -> Run:
    """A function that runs the inbox with fake readers; takes fields of ``RunRequest``."""

    def run_once(
        timeout: float = 60.0,
        out: str = "out",
        workers: int = 1,
        handlers: JobHandlers = FAKE,
        **fields: object,
    ) -> RunSummary:
        request = RunRequest(
            inbox,
            tmp_path / out,
            workers=workers,
            settings=RunSettings(timeout),
            **fields,  # type: ignore[arg-type]
        )
        return run_inbox(request, executor=ThreadExecutor((0.0,)), handlers=handlers)

    return run_once
