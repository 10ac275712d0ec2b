"""Words that are not clear, and what a second engine makes of them."""

import pytest

from sidak.extractors.ocr.engine import OcrWord
from sidak.extractors.ocr.lexicon import WordEvidence, weigh_word
from sidak.extractors.ocr.words import (
    drop_dirt,
    find_unclear_words,
    has_strange_word,
    join_torn_words,
    merge_readings,
    part_glued_words,
)


def words(*read: tuple[str, float]) -> tuple[OcrWord, ...]:
    return tuple(
        OcrWord(text, confidence, 10 * i, 0, 10 * i + 9, 9)
        for i, (text, confidence) in enumerate(read)
    )


def test_words_with_letters_that_were_read_without_confidence_are_unclear() -> None:
    read = words(("Targel", 56), ("Fisik", 75), ("(Rp)", 31), ("4", 20), ("II", 47), ("-", 3))
    assert find_unclear_words(read) == ("Targel", "II")


def weigh(text: str) -> WordEvidence:
    return weigh_word(text, {"Balai", "Cimanuk"})


@pytest.mark.parametrize(
    ("read", "others", "merged"),
    [
        # both read the same: clear
        (("Kegiatan", 60.0), ("kegiatan", 40.0), ("Kegiatan", 70.0)),
        (("Cilaki", 60.0), ("Cilaki,", 40.0), ("Cilaki", 70.0)),
        # a word in place of none, however sure the first engine was
        (("Targel", 56.0), ("Target", 93.0), ("Target", 93.0)),
        (("(Acministrasi),", 97.0), ("Administrasi", 45.0), ("(Administrasi),", 70.0)),
        (("Acministrasi", 97.0), ("Administrasi", 5.0), ("Acministrasi", 97.0)),
        # too far away to be the same word
        (("Perlk", 97.0), ("Kantor", 95.0), ("Perlk", 97.0)),
        # neither is a word: not clear, unless it is read several times on the page
        (("Targel", 56.0), ("Tarqet", 80.0), ("Targel", 56.0)),
        (("Targel", 96.0), ("Tarqet", 80.0), ("Targel", 96.0)),
        (("Cimanuk", 96.0), ("Cimonuk", 80.0), ("Cimanuk", 96.0)),
        (("Cimonuk", 96.0), ("Cimanuk", 80.0), ("Cimanuk", 80.0)),
        (("Ciletuh", 60.0), ("Ciletun", 95.0), ("Ciletuh", 60.0)),
        (("Qriw", 99.0), ("Qrw", 80.0), ("Qriw", 99.0)),
        # two letters are mended only if the second engine is sure enough
        (("Qutpwt", 99.0), ("Output", 60.0), ("Output", 70.0)),
        (("Qutpwt", 99.0), ("Output", 40.0), ("Qutpwt", 99.0)),
        # of few letters, where the second engine is sure
        (("Trw", 60.0), ("Triwulan", 95.0), ("Triwulan", 95.0)),
        # a word stays, clear if it is long
        (("Target", 95.0), ("Tarqet", 96.0), ("Target", 95.0)),
        (("administrasi", 50.0), ("admurusirasi", 60.0), ("administrasi", 70.0)),
        (("lahan", 50.0), ("lanan", 60.0), ("lahan", 50.0)),
        # another word a letter away is read several times on the page
        (("Balar", 80.0), ("Balai", 60.0), ("Balai", 70.0)),
        (("Balar", 95.0), ("Balai", 60.0), ("Balar", 95.0)),
        # digits are decided elsewhere
        (("2O16", 56.0), ("2016", 96.0), ("2O16", 56.0)),
        (("W5", 56.0), ("WS", 96.0), ("W5", 56.0)),
    ],
)
def test_a_second_engine_confirms_or_replaces_a_word(
    read: tuple[str, float], others: tuple[str, float], merged: tuple[str, float]
) -> None:
    (found,) = merge_readings(words(read), words(others), weigh).words
    assert (found.text, found.confidence) == merged


