"""The code to publish: bidang of the agency, digits of the edition."""

from sidak.matchers import match_tables
from sidak.schemas import Level
from tests.matchers.makers import (
    embedded,
    make_facts,
    make_nomenclature,
    make_table,
)

P, K, S = Level.PROGRAM, Level.KEGIATAN, Level.SUB_KEGIATAN


def test_bidang_and_digits_of_the_edition() -> None:
    lists = make_nomenclature(
        kepmendagri_900__1__15__5_1317_2023=[("X.XX.01.2.07.0005", "Pengadaan Mebel")]
    )
    table = make_table([(S, "2.16.01.2.07.05", "Pengadaan Mebel")])
    result = match_tables([table], make_facts(2024, agency="Dinas Kominfo"), lists)
    assert result.tables[0].items[0].kode == "2.16.01.2.07.0005"
    unknown = make_table([(K, None, "Penataan Organisasi")])
    item = match_tables([unknown], make_facts(agency=None), embedded()).tables[0].items[0]
    assert item.kode == "X.XX.01.2.13"
