"""What cells say against the unit of their header."""

import pytest

from sidak.normalisers import type_tables
from sidak.schemas import Basis, DocumentFacts, DocumentKind, DoubtKind, Figure, Meaning
from tests.normalisers.tables import make_extraction, make_table

LKJIP = DocumentFacts(DocumentKind.LKJIP, "Dinas Contoh", "Kota Contoh", 2016, 2016)


def _figures(rows: list[list[str]]) -> tuple[Figure, ...]:
    return type_tables(make_extraction(make_table(rows)), LKJIP)[0].figures


def _brief(figure: Figure) -> tuple[str, str | None, Meaning, list[DoubtKind]]:
    kinds = [doubt.kind for doubt in figure.meaning_reasons]
    return (str(figure.value), figure.unit, figure.meaning, kinds)


def test_percent_of_the_header_is_not_given_to_counts_beside_signed_percentages() -> None:
    figures = _figures(
        [
            ["Sasaran", "Target (%)"],
            ["Cadangan pangan", "85 %"],
            ["Penanganan daerah", "90 %"],
            ["Rapat pleno", "2 kali"],
            ["Desa yang tertangani", "560"],
        ]
    )
    assert [_brief(figure) for figure in figures] == [
        ("85", "%", Meaning.SURE, []),
        ("90", "%", Meaning.SURE, []),
        ("2", "kali", Meaning.SURE, []),
        ("560", None, Meaning.DOUBTFUL, [DoubtKind.UNIT_CONTRADICTED]),
    ]


def test_a_column_of_units_against_shares_in_percent_is_doubted() -> None:
    figures = _figures(
        [
            ["Sasaran", "Satuan", "Realisasi (%)"],
            ["Daging", "Ton", "91,80"],
            ["Telur", "Ton", "129,18"],
            ["Rapat", "%", "99,50"],
        ]
    )
    contradicted = [DoubtKind.UNIT_CONTRADICTED]
    assert [_brief(figure) for figure in figures] == [
        ("91.80", "Ton", Meaning.DOUBTFUL, contradicted),
        ("129.18", "Ton", Meaning.DOUBTFUL, contradicted),
        ("99.50", "%", Meaning.SURE, []),
    ]


def test_a_column_of_units_beside_whole_counts_is_right() -> None:
    figures = _figures(
        [
            ["Sasaran", "Satuan", "Target (%)"],
            ["Wajib pajak", "wp", "785"],
            ["Temuan", "kali", "24"],
        ]
    )
    assert [_brief(figure) for figure in figures] == [
        ("785", "wp", Meaning.SURE, []),
        ("24", "kali", Meaning.SURE, []),
    ]


def test_bare_numbers_below_percent_are_percentages() -> None:
    figures = _figures(
        [["Sasaran", "Target (%)"], ["Cadangan", "85"], ["Rapat", "90 %"], ["Desa", "95 %"]]
    )
    assert [_brief(figure) for figure in figures] == [
        ("85", "%", Meaning.SURE, []),
        ("90", "%", Meaning.SURE, []),
        ("95", "%", Meaning.SURE, []),
    ]


@pytest.mark.parametrize(
    ("amounts", "doubts"),
    [
        (["350.000.000", "1.500.000.000", "500.000.000"], [DoubtKind.FACTOR_CONTRADICTED]),
        (["350.000", "1.500.000", "500.000"], []),
        (["25.123.456.789", "1.234.567.891", "2.345.678.912"], []),
    ],
)
def test_thousands_over_whole_rupiah_are_doubted(
    amounts: list[str], doubts: list[DoubtKind]
) -> None:
    names = ["Program Posyandu", "Program Desa", "Program Adat"]
    figures = _figures(
        [
            ["Program", "Pagu Indikatif (Rp. 000)"],
            *([name, amount] for name, amount in zip(names, amounts, strict=True)),
        ]
    )
    assert [figure.unit for figure in figures] == ["Rp ribu"] * 3
    for figure in figures:
        assert [doubt.kind for doubt in figure.meaning_reasons] == doubts


def test_a_percentage_below_rupiah_is_none() -> None:
    figures = _figures(
        [
            ["Kegiatan", "Pagu (Rp)"],
            ["Penyusunan Dokumen", "1.500.000"],
            ["Koordinasi Laporan", "2.500.000"],
            ["Penyediaan Gaji", "100 %"],
        ]
    )
    assert [(figure.unit, figure.meaning) for figure in figures] == [
        ("Rp", Meaning.SURE),
        ("Rp", Meaning.SURE),
        ("%", Meaning.DOUBTFUL),
    ]


@pytest.mark.parametrize(
    ("name", "unit", "basis"),
    [
        ("Jumlah kasus penyakit hewan (kasus/tahun)", "kasus/tahun", Basis.CELL),
        ("Angka Partisipasi Sekolah (%)", "%", Basis.CELL),
        ("Indeks Kepuasan Masyarakat (IKM)", None, Basis.NONE),
    ],
)
def test_the_unit_in_brackets_behind_an_indicator(
    name: str, unit: str | None, basis: Basis
) -> None:
    table = make_table(
        [
            ["Indikator Kinerja", "Target", "Realisasi"],
            [name, "5", "4"],
            ["Jumlah pelatihan yang dilaksanakan", "12", "12"],
        ]
    )
    first = type_tables(make_extraction(table), LKJIP)[0].figures[0]
    assert (first.unit, first.unit_basis) == (unit, basis)


def test_a_factor_in_the_cell_multiplies_what_the_row_counts() -> None:
    figures = _figures(
        [
            ["Sasaran", "Satuan", "Target"],
            ["Kendaraan bermotor", "Kbm", "16juta"],
            ["Wajib pajak", "wp", "785"],
        ]
    )
    assert [_brief(figure)[:2] for figure in figures] == [("16", "juta Kbm"), ("785", "wp")]


def test_an_indicator_that_is_a_share_counts_in_percent() -> None:
    figures = _figures(
        [
            ["Sasaran", "Indikator Kinerja", "Target"],
            ["Desa siaga", "1.2 Persentase desa siaga", "66,7"],
            ["Aset", "Prosentase aset baik", "1"],
            ["Penyakit", "Angka kejadian (prevalensi/ %)", "3,5"],
            ["Rapat", "Jumlah rapat", "12"],
        ]
    )
    assert [_brief(figure)[:2] for figure in figures] == [
        ("66.7", "%"),
        ("1", None),
        ("3.5", "%"),
        ("12", None),
    ]
