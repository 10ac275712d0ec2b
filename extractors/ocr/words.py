"""Words of a scanned page: which are clear, and what another engine makes of the others.

A word is as clear as its least clear character. Where a word is not, or is none that is known,
a second engine reads the line. What both read is clear. A known word that the second engine
reads takes the place of one that is none; where it reads a third one, the word is
unknown, whatever the confidence.
"""

import re
from collections.abc import Callable, Collection, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from sidak.extractors.ocr.engine import OcrWord
from sidak.extractors.ocr.lexicon import WordEvidence
from sidak.extractors.ocr.settings import SETTINGS

_LETTERS = re.compile(r"[^\W\d_]")
#: Words that say nothing, or that everything beside them says as well.
_PLAIN = re.compile(r"\W*(rp|no)?\W*", re.IGNORECASE)
#: What dirt and pieces of rulings are taken for; a dash and a colon may begin a line.
_DIRT_BEFORE = re.compile(r"[|;'\"!.,_~$^*`\u2018\u2019\u2014]+")
_DIRT_BEHIND = re.compile(r"[|;'\"!.,_~$^*`\u2018\u2019\u2014:-]+")

#: How wide a space is left between words that were glued, in characters.
_SPACE = 0.8
#: Where a word may begin inside what was read as one.
_INNER_CAPITAL = re.compile(r"(?<=[a-z,.;)])(?=[A-Z])")

#: Tells what speaks for letters being a word.
WeighsWord = Callable[[str], WordEvidence]


def find_unclear_words(words: Sequence[OcrWord]) -> tuple[str, ...]:
    """Return the words with letters that were not read with confidence."""
    least = SETTINGS.words.clear_confidence
    return tuple(
        w.text
        for w in words
        if w.confidence < least and _LETTERS.search(w.text) and not _PLAIN.fullmatch(w.text)
    )


def join_torn_words(words: Sequence[OcrWord], weigh: WeighsWord) -> tuple[OcrWord, ...]:
    """Return the words of a line, those put together that the engine has torn.

    A thin letter stands so far from the next that it seems a word: "investigas i". What is no
    word before it, and is one with it, was one.
    """
    result: list[OcrWord] = []
    for word in words:
        last = result[-1] if result else None
        if last is not None and _is_torn(last.text, word.text, weigh):
            text, sure = last.text + word.text, min(last.confidence, word.confidence)
            top, foot = min(last.y0, word.y0), max(last.y1, word.y1)
            result[-1] = OcrWord(text, sure, last.x0, top, word.x1, foot)
        else:
            result.append(word)
    return tuple(result)


def _is_torn(text: str, rest: str, weigh: WeighsWord) -> bool:
    """Return True if two words as read are one."""
    one, two = _cut_out_core(text), _cut_out_core(rest)
    if one[2] or two[0] or len(two[1]) != 1 or not two[1].isalpha():
        return False
    whole = weigh(text + rest)
    return _is_strange(text, weigh) and whole >= WordEvidence.KNOWN


def part_glued_words(words: Sequence[OcrWord], weigh: WeighsWord) -> tuple[OcrWord, ...]:
    """Return the words of a line, those taken apart that the engine has glued together.

    "ProgramPembinaan" is none; what it is parted into at its capitals is.
    """
    result: list[OcrWord] = []
    for word in words:
        parts = _INNER_CAPITAL.split(word.text)
        if len(parts) == 1 or not all(_is_plain_word(part, weigh) for part in parts):
            result.append(word)
            continue
        width = (word.x1 - word.x0) / len(word.text)
        start = 0
        for part in parts:
            # what composes lines must see a space between them
            end = start + len(part) - (_SPACE if start + len(part) < len(word.text) else 0)
            x0, x1 = (round(word.x0 + width * at) for at in (start, end))
            result.append(word._replace(text=part, x0=x0, x1=x1))
            start += len(part)
    return tuple(result)


def _is_plain_word(text: str, weigh: WeighsWord) -> bool:
    is_long = len(_LETTERS.findall(text)) >= SETTINGS.words.least_letters
    return is_long and weigh(text) >= WordEvidence.KNOWN


def drop_dirt(words: Sequence[OcrWord]) -> tuple[OcrWord, ...]:
    """Return the words of a line without the signs at its ends that are dirt or rulings.

    A line without letters stays as it is, a dash may be all that a cell says; and one with
    digits, of which a sign may be part.
    """
    text = "".join(w.text for w in words)
    if not _LETTERS.search(text) or any(character.isdigit() for character in text):
        return tuple(words)
    start, end = 0, len(words)
    while _DIRT_BEFORE.fullmatch(words[start].text):
        start += 1
    while _DIRT_BEHIND.fullmatch(words[end - 1].text):
        end -= 1
    return tuple(words[start:end])


def has_strange_word(words: Sequence[OcrWord], weigh: WeighsWord) -> bool:
    """Return True if a word is none that is known."""
    return any(_is_strange(w.text, weigh) for w in words)


def confirm_words(words: Sequence[OcrWord], others: Sequence[OcrWord]) -> tuple[OcrWord, ...]:
    """Return the words of a line, those clear that a second engine read as well."""
    known = {o.text.casefold() for o in others}
    return tuple(_confirm(w) if w.text.casefold() in known else w for w in words)


class MergedLine(NamedTuple):
    """The words of a line after two engines have read it.

    Attributes:
        words: The words.
        unknown: Those that are none that is known, and that one engine alone read.
    """

    words: tuple[OcrWord, ...]
    unknown: tuple[str, ...] = ()


