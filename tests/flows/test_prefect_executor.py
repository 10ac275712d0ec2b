"""What is done before Prefect is there: it takes seconds to import and longer to start."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from sidak.flows.batch.planning import RunRequest, make_plan
from sidak.flows.batch.progress import SilentReporter
from sidak.flows.batch.region_steps import PartVerdict
from sidak.flows.batch.regions import RegionJob
from sidak.flows.batch.summary import ReleaseCounts, RunSummary
from sidak.flows.exit_code import ExitCode
from sidak.flows.prefect_executor import LoggingReporter, PrefectExecutor


@pytest.fixture(autouse=True)
def without_prefect(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a process that has not imported it; an import is an error."""
    monkeypatch.delitem(sys.modules, "prefect", raising=False)
    monkeypatch.setattr(sys, "meta_path", [_Refusal(), *sys.meta_path])


class _Refusal:
    def find_spec(self, name: str, *_: object) -> None:
        assert name != "prefect"


class Notes(SilentReporter):
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def note(self, text: str) -> None:
        self.texts.append(text)


def test_a_note_does_not_wait_for_prefect() -> None:
    notes = Notes()
    LoggingReporter(notes).note("2 documents, 2 to read")
    assert notes.texts == ["2 documents, 2 to read"]


def test_an_empty_inbox_starts_no_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    (tmp_path / "in").mkdir()
    plan = make_plan(RunRequest(tmp_path / "in", tmp_path / "out"))
    summary = RunSummary(ExitCode.NOTHING_READ, ReleaseCounts())
    assert PrefectExecutor(reporter=Notes()).run(plan, lambda: summary) is summary


def test_the_wait_for_prefect_is_told_first(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("ok")
    plan = make_plan(RunRequest(tmp_path / "in", tmp_path / "out"))
    notes = Notes()
    with pytest.raises(AssertionError):
        PrefectExecutor(reporter=notes).run(plan, lambda: pytest.fail("not asked for"))
    assert notes.texts == ["starting Prefect (--no-prefect works without it)"]


class UnpublishableSteps:
    """Steps of a region that must not be published."""

    size = 1

    def reconcile(self, job: RegionJob) -> Mapping[str, int]:
        return {}

    def validate(self, job: RegionJob) -> PartVerdict:
        return PartVerdict()

    def publish(self, job: RegionJob) -> Any:
        pytest.fail(f"{job.region_code} was published")


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (None, "the checks could not be made"),
        (ValueError("a table without columns"), "a table without columns"),
    ],
)
def test_a_region_that_was_not_checked_is_not_published(
    monkeypatch: pytest.MonkeyPatch, fault: ValueError | None, error: str
) -> None:
    """A task of Prefect can end without its work begun: crashed, cancelled, paused."""

    def run_task(title: str, _: str, work: Callable[[], Any], *, may_fail: bool = False) -> Any:
        return fault if title == "validate region" and may_fail else work()

    room = "sidak.flows.prefect_executor"
    monkeypatch.setattr(f"{room}._run_task", run_task)
    monkeypatch.setattr(f"{room}.is_in_flow", lambda: True)
    monkeypatch.setattr(f"{room}.PrefectExecutor._begin", lambda *_: None)
    monkeypatch.setattr(f"{room}.PrefectExecutor._advance", lambda *_: None)
    job = RegionJob("36.73", "", "k", (), "c", "o", "f", None, None, "l", "id", "2026-11-27")
    (outcome,) = PrefectExecutor(reporter=Notes()).map_regions(UnpublishableSteps(), [job], 1)
    assert (outcome.facts, error in (outcome.error or "")) == (None, True)
