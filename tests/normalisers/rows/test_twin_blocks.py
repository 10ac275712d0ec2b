"""Two blocks side by side, the second of them beside its own header."""

from sidak.normalisers import type_tables
from sidak.schemas import ColumnRole, DocumentFacts, DocumentKind
from tests.normalisers.tables import make_extraction, make_table

RENJA = DocumentFacts(DocumentKind.RENJA, None, None, 2016, 2016)
HEADER = [
    ["Rancangan Awal RKPD", "<", "<", "Hasil Analisis Kebutuhan", "<", "<", "<"],
    [
        *("Program/Kegiatan", "Indikator Kinerja", "Pagu (Rp)"),
        *("Program/Kegiatan", "Lokasi", "Indikator Kinerja", "Pagu (Rp)"),
    ],
]
NAMES = [
    "Peningkatan sarana balai benih",
    "Pemeliharaan gedung balai",
    "Pelatihan petugas dinas",
]


def test_names_under_another_header_are_known_by_those_of_the_first_block() -> None:
    program = "Program Peningkatan Sarana"
    rows = [[program, "", "3.000.000", program, "", "", "2.700.000"]] + [
        [name, "Jawa Barat", "1.000.000", "", name, "Kab. Garut", "900.000"] for name in NAMES
    ]
    rows.append(["", "", "", "", "Pembinaan kelompok tani", "Kab. Garut", "800.000"])
    typed = type_tables(make_extraction(make_table([*HEADER, *rows], header_rows=2)), RENJA)[0]
    assert [(one.item_name, one.indikator) for one in typed.figures if one.column == 6] == [
        (program, ""),
        *((name, "") for name in NAMES),
        ("Pembinaan kelompok tani", ""),
    ]


def test_an_indicator_that_repeats_its_own_name_stays_one() -> None:
    rows = [[name, name, "1.000.000", name, "Cirebon", "Jumlah", "900.000"] for name in NAMES]
    typed = type_tables(make_extraction(make_table([*HEADER, *rows], header_rows=2)), RENJA)[0]
    assert typed.columns[1].role is ColumnRole.INDIKATOR
