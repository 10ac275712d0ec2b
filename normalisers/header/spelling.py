"""Header words as they were meant: short forms written out, misprints and misreadings undone.

"Reallsasi", "ANGG ARAN", "Real." and "Tgt" are words of the table of headers
(``data/headers.tsv``) in bad print. A word is changed only if it is none of that table and
exactly one of that table is so near that hardly anything else can be meant; a word that a
reader would take for another one ("bencana" for "rencana") stays.
"""

import re
from functools import cache

from sidak.normalisers.header.settings import SETTINGS
from sidak.normalisers.text.resources import load_words, read_rows

_WORD = re.compile(r"[a-z0-9|!]+")
_LETTERS = re.compile(r"[a-z]+")
#: Signs that scans confuse, by the one that stands for all of them.
_LOOKALIKES = str.maketrans({**dict.fromkeys("l1|!jtf3", "i"), "0": "o"})
#: A stroke that scans take for a letter.
_STROKE = "f1l|i/"
#: "dalam juta" as scans show it; what it means is read by ``data/units.tsv``.
_MISREAD_FACTOR = re.compile(r"\W*(d[li1]mn?|[j3i1|\[]?uta(an)?)\W*")
#: Words that are near a header word and another word of the language.
_OTHER_WORDS = frozenset(
    {
        *("perumahan", "penerapan", "penempatan", "penyiapan", "kesatuan", "realokasi"),
        *("pelaksanaan", "pertanggungan", "kegiatannya", "lokal", "anggapan", "tingkah"),
    }
)


#: Words of headers beside those that decide: units, and what leads to them.
_SMALL_WORDS = frozenset(
    [
        "rp",
        "rupiah",
        "juta",
        "ribu",
        "ribuan",
        "jutaan",
        "dlm",
        "dalam",
        "persen",
        "dana",
        "daerah",
    ]
)


@cache
def _load_short_forms() -> dict[str, str]:
    return {row[0]: row[1] for row in read_rows("abbreviations.tsv")}


@cache
def _load_known() -> frozenset[str]:
    """Load all words of the table of headers: none of them is a misprint."""
    phrases = [row[0].lower() for row in read_rows("headers.tsv")]
    return frozenset(w for phrase in phrases for w in _LETTERS.findall(phrase)) | load_words(
        "header_words.txt"
    )


def correct_spelling(text: str) -> str:
    """Return a header in lower case with its words as they were meant.

    Args:
        text: A header cell on one line, lower case.
    """
    pieces = _WORD.split(text)
    words = _WORD.findall(text)
    if not words:
        return text
    gaps = pieces[1:-1]
    broken = {at for run in _find_broken(words, gaps) for at in run}
    mended = [word if at in broken else _correct_word(word) for at, word in enumerate(words)]
    for at in range(len(words) - 1):
        if at in broken or mended[at] != words[at] or words[at] in _load_known():
            continue
        joined = _nearest(words[at] + words[at + 1]) if not gaps[at].strip(" -\u00ad") else ""
        if joined and at + 1 not in broken and words[at + 1] not in _load_known():
            mended[at], mended[at + 1] = joined, ""
    out = [pieces[0]]
    for word, gap in zip(mended, [*gaps, pieces[-1]], strict=True):
        out += [word, gap]
    return "".join(out)


def is_known_word(text: str) -> bool:
    """Return True if a word of a header, mended, is one of the table of headers."""
    words = _WORD.findall(correct_spelling(text.lower()))
    if words and all(map(_is_known, words)):
        return True
    return bool(_MISREAD_FACTOR.fullmatch(text.lower()))


def _is_known(word: str) -> bool:
    known = _load_known() | _SMALL_WORDS
    return word in known or (word[-1] in _STROKE and word[:-1] in known)


def join_broken_words(text: str) -> str:
    """Return a header with the words that a narrow column broke ("Pening katan") joined.

    Args:
        text: A header cell, lower case.
    """
    pieces = _WORD.split(text)
    words = _WORD.findall(text)
    inner = {at for run in _find_broken(words, pieces[1:-1]) for at in run[:-1]}
    out = pieces[0]
    for at, word in enumerate(words):
        out += word if at in inner else word + pieces[at + 1]
    return out


def _find_broken(words: list[str], gaps: list[str]) -> list[range]:
    """Return the runs of pieces that make a known word together.

    Headers are compared without blanks, so that such pieces need no joining there.
    """
    broken: list[range] = []
    for at in range(len(words)):
        for length in (2, 3):
            inner = gaps[at : at + length - 1]
            if at + length > len(words) or any(gap.strip(" -\u00ad") for gap in inner):
                continue
            joined = "".join(words[at : at + length])
            if len(joined) >= 5 and joined in _load_known():
                broken.append(range(at, at + length))
    return broken


@cache
def _correct_word(word: str) -> str:
    short = _load_short_forms().get(word)
    if short is not None:
        return short
    return _nearest(word) or word


def _nearest(word: str) -> str:
    """Return the one header word that is nearly this one; empty if there is none."""
    known = load_words("header_words.txt")
    if (
        word in _load_known()
        or word in _OTHER_WORDS
        or len(word) < 5
        or not re.search("[a-z]", word)
    ):
        return ""
    folded = word.translate(_LOOKALIKES)
    alike = {other for other in known if other.translate(_LOOKALIKES) == folded}
    if len(alike) == 1:
        return alike.pop()
    if re.search(r"[0-9|!]", word):
        return ""
    near = {other for other in known if _is_near(word, other)}
    return near.pop() if len(near) == 1 else ""


def _is_near(word: str, other: str) -> bool:
    """Return True if one slip of the pen makes one word of the other."""
    if (
        len(other) < SETTINGS.spelling_long
        or abs(len(word) - len(other)) > 1
        or word[0] != other[0]
    ):
        return False
    if len(word) != len(other):
        longer, shorter = sorted((word, other), key=len, reverse=True)
        return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
    slips = [at for at, (a, b) in enumerate(zip(word, other, strict=True)) if a != b]
    if len(slips) == 1:
        return len(other) >= SETTINGS.spelling_longer
    return (
        len(slips) == 2
        and slips[1] == slips[0] + 1
        and word[slips[0]] == other[slips[1]]
        and word[slips[1]] == other[slips[0]]
    )
