"""The decision table of readings, templates and ink."""

from collections.abc import Sequence

import pytest

from sidak.extractors.ocr.consensus import (
    DECISIONS,
    Consensus,
    Evidence,
    Support,
    TemplateEvidence,
    choose_reading,
    decide_consensus,
)
from sidak.extractors.ocr.engine import OcrWord
from sidak.extractors.ocr.line_ink import LineInk
from sidak.extractors.ocr.readings import LineReadings
from sidak.extractors.ocr.templates.model import MatchScore
from sidak.extractors.ocr.templates.reader import TemplateReading
from sidak.schemas import Doubt, DoubtKind

SURE = MatchScore(0.05, 0.8)
UNSURE = MatchScore(0.05, 0.1)
LIKELY = MatchScore(0.3, 0.3)
#: Digits are sure, separators are not.
FAINT = MatchScore(0.05, 0.4, separator_margin=0.0)


class Ink(LineInk):
    """Ink of a line that shows what a test says."""

    def __init__(
        self,
        *,
        is_first: bool = True,
        covered: bool = True,
        unread_separators: bool = False,
        hidden: bool = False,
        other_width: bool = False,
        low: bool = False,
        shaded: bool = False,
    ) -> None:
        self.first, self.covered = is_first, covered
        self.unread_separators, self.hidden = unread_separators, hidden
        self.other_width, self.low = other_width, low
        self.shaded = shaded

    @property
    def is_first(self) -> bool:
        return self.first

    def is_covered(self, words: Sequence[OcrWord]) -> bool:
        return self.covered

    def is_shaded(self) -> bool:
        return self.shaded

    def shows_unread_separators(self, text: str) -> bool:
        return self.unread_separators

    def is_partly_hidden(self) -> bool:
        return self.hidden

    def has_unexpected_width(self, text: str) -> bool:
        return self.other_width

    def has_low_digits(self) -> bool:
        return self.low


def seen(number: str, printed: str = "", score: MatchScore = SURE) -> TemplateEvidence:
    """Return evidence that ``printed`` stands there, or the number itself."""
    return TemplateEvidence(number, TemplateReading(printed or number, score))


def words(text: str, confidence: float = 95.0) -> tuple[OcrWord, ...]:
    return tuple(
        OcrWord(part, confidence, 10 * i, 0, 10 * i + 9, 9)
        for i, part in enumerate(text.split())
    )


def read(primary: str, secondary: str = "", variant: str = "") -> LineReadings:
    return LineReadings(words(primary), words(secondary), words(variant))


def for_all(texts: Sequence[str], printed: str, score: MatchScore = SURE) -> Evidence:
    """Return evidence that the same stands there whatever was read."""
    return {text: seen(text, printed, score) for text in texts if text}


TWO = read("1.250.000", "1.250.000")
SECOND = read("113.510.800", "113.510.000", "113.510.000")
THREE = read("113.510.800", "113.510.000", "113.510.800")
APART = read("113.510.800", "113.510.000", "113.510.008")
LOST = read("15.605.995.10", "15.605.995.130")
WEAK_DIGIT = LineReadings(words("4", 60), words("4", 97))
CONFIDENT_DIGIT = LineReadings(words("3", 97), words("3", 75))
WEAK_NUMBER = LineReadings(words("6.379.750", 39), words("6.379.750", 96))
WEAK_WITNESS = LineReadings(words("6.379.750", 96), words("6.379.750", 70))
UNANIMOUS = LineReadings(words("6.379.750", 39), words("6.379.750", 60), words("6.379.750", 9))
UNANIMOUS_DIGIT = LineReadings(words("4", 60), words("4", 97), words("4", 97))
ALONE = LineReadings(words("1.250.000"), has_second=False)

