"""Decisions about codes: appended, read back, the last one of a context holds."""

from pathlib import Path

from sidak.matchers import CodeDecision, append_decision, load_decisions
from sidak.matchers.match.decisions import index_decisions
from sidak.schemas import Level

SUB = Level.SUB_KEGIATAN


def test_append_load_and_the_last_one_holds(tmp_path: Path) -> None:
    file = tmp_path / "decisions" / "decisions.csv"
    assert load_decisions(file) == ()
    first = append_decision(
        file, CodeDecision(SUB, "Jasa, Kebersihan", "4.01.01.2.08", "4.01.01.2.08.04", "Ani")
    )
    second = append_decision(
        file, CodeDecision(SUB, "jasa kebersihan", "2.16.01.2.08", "", "Budi", "bukan")
    )
    assert first.decided_at
    assert load_decisions(file) == (first, second)
    # the programme PENUNJANG is one context for all agencies: the later decision holds
    assert list(index_decisions(load_decisions(file)).values()) == [second]
