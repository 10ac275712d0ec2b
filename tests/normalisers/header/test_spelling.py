"""Header words in bad print, and units that stand above a table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidak.normalisers.header.spelling import correct_spelling, join_broken_words
from sidak.normalisers.header.vocabulary import fold_text


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("reallsasi", "realisasi"),
        ("realiisasi", "realisasi"),
        ("realisai", "realisasi"),
        ("capalan kinerja", "capaian kinerja"),
        ("keglatan", "kegiatan"),
        ("keg1atan", "kegiatan"),
        ("progam", "program"),
        ("taregt", "target"),
        ("reall sasi", "realisasi"),
        ("real.", "realisasi."),
        ("angg. (rp)", "anggaran. (rp)"),
        ("tgt", "target"),
        ("jml keg.", "jumlah kegiatan."),
        ("prosentase", "persentase"),
        ("targel", "target"),
        ("larget", "target"),
        ("indikat3f", "indikatif"),
        ("tingkal", "tingkat"),
        ("capzian", "capaian"),
    ],
)
def test_bad_print_is_mended(text: str, mended: str) -> None:
    assert fold_text(correct_spelling(text)) == fold_text(mended)


@pytest.mark.parametrize(
    "text",
    [
        "angg aran",
        "real isasi",
        "cap aian kinerj a",
        "bencana",
        "anggapan",
        "tingkah",
        "perumahan",
        "penerapan",
        "keluarga",
        "sarana",
        "tidak sesuai",
        "peringkat",
        "rumah tangga",
        "uraian",
        "%",
        "",
        "2021",
        "n-1",
    ],
)
def test_other_words_stay(text: str) -> None:
    assert fold_text(correct_spelling(text)) == fold_text(text)


@given(st.text(max_size=60))
def test_any_text_is_mended_without_error_and_once(text: str) -> None:
    once = correct_spelling(text.lower())
    assert isinstance(once, str)
    assert fold_text(correct_spelling("anggaran realisasi")) == "anggaranrealisasi"


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("% pening katan", "% peningkatan"),
        ("real isasi ang garan", "realisasi anggaran"),
        ("indikator kinerja", "indikator kinerja"),
        ("", ""),
    ],
)
def test_words_broken_by_a_narrow_column_are_joined(text: str, joined: str) -> None:
    assert join_broken_words(text) == joined
