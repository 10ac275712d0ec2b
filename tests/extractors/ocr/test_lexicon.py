"""Which words of a scan are words."""

import pytest

from sidak.extractors.ocr.lexicon import WordEvidence, find_repeated, weigh_word


@pytest.mark.parametrize(
    "text",
    ["kantor", "Perkantoran", "Terpeliharanya", "(Irigasi),", "Program/Kegiatan", "Bandung"],
)
def test_roots_with_their_affixes_and_names_of_regions_are_words(text: str) -> None:
    assert weigh_word(text) is WordEvidence.KNOWN


@pytest.mark.parametrize("text", ["Acministrasi", "lrigasi", "Program/Keglatan", "Sungar"])
def test_misread_words_are_none(text: str) -> None:
    assert weigh_word(text) is WordEvidence.NONE


def test_digits_and_signs_are_no_word() -> None:
    assert weigh_word("2O16") is WordEvidence.NONE
    assert weigh_word("-") is WordEvidence.NONE


def test_what_is_read_several_times_speaks_for_itself() -> None:
    read = ["Cimanuk", "Balai", "(Cimanuk),", "Balai", "Cimanuk-Cisanggarung", "Balai"]
    repeated = find_repeated(read)
    assert repeated == {"Cimanuk", "Balai"}
    assert weigh_word("Cimanuk", repeated) is WordEvidence.REPEATED
    assert weigh_word("Balai", repeated) is WordEvidence.BOTH
    assert weigh_word("Cimanuk-Cisanggarung", repeated) is WordEvidence.NONE
