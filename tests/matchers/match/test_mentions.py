"""Codes of lines that sentences name."""

from dataclasses import replace

from sidak.matchers import code_mentions
from sidak.normalisers.mentions.reader import DocumentPeriod, list_mentions, read_sentences
from sidak.schemas import Level, MatchStatus, PageText
from tests.expectations.factories import DOCUMENT, make_table


def test_only_codes_that_need_no_person() -> None:
    table = make_table(["pagu"], [(Level.PROGRAM, "Program Penunjang Urusan Daerah", ["1"])])
    text = PageText(1, (("Program Penunjang Urusan Daerah anggaran Rp 5.000.000 saja", None),))
    mentions = list_mentions(read_sentences([text], [table], DocumentPeriod(DOCUMENT, None)))
    found = []
    for status in (MatchStatus.AUTO, MatchStatus.REVIEW):
        item = replace(table.items[0], kode="4.01.01", match_status=status)
        found.append(code_mentions(mentions, [replace(table, items=(item,))])[0].kode)
    assert found == ["4.01.01", None]
