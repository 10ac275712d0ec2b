"""Amounts in words ("Lima puluh enam milyar ...") to numbers and back.

Reports misspell such amounts, run words together and lose words. A lost word must not be
guessed: "Tujuh Ratus Sembilan Tiga Juta" lacks a "puluh" somewhere, so it has no value.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from sidak.schemas import Doubt, DoubtKind

_DIGITS = {
    "nol": 0,
    "satu": 1,
    "dua": 2,
    "tiga": 3,
    "empat": 4,
    "lima": 5,
    "enam": 6,
    "tujuh": 7,
    "delapan": 8,
    "sembilan": 9,
}
_SMALL = {"puluh": 10, "belas": 10, "ratus": 100}
_SCALES = {
    "ribu": 10**3,
    "juta": 10**6,
    "miliar": 10**9,
    "triliun": 10**12,
    "kuadriliun": 10**15,
}
_SPELLINGS = {
    **dict.fromkeys(
        ("milyar", "milliar", "milyard", "miliyar", "millyar", "miliard"), "miliar"
    ),
    **dict.fromkeys(("trilyun", "trilliun", "triliyun", "trillyun", "triliyiun"), "triliun"),
    **dict.fromkeys(("lapan", "dlapan"), "delapan"),
    "sembilah": "sembilan",
    "kosong": "nol",
}
_WORDS = (*_DIGITS, *_SMALL, *_SCALES)
_ALTERNATIVES = "|".join(sorted((*_WORDS, *_SPELLINGS), key=len, reverse=True))
_SE = r"se(?=puluh|belas|ratus|ribu|juta|mil+[iy]+ar|tril+[iy]+un)"
_RUN = re.compile(rf"(?:{_SE}|{_ALTERNATIVES}|koma)+")
_TOKEN = re.compile(rf"(?:{_SE}|{_ALTERNATIVES}|koma)(?=(?:{_SE}|{_ALTERNATIVES}|koma)*$)")
_LARGEST = 10**18


@dataclass(frozen=True, slots=True)
class Terbilang:
    """An amount in words.

    Attributes:
        text: The words as printed.
        value: What they say; ``None`` where they are irregular.
        is_regular: Whether the words follow the grammar of numbers.
        doubt: What is irregular, or which spelling was mended; ``None`` if nothing is.
        start: Where the words begin in the searched text.
        end: Where they end.
    """

    text: str
    value: Decimal | None
    is_regular: bool
    doubt: Doubt | None = None
    start: int = 0
    end: int = 0


class _IrregularNumberError(ValueError):
    """The words do not follow the grammar of numbers."""

    def __init__(self, kind: DoubtKind, *detail: str) -> None:
        self.doubt = Doubt(kind, detail)
        super().__init__(self.doubt.text())


def parse_terbilang(text: str) -> Terbilang:
    """Read an amount in words, with "Rp", "rupiah" and brackets around it.

    Misspelt words are mended only if exactly one number word is one letter away; the
    mended reading says so in ``doubt``.
    """
    plain = re.sub(r"[(){}\[\]\"'*_:;.,#=/\u201c\u201d-]", " ", text.casefold())
    words = [w for w in plain.split() if w not in ("rp", "rupiah", "sebesar", "terbilang")]
    tokens, mended, unknown = _split_words(words)
    if unknown or not tokens:
        doubt = Doubt(DoubtKind.NO_NUMBER_WORDS)
        if unknown:
            doubt = Doubt(DoubtKind.NOT_NUMBER_WORDS, (str(unknown),))
        return Terbilang(text, None, is_regular=False, doubt=doubt)
    try:
        value = _evaluate(tokens)
    except _IrregularNumberError as error:
        return Terbilang(text, None, is_regular=False, doubt=error.doubt)
    spelling = Doubt(DoubtKind.SPELLING_MENDED, (", ".join(mended),)) if mended else None
    return Terbilang(text, value, is_regular=True, doubt=spelling)


def find_terbilang(text: str) -> tuple[Terbilang, ...]:
    """Find the amounts in words of a narrative, from left to right.

    An amount has at least two number words, one of them "ratus", "ribu" or larger; a word
    that no number word resembles ends it. Irregular ones are listed too, without a value, and
    so are those that neither "rupiah" nor a closing bracket ends: a word may be cut off.
    """
    found = []
    run: list[re.Match[str]] = []
    words = list(re.finditer(r"[^\W\d_]+|[0-9][0-9.,]*|[().,;:]", text))
    for at, word in enumerate([*words, None]):
        if word is not None and (_is_number_word(word[0]) or _is_word_part(words, at)):
            run.append(word)
            continue
        if run and _is_amount(run):
            found.append(_take_run(text, run, "" if word is None else word[0]))
        run = []
    return tuple(found)


def _take_run(text: str, run: list[re.Match[str]], following: str) -> Terbilang:
    start, end = run[0].start(), run[-1].end()
    amount = parse_terbilang(text[start:end])
    value, doubt = amount.value, amount.doubt
    if following.casefold() not in ("rupiah", ")", "persen", "sen") and value is not None:
        value, doubt = None, Doubt(DoubtKind.WORDS_NOT_CLOSED)
    return Terbilang(text[start:end], value, value is not None, doubt, start, end)


def spell_number(value: Decimal | int) -> str:
    """Spell a number out, the first letter large: "Lima puluh enam miliar".

    Raises:
        ValueError: If the number is not finite or has more than 18 digits before the mark.
    """
    number = Decimal(value)
    if not number.is_finite() or abs(number) >= _LARGEST:
        raise ValueError(f"no words for {value}")
    sign = "minus " if number < 0 else ""
    printed = f"{abs(number):f}"
    whole, _, tail = printed.partition(".")
    words = _spell_whole(int(whole))
    names = list(_DIGITS)
    tail = tail.rstrip("0")
    if tail:
        words += " koma " + " ".join(names[int(digit)] for digit in tail)
    said = sign + words
    return said[0].upper() + said[1:]


def _spell_whole(number: int) -> str:
    if number == 0:
        return "nol"
    parts = []
    for name, size in reversed(_SCALES.items()):
        count, number = divmod(number, size)
        if count:
            parts.append("seribu" if count == 1 and name == "ribu" else _spell_small(count))
            if parts[-1] != "seribu":
                parts.append(name)
    if number:
        parts.append(_spell_small(number))
    return " ".join(parts)


def _spell_small(number: int) -> str:
    names = list(_DIGITS)
    parts = []
    hundreds, rest = divmod(number, 100)
    if hundreds:
        parts.append("seratus" if hundreds == 1 else f"{names[hundreds]} ratus")
    if rest in (10, 11):
        parts.append("sepuluh" if rest == 10 else "sebelas")
    elif 11 < rest < 20:
        parts.append(f"{names[rest - 10]} belas")
    elif rest:
        tens, ones = divmod(rest, 10)
        parts += [f"{names[tens]} puluh"] if tens else []
        parts += [names[ones]] if ones else []
    return " ".join(parts)


def _split_words(words: list[str]) -> tuple[list[str], list[str], str]:
    """Split printed words into number words.

    Returns:
        The number words in standard spelling, the spellings mended, and the first word that
        is no number word (empty if all are).
    """
    tokens: list[str] = []
    mended: list[str] = []
    at = 0
    while at < len(words):
        word = words[at]
        parts = _segment(word)
        if parts is None and at + 1 < len(words):
            parts = _segment(word + words[at + 1])  # "Sem bilan"
            at += parts is not None
        if parts is None:
            near = _resembles(word)
            if near is None:
                return tokens, mended, word
            mended.append(f"{word} -> {near}")
            parts = _segment(near)
        tokens += parts or []
        at += 1
    return tokens, mended, ""


def _segment(word: str) -> list[str] | None:
    """Split "enamratus" into number words; ``None`` if something else is in it."""
    lowered = word.casefold()
    if _RUN.fullmatch(lowered) is None:
        return None
    parts = _TOKEN.findall(lowered)
    return [_SPELLINGS.get(p, p) for p in parts] if "".join(parts) == lowered else None


@lru_cache(maxsize=4096)
def _resembles(word: str) -> str | None:
    """Return the one number word that a printed word is a slip of.

    Short number words lie too close to common ones ("kelas", "tempat", "juga"): of them only
    letters swapped or doubled are mended.
    """
    lowered = word.casefold()
    known = (*_WORDS, *_SPELLINGS, "seratus", "seribu", "sepuluh", "sebelas", "sejuta")
    near = {_SPELLINGS.get(k, k) for k in known if _is_misspelling_of(lowered, k)}
    return near.pop() if len(near) == 1 else None


def _is_misspelling_of(printed: str, known: str) -> bool:
    if len(known) < 4 or abs(len(printed) - len(known)) > 1:
        return False
    if len(printed) == len(known):
        unlike = [i for i in range(len(known)) if printed[i] != known[i]]
        if len(unlike) == 2 and unlike[1] == unlike[0] + 1:
            one, two = unlike
            return printed[one] == known[two] and printed[two] == known[one]
        return len(unlike) == 1 and len(known) >= 7
    short, long = sorted((printed, known), key=len)
    cuts = [i for i in range(len(long)) if long[:i] + long[i + 1 :] == short]
    is_doubled = any(i and long[i] == long[i - 1] for i in cuts)
    return bool(cuts) and (len(known) >= 7 or (is_doubled and long == printed))


def _is_number_word(word: str) -> bool:
    return _segment(word) not in (None, ["koma"]) or word.casefold() == "koma"


def _is_word_part(words: list[re.Match[str]], at: int) -> bool:
    """Return True if a word inside an amount is misspelt or broken in two."""
    word = words[at][0]
    if not word.isalpha():
        return False
    neighbours = [words[i][0] for i in (at - 1, at + 1) if 0 <= i < len(words)]
    if at + 1 < len(words) and _segment(word + words[at + 1][0]) is not None:
        return True
    if at > 0 and _segment(words[at - 1][0]) is None and _segment(words[at - 1][0] + word):
        return True
    return _resembles(word) is not None and any(_is_number_word(n) for n in neighbours)


def _is_amount(run: list[re.Match[str]]) -> bool:
    joined = "".join(word[0].casefold() for word in run)
    tokens = _TOKEN.findall(joined)
    has_size = any(_SPELLINGS.get(t, t) in (*_SCALES, "ratus") for t in tokens)
    return len(tokens) >= 2 and has_size


def _evaluate(tokens: list[str]) -> Decimal:
    """Work out number words by the grammar.

    Raises:
        _IrregularNumberError: If a word is missing, doubled or out of order.
    """
    if "koma" in tokens:
        at = tokens.index("koma")
        tail = tokens[at + 1 :]
        if not at:
            raise _IrregularNumberError(DoubtKind.NO_WORDS_BEFORE_DECIMALS)
        if tail and all(t in _DIGITS for t in tail):
            digits = "".join(str(_DIGITS[t]) for t in tail)
        elif tail and "koma" not in tail:
            digits = str(_evaluate_small(tail, "koma"))
        else:
            raise _IrregularNumberError(DoubtKind.NO_WORDS_AFTER_DECIMALS)
        return Decimal(f"{_evaluate(tokens[:at])}.{digits}")
    if tokens == ["nol"]:
        return Decimal(0)
    total, last_scale, group = 0, _LARGEST, []
    for token in tokens:
        if token not in _SCALES:
            group.append(token)
            continue
        scale = _SCALES[token]
        if scale >= last_scale:
            raise _IrregularNumberError(DoubtKind.UNUSUAL_WORD_ORDER, token)
        total += _evaluate_small(group, token) * scale
        last_scale, group = scale, []
    return Decimal(total + (_evaluate_small(group, "akhir") if group else 0))


def _evaluate_small(tokens: list[str], before: str) -> int:
    """Work out a group below a thousand: [x ratus] [y puluh] [z] or [z belas]."""
    if not tokens:
        raise _IrregularNumberError(DoubtKind.NO_WORDS_BEFORE, before)
    total, limit, digit = 0, 1000, None
    for token in tokens:
        if token in _SCALES:
            raise _IrregularNumberError(DoubtKind.UNUSUAL_WORD_ORDER, token)
        if token in _SMALL:
            size = _SMALL[token]
            if digit is None or size >= limit or digit == 0:
                raise _IrregularNumberError(DoubtKind.WORD_MISSING_OR_REPEATED, token)
            total += 10 + digit if token == "belas" else digit * size
            limit = 1 if token == "belas" else size
            digit = None
            continue
        if digit is not None:
            raise _IrregularNumberError(DoubtKind.TENS_WORD_MISSING, token)
        digit = 1 if token == "se" else _DIGITS[token]
    if digit is not None:
        if limit == 1 or digit == 0:
            raise _IrregularNumberError(DoubtKind.WORD_AFTER_TEENS)
        if tokens[-1] == "se" and before not in _SCALES:
            raise _IrregularNumberError(DoubtKind.WORDS_CUT)
        total += digit
    return total
