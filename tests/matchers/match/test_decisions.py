"""Decisions about codes: noted, read back, the last one of a context holds."""

from dataclasses import replace

from sidak.matchers import (
    CodeDecision,
    list_code_decisions,
    match_tables,
    record_decision,
)
from sidak.matchers.match.decisions import index_decisions
from sidak.schemas import Level, MatchStatus
from tests.matchers.makers import (
    embedded,
    make_facts,
    make_table,
)

SUB = Level.SUB_KEGIATAN


def test_the_last_one_of_a_context_holds() -> None:
    first = CodeDecision(SUB, "Jasa, Kebersihan", "4.01.01.2.08", "4.01.01.2.08.04", "Ani")
    second = CodeDecision(SUB, "jasa kebersihan", "2.16.01.2.08", "", "Budi", "bukan")
    decisions = list_code_decisions([record_decision(one) for one in (first, second)])
    assert decisions == (first, second)
    # the programme PENUNJANG is one context for all agencies: the later decision holds
    assert list(index_decisions(decisions).values()) == [second]


P, K, S = Level.PROGRAM, Level.KEGIATAN, Level.SUB_KEGIATAN


PENUNJANG = "PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KABUPATEN/KOTA"


def test_decisions_are_applied_in_their_context() -> None:
    table = make_table(
        [
            (P, "4.01.01", PENUNJANG),
            (K, "4.01.01.2.08", "Penyediaan Jasa Penunjang Urusan Pemerintahan Daerah"),
            (S, None, "Jasa Kebersihan"),
        ]
    )
    before = match_tables([table], make_facts(), embedded())
    question = before.review[0]
    assert question.parent_kode == "4.01.01.2.08"
    decision = CodeDecision(
        S, "JASA  kebersihan", question.parent_kode, "4.01.01.2.08.04", "Ani"
    )
    after = match_tables([table], make_facts(), embedded(), [decision])
    item = after.tables[0].items[2]
    assert (item.kode, item.match_status, item.match_method) == (
        "4.01.01.2.08.04",
        MatchStatus.DECIDED,
        "decision",
    )
    assert item.kode_name == "Penyediaan Jasa Pelayanan Umum Kantor"
    assert after.review == ()
    assert after.tables[0].figures[2].kode == "4.01.01.2.08.04"
    nothing = [decision, replace(decision, kode="")]
    last = match_tables([table], make_facts(), embedded(), nothing).tables[0].items[2]
    assert (last.kode, last.match_status) == (None, MatchStatus.DECIDED)


def test_a_decision_below_a_decided_line_is_found_again() -> None:
    table = make_table(
        [
            (P, "4.01.01", PENUNJANG),
            (K, None, "Urusan rumah tangga"),
            (S, None, "Jasa Kebersihan"),
        ]
    )
    first = match_tables([table], make_facts(), embedded()).review
    parent = next(one for one in first if one.level is K)
    above = CodeDecision(K, parent.name, parent.parent_kode, "4.01.01.2.08", "Ani")
    second = match_tables([table], make_facts(), embedded(), [above]).review
    child = next(one for one in second if one.level is S)
    assert child.parent_kode == "4.01.01.2.08"
    below = CodeDecision(S, child.name, child.parent_kode, "4.01.01.2.08.04", "Ani")
    last = match_tables([table], make_facts(), embedded(), [above, below])
    assert [item.kode for item in last.tables[0].items] == [
        "4.01.01",
        "4.01.01.2.08",
        "4.01.01.2.08.04",
    ]
    assert last.review == ()
