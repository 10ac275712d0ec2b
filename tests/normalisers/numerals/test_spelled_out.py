"""Amounts in words, as reports spell and misspell them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidak.normalisers.numerals.spelled_out import (
    find_terbilang,
    parse_terbilang,
    spell_number,
)
from sidak.schemas import Doubt, DoubtKind


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Nol rupiah", 0),
        ("sebelas", 11),
        ("seratus sebelas", 111),
        ("seribu", 1000),
        ("dua belas ribu tiga ratus", 12300),
        ("Seratus tujuh puluh ribu Rupiah", 170000),
        (
            "Empat Puluh satu milyar Empat ratus Dua Puluh Lima Juta Enam Ratus Empat Puluh "
            "Ribu Enam ratus Empat Puluh Rupiah",
            41425640640,
        ),
        ("(Lima puluh enam milyar tujuh ratus sembilan puluh tiga juta)", 56793000000),
        ("tigajuta tiga ratus ribu rupiah", 3300000),
        ("lima puluh tujuhjuta enamratus", 57000600),
        ("satu milliar", 10**9),
        ("satu trilyun dua milyard", 1002000000000),
        ("sejuta", 10**6),
        ("sembilan puluh enam koma empat satu", Decimal("96.41")),
        ("sembilan puluh enam koma empat puluh satu", Decimal("96.41")),
        ("Sem bilan ratus", 900),
        ("DELAPAN PULUH DELAPAN JUTA TIGA RATUS ENAM PULUH EMPAT RIbu", 88364000),
    ],
)
def test_reads(text: str, value: int | Decimal) -> None:
    reading = parse_terbilang(text)
    assert (reading.value, reading.is_regular, reading.doubt) == (Decimal(value), True, None)


def test_mends_a_slip_and_says_so() -> None:
    reading = parse_terbilang("tiga puluh empat juta seartus tujuh puluh lima rupiah")
    assert (reading.value, reading.doubt) == (
        Decimal(34000175),
        Doubt(DoubtKind.SPELLING_MENDED, ("seartus -> seratus",)),
    )


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("Tujuh Ratus Sembilan Tiga Juta", Doubt(DoubtKind.TENS_WORD_MISSING, ("tiga",))),
        (
            "sembilan dua satu juta lima ratus",
            Doubt(DoubtKind.TENS_WORD_MISSING, ("dua",)),
        ),
        (
            "tiga puluh puluh dua ribu",
            Doubt(DoubtKind.WORD_MISSING_OR_REPEATED, ("puluh",)),
        ),
        ("dua juta tiga milyar", Doubt(DoubtKind.UNUSUAL_WORD_ORDER, ("miliar",))),
        ("juta rupiah", Doubt(DoubtKind.NO_WORDS_BEFORE, ("juta",))),
        ("lima belas tiga", Doubt(DoubtKind.WORD_AFTER_TEENS)),
        ("Kota Serang", Doubt(DoubtKind.NOT_NUMBER_WORDS, ("kota",))),
        ("", Doubt(DoubtKind.NO_NUMBER_WORDS)),
        ("lima koma", Doubt(DoubtKind.NO_WORDS_AFTER_DECIMALS)),
    ],
)
def test_irregular_words_have_no_value(text: str, doubt: Doubt) -> None:
    reading = parse_terbilang(text)
    assert (reading.value, reading.is_regular, reading.doubt) == (None, False, doubt)
    assert parse_terbilang(text).value is None


def test_finds_amounts_in_a_narrative() -> None:
    text = (
        "dengan anggaran sebesar Rp 41.425.640 (Empat Puluh satu juta Empat ratus dua puluh "
        "lima ribu enam ratus empat puluh Rupiah) dan dua kegiatan, serta tujuh ratus sembilan "
        "tiga juta rupiah pada satu program."
    )
    found = find_terbilang(text)
    assert [(f.value, f.is_regular) for f in found] == [
        (Decimal(41425640), True),
        (None, False),
    ]
    assert all(text[f.start : f.end] == f.text for f in found)
    assert found[0].text.startswith("Empat Puluh satu juta")


def test_finds_no_amount_in_plain_text() -> None:
    assert find_terbilang("satu dari dua program di Kota Serang, setiap lima tahun") == ()


@pytest.mark.parametrize(
    "text",
    [
        "sebesar tiga puluh satu ribu delapan ratu rupiah",
        "lima ratus juga diserap",
        "dua ratus kelas dan tiga tempat",
    ],
)
def test_an_amount_cut_off_or_followed_by_words_has_no_value(text: str) -> None:
    assert [f.value for f in find_terbilang(text)] in ([None], [])


def test_says() -> None:
    assert spell_number(56793468159) == (
        "Lima puluh enam miliar tujuh ratus sembilan puluh tiga juta empat ratus enam puluh "
        "delapan ribu seratus lima puluh sembilan"
    )
    assert spell_number(Decimal("-1000.50")) == "Minus seribu koma lima"
    with pytest.raises(ValueError, match="no words"):
        spell_number(Decimal("NaN"))


@given(st.integers(0, 10**18 - 1), st.sampled_from(["", " ", "upper", "milyar"]))
def test_what_is_said_is_read_back(value: int, change: str) -> None:
    text = spell_number(value)
    if change == "":
        text = text.replace(" ", "")
    elif change == "upper":
        text = text.upper()
    elif change == "milyar":
        text = text.replace("miliar", "milyar")
    assert parse_terbilang(text).value == value


@given(st.text(max_size=80))
def test_no_text_raises(text: str) -> None:
    parse_terbilang(text)
    find_terbilang(text)


SOME_WORDS = ("satu", "dua", "se", "puluh", "belas", "ratus", "ribu", "juta", "koma")


@given(st.lists(st.sampled_from(SOME_WORDS)))
def test_any_regular_reading_can_be_said(words: list[str]) -> None:
    reading = parse_terbilang(" ".join(words))
    if reading.value is not None:
        assert parse_terbilang(spell_number(reading.value)).value == reading.value
