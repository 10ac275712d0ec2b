"""What a line of figures says when its witnesses differ."""

import pytest

from sidak.extractors.layout.grid import CellSlot
from sidak.extractors.layout.text_lines import CellText, TextLine
from sidak.extractors.ocr.consensus import (
    Consensus,
    LineReadings,
    TemplateEvidence,
    decide_consensus,
    do_readings_agree,
    normalise_for_comparison,
)
from sidak.extractors.ocr.engine import OcrWord
from sidak.extractors.ocr.separators import InkComponent, restore_separators
from sidak.extractors.ocr.templates.model import MatchScore
from sidak.extractors.ocr.templates.reader import TemplateReading
from sidak.schemas import Box, Doubt, DoubtKind

SURE = MatchScore("", 0.05, 0.8)
UNSURE = MatchScore("", 0.05, 0.1)


def seen(figure: str, printed: str = "", score: MatchScore = SURE) -> TemplateEvidence:
    """Return what the types say: that ``printed`` stands there, or the figure itself."""
    return TemplateEvidence(figure, TemplateReading(printed or figure, score))


def words(text: str, confidence: float = 95.0) -> tuple[OcrWord, ...]:
    return tuple(
        OcrWord(part, confidence, 10 * i, 0, 10 * i + 9, 9)
        for i, part in enumerate(text.split())
    )


def ballot(first: str, second: str, third: str = "") -> LineReadings:
    return LineReadings(words(first), words(second), words(third))


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("1.250.000", "1.250.000", True),
        ("Rp. 1.250.000", "Rp 1.250.000", True),
        ("96.41", "96,41", True),
        ("1.250.000", "1,250.000", True),
        ("1.250", "1,250", False),
        ("6 WS", "6 wS", True),
        ("100 %", "100%", True),
        ("1000", "100%", False),
        ("1.250.000", "1.280.000", False),
    ],
)
def test_readings_are_compared_by_what_they_are_worth(
    one: str, other: str, is_same: bool
) -> None:
    assert (normalise_for_comparison(one) == normalise_for_comparison(other)) is is_same


def test_a_percent_sign_that_one_network_never_reads_is_no_difference() -> None:
    assert do_readings_agree(ballot("100Yo", "100%", "100%"))
    assert not do_readings_agree(ballot("100Yo", "100%", "1000"))
    assert not do_readings_agree(ballot("108Yo", "100%", "100%"))


def test_two_readings_alike_are_believed() -> None:
    votes = ballot("1.250.000", "1.250.000")
    outcome = Consensus("1.250.000", votes.first)
    assert decide_consensus(votes, {}, is_all_ink_read=True) == outcome
    assert (
        decide_consensus(votes, {"1.250.000": seen("1.250.000")}, is_all_ink_read=True)
        == outcome
    )


def test_types_of_another_digit_cast_doubt_on_two_readings_alike() -> None:
    votes = ballot("1.250.000", "1.250.000")
    opinions = {"1.250.000": seen("1.250.000", "1.280.000")}
    assert decide_consensus(votes, opinions, is_all_ink_read=True).doubts == (
        Doubt(DoubtKind.GLYPHS_DIFFER, ("1.250.000 / 1.280.000",)),
    )
    unsure = {"1.250.000": seen("1.250.000", "1.280.000", UNSURE)}
    assert decide_consensus(votes, unsure, is_all_ink_read=True).doubts == ()
    # its marks are uncertain, its digits are not
    faint = {"1.250.000": seen("1.250.000", "1.280000", MatchScore("", 0.05, 0.4, marks=0.0))}
    assert decide_consensus(votes, faint, is_all_ink_read=True).doubts == (
        Doubt(DoubtKind.GLYPHS_DIFFER, ("1.250.000 / 1.280000",)),
    )
    small = {
        "1.250.000": TemplateEvidence(
            "1.250.000", TemplateReading("1.280.000", SURE, is_small=True)
        )
    }
    assert decide_consensus(votes, small, is_all_ink_read=True).doubts == (
        Doubt(DoubtKind.GLYPHS_DIFFER, ("1.250.000 / 1.280.000",)),
    )


