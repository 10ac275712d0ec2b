"""Names broken by the width of a cell."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidak.normalisers.text.broken_words import build_vocabulary, clean_name, clean_unit

NAMES = (
    "Penyediaan Peralatan dan Perlengkapan Kantor",
    "Pengadaan Pakaian Dinas beserta Atribut Kelengkapannya",
    "Pembayaran dan Pembatasan Barang Milik Daerah Lainnya, dan Lain lain",
    "Koordinasi di Tingkat Kota; Perorangan Dinas atau Kendaraan per Orang",
)
VOCABULARY = build_vocabulary(NAMES)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Atribut Kelengkapanny a", "Atribut Kelengkapannya"),
        ("Atribut\nKelengkapanny\na", "Atribut Kelengkapannya"),
        ("Peralatan dan Perlengkap an Kantor", "Peralatan dan Perlengkapan Kantor"),
        ("P enyediaan Perleng kap an", "Penyediaan Perlengkapan"),
        ("PENYEDI\nAAN PERALATAN", "PENYEDIAAN PERALATAN"),
        ("Peralatan  dan\nPerlengkapan", "Peralatan dan Perlengkapan"),
        ("di Kota", "di Kota"),
        ("per Orang", "per Orang"),
        ("per orangan", "perorangan"),
        ("Kota Serang", "Kota Serang"),
        ("Barang danLain lain", "Barang dan Lain lain"),
        ("Perleng-\nkapan Kantor", "Perlengkapan Kantor"),
        ("Perleng\ufffekapan Kantor", "Perlengkapan Kantor"),
        ("lain-\nlain", "lain-lain"),
        ("Barang - Dinas", "Barang - Dinas"),
        ("<b>Penataan</b> Organisasi", "Penataan Organisasi"),
        ("**Penataan** Organisasi", "Penataan Organisasi"),
        ("Penyediaan ( Kantor ) , Dinas", "Penyediaan (Kantor), Dinas"),
        ("Kelengkapanny A", "Kelengkapanny A"),
        ("Sosia lisasi", "Sosia lisasi"),
        ("", ""),
    ],
)
def test_cleans(text: str, name: str) -> None:
    assert clean_name(text, VOCABULARY) == name


def test_without_a_vocabulary_nothing_is_joined() -> None:
    assert clean_name("Kelengkapanny\na") == "Kelengkapanny a"


def test_both_parts_known_are_left_apart() -> None:
    vocabulary = VOCABULARY | {"dikota"}
    assert clean_name("di kota", vocabulary) == "di kota"


def test_splinters_stay_out_of_the_vocabulary() -> None:
    texts = ["Perlengkap an", "Perlengkapan", "Perlengkapan", "Perlengkapan kantor"]
    assert build_vocabulary(texts, least=3) == {"perlengkapan"}
    assert "an" not in build_vocabulary(texts)


def test_joins_a_name_from_its_lines() -> None:
    assert clean_name("\n".join(["Penyediaan Perleng", "kapan"]), VOCABULARY) == (
        "Penyediaan Perlengkapan"
    )


@st.composite
def broken_names(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a name and the same with blanks put inside its words."""
    name = draw(st.sampled_from(NAMES))
    text = name
    for at in sorted(draw(st.lists(st.integers(1, len(name)), max_size=3)), reverse=True):
        text = text[:at] + draw(st.sampled_from([" ", "\n"])) + text[at:]
    return name, text


@given(broken_names())
def test_cleaning_keeps_every_sign(case: tuple[str, str]) -> None:
    name, text = case
    cleaned = clean_name(text, VOCABULARY)
    assert re.sub(r"\s", "", cleaned) == re.sub(r"\s", "", name)
    assert clean_name(cleaned, VOCABULARY) == cleaned


#: Markup, and what is written in another way afterwards: wide digits, apostrophes of thousands.
_REWRITTEN = "<>&*'\u2019" + "".join(map(chr, range(0xFF01, 0xFF5F)))


@given(
    st.text(st.characters(exclude_characters=_REWRITTEN, exclude_categories=("Cf", "Cn", "Cs")))
)
def test_cleaning_any_text_keeps_every_sign_but_hyphens(text: str) -> None:
    kept = re.sub(r"[\s-]", "", clean_name(text, VOCABULARY))
    assert kept == re.sub(r"[\s-]", "", re.sub("[\u00ad\ufffe]", "", text))


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Perse n", "Persen"),
        ("doku- men lingkungan", "dokumen lingkungan"),
        ("Penyuluh an dan kampany e", "Penyuluhan dan kampanye"),
        ("pelaku usaha", "pelaku usaha"),
        ("kab- kota", "kab-kota"),
    ],
)
def test_units_are_put_together_from_splinters(printed: str, expected: str) -> None:
    words = frozenset(
        ("persen", "dokumen", "lingkungan", "penyuluhan", "dan", "kampanye", "pelakuusaha")
    )
    assert clean_unit(printed, words) == expected
