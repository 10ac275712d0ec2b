"""Numbers in sentences: against the words beside them, each other, and the tables.

A sentence seldom states which number of which table it repeats. So a number of the
text is compared with a table only where it is all but equal to one there: a typing error in
a digit or two, to which no other number is so near by chance.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from sidak.expectations.findings.finding_ids import make_finding_id
from sidak.expectations.findings.line_mentions import (
    LineFigures,
    find_contradictions,
    in_rupiah,
    infer_list_metrics,
    mention_in_rupiah,
)
from sidak.expectations.findings.messages import (
    BilingualText,
    describe_contradiction,
    describe_place,
    describe_wrong_count,
    describe_wrong_share,
    describe_wrong_words,
    on_page,
    show_number,
)
from sidak.expectations.findings.settings import SETTINGS
from sidak.expectations.identities.model import value_of
from sidak.expectations.identities.tolerances import rupiah_factor
from sidak.expectations.identities.typos import is_typo
from sidak.normalisers.numerals.spelled_out import find_terbilang, parse_terbilang, spell_number
from sidak.schemas import (
    ACCEPTED_STATUSES,
    Agreement,
    DoubtKind,
    Figure,
    Finding,
    FindingKind,
    Mention,
    Metric,
    Sentence,
    Severity,
    Table,
    TypedTable,
)

_GROUPED = r"\d{1,3}(?:\.\d{3})+"
_CELL_AMOUNT = re.compile(rf"(?<![\d.,]){_GROUPED}(?![\d.])")
_COUNT = re.compile(
    rf"(?<![\d.,])((?:{_GROUPED})|\d{{1,6}})\s*\(\s*([A-Za-z]+(?: +[A-Za-z]+){{0,9}})\s*\)"
)
#: What may stand between an amount and the words for it.
_BESIDE = re.compile(
    r"[\s().,:;*_=\"“”'-]*(?:rupiah|terbilang|dengan huruf)?[\s(.,:;*_=\"“”'-]*"
)
#: Words before an amount that was given to be spent.
_GIVEN = re.compile(r"anggar|pagu|alokasi", re.IGNORECASE)
_LINK = re.compile(r"atau|mencapai|sebesar|\(|=", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NarrativeCheck:
    """What the sentences of a report say against itself.

    Attributes:
        findings: What they contradict.
        mentions: Their numbers, with the figures that they agree or disagree with.
    """

    findings: tuple[Finding, ...]
    mentions: tuple[Mention, ...]


def check_narrative(
    document_id: str,
    sentences: Sequence[Sentence],
    tables: Sequence[TypedTable],
    labels: Mapping[str, str],
    raw_tables: Sequence[Table] = (),
) -> NarrativeCheck:
    """Return what the sentences of a report contradict, and how their numbers compare.

    Args:
        document_id: The report.
        sentences: Its sentences with the numbers in them.
        tables: Its tables.
        labels: Table id to the number in its caption.
        raw_tables: The tables as printed: what stands in a cell that could not be read for
            certain is printed all the same.
    """
    index = TableAmounts(tables, raw_tables)
    lines = LineFigures(tables)
    found: dict[tuple[object, ...], Finding] = {}
    mentions: list[Mention] = []
    for sentence, inferred in zip(sentences, infer_list_metrics(sentences, lines), strict=True):
        against: dict[str, Figure] = {}
        of_tables = list(_check_lines(inferred, lines, labels))
        known = {mismatch.mention_id for mismatch in of_tables}
        rest = [one for one in sentence.mentions if one.mention_id not in known]
        of_tables += _check_tables(rest, index, labels)
        meant = {one.reported: one.expected for one in of_tables if one.expected is not None}
        for mismatch in (
            *_check_words(sentence),
            *_check_counts(sentence),
            *_check_shares(sentence, meant),
            *of_tables,
        ):
            key = (mismatch.kind, mismatch.reported, mismatch.expected, mismatch.subject)
            # What is repeated on many pages is reported once.
            if key not in found:
                found[key] = _make_finding(document_id, sentence.page, mismatch)
            if mismatch.figure is not None and mismatch.mention_id:
                against[mismatch.mention_id] = mismatch.figure
        for mention in sentence.mentions:
            mentions.append(_compare(mention, against.get(mention.mention_id), index, lines))
    return NarrativeCheck(tuple(found.values()), tuple(mentions))


def _compare(
    mention: Mention, against: Figure | None, index: "TableAmounts", lines: LineFigures
) -> Mention:
    """Return a mention with the figures that print the same number, or contradict it.

    Of a line that the sentence names only its own figures count; any other amount must have
    digits enough to be known by them.
    """
    if against is not None:
        return replace(mention, agreement=Agreement.DISAGREES, figure_ids=(against.figure_id,))
    value = mention_in_rupiah(mention)
    if value is None:
        return mention
    same = [one for one in lines.of_line(mention.item_id) if in_rupiah(one) == value]
    if not same and _has_digits(value):
        same = index.find_equal(value)
    ids = tuple(one.figure_id for one in same[: SETTINGS.most_figures])
    return replace(mention, agreement=Agreement.AGREES, figure_ids=ids) if ids else mention


@dataclass(frozen=True, slots=True)
class NarrativeMismatch:
    """A contradiction in the text of a page.

    Attributes:
        kind: Kind of the finding.
        reported: The number in the text.
        expected: What it should be; ``None`` unknown.
        unit: Unit of both.
        subject: What the number is about, to distinguish it from others.
        text: What is wrong.
        figure: The figure of a table that it contradicts, if it does.
        mention_id: The number in the text; empty for counts.
    """

    kind: FindingKind
    reported: Decimal
    expected: Decimal | None
    unit: str | None
    subject: str
    text: BilingualText
    figure: Figure | None = None
    mention_id: str = ""


def _check_words(sentence: Sentence) -> Iterator[NarrativeMismatch]:
    """Yield amounts whose words mean another number, or none."""
    text = sentence.text
    amounts = [one for one in sentence.mentions if mention_in_rupiah(one) is not None]
    for words in find_terbilang(text):
        beside = [
            amount
            for amount in amounts
            if _is_beside(text, amount.end, words.start)
            or _is_beside(text, words.end, amount.start)
        ]
        if len(beside) != 1:
            continue
        value = mention_in_rupiah(beside[0])
        plain = parse_terbilang(words.text)
        if value is None or plain.value == value:
            continue
        is_cut = words.value is None and plain.value is not None
        is_foreign = (
            plain.value is None
            and plain.doubt is not None
            and plain.doubt.kind is DoubtKind.NOT_NUMBER_WORDS
        )
        goes_on = not text[words.end :].strip()
        if is_cut or is_foreign or goes_on:
            continue  # the words may go on where we could not read them, or on the next page
        words_printed = _clean(words.text)
        yield NarrativeMismatch(
            FindingKind.TERBILANG_MISMATCH,
            value,
            plain.value,
            "Rp",
            words.text.casefold(),
            describe_wrong_words(value, words_printed, plain.value, spell_number(value)),
        )


def _is_beside(text: str, end: int, start: int) -> bool:
    return end <= start <= end + SETTINGS.widest_gap and bool(
        _BESIDE.fullmatch(text[end:start])
    )


def _check_counts(sentence: Sentence) -> Iterator[NarrativeMismatch]:
    """Yield counts such as "23 (delapan belas)"."""
    for match in _COUNT.finditer(sentence.text):
        spelled = parse_terbilang(match[2])
        printed = Decimal(match[1].replace(".", ""))
        if spelled.value is None or spelled.doubt or spelled.value == printed:
            continue
        yield NarrativeMismatch(
            FindingKind.TERBILANG_MISMATCH,
            printed,
            spelled.value,
            None,
            match[0],
            describe_wrong_count(match[1], match[2], spelled.value),
        )


def _check_shares(
    sentence: Sentence, meant: Mapping[Decimal, Decimal]
) -> Iterator[NarrativeMismatch]:
    """Yield sentences whose percentage is not the one of its two amounts.

    Only "pagu ... Rp A ... realisasi ... Rp B atau C %", in either order, is understood.
    A percentage that fits the amounts of the tables is right, and one of the amounts wrong.

    Args:
        sentence: The sentence.
        meant: Its amounts that tables print otherwise, and what they print.
    """
    mentions = sentence.mentions
    for place, (second, share) in enumerate(pairwise(mentions[1:]), 1):
        first = mentions[place - 1]
        operands = _find_operands(sentence.text, first, second, share)
        if operands is None or share.value is None:
            continue
        given, spent = operands
        ratio = spent / given * 100
        # One unit of the last printed digit, as reports round or cut off.
        margin = max(SETTINGS.share_margin, Decimal(1).scaleb(-share.decimals))
        if not margin < abs(ratio - share.value) <= SETTINGS.farthest_share:
            continue
        by_tables = meant.get(spent, spent) / meant.get(given, given) * 100
        if abs(by_tables - share.value) <= margin:
            continue
        # The percentage may be that of an amount named earlier.
        earlier = [mention_in_rupiah(one) for one in mentions[: place - 1]]
        if any(abs(spent / one * 100 - share.value) <= margin for one in earlier if one):
            continue
        arithmetic = f"{show_number(spent, 0)} / {show_number(given, 0)} x 100"
        printed = share.raw_text.strip(" %")
        yield NarrativeMismatch(
            FindingKind.NARRATIVE_MISMATCH,
            share.value,
            round(ratio, 6),
            "%",
            arithmetic,
            describe_wrong_share(printed, ratio, arithmetic),
        )


def _find_operands(
    text: str, first: Mention, second: Mention, share: Mention
) -> tuple[Decimal, Decimal] | None:
    """Return which of two amounts is the budget and which was spent.

    Args:
        text: The sentence.
        first: The amount that stands first.
        second: The amount after it.
        share: The percentage after them.

    Returns:
        The budget and what was spent of it; ``None`` if the sentence is not understood.
    """
    between, link = text[first.end : second.start], text[second.end : share.start]
    if share.unit != "%" or len(between) > SETTINGS.widest_sentence:
        return None
    if len(link) > SETTINGS.widest_gap or not _LINK.search(link):
        return None
    if re.search(r"\d", between + link):
        return None
    one, other = mention_in_rupiah(first), mention_in_rupiah(second)
    if not one or not other:
        return None
    lead = text[max(0, first.start - SETTINGS.widest_sentence) : first.start]
    is_given = first.metric is Metric.LAINNYA and _GIVEN.search(lead) is not None
    metrics = (Metric.PAGU if is_given else first.metric, second.metric)
    if metrics == (Metric.PAGU, Metric.REALISASI_ANGGARAN):
        return one, other
    is_turned = metrics == (Metric.REALISASI_ANGGARAN, Metric.PAGU)
    return (other, one) if is_turned and re.search(r"\bdari\b", between) else None


class TableAmounts:
    """The amounts of all tables, to find the one nearest to another amount."""

    def __init__(self, tables: Sequence[TypedTable], raw_tables: Sequence[Table]) -> None:
        listed = [
            (value_of(figure) * factor, place, figure)
            for place, figure in enumerate(
                figure
                for table in tables
                for figure in table.figures
                if figure.value is not None and figure.status in ACCEPTED_STATUSES
            )
            for factor in [rupiah_factor(figure.unit or "Rp")]
            if factor is not None
        ]
        listed.sort(key=lambda entry: entry[:2])
        self._figures = [figure for _, _, figure in listed]
        self._values = [value for value, _, _ in listed]
        self._exact = set(self._values)
        self._printed = {
            re.sub(r"\D", "", match[0])
            for table in raw_tables
            for cell in table.cells
            for match in _CELL_AMOUNT.finditer(cell.text)
        }

    def holds(self, value: Decimal) -> bool:
        """Return True if a table prints exactly this amount."""
        return value in self._exact or format(value, ".0f") in self._printed

    def find_equal(self, value: Decimal) -> list[Figure]:
        """Return the figures that print exactly this amount."""
        first = bisect_left(self._values, value)
        return (
            [
                self._figures[at]
                for at in range(first, len(self._values))
                if self._values[at] == value
            ][: SETTINGS.most_figures]
            if value in self._exact
            else []
        )

    def find_near(self, value: Decimal) -> Figure | None:
        """Return the nearest amount of a table that was meant to be ``value``, if any."""
        place = bisect_left(self._values, value)
        for other in sorted(
            range(max(0, place - 1), min(len(self._values), place + 1)),
            key=lambda at: abs(self._values[at] - value),
        ):
            if abs(self._values[other] - value) <= SETTINGS.near_in_table * value:
                return self._figures[other]
        typos = [
            figure
            for figure, other_value in zip(self._figures, self._values, strict=True)
            if is_typo(other_value, value) and _has_digits(other_value)
        ]
        # Two candidates decide nothing.
        return typos[0] if len({figure.value for figure in typos}) == 1 else None


def _check_tables(
    mentions: Sequence[Mention], index: TableAmounts, labels: Mapping[str, str]
) -> Iterator[NarrativeMismatch]:
    """Yield amounts that no table prints but one almost does."""
    for mention in mentions:
        value = mention_in_rupiah(mention)
        if value is None or not _has_digits(value) or index.holds(value):
            continue
        figure = index.find_near(value)
        if figure is None:
            continue
        expected = in_rupiah(figure)
        if abs(expected - value) < 1:
            continue  # the table leaves parts of a rupiah out
        yield NarrativeMismatch(
            FindingKind.NARRATIVE_MISMATCH,
            value,
            expected,
            "Rp",
            "",
            describe_contradiction(value, expected, describe_place(figure, labels)),
            figure,
            mention.mention_id,
        )


def _check_lines(
    sentence: Sentence, lines: LineFigures, labels: Mapping[str, str]
) -> Iterator[NarrativeMismatch]:
    """Yield amounts that a sentence states of a programme line whose tables print others."""
    for one in find_contradictions(sentence, lines):
        name, place = _clean(one.name), describe_place(one.figure, labels)
        yield NarrativeMismatch(
            FindingKind.NARRATIVE_MISMATCH,
            one.value,
            one.expected,
            "Rp",
            name.casefold(),
            describe_contradiction(one.value, one.expected, place, name),
            one.figure,
            one.mention.mention_id,
        )


def _has_digits(value: Decimal) -> bool:
    """Return True if an amount has enough digits to be recognised by them."""
    digits = format(abs(value).to_integral_value(), "f").rstrip("0")
    return len(digits) >= SETTINGS.least_known_digits


def _make_finding(document_id: str, page: int, mismatch: NarrativeMismatch) -> Finding:
    reported, expected = mismatch.reported, mismatch.expected
    parts = (mismatch.kind, page, mismatch.subject, reported, expected)
    figure, text = mismatch.figure, on_page(page, mismatch.text)
    return Finding(
        finding_id=make_finding_id(document_id, parts),
        document_id=document_id,
        kind=mismatch.kind,
        severity=Severity.WARNING,
        message=text.indonesian,
        reported=reported,
        expected=expected,
        difference=None if expected is None else reported - expected,
        unit=mismatch.unit,
        page=page,
        figure_ids=() if figure is None else (figure.figure_id,),
        message_en=text.english,
    )


def _clean(text: str) -> str:
    return " ".join(text.split())
