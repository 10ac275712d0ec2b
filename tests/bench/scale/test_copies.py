"""Copies are reports of their own: other content, id, region and year; nothing is read."""

from pathlib import Path

import pytest

from bench.scale.copies import REPORTS_PER_REGION, add_copies, load_originals
from bench.scale.evaluate import ScaleOptions, measure_scale
from sidak.flows.batch.planning import RunRequest, make_plan
from sidak.flows.state.cache import Cache
from sidak.schemas import DocumentResult
from tests.flows.batch.handlers import make_records


def test_copies_have_results_of_their_own(tmp_path: Path) -> None:
    inbox, curated = tmp_path / "in", tmp_path / "out"
    inbox.mkdir()
    (inbox / "a.txt").write_text("ok")
    (job,) = make_plan(RunRequest(inbox, curated)).jobs
    Cache(curated / "state" / "cache").store(job.result_key, make_records(job))
    originals = load_originals(inbox, curated)
    copies, out = tmp_path / "copies", tmp_path / "copied"
    add_copies(originals, copies, out, 0, 2)
    add_copies(originals, copies, out, REPORTS_PER_REGION, 1)
    plan = make_plan(RunRequest(copies, out))
    assert plan.todo == ()
    cache = Cache(out / "state" / "cache")
    documents = []
    for copy in plan.jobs:
        result = cache.load(copy.result_key, DocumentResult)
        assert result is not None
        assert result.document.document_id == copy.sha256[:16]
        assert (result.document.sha256, result.document.file) == (copy.sha256, copy.name)
        documents.append((result.document.region, result.document.year))
    assert documents == [
        ("Provinsi Aceh", 2022),
        ("Provinsi Aceh", 2023),
        ("Kabupaten Aceh Selatan", 2025),
    ]


def test_without_results_to_copy_one_line_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inbox = tmp_path / "in"
    inbox.mkdir()
    (inbox / "a.txt").write_text("ok")
    options = ScaleOptions(inbox, tmp_path / "out", tmp_path / "work")
    assert measure_scale(options) == 2
    assert capsys.readouterr().err.startswith(f"sidak: {tmp_path / 'out'} holds no result")
