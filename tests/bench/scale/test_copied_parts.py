"""A copied part is found by the next run, and its rows are those of its own documents."""

from pathlib import Path

from bench.scale.copied_parts import copy_parts
from bench.scale.copies import REPORTS_PER_REGION, add_copies, load_originals
from sidak.flows.batch.planning import RunRequest, make_plan
from sidak.flows.batch.region_steps import publish_region, reconcile_region
from sidak.flows.batch.regions import plan_regions
from sidak.flows.state.cache import Cache
from sidak.flows.state.heads import make_head
from sidak.publishers import load_part
from sidak.publishers.release.formats import read_table
from sidak.schemas import DocumentResult
from tests.flows.batch.handlers import make_records, validate_fake


def test_a_copied_part_holds_the_documents_of_its_region(tmp_path: Path) -> None:
    inbox, curated = tmp_path / "in", tmp_path / "out"
    inbox.mkdir()
    (inbox / "a.txt").write_text("ok")
    (job,) = make_plan(RunRequest(inbox, curated)).jobs
    Cache(curated / "state" / "cache").store(job.result_key, make_records(job))
    copies, out = tmp_path / "copies", tmp_path / "copied"
    for first, count in ((0, 2), (REPORTS_PER_REGION, 2), (2 * REPORTS_PER_REGION, 1)):
        add_copies(load_originals(inbox, curated), copies, out, first, count)
    plan = make_plan(RunRequest(copies, out))
    cache = Cache(out / "state" / "cache")
    heads = {}
    for one in plan.jobs:
        result = cache.load(one.result_key, DocumentResult)
        assert result is not None
        heads[one.result_key] = make_head(result)
    regions = plan_regions(plan, heads, {}, None)
    original, copied, other = regions
    reconcile_region(original)
    validate_fake(original)
    made = publish_region(original)
    # A region of one document is like none that is made.
    assert copy_parts(plan, regions, 1, None) == 1
    assert load_part(other.finished) is None
    part = load_part(copied.finished)
    assert part is not None
    assert (part.facts.key, part.facts.region) == (copied.key, "Kabupaten Aceh Selatan")
    ids = [entry.document_id for entry in copied.entries]
    assert sorted(part.facts.documents) == sorted(ids)
    assert len(part.facts.files) == len(made.files)
    assert not set(part.facts.files) & set(made.files)
    documents = read_table("documents", copied.finished)
    assert documents is not None
    assert sorted(documents["document_id"]) == sorted(ids)
    assert set(documents["region_code"]) == {copied.region_code}