#: Readings, evidence of templates: support, whether two agree, text, doubt and its detail.
TABLE: list[tuple[LineReadings, Evidence, Support, bool, str, DoubtKind | None, str]] = [
    # two engines agree
    (TWO, {}, Support.NONE, True, "1.250.000", None, ""),
    (
        TWO,
        {"1.250.000": seen("1.250.000")},
        Support.CONFIRMED,
        True,
        "1.250.000",
        None,
        "",
    ),
    (
        TWO,
        {"1.250.000": seen("1.250.000", "1.280.000")},
        Support.OTHER_DIGITS,
        True,
        "1.250.000",
        DoubtKind.GLYPHS_DIFFER,
        "1.250.000 / 1.280.000",
    ),
    (
        TWO,
        {"1.250.000": seen("1.250.000", "1.280.000", UNSURE)},
        Support.NONE,
        True,
        "1.250.000",
        None,
        "",
    ),
    (UNANIMOUS, {}, Support.NONE, True, "6.379.750", None, ""),
    (
        UNANIMOUS,
        {"6.379.750": seen("6.379.750", "6.379.150")},
        Support.OTHER_DIGITS,
        True,
        "6.379.750",
        DoubtKind.GLYPHS_DIFFER,
        "6.379.750 / 6.379.150",
    ),
    (
        UNANIMOUS_DIGIT,
        {},
        Support.NONE_SHORT,
        True,
        "4",
        DoubtKind.SHORT_NUMBER_UNCONFIRMED,
        "4",
    ),
    (
        LineReadings(words("Rp0,00", 96), words("Rp0,00", 30)),
        {},
        Support.NONE,
        True,
        "Rp0,00",
        None,
        "",
    ),
    (
        WEAK_WITNESS,
        {},
        Support.NONE_LONG,
        True,
        "6.379.750",
        DoubtKind.LOW_OCR_CONFIDENCE,
        "6.379.750",
    ),
    (
        TWO,  # its separators are uncertain, its digits are not
        {"1.250.000": seen("1.250.000", "1.280000", FAINT)},
        Support.OTHER_DIGITS,
        True,
        "1.250.000",
        DoubtKind.GLYPHS_DIFFER,
        "1.250.000 / 1.280000",
    ),
    (
        TWO,
        {
            "1.250.000": TemplateEvidence(
                "1.250.000", TemplateReading("1.280.000", SURE, is_small=True)
            )
        },
        Support.OTHER_DIGITS,
        True,
        "1.250.000",
        DoubtKind.GLYPHS_DIFFER,
        "1.250.000 / 1.280.000",
    ),
    (
        read("9548", "9548"),
        {"9548": seen("9548", "95,48")},
        Support.OTHER_SEPARATORS,
        True,
        "9548",
        DoubtKind.SEPARATORS_DIFFER,
        "9548",
    ),
    (
        read("3", "3"),  # a short number needs as many digits as templates show
        {"3": seen("3", "13", UNSURE)},
        Support.OTHER_DIGITS,
        True,
        "3",
        DoubtKind.GLYPHS_DIFFER,
        "3 / 13",
    ),
    (
        CONFIDENT_DIGIT,  # engines of two makes outvote templates that are not sure
        {"3": seen("3", "13", UNSURE)},
        Support.NONE,
        True,
        "3",
        None,
        "",
    ),
    (
        CONFIDENT_DIGIT,
        {"3": seen("3", "8")},
        Support.OTHER_DIGITS,
        True,
        "3",
        DoubtKind.GLYPHS_DIFFER,
        "3 / 8",
    ),
    # without templates it takes confidence
    (read("4", "4"), {}, Support.NONE, True, "4", None, ""),
    (
        WEAK_DIGIT,
        {},
        Support.NONE_SHORT,
        True,
        "4",
        DoubtKind.SHORT_NUMBER_UNCONFIRMED,
        "4",
    ),
    (WEAK_DIGIT, {"4": seen("4")}, Support.CONFIRMED, True, "4", None, ""),
    (
        WEAK_NUMBER,
        {},
        Support.NONE_LONG,
        True,
        "6.379.750",
        DoubtKind.LOW_OCR_CONFIDENCE,
        "6.379.750",
    ),
    (
        WEAK_NUMBER,
        {"6.379.750": seen("6.379.750")},
        Support.CONFIRMED,
        True,
        "6.379.750",
        None,
        "",
    ),
    (
        WEAK_NUMBER,
        {"6.379.750": seen("6.379.750", score=UNSURE)},
        Support.EQUAL,
        True,
        "6.379.750",
        None,
        "",
    ),
    # of two equal readings the well-formed one
    (read("1,250.000", "1.250.000"), {}, Support.NONE, True, "1.250.000", None, ""),
    (
        read("1,302,35", "1.302,35"),
        {},
        Support.NONE,
        True,
        "1.302,35",
        None,
        "",
    ),
    (
        read("1,302,35", "1.302,35"),
        {t: seen(t) for t in ("1,302,35", "1.302,35")},
        Support.CONFIRMED,
        True,
        "1.302,35",
        None,
        "",
    ),
    # one engine and templates are enough
    (
        LineReadings(words("4", 40.0)),
        {"4": seen("4")},
        Support.CONFIRMED,
        False,
        "4",
        None,
        "",
    ),
    (
        SECOND,
        for_all(SECOND.texts, "113.510.000"),
        Support.CONFIRMED,
        False,
        "113.510.000",
        None,
        "",
    ),
    # two makes that agree outweigh one network of them, not templates
    (THREE, {}, Support.NONE, True, "113.510.800", None, ""),
    (
        THREE,
        for_all(THREE.texts, "113.510.800", UNSURE),
        Support.EQUAL,
        True,
        "113.510.800",
        None,
        "",
    ),
    (
        THREE,
        for_all(THREE.texts, "113.510.000"),
        Support.OTHER_DIGITS,
        True,
        "113.510.800",
        DoubtKind.GLYPHS_DIFFER,
        "113.510.800 / 113.510.000",
    ),
    (
        LOST,
        for_all(LOST.texts, "15.605.995.130", LIKELY),
        Support.LIKELY,
        False,
        "15.605.995.130",
        None,
        "",
    ),
    (
        read("Rp 877.00,00", "Rp 2.330.877.000"),  # the currency is no other number
        {"Rp 2.330.877.000": seen("2.330.877.000", score=LIKELY)},
        Support.LIKELY,
        False,
        "Rp 2.330.877.000",
        None,
        "",
    ),
    (
        read("184.949,00,00", "184.949 MO"),  # the rest of the number was read as letters
        {"184.949 MO": seen("184.949", score=LIKELY)},
        Support.NONE,
        False,
        "184.949,00,00",
        DoubtKind.READINGS_DIFFER,
        "184.949,00,00 / 184.949 MO",
    ),
    (
        read("72", "12"),  # too short to be likely
        for_all(("72", "12"), "72", LIKELY),
        Support.NONE,
        False,
        "72",
        DoubtKind.READINGS_DIFFER,
        "72 / 12",
    ),
    # without a second engine templates decide
    (ALONE, {"1.250.000": seen("1.250.000")}, Support.CONFIRMED, False, "1.250.000", None, ""),
    (
        ALONE,
        {},
        Support.NONE,
        False,
        "1.250.000",
        DoubtKind.ONE_READING,
        "1.250.000",
    ),
    (
        ALONE,
        {"1.250.000": seen("1.250.000", "1.280.000")},
        Support.NONE,
        False,
        "1.250.000",
        DoubtKind.GLYPHS_DIFFER,
        "1.250.000 / 1.280.000",
    ),
    (
        LineReadings(words("Program"), has_second=False),
        {},
        Support.NONE,
        False,
        "Program",
        None,
        "",
    ),
    # a percent sign that one engine took for letters
    (
        LineReadings(words("100 Yo"), words("100%")),
        {"100 Yo": seen("100")},
        Support.PERCENTAGE,
        False,
        "100%",
        None,
        "",
    ),
    # part of a line needs a plain word beside it, or both engines
    (
        read("1 Wo", "100%"),
        {"1 Wo": seen("1")},
        Support.NONE,
        False,
        "1 Wo",
        DoubtKind.READINGS_DIFFER,
        "1 Wo / 100%",
    ),
    (
        LineReadings(words("4.676", 90), words("4676")),
        {"4.676": seen("4.676", score=LIKELY)},
        Support.WITNESSED,
        False,
        "4.676",
        None,
        "",
    ),
    (
        LineReadings(words("100%", 97), words("D0")),
        {"100%": seen("100%", score=LIKELY)},
        Support.WITNESSED,
        False,
        "100%",
        None,
        "",
    ),
    (
        LineReadings(words("100%", 96), words("D0")),
        {"100%": seen("100%", score=LIKELY)},
        Support.NONE,
        False,
        "100%",
        DoubtKind.READINGS_DIFFER,
        "100% / D0",
    ),
    (
        LineReadings(words("4676", 99), words("4.676")),
        {"4676": seen("4676", score=LIKELY)},
        Support.NONE,
        False,
        "4.676",
        DoubtKind.READINGS_DIFFER,
        "4676 / 4.676",
    ),
    (
        LineReadings(words("Rp4.676", 90), words("Rp4676")),
        {"Rp4.676": seen("4.676", score=LIKELY)},
        Support.WITNESSED,
        False,
        "Rp4.676",
        None,
        "",
    ),
    (
        read("4 Dokumen", "4Dokumen"),
        {"4 Dokumen": seen("4")},
        Support.CONFIRMED_NUMBER,
        True,
        "4 Dokumen",
        None,
        "",
    ),
    # nothing decides
    (
        APART,
        {},
        Support.NONE,
        False,
        "113.510.800",
        DoubtKind.READINGS_DIFFER,
        "113.510.800 / 113.510.000",
    ),
    (
        APART,
        for_all(APART.texts, "113.510.300"),
        Support.NONE,
        False,
        "113.510.800",
        DoubtKind.READINGS_DIFFER,
        "113.510.800 / 113.510.000",
    ),
]


