"""What a line of figures says, from readings that may differ and the shapes of its digits.

Two readings by different networks, and the shapes of the characters, are three witnesses.
Two that agree while the third does not speak against them are believed; anything else is
kept with a doubt that names the candidates.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.scan_engine import Word
from extractors.scan_shapes import Examples, Shape, Verdict

#: Marks between groups of digits: which of them it is follows from the column's style.
MARKS = frozenset(".,")
#: A number whose groups of three are whole, or one without groups.
WHOLE = re.compile(
    r"\(?-?(rp\.?)?(\d{1,3}([.,]\d{3})+|\d+)([.,]\d{1,2})?%?,?-?\)?[a-z]*", re.IGNORECASE
)
#: What the first network makes of a percent sign.
PERCENT = re.compile(r"Y[o0e6c]|[79]?[0-9o]|[oO0K2Xx&]")
#: Numbers with fewer digits than this must be borne out by their shapes or by confidence.
SHORT = 4
#: Lines with fewer digits than this give no examples.
EXAMPLE = 3
#: Confidence of both readings that stands in for shapes where there are no examples.
SURE = 88.0
#: A digit is not wider than this share of the height of the highest.
WIDEST = 1.05
#: A digit of a short number speaks against its reading if another is nearer than this.
AGAINST = 0.62
#: Share of characters that must be borne out where two networks agree against a third reading.
MOSTLY = 0.6
#: A line whose shapes contradict its reading in more places than this was cut wrongly.
MOST_CONTRADICTIONS = 2

DIFFERENT = "dua pembacaan berbeda"
UNLIKE = "bentuk angka tidak cocok dengan bacaannya"
MISCOUNTED = "jumlah bentuk tinta tidak sama dengan jumlah angka yang terbaca"
UNSURE = "angka pendek yang tidak dikuatkan bentuknya"


@dataclass(frozen=True, slots=True)
class Ballot:
    """The readings of one line.

    Attributes:
        first: By the network of the reports' language.
        second: By the other network, drawn anew.
        third: By the other network as it stands; empty unless the first two differ.
    """

    first: tuple[Word, ...]
    second: tuple[Word, ...]
    third: tuple[Word, ...] = ()

    @property
    def texts(self) -> tuple[str, str, str]:
        """The texts of the three readings."""
        return join_words(self.first), join_words(self.second), join_words(self.third)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was decided: the text, the words it came from, and the doubts.

    ``readings`` is every text that a witness read, the chosen one first.
    """

    text: str
    words: tuple[Word, ...]
    doubts: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()


def join_words(words: Sequence[Word]) -> str:
    """Return the text of a line."""
    return " ".join(w.text for w in words)


def squeeze(text: str) -> str:
    """Return a text without white space."""
    return "".join(text.split())


def weigh(text: str) -> str:
    """Reduce a line to what its figures are worth, so that like readings compare equal.

    Words without digits do not count; a mark before one or two last digits is a decimal
    one, dot or comma; typographic variants are one.
    """
    tokens = text.replace("—", "-").replace("–", "-").split()
    kept = []
    for i, token in enumerate(tokens):
        if any(ch.isdigit() for ch in token) or not any(ch.isalpha() for ch in token):
            kept.append(token)
        elif i == 0 and re.match(r"rp", token, re.IGNORECASE):
            continue
    folded = squeeze(" ".join(kept)).casefold()
    folded = re.sub(r"^rp[.,]?", "", folded)
    if re.fullmatch(r"\d{1,3}([.,]\d{3}){2,}", folded):
        return re.sub(r"[.,]", "", folded)  # a millions' number: its marks can only group
    return re.sub(r"[.,](\d{1,2})(?!\d)(?=%?$)", r"|\1", folded)


def is_percent_confusion(ballot: Ballot) -> bool:
    """Say whether the other network twice read a percent sign that the first never does."""
    first, second, third = (squeeze(t) for t in ballot.texts)
    if not second.endswith("%") or weigh(second) != weigh(third):
        return False
    digits = second[:-1]
    return (
        first.startswith(digits)
        and 1 <= len(first) - len(digits) <= 2
        and bool(PERCENT.fullmatch(first[len(digits) :]))
    )


def is_agreed(ballot: Ballot) -> bool:
    """Say whether the engine's readings amount to the same."""
    first, second, _ = ballot.texts
    return weigh(first) == weigh(second) or is_percent_confusion(ballot)


def find_label(ballot: Ballot) -> str:
    """Return the text that an agreed line holds for sure, for examples; empty if none."""
    first, second, _ = (squeeze(t) for t in ballot.texts)
    if first == second:
        return first
    return second if is_percent_confusion(ballot) else ""


def find_figure(text: str) -> str:
    """Return the digits and marks that a line begins with, or the whole of it."""
    found = re.match(r"[\d.,]+(?=[A-Za-z]{2})", squeeze(text))
    return found.group().rstrip(".,") if found else squeeze(text)


def judge_shapes(
    text: str, shapes: Sequence[Shape], examples: Examples, source: int
) -> list[Verdict | None]:
    """Compare each character of a figure with the examples; empty if they do not pair."""
    if len(text) != len(shapes):
        return []
    height = max((s.box.height for s in shapes), default=0)
    if any(
        ch.isdigit() and s.box.x1 - s.box.x0 > WIDEST * height
        for ch, s in zip(text, shapes, strict=True)
    ):
        return []  # two digits that touch
    return [examples.judge(ch, shape, source) for ch, shape in zip(text, shapes, strict=True)]


