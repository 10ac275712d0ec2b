"""Lines of a tree decided together."""

from sidak.matchers import match_tables
from sidak.schemas import Level
from tests.matchers.makers import (
    embedded,
    make_facts,
    make_table,
)

P, K, S = Level.PROGRAM, Level.KEGIATAN, Level.SUB_KEGIATAN


def test_a_name_under_two_parents_goes_to_its_own() -> None:
    same = "Pengelolaan Pengadaan Barang dan Jasa"
    table = make_table(
        [
            (P, None, "PROGRAM PEREKONOMIAN DAN PEMBANGUNAN"),
            (K, None, same),
            (S, None, same),
        ]
    )
    result = match_tables([table], make_facts(), embedded())
    assert [i.kode for i in result.tables[0].items] == [
        "4.01.03",
        "4.01.03.2.03",
        "4.01.03.2.03.01",
    ]
