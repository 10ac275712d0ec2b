"""Amounts that text or arithmetic proves to be rupiah."""

from sidak.normalisers import type_tables
from sidak.schemas import Basis, DocumentFacts, DocumentKind, DoubtKind, Figure
from tests.normalisers.tables import make_extraction, make_table

LKJIP = DocumentFacts(DocumentKind.LKJIP, "Dinas Contoh", "Kota Contoh", 2018, 2018)
ROWS = [
    ["Uraian", "Jumlah"],
    ["Beban kertas", "12.500.000,00"],
    ["Beban listrik", "7.250.500,50"],
]


def _brief(figure: Figure) -> tuple[str | None, Basis, list[DoubtKind]]:
    return figure.unit, figure.unit_basis, [doubt.kind for doubt in figure.meaning_reasons]


def test_an_amount_that_the_text_prints_with_rp_proves_its_column() -> None:
    line = "Beban kertas tahun 2018 sebesar Rp 12.500.000,00 dirinci sebagai berikut:"
    typed = type_tables(make_extraction(make_table(ROWS), pages=[[line]]), LKJIP)[0]
    assert [_brief(figure) for figure in typed.figures] == [
        ("Rp", Basis.SENTENCE, []),
        ("Rp", Basis.SENTENCE, []),
    ]
    (source,) = [one for one in typed.columns[1].sources if one.aspect == "unit"]
    assert (source.basis, source.text, source.page) == (Basis.SENTENCE, line, 1)


def test_amounts_of_other_sizes_prove_nothing() -> None:
    line = "Beban gaji tahun 2018 sebesar Rp 99.000.000,00 dan Rp 12.500,00"
    typed = type_tables(make_extraction(make_table(ROWS), pages=[[line]]), LKJIP)[0]
    assert [_brief(figure) for figure in typed.figures] == [
        (None, Basis.NONE, [DoubtKind.METRIC_NOT_NAMED]),
        (None, Basis.NONE, [DoubtKind.METRIC_NOT_NAMED]),
    ]


def test_a_price_times_a_volume_is_in_the_unit_of_the_cost() -> None:
    rows = [
        ["Kegiatan", "Volume", "Nilai", "Anggaran (Rp)"],
        ["Penyusunan pedoman", "3", "100.000.000", "300.000.000"],
        ["Pelatihan petugas", "2", "1.350.000", "2.700.000"],
        ["Pengadaan bibit", "1", "80.000.000", "80.000.000"],
    ]
    figures = type_tables(make_extraction(make_table(rows)), LKJIP)[0].figures
    assert {(one.unit, one.unit_basis) for one in figures if one.column == 2} == {
        ("Rp", Basis.SUMS)
    }
    rows[1][3] = rows[2][3] = "1.000.000"
    figures = type_tables(make_extraction(make_table(rows)), LKJIP)[0].figures
    assert {one.unit for one in figures if one.column == 2} == {None}