@pytest.mark.parametrize(
    ("readings", "evidence", "support", "is_agreed", "text", "kind", "detail"), TABLE
)
def test_the_decision_table(
    readings: LineReadings,
    evidence: Evidence,
    support: Support,
    is_agreed: bool,
    text: str,
    kind: DoubtKind | None,
    detail: str,
) -> None:
    chosen = choose_reading(readings, evidence)
    assert (chosen.text, chosen.is_agreed, chosen.support) == (text, is_agreed, support)
    doubts = () if kind is None else (Doubt(kind, (detail,)),)
    assert decide_consensus(readings, evidence, Ink()) == Consensus(text, chosen.words, doubts)


def test_every_support_has_its_decisions_and_is_tested() -> None:
    assert set(DECISIONS) == set(Support) == {row[2] for row in TABLE}


@pytest.mark.parametrize(
    ("readings", "evidence", "is_doubted"),
    [
        (read("250.000", "250.000"), {}, True),
        (read("250.000", "250.000"), {"250.000": seen("250.000")}, False),
        (read("250.000 Org", "250.000 Org"), {"250.000 Org": seen("250.000")}, True),
        (LineReadings(words("100 Yo"), words("100%")), {"100 Yo": seen("100")}, False),
    ],
)
def test_ink_that_no_word_covers_counts_unless_templates_confirm_the_line(
    readings: LineReadings, evidence: Evidence, is_doubted: bool
) -> None:
    doubts = (Doubt(DoubtKind.INK_NOT_READ),) if is_doubted else ()
    assert decide_consensus(readings, evidence, Ink(covered=False)).doubts == doubts


