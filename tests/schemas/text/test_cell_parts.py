"""Cells with several numbers: taken apart where the print leaves no doubt, else not."""

import pytest

from sidak.schemas.text.cell_parts import Bound, CellPart, list_cell_parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2 Kegiatan/60 orang", ("2 Kegiatan", "60 orang")),
        ("3\nLokasi/150\nOrang", ("3 Lokasi", "150 Orang")),
        ("27 Kab/Kota,90\nProyek, 14 Orang", ("27 Kab/Kota", "90 Proyek", "14 Orang")),
        ("12 Kabu-\npaten, 8 Kota", ("12 Kabupaten", "8 Kota")),
        ("24 KPA dan\n30 LPJP", ("24 KPA", "30 LPJP")),
        ("4 gerai; 12 Bulan; 75 %", ("4 gerai", "12 Bulan", "75 %")),
        ("2\nAngkatan/4\n0 Orang", ("2 Angkatan", "40 Orang")),
    ],
)
def test_counts_with_units_of_their_own(text: str, parts: tuple[str, ...]) -> None:
    assert list_cell_parts(text) == tuple(CellPart(part, part) for part in parts)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "4 Bimtek, total peserta 450 Aparat",
            (
                CellPart("4 Bimtek", "4 Bimtek"),
                CellPart("total peserta 450 Aparat", "450 Aparat"),
            ),
        ),
        (
            "SOP10 SKPD dan SPM 15 bidang",
            (CellPart("SOP 10 SKPD", "10 SKPD"), CellPart("SPM 15 bidang", "15 bidang")),
        ),
    ],
)
def test_words_before_a_number_stay_with_it(text: str, parts: tuple[CellPart, ...]) -> None:
    assert list_cell_parts(text) == parts


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("63,5 - 64", "63,5", "64"),
        ("92,12-\n92,71", "92,12", "92,71"),
        ("11,2 - 11,7 %", "11,2 %", "11,7 %"),
        ("55 % sampai 75 %", "55 %", "75 %"),
        ("3 s/d 6 hari", "3 hari", "6 hari"),
    ],
)
def test_a_range_is_its_two_ends(text: str, low: str, high: str) -> None:
    assert list_cell_parts(text) == (
        CellPart(low, low, Bound.LOWER),
        CellPart(high, high, Bound.UPPER),
    )


@pytest.mark.parametrize(
    "text",
    [
        "12 Dokumen",
        "2 Dokumen\n3 Dokumen",  # numbers of two rows
        "2 Dokumen, 3 dokumen",
        "1 Unit\nRoda 4",
        "150 Orang x 4 kali",
        "250 (Dua ratus) industri di 13 Kab/Kota",
        "65 desa (32 desa di 0-20 km)",
        "Perda No. 4 Tahun 2012, 5 dokumen",
        "ISO 9001 : 2008",
        "15 kasus/1000 penduduk",
        "2 kali/3 tahun",
        "Rp 500.000/orang, 3 kali",
        "12 Januari, 3 Februari",
        "Level 3, 2 dokumen",
        "2014-2018",
        "64 - 63",
        "01-02",
        "1:400",
        "0,56\n3,48\n161",
    ],
)
def test_what_is_not_sure_stays_one_cell(text: str) -> None:
    assert list_cell_parts(text) == ()