def test_words_that_are_none_and_that_one_engine_alone_read_are_unknown() -> None:
    found = merge_readings(
        words(
            ("Doxumen", 93), ("Cilaki", 99), ("Balai", 99), ("Cimanuk", 99), ("Oukungar", 82)
        ),
        words(
            ("Dorumen", 87), ("Cilaki.", 60), ("Balal", 80), ("Cimonuk", 80), ("Dukungan", 80)
        ),
        weigh,
    )
    assert found.unknown == ("Doxumen",)
    assert [w.text for w in found.words][-1] == "Dukungan"


def test_where_lines_come_apart_differently_only_equal_words_are_confirmed() -> None:
    found = merge_readings(
        words(("Targel", 50), ("Kinerja", 60)),
        words(("Target", 95), ("/", 90), ("Kinerja", 9)),
        weigh,
    ).words
    assert [(w.text, w.confidence) for w in found] == [("Targel", 50), ("Kinerja", 70)]


def test_words_that_the_second_engine_parts_are_parted() -> None:
    found = merge_readings(
        words(("Sistem", 90), ("informasisumber", 90)),
        words(("Sistem", 90), ("informasi", 80), ("sumber", 85)),
        weigh,
    ).words
    assert [w.text for w in found] == ["Sistem", "informasi", "sumber"]
    (word,) = merge_readings(
        words(("peme", 93), ("iharan", 93)), words(("Pemeliharaan", 40)), weigh
    ).words
    assert (word.text, word.confidence) == ("Pemeliharaan", 70)
    kept = merge_readings(
        words(("informasisumber", 90)), words(("informasis", 80), ("umber", 85)), weigh
    )
    assert [w.text for w in kept.words] == ["informasisumber"]
    assert kept.unknown == ("informasisumber",)


def test_a_line_is_read_again_if_a_word_of_it_is_none() -> None:
    assert has_strange_word(words(("Kantor", 99), ("Balal", 99)), weigh)
    assert has_strange_word(words(("Cimanuk", 99)), weigh)
    # few letters, and digits, are no word that could be known
    assert not has_strange_word(words(("Kantor", 99), ("WS", 99), ("2O1bc", 99)), weigh)


def test_a_letter_that_the_engine_has_torn_off_is_put_back() -> None:
    torn = words(("Survey", 90), ("Investigas", 80), ("i", 95), ("Tipe", 90), ("A", 90))
    assert join_torn_words(torn, weigh) == (
        torn[0],
        OcrWord("Investigasi", 80, 10, 0, 29, 9),
        *torn[3:],
    )
    # a word without the letter, and two with a comma between
    kept = words(("sumber", 90), ("i", 90), ("Irigas,", 90), ("i", 90))
    assert join_torn_words(kept, weigh) == kept


def test_signs_at_the_ends_of_a_line_are_dirt() -> None:
    line = words(("|", 60), ("Sumber", 90), ("-", 90), ("Daya", 90), ("$", 50), ("\u2014", 50))
    assert drop_dirt(line) == line[1:4]
    item = words(("-", 90), ("Buku", 90), (":", 90))
    assert drop_dirt(item) == item[:2]
    assert drop_dirt(words(("-", 90))) == words(("-", 90))
    assert drop_dirt(words(("5", 90), ("Dok", 90), (".", 90)))[-1].text == "."
    assert drop_dirt(()) == ()


def test_words_that_the_engine_has_glued_are_parted_at_their_capitals() -> None:
    glued = OcrWord("ProgramPembinaan,Pelatihan", 90, 0, 0, 260, 9)
    others = words(("WISMPBalai", 90), ("PerGub", 90))
    assert part_glued_words((glued, *others), weigh) == (
        OcrWord("Program", 90, 0, 0, 62, 9),
        OcrWord("Pembinaan,", 90, 70, 0, 162, 9),
        OcrWord("Pelatihan", 90, 170, 0, 260, 9),
        *others,
    )
