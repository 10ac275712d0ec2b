"""Amounts in running text: against the words beside them, each other, and the tables.

A sentence seldom states which number of which table it repeats. So a number of the
text is compared with a table only where it is all but equal to one there: a typing error in
a digit or two, to which no other number is so near by chance.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from sidak.expectations.findings.finding_ids import make_finding_id
from sidak.expectations.findings.line_mentions import (
    SPENT,
    AmountSpan,
    LineIndex,
    find_contradictions,
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
    DoubtKind,
    Figure,
    Finding,
    FindingKind,
    PageText,
    Severity,
    Table,
    TypedTable,
)

_GROUPED = r"\d{1,3}(?:\.\d{3})+"
_AMOUNT = re.compile(
    rf"\bRp[.,]?\s*({_GROUPED})(,\d{{1,2}}(?!\d))?(?![\d.,]*\d)(?:\s*,?\s*-)?", re.IGNORECASE
)
_CELL_AMOUNT = re.compile(rf"(?<![\d.,]){_GROUPED}(?![\d.])")
_PERCENT = re.compile(r"(?<![\d.,])(\d{1,3}(?:[.,]\d{1,2})?)\s*(?:%|persen\b)")
_COUNT = re.compile(
    rf"(?<![\d.,])((?:{_GROUPED})|\d{{1,6}})\s*\(\s*([A-Za-z]+(?: +[A-Za-z]+){{0,9}})\s*\)"
)
_SCALE = re.compile(r"\s*,?-?\s*(?:ribu|juta|mil[iy]ar|tril[iy]un)", re.IGNORECASE)
#: What may stand between an amount and the words for it.
_BESIDE = re.compile(
    r"[\s().,:;*_=\"“”'-]*(?:rupiah|terbilang|dengan huruf)?[\s(.,:;*_=\"“”'-]*"
)
_GIVEN = re.compile(r"anggaran|pagu|alokasi|dana|target", re.IGNORECASE)
_LINK = re.compile(r"atau|mencapai|sebesar|\(|=", re.IGNORECASE)


def check_narrative(
    document_id: str,
    texts: Sequence[PageText],
    tables: Sequence[TypedTable],
    labels: Mapping[str, str],
    raw_tables: Sequence[Table] = (),
) -> list[Finding]:
    """Return what the running text of a report contradicts.

    Args:
        document_id: The report.
        texts: Its text outside tables, page by page.
        tables: Its tables.
        labels: Table id to the number in its caption.
        raw_tables: The tables as printed: what stands in a cell that could not be read for
            certain is printed all the same.
    """
    index = TableAmounts(tables, raw_tables)
    lines = LineIndex(tables)
    found: dict[tuple[object, ...], Finding] = {}
    for page in texts:
        text = " ".join(line for line, _ in page.lines)
        amounts = list(_find_amounts(text))
        of_lines = list(_check_lines(text, amounts, lines, labels))
        known = {mismatch.reported for mismatch in of_lines}
        for mismatch in (
            *_check_words(text, amounts),
            *_check_counts(text),
            *_check_shares(text, amounts),
            *of_lines,
            *_check_tables([one for one in amounts if one.value not in known], index, labels),
        ):
            key = (mismatch.kind, mismatch.reported, mismatch.expected, mismatch.subject)
            # What is repeated on many pages is reported once.
            if key not in found:
                found[key] = _make_finding(document_id, page.page, mismatch)
    return list(found.values())


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
    """

    kind: FindingKind
    reported: Decimal
    expected: Decimal | None
    unit: str | None
    subject: str
    text: BilingualText
    figure: Figure | None = None


def _find_amounts(text: str) -> Iterator[AmountSpan]:
    for match in _AMOUNT.finditer(text):
        if _SCALE.match(text, match.end()):
            continue  # "Rp 3.121,08 miliar": a rounded amount
        whole = Decimal(match[1].replace(".", ""))
        cents = Decimal((match[2] or ",0").replace(",", "0.", 1))
        yield AmountSpan(whole + cents, match.start(), match.end())


def _check_words(text: str, amounts: Sequence[AmountSpan]) -> Iterator[NarrativeMismatch]:
    """Yield amounts whose words mean another number, or none."""
    for words in find_terbilang(text):
        beside = [
            amount
            for amount in amounts
            if _is_beside(text, amount.end, words.start)
            or _is_beside(text, words.end, amount.start)
        ]
        if len(beside) != 1:
            continue
        amount = beside[0]
        plain = parse_terbilang(words.text)
        if plain.value == amount.value:
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
            amount.value,
            plain.value,
            "Rp",
            words.text.casefold(),
            describe_wrong_words(
                amount.value, words_printed, plain.value, spell_number(amount.value)
            ),
        )


