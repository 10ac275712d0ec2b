"""The name column of a table without header is the one that holds known names."""

from sidak.normalisers import type_tables
from sidak.schemas import ColumnRole, DocumentFacts, DocumentKind, Level
from tests.normalisers.tables import make_extraction, make_table

NAMES = {
    "Penataan Organisasi": Level.KEGIATAN,
    "Fasilitasi Keprotokolan": Level.SUB_KEGIATAN,
    "Fasilitasi Komunikasi Pimpinan": Level.SUB_KEGIATAN,
}


class Names:
    """A nomenclature of a few names, without codes."""

    def find_level(self, name: str) -> Level | None:
        return NAMES.get(name)

    def find_codes(self, level: Level, name: str, kewenangan: frozenset[str]) -> frozenset[str]:
        return frozenset()


INDEX = Names()
ROWS = (
    (
        "Meningkatnya kualitas perencanaan dan akuntabilitas",
        "4.01.01.2.13",
        "Penataan Organisasi",
        "Persentase perangkat daerah yang tertata",
        "100",
        "2.008.541.004",
    ),
    (
        "",
        "4.01.01.2.14.01",
        "Fasilitasi Keprotokolan",
        "Jumlah bulan kegiatan keprotokolan",
        "12",
        "692.544.531",
    ),
    (
        "Meningkatnya kualitas layanan pimpinan",
        "4.01.01.2.14.02",
        "Fasilitasi Komunikasi Pimpinan",
        "Jumlah bulan kegiatan komunikasi",
        "12",
        "1.077.283.392",
    ),
)
FACTS = DocumentFacts(DocumentKind.RENSTRA, year=2023, year_last=2023)


def test_goals_beside_known_names_are_no_names() -> None:
    extraction = make_extraction(make_table(ROWS))
    [typed] = type_tables(extraction, FACTS, nomenclature=INDEX)
    assert [meaning.role for meaning in typed.columns][:4] == [
        ColumnRole.TEXT,
        ColumnRole.KODE,
        ColumnRole.NAME,
        ColumnRole.INDIKATOR,
    ]
    assert [(item.kode_printed, item.name) for item in typed.items] == [
        (row[1], row[2]) for row in ROWS
    ]


def test_a_header_that_names_the_column_stands() -> None:
    header = ("Uraian", "Kode", "Lokasi", "Indikator", "Target", "Pagu (Rp)")
    extraction = make_extraction(make_table((header, *ROWS), header_rows=1))
    [typed] = type_tables(extraction, FACTS, nomenclature=INDEX)
    assert typed.columns[0].role is ColumnRole.NAME


def test_without_a_list_nothing_changes() -> None:
    extraction = make_extraction(make_table(ROWS))
    [typed] = type_tables(extraction, FACTS)
    assert typed.columns[0].role is ColumnRole.NAME
