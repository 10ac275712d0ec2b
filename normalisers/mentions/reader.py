"""The mentions of a report: every amount and percentage of its sentences, with its meaning."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby, pairwise

from sidak.normalisers.header.periods import find_quarter, find_range, find_years
from sidak.normalisers.mentions.cell_texts import list_cell_texts
from sidak.normalisers.mentions.metrics import MetricReading, read_metric
from sidak.normalisers.mentions.names import LineNames, NamedLine
from sidak.normalisers.mentions.numbers import SentenceNumber, find_numbers, is_factor
from sidak.normalisers.mentions.places import NumberPlaces
from sidak.normalisers.mentions.sentences import PlacedSentence, is_entry, split_sentences
from sidak.normalisers.mentions.settings import SETTINGS
from sidak.schemas import (
    DocumentFacts,
    Doubt,
    DoubtKind,
    Extraction,
    FigureStatus,
    Level,
    Mention,
    Metric,
    PageNumbers,
    PageText,
    Sentence,
    TypedTable,
)

_SMALL_WORD = re.compile(rf"\b[a-z]{{{SETTINGS.word_letters},}}\b")
_NUMBER_BEFORE = re.compile(r"(\d[\d.,]*)\s*(?:,-|\.-|-|%)?\s*(?:rp\.?)?\s*$", re.IGNORECASE)
#: A number right behind, but none that opens the next entry of a list.
_NUMBER_AFTER = re.compile(r"\s*(?:rp\.?)?\s*(\d[\d.,]*)(?![).\d])(?!\s*\))", re.IGNORECASE)
_WORDS = re.compile(rf"[^\W\d_]{{{SETTINGS.word_letters},}}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_REGULAR_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
#: What stands between an amount and its percentage.
_SHARE_LINK = re.compile(
    r"[\s,.(=-]*(?:yaitu|atau|yakni)?\s*(?:sebesar|mencapai|setara(?:\s+dengan)?|sekitar|sama\s+"
    r"dengan|terserap|dengan\s+(?:persentase|prosentase|serapan|tingkat\s+\w+))?[\s(=:]*",
    re.IGNORECASE,
)
#: "12 desa atau 100 %": the share of a target.
_COUNT_OR = re.compile(
    r"(?:capai\w*|realisasi\w*|dilaksanakan|terlaksana)\b[^;]*\d[\d.,]*\s+[a-z]+\s*(?:atau|\()"
    r"\s*(?:sebesar|mencapai)?\s*$",
    re.IGNORECASE,
)
_METRIC_UNSURE = Doubt(DoubtKind.MENTION_METRIC_UNSURE)
_RESPECTIVELY = re.compile(r"masing|berturut-turut", re.IGNORECASE)
#: Words between a name and a number that may lead to another line: the word of a level, a
#: total, the mark of the next entry.
_OTHER_SUBJECT = re.compile(
    r"\b(?:sub\s?)?kegiat+a?n\b(?!\s+(?:ini|tersebut|itu|dimaksud))"
    r"|\bprogram\b(?!\s+(?:ini|tersebut))"
    r"|\b(?:total|keseluruhan|seluruh|sehingga|sementara|sedangkan)\b"
    r"|(?<![\d.,])\d{1,2}\)\s"
    r"|(?<![\w.])(?-i:[a-z]{1,2}[.)]\s?(?=[A-Z]))",
    re.IGNORECASE,
)
#: Capitals behind a number that may be the name of another line.
_UNKNOWN_NAME = re.compile(r"(?:[A-Z][a-z]+\s+(?:(?:dan|di|untuk)\s+)?){3,}")
#: Words of another stage of a budget than the one that is usually meant.
_OTHER_STAGE = re.compile(
    r"\b(?:awal|semula|murni|sebelum|perubahan|pergeseran|revisi)\b", re.IGNORECASE
)
#: The year of a regulation, which is none of its numbers.
_REGULATION = re.compile(
    r"\b(?:nomor|no\.?|pp|uu|perda|permen\w*|perpres|pergub|perwal|perbup)\s*[\w./-]*\d[\w./-]*\s*"
    r"tahun\s*(?:19|20)\d\d",
    re.IGNORECASE,
)
_RANKS = {Level.PROGRAM: 1, Level.KEGIATAN: 2, Level.SUB_KEGIATAN: 3}
#: Metrics that the sentence before a list may name for its entries.
_LEADING = frozenset({Metric.PAGU, Metric.REALISASI_ANGGARAN})
_MONEY = {
    Metric.PAGU,
    Metric.REALISASI_ANGGARAN,
    Metric.SISA,
    Metric.TARGET,
    Metric.REALISASI,
    Metric.PERTUMBUHAN,
}


@dataclass(frozen=True, slots=True)
class DocumentPeriod:
    """What is known of a report before its sentences are read.

    Attributes:
        document_id: Its document.
        year: Its year; ``None`` unknown, or more than one.
        scanned: Pages that were read from pictures.
    """

    document_id: str
    year: int | None
    scanned: frozenset[int] = frozenset()


def read_sentences(
    texts: Sequence[PageText],
    tables: Sequence[TypedTable],
    document: DocumentPeriod,
    numbers: Sequence[PageNumbers] = (),
    cells: Iterable[PageText] = (),
) -> tuple[Sentence, ...]:
    """Return the sentences of a report with the numbers in them.

    Args:
        texts: Its text outside tables, page by page.
        tables: Its tables, for the names of programmes.
        document: The report.
        numbers: All numbers that its pages print, for their places.
        cells: Texts of cells that hold sentences, each for itself.
    """
    names, places = LineNames(tables), NumberPlaces(numbers)
    read: list[Sentence] = []
    for part in (texts, *([one] for one in cells)):
        reader = _Reader(names, document, places)
        for _, own in groupby(split_sentences(part), key=lambda one: one.paragraph):
            read += reader.read_paragraph(list(own))
    read.sort(key=lambda sentence: sentence.page)
    return tuple(_number(read, document.document_id))


def read_mentions(
    extraction: Extraction, tables: Sequence[TypedTable], facts: DocumentFacts
) -> tuple[Sentence, ...]:
    """Return the sentences of a document with the numbers in them.

    Args:
        extraction: What was read of it.
        tables: Its tables, their codes matched.
        facts: What it says of itself; the years of a plan are no year of its numbers.
    """
    is_one_year = facts.year_last in (None, facts.year)
    scanned = frozenset(page.page for page in extraction.pages if page.is_scanned)
    year = facts.year if is_one_year else None
    document = DocumentPeriod(extraction.document_id, year, scanned)
    cells = list_cell_texts(extraction.tables, tables)
    return read_sentences(extraction.texts, tables, document, extraction.numbers, cells)


def _number(sentences: Sequence[Sentence], document_id: str) -> Iterator[Sentence]:
    """Yield the sentences, their mentions counted through."""
    count = 0
    for sentence in sentences:
        own = []
        for mention in sentence.mentions:
            count += 1
            own.append(replace(mention, mention_id=f"{document_id}-m{count:03d}"))
        yield replace(sentence, mentions=tuple(own))


class _Reader:
    """Reads sentence after sentence and remembers what was named last."""

    def __init__(
        self, names: LineNames, document: DocumentPeriod, places: NumberPlaces
    ) -> None:
        self._names = names
        self._document = document
        self._places = places
        self._before: NamedLine | None = None
        self._heading: NamedLine | None = None
        self._year: int | None = None
        self._lead: MetricReading | None = None
        self._ends: tuple[int, ...] = ()

    def read_paragraph(self, sentences: Sequence[PlacedSentence]) -> Iterator[Sentence]:
        """Yield the sentences of a paragraph."""
        self._before = self._heading
        self._heading = None
        if not is_entry(sentences[0].text):
            self._lead = None
        year: int | None = None
        for sentence in sentences:
            years = find_years(sentence.text)
            mentions, lines = self._read(sentence, year)
            if years:
                self._year = years[-1]
                year = years[0] if len(set(years)) == 1 else None
            if lines:
                self._before = lines[-1] if len(lines) == 1 else None
            is_heading = len(lines) == 1 and _is_heading(sentence.text, lines[0])
            is_heading = is_heading and lines[0].level in _RANKS
            self._heading = lines[0] if is_heading and not mentions else None
            if sentence.text.rstrip().endswith(":"):
                lead = read_metric(sentence.text, is_share=False)
                self._lead = lead if lead is not None and lead.metric in _LEADING else None
            yield Sentence(sentence.page, sentence.text.strip(), mentions)

    def _read(
        self, sentence: PlacedSentence, year: int | None
    ) -> tuple[tuple[Mention, ...], list[NamedLine]]:
        text = sentence.text
        numbers = list(find_numbers(text)) if any(map(str.isdigit, text)) else []
        lines = self._names.find_lines(text)
        if not numbers:
            return (), lines
        has_words = len(_SMALL_WORD.findall(text)) >= SETTINGS.least_words
        mentions: list[Mention] = []
        self._ends = tuple(number.end for number in numbers)
        begin = 0
        for number in numbers:
            place = self._places.find(sentence, number)
            is_said = has_words or is_factor(text, number.start)
            is_said = is_said or (
                number.is_money
                and len(_WORDS.findall(text[: number.start])) > SETTINGS.least_words
            )
            if not is_said or place.is_in_column or _stands_in_row(text, number):
                begin = number.end
                continue
            mention = self._make_mention(sentence, number, begin, lines, mentions)
            mention = replace(mention, page=place.page, box=place.box)
            if place.page in self._document.scanned:
                reasons = (*mention.reasons, Doubt(DoubtKind.MENTION_SCANNED))
                mention = replace(
                    mention, reasons=reasons, status=_status(mention.status, reasons)
                )
            mention = self._date(mention, sentence, year)
            mentions.append(mention)
            begin = number.end
        return tuple(_confirm(mentions)), lines

    def _make_mention(
        self,
        sentence: PlacedSentence,
        number: SentenceNumber,
        begin: int,
        lines: Sequence[NamedLine],
        before: Sequence[Mention],
    ) -> Mention:
        line, doubts = self._find_line(sentence.text, number, lines)
        words_from = max([begin, *(one.end for one in lines if one.end <= number.start)])
        metric, metric_doubts = _read_metric(
            sentence.text, number, words_from, before[-1] if before else None
        )
        if metric is Metric.LAINNYA and self._lead is not None and number.is_money:
            metric, metric_doubts = self._lead.metric, (_METRIC_UNSURE,)
        reasons = (*number.reasons, *metric_doubts, *doubts)
        return Mention(
            mention_id="",
            document_id=self._document.document_id,
            page=sentence.page,
            sentence=sentence.text.strip(),
            raw_text=number.raw_text,
            item_name=line.name if line is not None else "",
            level=line.level if line is not None else Level.LAINNYA,
            metric=metric,
            period=None,
            value=number.value,
            unit=number.unit,
            status=_status(number.status, reasons),
            reasons=reasons,
            start=number.start,
            end=number.end,
            decimals=number.decimals,
            item_id=line.item_id if line is not None else None,
        )

    def _find_line(
        self, text: str, number: SentenceNumber, lines: Sequence[NamedLine]
    ) -> tuple[NamedLine | None, tuple[Doubt, ...]]:
        """Return whose number it is: the line named last before it."""
        named = [
            one
            for one in lines
            if one.end <= number.start and number.start - one.end <= SETTINGS.widest_name_gap
        ]
        if named:
            line = named[-1]
            since = [one for one in named if one.start >= self._end_before(line.start)]
            rest = text[line.end : number.start]
            behind = text[self._end_before(number.start) : number.start]
            is_other = _OTHER_SUBJECT.search(rest) or (
                len(behind) < len(rest) and _UNKNOWN_NAME.search(behind)
            )
            is_plain = line.is_sure and _is_line_of(since) and not is_other
            return line, () if is_plain else (Doubt(DoubtKind.MENTION_NAME_UNSURE),)
        if self._before is not None and not lines:
            return self._before, (Doubt(DoubtKind.MENTION_NAME_BEFORE),)
        return None, (Doubt(DoubtKind.MENTION_NAME_MISSING),)

    def _end_before(self, at: int) -> int:
        """Return where the last number before a place of the sentence ends."""
        return max((end for end in self._ends if end <= at), default=0)

    def _date(self, mention: Mention, sentence: PlacedSentence, year: int | None) -> Mention:
        """Return a mention with its period: of the sentence, the paragraph, the report."""
        own = self._document.year
        if year is None and own is not None and own == self._year:
            year = own  # the year that the text named last is that of the report
        period, doubt = _find_period(sentence.text, mention.start, year, own)
        reasons = mention.reasons if doubt is None else (*mention.reasons, Doubt(doubt))
        return replace(
            mention, period=period, reasons=reasons, status=_status(mention.status, reasons)
        )


def _is_line_of(named: Sequence[NamedLine]) -> bool:
    """Return True if the last of some names says alone whose number follows.

    So it is if those before it are the programme, and the kegiatan, that it belongs to.
    """
    ranks = [_RANKS.get(one.level, 0) for one in named]
    return all(upper < lower for upper, lower in pairwise(ranks)) and 0 not in ranks[:-1]


def _is_heading(text: str, line: NamedLine) -> bool:
    """Return True if a sentence is hardly more than the name of a line."""
    rest = text[: line.start] + text[line.end :]
    return len(_WORDS.findall(rest)) <= SETTINGS.least_words


def _status(status: FigureStatus, reasons: Sequence[Doubt]) -> FigureStatus:
    return FigureStatus.SUSPECT if reasons and status is FigureStatus.OK else status


def _stands_in_row(text: str, number: SentenceNumber) -> bool:
    """Return True if another number stands right beside: a row of a table, no sentence."""
    before = _NUMBER_BEFORE.search(text[: number.start])
    if before is not None and not _YEAR.fullmatch(before[1]) and before.start() > 1:
        return True
    after = _NUMBER_AFTER.match(text, number.end)
    return after is not None and not _YEAR.fullmatch(after[1])


def _read_metric(
    text: str, number: SentenceNumber, words_from: int, before: Mention | None
) -> tuple[Metric, tuple[Doubt, ...]]:
    """Return what a number measures, and why that is not sure."""
    words = text[words_from : number.start]
    unsure = (_METRIC_UNSURE,)
    if number.is_share and before is not None and before.end >= words_from:
        link = text[before.end : number.start]
        if _SHARE_LINK.fullmatch(link):
            if before.metric is Metric.REALISASI_ANGGARAN:
                return Metric.SERAPAN, ()
            if before.metric is Metric.REALISASI and before.unit != "%":
                return Metric.CAPAIAN, unsure
            return Metric.LAINNYA, unsure
    if number.is_share and _COUNT_OR.search(words):
        return Metric.CAPAIAN, unsure
    found: MetricReading | None = read_metric(words, is_share=number.is_share)
    if found is None:
        return Metric.LAINNYA, (Doubt(DoubtKind.MENTION_METRIC_UNKNOWN),)
    if not number.is_money and not number.is_share and found.metric in _MONEY:
        return Metric.LAINNYA, unsure
    is_sure = found.is_sure and not _RESPECTIVELY.search(text)
    if number.is_share and any(map(str.isdigit, _REGULAR_YEAR.sub("", words))):
        is_sure = False  # "target 20 tahun (98 %)"
    if number.is_money and _OTHER_STAGE.search(words):
        is_sure = False
    return found.metric, () if is_sure else unsure


def _find_period(
    text: str, at: int, year: int | None, document_year: int | None
) -> tuple[str | None, DoubtKind | None]:
    """Return the period of a number that stands at ``at``, and why it is not sure.

    Years before the number count, and one right behind it; those of regulations do not. A
    year that is not that of the report must stand near.
    """
    plain = _REGULATION.sub(lambda match: " " * len(match[0]), text)
    near = plain[max(0, at - SETTINGS.year_reach) : at + SETTINGS.year_behind]
    before = plain[: at + SETTINGS.year_behind]
    years = find_years(before)
    span = find_range(before)
    quarter = find_quarter((text,))
    if not years and span is not None:
        return f"{span[0]}-{span[1]}", None
    doubt: DoubtKind | None = None
    found: int | None
    if years:
        found = (find_years(near) or years)[-1]
        is_plain = set(years) == {found} and span is None
        is_near = found in (document_year, *find_years(near))
        doubt = None if is_plain and is_near else DoubtKind.MENTION_SEVERAL_YEARS
    elif year is not None:
        found = year
        doubt = None if document_year in (None, year) else DoubtKind.PERIOD_FAR
    else:
        found, doubt = document_year, DoubtKind.PERIOD_FAR
    if found is None:
        return None, DoubtKind.PERIOD_FAR
    return (f"{found}-TW{quarter}" if quarter else str(found)), doubt


_METRIC_DOUBTS = frozenset({DoubtKind.MENTION_METRIC_UNSURE, DoubtKind.MENTION_METRIC_UNKNOWN})


def _confirm(mentions: Sequence[Mention]) -> list[Mention]:
    """Confirm the metrics of budget, spending and percentage where the arithmetic holds."""
    result = list(mentions)
    for at in range(len(result) - 2):
        given, spent, share = result[at : at + 3]
        if not _is_share_of(given, spent, share):
            continue
        metrics = (Metric.PAGU, Metric.REALISASI_ANGGARAN, Metric.SERAPAN)
        if spent.metric is not Metric.REALISASI_ANGGARAN:
            continue
        for place, metric in enumerate(metrics, at):
            result[place] = _drop_metric_doubt(result[place], metric)
    return result


def _is_share_of(given: Mention, spent: Mention, share: Mention) -> bool:
    if share.unit != "%" or given.unit != spent.unit or not (given.unit or "").startswith("Rp"):
        return False
    if not given.value or spent.value is None or share.value is None:
        return False
    if spent.value == given.value:
        return False
    margin = max(Decimal(str(SETTINGS.near_share)), Decimal(1).scaleb(-share.decimals))
    return abs(spent.value / given.value * 100 - share.value) <= margin


def _drop_metric_doubt(mention: Mention, metric: Metric) -> Mention:
    kept = tuple(one for one in mention.reasons if one.kind not in _METRIC_DOUBTS)
    is_ok = not kept and mention.status in (FigureStatus.SUSPECT, FigureStatus.OK)
    status = FigureStatus.CONFIRMED if is_ok else mention.status
    return replace(mention, metric=metric, reasons=kept, status=status)


def list_mentions(sentences: Sequence[Sentence]) -> tuple[Mention, ...]:
    """Return all mentions of sentences, in order."""
    return tuple(mention for sentence in sentences for mention in sentence.mentions)