def test_marks_that_the_types_show_elsewhere_cast_doubt() -> None:
    votes = ballot("9548", "9548")
    assert decide_consensus(
        votes, {"9548": seen("9548", "95,48")}, is_all_ink_read=True
    ).doubts == (Doubt(DoubtKind.SEPARATORS_DIFFER, ("9548",)),)


def test_one_network_and_the_types_are_enough() -> None:
    votes = LineReadings(words("4", 40.0))
    assert decide_consensus(votes, {"4": seen("4")}, is_all_ink_read=True) == Consensus(
        "4", votes.first
    )


def test_a_single_digit_needs_its_types_or_confidence() -> None:
    both = ballot("4", "4")
    assert decide_consensus(both, {}, is_all_ink_read=True).doubts == ()
    unsure = LineReadings(words("4", 60), words("4", 97))
    assert decide_consensus(unsure, {}, is_all_ink_read=True).doubts == (
        Doubt(DoubtKind.SHORT_NUMBER_UNCONFIRMED, ("4",)),
    )
    assert decide_consensus(unsure, {"4": seen("4")}, is_all_ink_read=True).doubts == ()


def test_types_decide_between_two_readings() -> None:
    votes = ballot("113.510.800", "113.510.000", "113.510.800")
    opinions = {t: seen(t, "113.510.000") for t in votes.texts}
    outcome = decide_consensus(votes, opinions, is_all_ink_read=True)
    assert (outcome.text, outcome.doubts) == ("113.510.000", ())


def test_nothing_is_chosen_where_nothing_decides() -> None:
    votes = ballot("113.510.800", "113.510.000", "113.510.008")
    doubts = (Doubt(DoubtKind.READINGS_DIFFER, ("113.510.800 / 113.510.000",)),)
    assert decide_consensus(votes, {}, is_all_ink_read=True).doubts == doubts
    opinions = {t: seen(t, "113.510.300") for t in votes.texts}
    assert decide_consensus(votes, opinions, is_all_ink_read=True).doubts == doubts


def test_a_long_number_that_types_make_likely_is_believed_to_one_network() -> None:
    likely = MatchScore("", 0.3, 0.3)
    votes = ballot("15.605.995.10", "15.605.995.130")
    opinions = {t: seen(t, "15.605.995.130", likely) for t in votes.texts}
    outcome = decide_consensus(votes, opinions, is_all_ink_read=True)
    assert (outcome.text, outcome.doubts) == ("15.605.995.130", ())
    short = ballot("72", "12")
    opinions = {t: seen(t, "72", likely) for t in short.texts}
    assert decide_consensus(short, opinions, is_all_ink_read=True).doubts != ()


def test_ink_that_no_word_covers_casts_doubt() -> None:
    votes = ballot("250.000", "250.000")
    doubts = (Doubt(DoubtKind.INK_NOT_READ),)
    assert decide_consensus(votes, {}, is_all_ink_read=False).doubts == doubts
    part = {"250.000": seen("250.000")}
    assert decide_consensus(votes, part, is_all_ink_read=False).doubts == ()
    rest = ballot("250.000 Org", "250.000 Org")
    part = {"250.000 Org": seen("250.000")}
    assert decide_consensus(rest, part, is_all_ink_read=False).doubts == doubts


def pieces(drawing: str) -> list[InkComponent]:
    """Make pieces of a line: ``d`` a digit, ``.`` a full stop, ``,`` a comma."""
    return [
        InkComponent(10 * i, 10 * i + 8, 1.0, 0.0, False)
        if ch == "d"
        else InkComponent(
            10 * i, 10 * i + 3, 0.3 if ch == "," else 0.2, 0.2 * (ch == ","), True
        )
        for i, ch in enumerate(drawing)
    ]


