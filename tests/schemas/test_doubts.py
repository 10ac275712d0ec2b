"""Reasons: a value for programs, a sentence in two languages for people."""

import pickle
import re

import pytest

from sidak.schemas import Doubt, DoubtKind, ReportFault, describe, list_codes


@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_sentence_is_written_and_its_fields_are_numbers(lang: str) -> None:
    for kind in DoubtKind:
        sentence = kind.sentence(lang)
        assert sentence.strip() == sentence != ""
        assert re.findall(r"\{(.*?)\}", sentence) == re.findall(r"\{(\d)\}", sentence)


def test_codes_are_the_names_and_fit_a_list_column() -> None:
    assert [kind.value for kind in DoubtKind] == [
        name.lower() for name in DoubtKind.__members__
    ]
    assert all(re.fullmatch(r"[a-z_]+", kind.value) for kind in DoubtKind)


def test_both_sentences_of_a_kind_tell_the_same_details() -> None:
    # A field that is made of words stands once in each language.
    for kind in DoubtKind:
        count = [len(set(re.findall(r"\{\d\}", kind.sentence(lang)))) for lang in ("id", "en")]
        assert count[0] == count[1], kind


def test_every_fault_of_a_report_shows_in_some_kind() -> None:
    assert {kind.fault for kind in DoubtKind} == {None, *ReportFault}
    assert not any(kind.is_misplaced and kind.fault for kind in DoubtKind)


def test_a_reason_in_both_languages() -> None:
    doubt = Doubt(DoubtKind.CROSSES_BORDER, ("1.000",))
    assert doubt.text() == doubt.text("id") == "angka melintasi garis sel: 1.000"
    assert doubt.text("en") == "a number across the border of a cell: 1.000"
    assert doubt.heading() == "angka melintasi garis sel"


def test_braces_of_a_report_are_text() -> None:
    assert Doubt(DoubtKind.CROSSES_BORDER, ("{0}{x}",)).text("en").endswith(": {0}{x}")


def test_reasons_make_one_text() -> None:
    doubts = (
        Doubt(DoubtKind.CONFIRMED, ("A", "B")),
        Doubt(DoubtKind.FORMERLY),
        Doubt(DoubtKind.LEADING_ZERO),
        Doubt(DoubtKind.NOT_READ),
        Doubt(DoubtKind.NOT_READ),
        Doubt(DoubtKind.ON_PAGES, ("3",)),
    )
    assert describe(doubts) == (
        "dikuatkan oleh A; semula: diawali angka nol; angka tidak terbaca; "
        "angka tidak terbaca (hal. 3)"
    )
    assert describe(doubts, "en").startswith("confirmed by B; before: begins with a zero; ")
    assert list_codes(doubts) == (
        "confirmed",
        "formerly",
        "leading_zero",
        "not_read",
        "on_pages",
    )
    assert (describe(()), list_codes(())) == ("", ())


def test_reasons_travel_between_processes() -> None:
    doubt = Doubt(DoubtKind.ON_PAGES, ("3",))
    assert pickle.loads(pickle.dumps(doubt)) == doubt
    assert DoubtKind("on_pages") is DoubtKind.ON_PAGES
