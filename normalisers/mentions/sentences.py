"""The sentences of a report, joined over its lines and pages.

Reports end few sentences with a full stop: a list of programmes is one sentence an entry, and
what a page break cuts goes on on the next page, below its running title.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sidak.normalisers.mentions.settings import SETTINGS
from sidak.schemas import Box, PageText
from sidak.schemas.text.folding import fold_text
from sidak.schemas.text.patterns import CAPTION

_BULLETS = (
    "\u2022\u2023\u25cf\u25cb\u25aa\u25ab\u25a0\u25a1\u2013\u2014\u27a2\u2713\u2714"
    "\uf0b7\uf0d8\uf0a7\uf0fc\uf076*"
)
#: What opens an entry of a list: a bullet, "1.", "a)", "(3)", "IV.", "- ".
_ENTRY = re.compile(
    rf"^\s*(?:[{_BULLETS}]|-\s|o\s|\(?(?:\d{{1,2}}|[a-zA-Z]|[ivxIVX]{{1,5}})[.)](?=\D|$)"
    r"|\d{1,2}(?:\.\d{1,2}){1,3}\.?\s+[^\W\d_])"
)
#: The end of a sentence, and what ends none: "Rp.", "No.", a number that opens an entry.
_END = re.compile(r"(?<=[.;!?])\s+(?=[A-Z(\u201c\"]|\(?(?:\d{1,2}|[a-z])[.)]\s)")
_INLINE_ENTRY = re.compile(
    r"\s(?=\(?(?:\d{1,2}|[a-z])[.)]\s+[A-Z][a-z])(?<!ayat\s)(?<!huruf\s)(?<!angka\s)(?<!Nomor\s)"
)
_ONLY_MARK = re.compile(
    rf"[\s{_BULLETS}-]*(?:\(?(?:\d{{1,2}}|[a-zA-Z]|[ivxIVX]{{1,5}})[.)])?\s*"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:Rp|No|Kab|Kec|Prov|Dr|Drs|Ir|H|Hj|dr|a\.?n|u\.?p|dll|dsb|dkk|tgl|th|Th|Tk|"
    r"hal|s\.?d|S\.?E|M\.?Si|M\.?M|[A-Z])\.$"
)
_TERMINAL = re.compile(r"[.;!?]\W*$")
#: How no sentence begins: a small letter, an amount of money.
_GOING_ON = re.compile(r"[a-z]{2}|Rp\b")
_NOT_ENDED = re.compile(r"(?:Rp|No|sebesar)\s*\.?$", re.IGNORECASE)
#: An amount at the end of a line, whole rupiah: with a capital below it, an entry is over.
_AMOUNT_END = re.compile(r"\d\s?[,.]\s?-\W*$|\d\s?%\W*$")
#: No running title holds an amount, however often its words come again.
_LARGE_NUMBER = re.compile(r"\d[.,]\d{3}[.,]\d{3}|\d{3}[.,]\d{3}")
_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:hal(?:aman)?|page|bab)\W*)?(?:[ivxlc]+\W{0,3})?\d{0,3}\W*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class SentenceLine:
    """A line of a page within a sentence.

    Attributes:
        start: Where it begins in the sentence; before 0 if the sentence begins within it.
        page: Its page.
        box: Its box, where it is known.
        text: The line.
    """

    start: int
    page: int
    box: Box | None
    text: str


@dataclass(frozen=True, slots=True)
class PlacedSentence:
    """A sentence of running text, or an entry of a list.

    Attributes:
        text: The sentence, its lines joined by blanks.
        places: The lines that it stands on, in order.
        paragraph: Which paragraph it belongs to; sentences of one follow each other.
    """

    text: str
    places: tuple[SentenceLine, ...]
    paragraph: int

    @property
    def page(self) -> int:
        """The page that it begins on."""
        return self.places[0].page

    def place_of(self, at: int) -> SentenceLine:
        """Return the line on which a character of the sentence stands."""
        return next(
            (place for place in reversed(self.places) if place.start <= at), self.places[0]
        )


def split_sentences(texts: Sequence[PageText]) -> Iterator[PlacedSentence]:
    """Yield the sentences of a report in reading order."""
    lines = list(_body_lines(texts))
    for number, paragraph in enumerate(_paragraphs(lines)):
        yield from _split_paragraph(paragraph, number)


def is_entry(text: str) -> bool:
    """Return True if a sentence opens an entry of a list."""
    return _ENTRY.match(text) is not None


@dataclass(frozen=True, slots=True)
class _BodyLine:
    page: int
    text: str
    box: Box | None


def _body_lines(texts: Sequence[PageText]) -> Iterator[_BodyLine]:
    """Yield the lines of all pages without running titles and page numbers."""
    edges = {page.page: _edge_lines(page) for page in texts}
    seen = Counter(key for keys in edges.values() for key in set(keys.values()) if key)
    for page in texts:
        own = edges[page.page]
        for at, (text, box) in enumerate(page.lines):
            key = own.get(at)
            is_title = (
                key is not None
                and not _LARGE_NUMBER.search(text)
                and (
                    not key
                    or seen[key] >= SETTINGS.recurring_pages
                    or (
                        len(text.strip()) <= SETTINGS.longest_page_number
                        and _PAGE_NUMBER.fullmatch(text) is not None
                    )
                )
            )
            if not is_title and text.strip():
                yield _BodyLine(page.page, " ".join(text.split()), box)


def _edge_lines(page: PageText) -> dict[int, str]:
    """Return the lines at the edges of a page, by their words without numbers."""
    count, reach = len(page.lines), SETTINGS.edge_lines
    edge = {*range(min(reach, count)), *range(max(0, count - reach), count)}
    return {
        at: re.sub(r"\d+|\b[ivxlc]+\b", "#", fold_text(page.lines[at][0])).strip("# ")
        for at in edge
    }


def _paragraphs(lines: Sequence[_BodyLine]) -> Iterator[list[_BodyLine]]:
    """Yield lines that belong together: no entry of a list begins within them."""
    current: list[_BodyLine] = []
    for line in lines:
        if current and _begins_anew(current[-1], line):
            yield current
            current = []
        current.append(line)
    if current:
        yield current


def _begins_anew(before: _BodyLine, line: _BodyLine) -> bool:
    if _ENTRY.match(line.text) and not _NOT_ENDED.search(before.text):
        return True
    if CAPTION.match(line.text) or (CAPTION.match(before.text) and line.text[:1].isupper()):
        return True  # what stands below a table is no part of its caption
    is_ended = _TERMINAL.search(before.text) is not None
    if _AMOUNT_END.search(before.text) and line.text[:1].isupper():
        return True
    if before.page != line.page:
        return is_ended and not _NOT_ENDED.search(before.text)
    if before.text.isupper() and not line.text.isupper() and len(before.text) > 8:
        return True
    if before.box is not None and line.box is not None:
        gap = line.box.y0 - before.box.y1
        height = max(1.0, min(before.box.height, line.box.height))
        is_cut = _NOT_ENDED.search(before.text) is not None
        goes_on = is_cut or (_GOING_ON.match(line.text) and not is_ended)
        widest = SETTINGS.widest_open_break if goes_on else SETTINGS.widest_break
        return gap > widest * height or gap < -2 * height
    return False


def _split_paragraph(lines: Sequence[_BodyLine], number: int) -> Iterator[PlacedSentence]:
    text = ""
    starts: list[int] = []
    for line in lines:
        if text:
            is_hyphen = text.endswith("-") and text[-2:-1].isalpha() and line.text[:1].islower()
            text = text[:-1] if is_hyphen else text + " "
        starts.append(len(text))
        text += line.text
    for start, end in _cut(text):
        inside = [
            SentenceLine(begin - start, line.page, line.box, line.text)
            for begin, line in zip(starts, lines, strict=True)
            if begin < end and begin + len(line.text) > start
        ]
        if inside:
            yield PlacedSentence(text[start:end], tuple(inside), number)


def _cut(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the sentences of a paragraph begin and end."""
    cuts = {match.end() for match in _END.finditer(text) if not _is_abbreviated(text, match)}
    cuts |= {match.end() for match in _INLINE_ENTRY.finditer(text)}
    start = 0
    for end in [*sorted(cuts), len(text)]:
        if _ONLY_MARK.fullmatch(text, start, end):
            continue  # the mark of an entry goes with the entry
        while end - start > SETTINGS.longest_sentence:
            blank = text.rfind(" ", start, start + SETTINGS.longest_sentence)
            middle = blank + 1 if blank > start else start + SETTINGS.longest_sentence
            yield start, middle
            start = middle
        if end > start:
            yield start, end
        start = end


def _is_abbreviated(text: str, end: re.Match[str]) -> bool:
    """Return True if the full stop before a cut ends a short form, not a sentence."""
    before = text[max(0, end.start() - 8) : end.start()]
    return before.endswith(".") and _ABBREVIATION.search(before) is not None
