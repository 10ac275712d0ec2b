"""Sentences that name a programme line and state its amounts.

"Program X dengan anggaran sebesar Rp ... terealisasi Rp ... atau 96,41 %": the name, or the
code in front of it, joins the sentence to the lines of the tables.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sidak.expectations.findings.settings import SETTINGS
from sidak.expectations.identities.model import value_of
from sidak.expectations.identities.tolerances import rupiah_factor
from sidak.expectations.identities.typos import is_typo
from sidak.schemas import ACCEPTED_STATUSES, Figure, Item, Level, Metric, TypedTable

_WORD = re.compile(r"[^\W_]+")
_LEVEL_WORDS = frozenset({"program", "kegiatan", "sub", "subkegiatan"})
_LEVELS = frozenset({Level.PROGRAM, Level.KEGIATAN, Level.SUB_KEGIATAN})
#: What ends a sentence about a line: a full stop, or the mark of the next entry of a list.
_END = re.compile(r"\.\s+(?=[A-Z•-])|;|\s\(?[a-z\d]{1,2}[).]\s|•|\bmeliputi\b|\brincian")
SPENT = re.compile(r"realisasi|penyerapan|diserap|terserap|dibelanjakan|digunakan", re.I)
_GIVEN = re.compile(r"anggaran|pagu|alokasi|dana|sebesar|senilai|biaya", re.IGNORECASE)
#: A code of Permendagri 90 in running text, before the name of its line or in its place.
_CODE = re.compile(
    r"(?<![\d.,])\d{1,2}(?:\.\d{2}){1,2}(?:\.\d(?:\.\d{2}(?:\.\d{2,4})?)?)?(?![\d,]|\.\d)"
)
_YEAR = re.compile(r"(?<![\d.,/])(?:19|20)\d\d(?![\d.,/])")
_OTHER_PLAN = re.compile(r"murni|semula|perubahan|pergeseran|sebelum|apbn", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class AmountSpan:
    """An amount of a text: its value in rupiah, and its first and last character."""

    value: Decimal
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class LineContradiction:
    """An amount that a sentence states of a programme line and its tables do not print.

    Attributes:
        value: The amount in the sentence, in rupiah.
        name: The line as its table names it.
        figure: The figure of the table that it should repeat.
        expected: That figure in rupiah.
    """

    value: Decimal
    name: str
    figure: Figure
    expected: Decimal


class LineIndex:
    """The programme lines of a document by their names, with their amounts."""

    def __init__(self, tables: Sequence[TypedTable]) -> None:
        self._figures: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
        self._by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        self._by_code: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for table in tables:
            names = {item.item_id: _words_of(item) for item in table.items}
            for item in table.items:
                if names[item.item_id] and item.kode:
                    self._by_code[item.kode].add(names[item.item_id])
            for figure in table.figures:
                words = names.get(figure.item_id or "")
                if words and figure.value is not None and _factor(figure) is not None:
                    self._figures[words].append(figure)
        for words in self._figures:
            self._by_first[words[0]].append(words)
        for listed in self._by_first.values():
            listed.sort(key=lambda words: (-len(words), words))

    def find_mentions(self, text: str) -> list[tuple[tuple[str, ...], int, int]]:
        """Return the lines named in a text, by name or else by code, with begin and end."""
        named = list(self._find_names(text))
        starts = [start for _, start, _ in named]
        for match in _CODE.finditer(text):
            names = self._by_code.get(match[0], set())
            is_named = any(
                0 <= start - match.end() <= SETTINGS.widest_code_gap for start in starts
            )
            if len(names) == 1 and not is_named:
                named.append((next(iter(names)), match.start(), match.end()))
        return sorted(named, key=lambda mention: mention[1:])

    def _find_names(self, text: str) -> Iterator[tuple[tuple[str, ...], int, int]]:
        """Yield the names in a text, the longest at each place."""
        found = [
            (one.group().casefold(), one.start(), one.end()) for one in _WORD.finditer(text)
        ]
        words = [word for word, _, _ in found]
        place = 0
        while place < len(words):
            name = next(
                (
                    one
                    for one in self._by_first.get(words[place], ())
                    if tuple(words[place : place + len(one)]) == one
                ),
                None,
            )
            has_level = place > 0 and words[place - 1] in _LEVEL_WORDS
            if name is None or (len(name) < SETTINGS.plain_words and not has_level):
                place += 1
                continue
            last = place + len(name) - 1
            yield name, found[place][1], found[last][2]
            place = last + 1

    def contradict(
        self, name: tuple[str, ...], metric: Metric, value: Decimal
    ) -> Figure | None:
        """Return the figure that a sentence contradicts; ``None`` if it may well be right."""
        figures = self._figures[name]
        if any(figure.status not in ACCEPTED_STATUSES for figure in figures):
            return None
        if any(_rupiah(figure) == value for figure in figures):
            return None
        own = {_rupiah(one): one for one in figures if one.metric is metric and one.value}
        if not own or len(own) > SETTINGS.most_values:
            return None
        nearest = min(own, key=lambda one: abs(one - value))
        low, high = sorted((nearest, value))
        is_near = low > 0 and high <= SETTINGS.farthest_factor * low
        return own[nearest] if is_near or is_typo(value, nearest) else None


def find_contradictions(
    text: str, amounts: Sequence[AmountSpan], lines: LineIndex
) -> Iterator[LineContradiction]:
    """Yield amounts stated of a programme line whose tables print others."""
    mentions = lines.find_mentions(text)
    for place, (name, _, end) in enumerate(mentions):
        following = mentions[place + 1][1] if place + 1 < len(mentions) else len(text)
        stop = _END.search(text, end, following)
        limit = stop.start() if stop else following
        for metric, amount in _assign(text, amounts, end, limit):
            figure = lines.contradict(name, metric, amount.value)
            if figure is not None:
                yield LineContradiction(amount.value, figure.item_name, figure, _rupiah(figure))


def _assign(
    text: str, amounts: Sequence[AmountSpan], begin: int, limit: int
) -> Iterator[tuple[Metric, AmountSpan]]:
    """Yield what the first two amounts of a sentence are amounts of."""
    inside = [one for one in amounts if begin <= one.start and one.end <= limit][:2]
    if not inside or inside[0].start - begin > SETTINGS.reach:
        return
    lead = text[begin : inside[-1].end]
    if _OTHER_PLAN.search(lead) or len(set(_YEAR.findall(text[begin:limit]))) > 1:
        return
    before = text[begin : inside[0].start]
    if SPENT.search(before):
        yield Metric.REALISASI_ANGGARAN, inside[0]
        return
    if not _GIVEN.search(before):
        return
    yield Metric.PAGU, inside[0]
    if len(inside) > 1:
        between = text[inside[0].end : inside[1].start]
        if SPENT.search(between) and len(between) <= SETTINGS.step:
            yield Metric.REALISASI_ANGGARAN, inside[1]


def _words_of(item: Item) -> tuple[str, ...]:
    """Return the words of a line's name without the words of its level in front."""
    if item.level not in _LEVELS:
        return ()
    words = [word.casefold() for word in _WORD.findall(item.name or item.name_raw)]
    while words and words[0] in _LEVEL_WORDS:
        words.pop(0)
    return tuple(words) if len(words) > 1 else ()


def _factor(figure: Figure) -> Decimal | None:
    return rupiah_factor(figure.unit)


def _rupiah(figure: Figure) -> Decimal:
    return value_of(figure) * (_factor(figure) or Decimal(1))