@pytest.mark.parametrize(
    ("ink", "evidence", "kind"),
    [
        (Ink(unread_separators=True), {}, DoubtKind.SEPARATORS_DIFFER),
        (Ink(hidden=True), {}, DoubtKind.INK_NOT_READ),
        # among dots of shading no full stop is seen, whatever templates read
        (Ink(shaded=True), {"72050": seen("72050")}, DoubtKind.SEPARATORS_DIFFER),
        (Ink(hidden=True, other_width=True), {}, DoubtKind.WIDTH_DIFFERS),
        (Ink(other_width=True, low=True), {}, DoubtKind.TOO_SMALL_TO_READ),
        # templates that read the same outweigh width and height, not hidden ink
        (Ink(other_width=True, low=True), {"72050": seen("72050")}, None),
        (Ink(hidden=True, low=True), {"72050": seen("72050")}, DoubtKind.INK_NOT_READ),
        (Ink(unread_separators=True), {"72050": seen("72050")}, None),
        (
            Ink(),
            {"72050": TemplateEvidence("72050", TemplateReading("72050", SURE, False, True))},
            DoubtKind.SEPARATORS_DIFFER,
        ),
        (Ink(), {"72050": seen("72050", ".72050")}, DoubtKind.SEPARATORS_DIFFER),
    ],
)
def test_the_ink_must_fit_the_text(
    ink: Ink, evidence: Evidence, kind: DoubtKind | None
) -> None:
    doubts = decide_consensus(read("72050", "72050"), evidence, ink).doubts
    assert [d.kind for d in doubts] == ([] if kind is None else [kind])