def decide(
    ballot: Ballot, verdicts: dict[str, list[Verdict | None]], *, is_all_ink_read: bool
) -> Outcome:
    """Decide what a line says.

    Args:
        ballot: The readings.
        verdicts: For each distinct text without white space what the shapes say of the
            figure that it begins with.
        is_all_ink_read: Whether the words cover the ink of the line.
    """
    first, second, third = ballot.texts
    doubts: list[str] = []
    if not is_all_ink_read:
        doubts.append("sebagian tinta tidak terbaca")
    if is_agreed(ballot):
        is_percent = weigh(first) != weigh(second)
        words = ballot.second if is_percent else _choose_style(ballot, verdicts)
        text = join_words(words)
        doubts += _check_agreed(text, ballot, verdicts.get(squeeze(text), []))
        return Outcome(text, words, tuple(doubts))
    candidates = ((first, ballot.first), (second, ballot.second), (third, ballot.third))
    backed = [
        (text, words)
        for text, words in candidates
        if WHOLE.fullmatch(squeeze(text)) and _is_borne_out(verdicts.get(squeeze(text), []))
    ]
    worths = {weigh(text) for text, _ in backed}
    if not worths and weigh(first) == weigh(third):
        # two networks against one drawing: enough, if nothing speaks against it
        known = [v for v in verdicts.get(squeeze(first), []) if v is not None]
        if (
            WHOLE.fullmatch(squeeze(first))
            and sum(v.is_support for v in known) >= MOSTLY * len(squeeze(first))
            and not any(v.is_contradiction for v in known)
        ):
            backed, worths = [(first, ballot.first)], {weigh(first)}
    if len(worths) == 1:
        text, words = backed[0]
        return Outcome(text, words, tuple(doubts))
    # nothing decides: the second network reads figures best
    best = ballot.second or ballot.first
    shown = " / ".join(dict.fromkeys(t or "(kosong)" for t in (first, second)))
    doubts.append(f"{DIFFERENT}: {shown}")
    return Outcome(join_words(best), best, tuple(doubts))


def _choose_style(
    ballot: Ballot, verdicts: dict[str, list[Verdict | None]]
) -> tuple[Word, ...]:
    """Choose between readings that are worth the same: by shape, then by usual style."""
    first, second, _ = ballot.texts
    if squeeze(first) == squeeze(second):
        return ballot.first

    def misfit(text: str) -> float:
        judged = [v for v in verdicts.get(squeeze(text), []) if v is not None]
        return sum(v.own for v in judged) / len(judged) if judged else 9.0

    def is_one_mark(text: str) -> bool:
        marks = re.findall(r"[.,]", text)
        return len(marks) > 1 and len(set(marks)) == 1

    if re.search(r"\d{3}$", squeeze(first)) and is_one_mark(first) != is_one_mark(second):
        return ballot.first if is_one_mark(first) else ballot.second
    a, b = misfit(first), misfit(second)
    if a != b:
        return ballot.first if a < b else ballot.second
    return ballot.second if is_one_mark(first) else ballot.first


def _check_agreed(text: str, ballot: Ballot, verdicts: Sequence[Verdict | None]) -> list[str]:
    """Return the doubts about a line that both networks read alike."""
    characters = squeeze(text)
    digits = sum(ch.isdigit() for ch in characters)
    if not digits:
        return []
    known = [(ch, v) for ch, v in zip(characters, verdicts, strict=False) if v is not None]
    against = [
        (ch, v)
        for ch, v in known
        if v.is_contradiction and not (ch in MARKS and v.nearest in MARKS)
    ]
    if digits >= SHORT and any(ch.isdigit() != v.nearest.isdigit() for ch, v in against):
        return []  # a dot for a digit: the line was cut at the wrong places
    if 0 < len(against) <= MOST_CONTRADICTIONS or (against and digits < SHORT):
        what = ", ".join(f"{ch} mirip {v.nearest}" for ch, v in against)
        return [f"{UNLIKE}: {text} ({what})"]
    if digits < SHORT:
        of_digits = [v for ch, v in known if ch.isdigit()]
        if not verdicts and not any(ch.isalpha() for ch in characters):
            return [f"{MISCOUNTED}: {text}"]
        is_backed = len(of_digits) == digits and all(v.is_support for v in of_digits)
        is_against = any(v.other <= AGAINST and v.other < 0.8 * v.own for v in of_digits)
        sure = find_confidence(ballot)
        if not is_backed and (is_against or sure < SURE):
            return [f"{UNSURE}: {text}"]
    return []


def find_confidence(ballot: Ballot) -> float:
    """Return the least confidence of the words with digits in the first two readings."""
    words = [w for w in (*ballot.first, *ballot.second) if _has_digit(w.text)]
    return min((w.confidence for w in words), default=0.0)


def _has_digit(text: str) -> bool:
    return any(ch.isdigit() for ch in text)


def _is_borne_out(verdicts: Sequence[Verdict | None]) -> bool:
    """Say whether the shapes of all characters are those that were read."""
    return bool(verdicts) and all(v is not None and v.is_support for v in verdicts)