def _is_beside(text: str, end: int, start: int) -> bool:
    return end <= start <= end + SETTINGS.widest_gap and bool(
        _BESIDE.fullmatch(text[end:start])
    )


def _check_counts(text: str) -> Iterator[NarrativeMismatch]:
    """Yield counts such as "23 (delapan belas)"."""
    for match in _COUNT.finditer(text):
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


def _check_shares(text: str, amounts: Sequence[AmountSpan]) -> Iterator[NarrativeMismatch]:
    """Yield sentences whose percentage is not the one of its two amounts.

    Only "pagu ... Rp A ... realisasi ... Rp B atau C %", in either order, is understood.
    """
    for first, second in pairwise(amounts):
        percent = _PERCENT.search(text, second.end, second.end + SETTINGS.widest_gap)
        if percent is None:
            continue
        operands = _find_operands(text, first, second, percent.start())
        if operands is None:
            continue
        given, spent = operands
        printed = Decimal(percent[1].replace(",", "."))
        share = spent.value / given.value * 100
        decimals = len(percent[1].replace(",", ".").partition(".")[2])
        # One unit of the last printed digit, as reports round or cut off.
        margin = max(SETTINGS.share_margin, Decimal(1).scaleb(-decimals))
        if not margin < abs(share - printed) <= SETTINGS.farthest_share:
            continue
        # The percentage may be that of an amount named earlier.
        earlier = [one.value for one in amounts if one.start < first.start and one.value]
        if any(abs(spent.value / one * 100 - printed) <= margin for one in earlier):
            continue
        arithmetic = f"{show_number(spent.value, 0)} / {show_number(given.value, 0)} x 100"
        yield NarrativeMismatch(
            FindingKind.NARRATIVE_MISMATCH,
            printed,
            round(share, 6),
            "%",
            arithmetic,
            describe_wrong_share(percent[1], share, arithmetic),
        )


def _find_operands(
    text: str, first: AmountSpan, second: AmountSpan, end: int
) -> tuple[AmountSpan, AmountSpan] | None:
    """Return which of two amounts is the budget and which was spent.

    Args:
        text: The text of a page.
        first: The amount that stands first.
        second: The amount after it.
        end: Where the percentage after them begins.

    Returns:
        The budget and what was spent of it; ``None`` if the sentence is not understood.
    """
    between, link = text[first.end : second.start], text[second.end : end]
    if len(between) > SETTINGS.widest_sentence or "." in between.rstrip(". "):
        return None
    if re.search(r"\d", between + link) or not _LINK.search(link):
        return None
    lead = text[max(0, first.start - SETTINGS.widest_sentence) : first.start]
    is_spent_first = bool(SPENT.search(lead.rpartition(".")[2]))
    if SPENT.search(between) and not is_spent_first:
        given, spent = first, second
    elif is_spent_first and re.search(r"\bdari\b", between):
        spent, given = first, second
    else:
        return None
    return (given, spent) if given.value and _GIVEN.search(lead + between) else None


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
    amounts: Sequence[AmountSpan], index: TableAmounts, labels: Mapping[str, str]
) -> Iterator[NarrativeMismatch]:
    """Yield amounts that no table prints but one almost does."""
    for amount in amounts:
        if not _has_digits(amount.value) or index.holds(amount.value):
            continue
        figure = index.find_near(amount.value)
        if figure is None:
            continue
        factor = rupiah_factor(figure.unit or "Rp") or Decimal(1)
        expected = value_of(figure) * factor
        yield NarrativeMismatch(
            FindingKind.NARRATIVE_MISMATCH,
            amount.value,
            expected,
            "Rp",
            "",
            describe_contradiction(amount.value, expected, describe_place(figure, labels)),
            figure,
        )


def _check_lines(
    text: str, amounts: Sequence[AmountSpan], lines: LineIndex, labels: Mapping[str, str]
) -> Iterator[NarrativeMismatch]:
    """Yield amounts that a sentence states of a programme line whose tables print others."""
    for one in find_contradictions(text, amounts, lines):
        name, place = _clean(one.name), describe_place(one.figure, labels)
        yield NarrativeMismatch(
            FindingKind.NARRATIVE_MISMATCH,
            one.value,
            one.expected,
            "Rp",
            name.casefold(),
            describe_contradiction(one.value, one.expected, place, name),
            one.figure,
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