@pytest.mark.parametrize(
    ("text", "drawing", "is_first", "restored"),
    [
        ("4234.25", "d.ddd.dd", True, "4.234.25"),
        ("318", ".ddd", False, ".318"),
        ("318", ".ddd", True, "318"),
        ("701610.000", "ddd.ddd.ddd", True, "701.610.000"),
        ("1250000", "d,ddd,ddd", True, "1,250,000"),
        ("100", "d.dd", True, "100"),
        ("12345", "d.dd.dd", True, "12345"),
        ("1234", "dd.dd", True, "1234"),
        ("12345678", "dd,ddd,ddd", True, "12,345,678"),
        ("1.250", "dddd", True, "1.250"),
        ("1.250", "d.dddd", True, "1.250"),
        ("12 Bulan", "dd", True, "12 Bulan"),
    ],
)
def test_lost_marks_are_restored_from_the_ink(
    text: str, drawing: str, is_first: bool, restored: str
) -> None:
    assert restore_separators(text, pieces(drawing), is_first=is_first) == restored


def test_a_cell_keeps_what_its_witnesses_read() -> None:
    box = Box(0, 0, 9, 9)
    upper = TextLine("1.250.", box, (), ("1.250.", "1.280."))
    lower = TextLine("000", box, (), ("000", "008"))
    cell = CellText(CellSlot(0, 0, 1, 1, box), (upper, lower))
    assert cell.readings == ("1.250.\n000", "1.250.\n008", "1.280.\n000", "1.280.\n008")
    assert CellText(cell.slot, (TextLine("1.250.", box, ()),)).readings == ()


def test_part_of_a_line_needs_a_word_beside_it_or_both_networks() -> None:
    torn = LineReadings(words("1 Wo"), words("100%"))
    opinions = {"1 Wo": seen("1")}
    assert decide_consensus(torn, opinions, is_all_ink_read=True).doubts == (
        Doubt(DoubtKind.READINGS_DIFFER, ("1 Wo / 100%",)),
    )
    plain = LineReadings(words("4 Dokumen"), words("4Dokumen"))
    outcome = decide_consensus(plain, {"4 Dokumen": seen("4")}, is_all_ink_read=True)
    assert (outcome.text, outcome.doubts) == ("4 Dokumen", ())


def test_a_mark_before_a_number_shows_that_its_first_digits_are_lost() -> None:
    assert seen("389.820", ".389.820").lost_first_digits
    assert not seen(".389.820", ".389.820").lost_first_digits
    assert not seen("389.820", ".389.820", UNSURE).lost_first_digits


def test_of_two_readings_alike_the_one_whose_marks_make_sense_is_taken() -> None:
    votes = ballot("1,302,35", "1.302,35")
    assert decide_consensus(votes, {}, is_all_ink_read=True).text == "1.302,35"
    opinions = {t: seen(t) for t in votes.texts if t}
    assert decide_consensus(votes, opinions, is_all_ink_read=True).text == "1.302,35"


def test_a_percent_sign_is_believed_to_one_network_if_types_bear_out_the_number() -> None:
    votes = LineReadings(words("100 Yo"), words("100%"))
    outcome = decide_consensus(votes, {"100 Yo": seen("100")}, is_all_ink_read=True)
    assert (outcome.text, outcome.doubts) == ("100%", ())


def test_short_numbers_need_as_many_digits_as_the_types_show() -> None:
    votes = ballot("3", "3")
    opinions = {"3": seen("3", "13", UNSURE)}
    assert decide_consensus(votes, opinions, is_all_ink_read=True).doubts == (
        Doubt(DoubtKind.GLYPHS_DIFFER, ("3 / 13",)),
    )


def test_a_long_number_read_without_confidence_is_doubted_unless_types_agree() -> None:
    votes = LineReadings(words("6.379.750", 0), words("6.379.750", 39))
    assert decide_consensus(votes, {}, is_all_ink_read=True).doubts == (
        Doubt(DoubtKind.LOW_OCR_CONFIDENCE, ("6.379.750",)),
    )
    assert (
        decide_consensus(votes, {"6.379.750": seen("6.379.750")}, is_all_ink_read=True).doubts
        == ()
    )