def merge_readings(
    words: Sequence[OcrWord], others: Sequence[OcrWord], weigh: WeighsWord
) -> MergedLine:
    """Return the words of a line after a second engine has read it.

    Args:
        words: As the engine read them that reads every line.
        others: As the second engine read them.
        weigh: Tells what speaks for letters being a word.
    """
    own, second = ([w.text.casefold() for w in line] for line in (words, others))
    result: list[OcrWord] = []
    unknown: list[str] = []
    for kind, i0, i1, j0, j1 in SequenceMatcher(None, own, second, False).get_opcodes():
        mine, theirs = words[i0:i1], others[j0:j1]
        if kind == "equal":
            result += [_confirm(w) for w in mine]
            continue
        if len(mine) == len(theirs):
            found = [_choose(w, o, weigh) for w, o in zip(mine, theirs, strict=True)]
        elif _are_parted_better(mine, theirs, weigh):
            found = [_confirm(w) for w in theirs]
        else:
            found = [_settle(w, weigh) for w in mine]
        result += found
        read = {_cut_out_core(o.text)[1].casefold() for o in theirs}
        unknown += [w.text for w in found if _is_unknown(w.text, read, weigh)]
    return MergedLine(tuple(result), tuple(unknown))


def confirm_line(line: MergedLine, others: Sequence[OcrWord]) -> MergedLine:
    """Return a line, the words clear and known that a further witness has as well."""
    witnessed = {_cut_out_core(o.text)[1].casefold() for o in others}
    left = [t for t in line.unknown if _cut_out_core(t)[1].casefold() not in witnessed]
    return MergedLine(confirm_words(line.words, others), tuple(left))


def _is_unknown(text: str, read: Collection[str], weigh: WeighsWord) -> bool:
    """Return True if nothing speaks for a word, and the other engine did not read it."""
    is_none = _is_strange(text, weigh) and weigh(text) is WordEvidence.NONE
    return is_none and _cut_out_core(text)[1].casefold() not in read


def _are_parted_better(
    words: Sequence[OcrWord], others: Sequence[OcrWord], weigh: WeighsWord
) -> bool:
    """Return True if words of which one is none are known words where others part them."""
    own, second = ("".join(w.text for w in line).casefold() for line in (words, others))
    apart = Levenshtein.distance(own, second)
    return (
        any(_is_strange(w.text, weigh) for w in words)
        and any(_is_plain_word(w.text, weigh) for w in others)
        and all(weigh(w.text) >= WordEvidence.KNOWN for w in others)
        and apart * SETTINGS.words.letters_per_error <= len(second)
    )


def _is_strange(text: str, weigh: WeighsWord) -> bool:
    """Return True if text has as many letters as a word that can be known, and is none."""
    letters = _LETTERS.findall(text)
    has_digit = any(character.isdigit() for character in text)
    is_long = len(letters) >= SETTINGS.words.least_letters
    return is_long and not has_digit and weigh(text) < WordEvidence.KNOWN


def _choose(word: OcrWord, other: OcrWord, weigh: WeighsWord) -> OcrWord:
    """Return a word as one of two engines read it, which do not read the same."""
    own = SETTINGS.words
    before, core, behind = _cut_out_core(word.text)
    second = _cut_out_core(other.text)[1]
    if core.casefold() == second.casefold():
        return _confirm(word)
    if any(ch.isdigit() for ch in word.text + other.text):
        return word
    apart = Levenshtein.distance(core.casefold(), second.casefold())
    is_near = apart * own.letters_per_error <= len(second)
    is_long = len(_LETTERS.findall(second)) >= own.least_letters
    is_better = is_near and is_long and weigh(other.text) > weigh(word.text)
    is_open = _is_strange(word.text, weigh) or (
        word.confidence < own.sure_confidence and apart == 1
    )
    least = own.mended_confidence if apart == 1 else own.mended_more_confidence
    if is_better and is_open and other.confidence >= least:
        text = f"{before}{second}{behind}"
        return _confirm(word._replace(text=text, confidence=other.confidence))
    is_open = word.confidence < own.clear_confidence and not _is_plain_word(word.text, weigh)
    is_sure = other.confidence >= own.sure_confidence and _LETTERS.search(other.text)
    if is_open and is_sure and weigh(other.text) > WordEvidence.NONE:
        return word._replace(text=other.text, confidence=other.confidence)
    return _settle(word, weigh)


def _settle(word: OcrWord, weigh: WeighsWord) -> OcrWord:
    """Return a word that no other engine read: a known one is clear if it is long."""
    is_long = len(_LETTERS.findall(word.text)) >= SETTINGS.words.telling_letters
    return _confirm(word) if is_long and weigh(word.text) >= WordEvidence.KNOWN else word


def _cut_out_core(text: str) -> tuple[str, str, str]:
    """Return what stands before the letters of a word, the letters, and what stands behind."""
    start = next((i for i, ch in enumerate(text) if ch.isalnum()), len(text))
    end = len(text) - next((i for i, ch in enumerate(reversed(text)) if ch.isalnum()), 0)
    return (text[:start], text[start:end], text[end:]) if start < end else (text, "", "")


def _confirm(word: OcrWord) -> OcrWord:
    return word._replace(confidence=max(word.confidence, SETTINGS.words.clear_confidence))
