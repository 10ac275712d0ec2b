"""Matching to lists that were learned from reports."""

from dataclasses import replace

import pytest

from sidak.matchers import Nomenclature, NomenclatureList, match_tables
from sidak.schemas import Level, MatchStatus
from tests.matchers.makers import make_facts, make_nomenclature, make_table

CODE, NAME = "5.03.02.2.01.01", "Penyusunan Rencana Kebutuhan Aparatur"
OTHER = "5.03.02.2.02.01"


def make_lists(*, support: int, official: str = "") -> Nomenclature:
    """Make a learned list of one line, beside official ones."""
    (own,) = make_nomenclature(kepmendagri_050_5889_2021=[(CODE, NAME)]).lists
    learned = NomenclatureList(
        own.edition,
        own.scope,
        "learned.tsv",
        tuple(replace(entry, support=support) for entry in own.entries),
    )
    rows = [(OTHER, "Pengadaan Pegawai"), ("5.03.02.2.02", "Mutasi Pegawai")]
    if official:
        rows.append((CODE, official))
    lists = make_nomenclature(kepmendagri_050_3708_2020=rows).lists
    return Nomenclature((*lists, learned))


@pytest.mark.parametrize(
    ("support", "status"),
    [(1, MatchStatus.REVIEW), (3, MatchStatus.AUTO)],
)
def test_learned_line_is_less_certain(support: int, status: MatchStatus) -> None:
    table = make_table([(Level.SUB_KEGIATAN, CODE, NAME)])
    lists = make_lists(support=support)
    (item,) = match_tables([table], make_facts(2022), lists).tables[0].items
    assert (item.kode, item.match_status, item.match_method) == (
        CODE,
        status,
        "code+name+learned",
    )
    official = make_lists(support=support, official=NAME)
    (sure,) = match_tables([table], make_facts(2022), official).tables[0].items
    assert item.score is not None
    assert sure.score is not None
    assert item.score < sure.score


def test_name_of_an_official_list_of_another_edition_is_not_learned() -> None:
    table = make_table([(Level.SUB_KEGIATAN, CODE, NAME)])
    lists = make_lists(support=1, official=NAME)
    (item,) = match_tables([table], make_facts(2022), lists).tables[0].items
    assert (item.match_status, item.match_method) == (MatchStatus.AUTO, "code+name")


def test_edition_of_a_learned_line_is_not_at_hand() -> None:
    """A few learned lines do not make their edition the one that a document follows."""
    lists = make_lists(support=3)
    assert [one.edition for one in lists.editions] == ["kepmendagri-050-3708-2020"]
    table = make_table([(Level.SUB_KEGIATAN, OTHER, "Pengadaan Pegawai")])
    result = match_tables([table], make_facts(2022), lists)
    assert result.edition == "kepmendagri-050-3708-2020"
    assert result.tables[0].items[0].match_method == "code+name"
