"""Decisions about codes: noted, read back, the last one of a context holds."""

from sidak.matchers import CodeDecision, list_code_decisions, record_decision
from sidak.matchers.match.decisions import index_decisions
from sidak.schemas import Level

SUB = Level.SUB_KEGIATAN


def test_the_last_one_of_a_context_holds() -> None:
    first = CodeDecision(SUB, "Jasa, Kebersihan", "4.01.01.2.08", "4.01.01.2.08.04", "Ani")
    second = CodeDecision(SUB, "jasa kebersihan", "2.16.01.2.08", "", "Budi", "bukan")
    decisions = list_code_decisions([record_decision(one) for one in (first, second)])
    assert decisions == (first, second)
    # the programme PENUNJANG is one context for all agencies: the later decision holds
    assert list(index_decisions(decisions).values()) == [second]
