"""Which decisions make which documents be understood again."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from sidak.flows.batch.planning import RunRequest, make_plan
from sidak.flows.state.decisions import append_decision_record, revoke_decision
from sidak.matchers import CodeDecision, record_decision
from sidak.schemas import Level
from sidak.schemas.decisions import FigureDecision, record_figure_decision


def test_a_figure_concerns_its_document_a_code_concerns_all(
    inbox: Path, tmp_path: Path
) -> None:
    request = RunRequest(inbox, tmp_path / "out")
    path = request.folder.decisions
    before = make_plan(request)
    figure = FigureDecision(
        before.jobs[0].sha256[:16], "x-t01-r1-c1", 1, None, "1", Decimal(1), "budi"
    )
    record = append_decision_record(path, record_figure_decision(figure))
    after = make_plan(request)
    assert after.inputs_digest != before.inputs_digest
    assert after.versions["decisions"] != before.versions["decisions"]
    changed = [
        one.result_key != two.result_key
        for one, two in zip(before.jobs, after.jobs, strict=True)
    ]
    assert changed == [True, False]
    # Taken back, everything is as it was: the earlier work serves again.
    revoke_decision(path, record.decision_id, who="budi")
    undone = make_plan(request)
    assert replace(undone, started=before.started) == before
    decision = CodeDecision(Level.PROGRAM, "Program X", "", "4.01.02", "budi")
    append_decision_record(path, record_decision(decision))
    code = make_plan(request)
    assert all(
        one.result_key != two.result_key
        for one, two in zip(before.jobs, code.jobs, strict=True)
    )
