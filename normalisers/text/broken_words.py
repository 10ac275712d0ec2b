"""Words that the width of a cell has broken, put together again on evidence only.

A blank inside a word and a blank between two words look the same. They are told apart by a
vocabulary: pieces are joined only if together they make a known word and at least one of
them is none by itself. Letters are never added, dropped or changed; the only sign that may
go is the hyphen at the end of a line.
"""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from sidak.schemas.text.markup import strip_markup

#: Short words that stand alone; other words of one or two letters are mostly splinters.
_SHORT_WORDS = frozenset({"di", "ke", "se", "ia", "rt", "rw", "tv", "ac", "pc", "up", "tu"})
_MOST_PIECES = 5
#: Most letters of what the width of a cell leaves of a word in a unit.
_LONGEST_SPLINTER = 4
_WORD = re.compile(r"[^\W\d_]+")
_PIECES = re.compile(r"[^\W\d_]+(?:\s+[^\W\d_]+)+")
_LINE_HYPHEN = re.compile(r"([^\W\d_]+)-[ \t]*\n\s*([^\W\d_]+)")
#: A hyphen at the end of a line, of text that is on one line now.
_HYPHEN_BLANK = re.compile(r"([^\W\d_]+)- ([^\W\d_]+)")
_CAMEL = re.compile(r"[^\W\d_]*[a-z][A-Z][^\W\d_]*")


def build_vocabulary(texts: Iterable[str], *, least: int = 1) -> frozenset[str]:
    """Collect the words of texts, casefolded.

    Args:
        texts: Names of the nomenclature (whole words), or texts of a report, whose cells
            hold splinters too.
        least: How often a word must occur; 3 or more keeps splinters of a report out.
    """
    counts = Counter(
        word
        for text in texts
        for word in _WORD.findall(text.casefold())
        if len(word) > 2 or word in _SHORT_WORDS
    )
    return frozenset(word for word, count in counts.items() if count >= least)


def clean_name(text: str, vocabulary: frozenset[str] = frozenset()) -> str:
    """Undo what the cell did to a name: wraps, blanks inside words, markup.

    Args:
        text: Name as printed; a wrap is a newline.
        vocabulary: Known words, casefolded (``build_vocabulary``); without it wraps only
            become blanks.

    Returns:
        The name on one line. Its letters and signs are those of ``text``, but for markup
        and hyphens at line ends.
    """
    plain = strip_markup(text.replace("\u00ad", "-\n").replace("\ufffe", "-\n"))
    plain = _LINE_HYPHEN.sub(lambda found: _join_hyphen(found, vocabulary), plain)
    if vocabulary:
        plain = _PIECES.sub(lambda found: _join_pieces(found[0], vocabulary), plain)
        plain = _CAMEL.sub(lambda found: _split_camel(found[0], vocabulary), plain)
    plain = re.sub(r"\s+", " ", plain)
    plain = re.sub(r" (?=[,;)\]])", "", plain)
    return re.sub(r"(?<=[(\[]) ", "", plain).strip()


def clean_unit(text: str, vocabulary: frozenset[str]) -> str:
    """Undo what the cell did to the words of a unit: "doku- men", "Perse n", "kampany e".

    Args:
        text: The unit on one line.
        vocabulary: Known words, casefolded.
    """
    joined = _HYPHEN_BLANK.sub(lambda found: _join_hyphen(found, vocabulary), text)
    return _PIECES.sub(
        lambda found: (
            _join_pieces(found[0], vocabulary)
            if min(map(len, found[0].split())) <= _LONGEST_SPLINTER
            else found[0]
        ),
        joined,
    )


def _join_hyphen(found: re.Match[str], vocabulary: frozenset[str]) -> str:
    """Undo a hyphen at a line end, but keep those of "lain-lain" and "undang-undangan"."""
    left, right = found[1].casefold(), found[2].casefold()
    is_doubled = right.startswith(left) or left.startswith(right)
    is_word = left + right in vocabulary
    if is_word and not is_doubled and not {left, right} <= vocabulary:
        return found[1] + found[2]
    return f"{found[1]}-{found[2]}"


def _join_pieces(run: str, vocabulary: frozenset[str]) -> str:
    """Join neighbouring pieces of a run of letters and blanks, the longest word first."""
    parts = re.split(r"(\s+)", run)
    words, blanks = parts[::2], parts[1::2]
    joined: list[str] = []
    at = 0
    while at < len(words):
        size = _size_of_word(words[at : at + _MOST_PIECES], vocabulary)
        joined.append("".join(words[at : at + size]))
        at += size
        if at < len(words):
            joined.append(blanks[at - 1])
    return "".join(joined)


def _size_of_word(words: list[str], vocabulary: frozenset[str]) -> int:
    """Return how many of the first pieces make one word."""
    for size in range(len(words), 1, -1):
        pieces = words[:size]
        folded = [piece.casefold() for piece in pieces]
        if "".join(folded) not in vocabulary or all(f in vocabulary for f in folded):
            continue
        if any(
            piece[0].isupper() and before[-1].islower() for before, piece in pairwise(pieces)
        ):
            continue  # "Kantor Pos": a capital begins a word
        return size
    return 1


def _split_camel(word: str, vocabulary: frozenset[str]) -> str:
    """Part "danLain" where both halves are known and the whole is not."""
    if word.casefold() in vocabulary:
        return word
    halves = re.split(r"(?<=[a-z])(?=[A-Z])", word)
    if all(half.casefold() in vocabulary for half in halves):
        return " ".join(halves)
    return word