@pytest.mark.parametrize(
    ("confidence", "witness", "kinds"),
    [
        (97, 75, []),
        (96, 95, [DoubtKind.TOO_SMALL_TO_READ]),
        (99, 74, [DoubtKind.LOW_OCR_CONFIDENCE]),
    ],
)
def test_size_does_not_matter_where_two_makes_are_certain(
    confidence: float, witness: float, kinds: list[DoubtKind]
) -> None:
    readings = LineReadings(words("72050", confidence), words("72050", witness))
    assert [d.kind for d in decide_consensus(readings, {}, Ink(low=True)).doubts] == kinds


def test_one_doubt_is_enough() -> None:
    ink = Ink(unread_separators=True, hidden=True, other_width=True, low=True)
    doubts = decide_consensus(APART, {}, ink).doubts
    assert [d.kind for d in doubts] == [DoubtKind.READINGS_DIFFER]


@pytest.mark.parametrize(
    ("text", "printed", "is_first", "adopted"),
    [
        ("250,000,000", "250.000.000", True, "250,000,000"),
        ("1,302,350", "1.302,350", True, "1,302,350"),
        ("1.302.35", "1.302,35", True, "1.302,35"),
        ("389.820", ".389.820", False, ".389.820"),
        ("389.820", "389.820.", True, "389.820."),
        ("2751.11", "2,751,11", True, "2.751.11"),
        ("2663.74", "2.663.74", True, "2.663.74"),
    ],
)
def test_separators_that_templates_show_are_adopted(
    text: str, printed: str, is_first: bool, adopted: str
) -> None:
    evidence = {text: seen(text, printed)}
    consensus = decide_consensus(read(text, text), evidence, Ink(is_first=is_first))
    assert (consensus.text, consensus.doubts) == (adopted, ())


def test_a_separator_before_a_number_shows_that_its_first_digits_are_lost() -> None:
    assert seen("389.820", ".389.820").has_lost_first_digits
    assert not seen(".389.820", ".389.820").has_lost_first_digits
    assert not seen("389.820", ".389.820", UNSURE).has_lost_first_digits


@pytest.mark.parametrize(
    ("number", "printed", "whole"),
    [
        ("2751.11", "2,751,11", "2.751.11"),
        ("2751.11.", "2.751.11", "2.751.11"),
        ("2.751.11", "2.751.11", ""),
        ("2751.11", "27.51.11", ""),
        ("2751.11", "2.751.12", ""),
        ("275111", "2.751.11", ""),
        ("2,751.1134", "2.751.1134", ""),
    ],
)
def test_separators_between_groups_are_found_where_templates_show_them(
    number: str, printed: str, whole: str
) -> None:
    assert seen(number, printed).with_lost_groups == whole


@pytest.mark.parametrize(
    ("text", "is_doubted"),
    [("220400.000", True), ("2204.000,00", True), ("220.400.000", False), ("2204,00", False)],
)
def test_a_number_without_the_first_of_its_separators_is_doubted(
    text: str, is_doubted: bool
) -> None:
    """The number "220400.000" of a coarse scan was accepted with three decimals."""
    readings = LineReadings(words(text, 99), words(text, 99), words(text, 99))
    doubts = decide_consensus(readings, {}, Ink()).doubts
    assert [d.kind for d in doubts] == [DoubtKind.SEPARATORS_DIFFER] * is_doubted
