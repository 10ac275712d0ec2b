"""Names made comparable, and the words that tell them apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidak.matchers.names.likeness import (
    WordDifferences,
    find_word_differences,
    have_same_meaning,
    measure_likeness,
    normalise_name,
    squeeze_name,
)
from tests.matchers.makers import embedded

WORDS = embedded()
COMMON, KNOWN = WORDS.common_words, WORDS.vocabulary


@pytest.mark.parametrize(
    ("printed", "same"),
    [
        ("Koordinasi & Penyusunan DPA- SKPD", "Koordinasi dan Penyusunan DPA-SKPD"),
        ("Program 1.1.1 Program Penelitian", "PROGRAM PENELITIAN"),
        ("Sub Kegiatan : Pengadaan Mebelair", "Pengadaan Mebel"),
        ("Sub. Pengadaan Mebel", "Pengadaan Mebel"),
        ("Penatausahaan BMD pada OPD", "Penatausahaan Barang Milik Daerah pada SKPD"),
        ("Fasilitasi Kerjasama Daerah", "Fasilitasi Kerja Sama Daerah"),
        ("Urusan Pemerintahan Bidang Pendidikan", "urusan pemerintah bidang pendidikan"),
    ],
)
def test_same_names(printed: str, same: str) -> None:
    assert normalise_name(printed) == normalise_name(same)


def test_broken_words_do_not_matter() -> None:
    one, other = normalise_name("Pengadaa n Mebe l"), normalise_name("Pengadaan Mebel")
    assert squeeze_name(one) == squeeze_name(other)
    assert measure_likeness(one, other) == 1.0


@pytest.mark.parametrize(
    ("printed", "official", "apart"),
    [
        ("Pengadaan Mebel", "Pemeliharaan Mebel", (("pengadaan",), (), ("pemeliharaan",))),
        ("Pengadan Mebel", "Pengadaan Mebel", ((), (), ())),
        ("Penyelenggaraaan Rapat", "Penyelengaraan Rapat", ((), (), ())),
        ("Barang Cetak", "Barang Cetakan", ((), (), ())),
        ("Pengadaan Mebel Qwertz", "Pengadaan Mebel", ((), ("qwertz",), ())),
        ("Administrasi Keuangan", "Administrasi Keuangan Perangkat", ((), (), ("perangkat",))),
    ],
)
def test_words_that_differ(
    printed: str, official: str, apart: tuple[tuple[str, ...], ...]
) -> None:
    one, other = normalise_name(printed), normalise_name(official)
    assert find_word_differences(one, other, COMMON, KNOWN) == WordDifferences(*apart)


def test_reworded_and_replaced() -> None:
    long = normalise_name("Program Penelitian dan Pengembangan Daerah")
    short = normalise_name("Program Penelitian dan Pengembangan")
    assert have_same_meaning(short, long, COMMON, KNOWN)
    assert not have_same_meaning(
        "pengadaan alat besar", "pemeliharaan alat besar", COMMON, KNOWN
    )


@given(st.text(max_size=60))
def test_normalising_never_raises_and_compares_to_itself(text: str) -> None:
    normal = normalise_name(text)
    assert measure_likeness(normal, normal) == 1.0
    assert find_word_differences(normal, normal, COMMON, KNOWN) == WordDifferences()
