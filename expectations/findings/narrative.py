"""Amounts in running text: against the words beside them, each other, and the tables.

A sentence seldom says exactly which number of which table it repeats. So a number of the
text is held against a table only where it is all but equal to one there: a slip of a digit
or two, which no other number would come so near to by chance.
"""

import hashlib
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from sidak.expectations.findings.line_mentions import AmountSpan, LineIndex, find_contradictions
from sidak.expectations.findings.messages import describe_place, show_number
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
_SPENT = re.compile(r"realisasi|penyerapan|diserap|terserap|dibelanjakan|digunakan", re.I)
_GIVEN = re.compile(r"anggaran|pagu|alokasi|dana|target", re.IGNORECASE)
_LINK = re.compile(r"atau|mencapai|sebesar|\(|=", re.IGNORECASE)
#: Characters between the two amounts of a sentence, and between the second and its percent.
_FAR = 90
_NEAR = 40
#: An amount to look for in the tables has so many digits that matter, and is this near.
_LEAST_DIGITS = 7
_NEARLY = Decimal("0.000001")
#: One unit of the last printed digit of a percentage, as reports round or cut off.
_POINT = Decimal("0.01")
#: Percentages that are further off were never meant to be these two amounts.
_FARTHEST_SHARE = Decimal(20)


@dataclass(frozen=True, slots=True)
class TextAmount:
    """An amount in a text: whole rupiah, and where it stands."""

    value: Decimal
    start: int
    end: int
    text: str


def check_narrative(
    document_id: str,
    texts: Sequence[PageText],
    tables: Sequence[TypedTable],
    numbers: dict[str, str],
    raw_tables: Sequence[Table] = (),
) -> list[Finding]:
    """Return what the running text of a report contradicts.

    Args:
        document_id: The report.
        texts: Its text outside tables, page by page.
        tables: Its tables.
        numbers: Table id to the number in its caption.
        raw_tables: The tables as printed: what stands in a cell that could not be read for
            certain is printed all the same.
    """
    index = TableAmounts(tables, raw_tables)
    lines = LineIndex(tables)
    found: dict[tuple[object, ...], Finding] = {}
    for page in texts:
        text = " ".join(line for line, _ in page.lines)
        amounts = list(_find_amounts(text))
        said = list(_check_lines(text, amounts, lines, numbers))
        told = {claim.reported for claim in said}
        for claim in (
            *_check_words(text, amounts),
            *_check_counts(text),
            *_check_shares(text, amounts),
            *said,
            *_check_tables([one for one in amounts if one.value not in told], index, numbers),
        ):
            key = (claim.kind, claim.reported, claim.expected, claim.subject)
            # What is repeated on many pages is told once.
            if key not in found:
                found[key] = _make_finding(document_id, page.page, claim)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class NarrativeMismatch:
    """What does not fit, before it has a page."""

    kind: FindingKind
    severity: Severity
    reported: Decimal
    expected: Decimal | None
    unit: str | None
    subject: str
    indonesian: str
    english: str
    figure: Figure | None = None


def _find_amounts(text: str) -> Iterator[TextAmount]:
    for match in _AMOUNT.finditer(text):
        if _SCALE.match(text, match.end()):
            continue  # "Rp 3.121,08 miliar": a rounded amount
        whole = Decimal(match[1].replace(".", ""))
        cents = Decimal((match[2] or ",0").replace(",", "0.", 1))
        yield TextAmount(whole + cents, match.start(), match.end(), match[0].strip(" ,-"))


def _check_words(text: str, amounts: Sequence[TextAmount]) -> Iterator[NarrativeMismatch]:
    """Yield amounts whose words say another number, or none."""
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
        said = "" if plain.value is None else f" (Rp {show_number(plain.value, 0)})"
        should = spell_number(amount.value)
        printed = show_number(amount.value, 0)
        yield NarrativeMismatch(
            FindingKind.TERBILANG_MISMATCH,
            Severity.WARNING,
            amount.value,
            plain.value,
            "Rp",
            words.text.casefold(),
            f'angka Rp {printed} ditulis "{_clean(words.text)}"{said}; '
            f'dengan huruf seharusnya "{should}"',
            f'the amount Rp {printed} is put into words as "{_clean(words.text)}"{said}; '
            f'it should read "{should}"',
        )


def _is_beside(text: str, end: int, start: int) -> bool:
    return end <= start <= end + _NEAR and bool(_BESIDE.fullmatch(text[end:start]))


def _check_counts(text: str) -> Iterator[NarrativeMismatch]:
    """Yield counts such as "23 (delapan belas)"."""
    for match in _COUNT.finditer(text):
        said = parse_terbilang(match[2])
        printed = Decimal(match[1].replace(".", ""))
        if said.value is None or said.doubt or said.value == printed:
            continue
        yield NarrativeMismatch(
            FindingKind.TERBILANG_MISMATCH,
            Severity.WARNING,
            printed,
            said.value,
            None,
            match[0],
            f'angka {match[1]} ditulis "{match[2]}" ({show_number(said.value, 0)})',
            f'the number {match[1]} is put into words as "{match[2]}" '
            f"({show_number(said.value, 0)})",
        )


def _check_shares(text: str, amounts: Sequence[TextAmount]) -> Iterator[NarrativeMismatch]:
    """Yield sentences whose percentage is not the one of its two amounts.

    Only "pagu ... Rp A ... realisasi ... Rp B atau C %", in either order, is understood.
    """
    for first, second in pairwise(amounts):
        between = text[first.end : second.start]
        percent = _PERCENT.search(text, second.end, second.end + _NEAR)
        if percent is None or len(between) > _FAR or re.search(r"\d", between):
            continue
        link = text[second.end : percent.start()]
        lead = text[max(0, first.start - _FAR) : first.start]
        if not _LINK.search(link) or re.search(r"\d", link) or "." in between.rstrip(". "):
            continue
        if _SPENT.search(between) and not _SPENT.search(lead.rpartition(".")[2]):
            given, spent = first, second
        elif _SPENT.search(lead.rpartition(".")[2]) and re.search(r"\bdari\b", between):
            spent, given = first, second
        else:
            continue
        printed = Decimal(percent[1].replace(",", "."))
        if not given.value or not _GIVEN.search(lead + between):
            continue
        share = spent.value / given.value * 100
        decimals = len(percent[1].replace(",", ".").partition(".")[2])
        margin = max(_POINT, Decimal(1).scaleb(-decimals))
        if not margin < abs(share - printed) <= _FARTHEST_SHARE:
            continue
        # The percentage may be that of an amount named earlier.
        earlier = [one.value for one in amounts if one.start < first.start and one.value]
        if any(abs(spent.value / one * 100 - printed) <= margin for one in earlier):
            continue
        should = show_number(share, 2)
        arithmetic = f"{show_number(spent.value, 0)} / {show_number(given.value, 0)} x 100"
        yield NarrativeMismatch(
            FindingKind.NARRATIVE_MISMATCH,
            Severity.WARNING,
            printed,
            round(share, 6),
            "%",
            arithmetic,
            f"tertulis {percent[1]} %, seharusnya {should} % menurut hitungan {arithmetic}",
            f"{percent[1]} % is written, {should} % expected by {arithmetic}",
        )


class TableAmounts:
    """The amounts of all tables, to be found by their nearness."""

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
        """Say whether a table prints exactly this amount."""
        return value in self._exact or format(value, ".0f") in self._printed

    def find_near(self, value: Decimal) -> Figure | None:
        """Return the nearest amount of a table that was meant to be ``value``, if any."""
        place = bisect_left(self._values, value)
        for other in sorted(
            range(max(0, place - 1), min(len(self._values), place + 1)),
            key=lambda at: abs(self._values[at] - value),
        ):
            if abs(self._values[other] - value) <= _NEARLY * value:
                return self._figures[other]
        slips = [
            figure
            for figure, other_value in zip(self._figures, self._values, strict=True)
            if is_typo(other_value, value) and _has_digits(other_value)
        ]
        # Two candidates are none.
        return slips[0] if len({figure.value for figure in slips}) == 1 else None


def _check_tables(
    amounts: Sequence[TextAmount], index: TableAmounts, numbers: dict[str, str]
) -> Iterator[NarrativeMismatch]:
    """Yield amounts that no table prints but one almost does."""
    for amount in amounts:
        if not _has_digits(amount.value) or index.holds(amount.value):
            continue
        figure = index.find_near(amount.value)
        if figure is None:
            continue
        place = describe_place(figure, numbers)
        factor = rupiah_factor(figure.unit or "Rp") or Decimal(1)
        expected = value_of(figure) * factor
        printed, should = show_number(amount.value, 0), show_number(expected, 0)
        yield NarrativeMismatch(
            FindingKind.NARRATIVE_MISMATCH,
            Severity.WARNING,
            amount.value,
            expected,
            "Rp",
            "",
            f"tertulis Rp {printed}, sedangkan {place.indonesian} memuat Rp {should}",
            f"Rp {printed} is written, but {place.english} has Rp {should}",
            figure,
        )


def _check_lines(
    text: str, amounts: Sequence[TextAmount], lines: LineIndex, numbers: dict[str, str]
) -> Iterator[NarrativeMismatch]:
    """Yield amounts that a sentence says of a programme line and its tables do not print."""
    places = [AmountSpan(one.value, one.start, one.end) for one in amounts]
    for one in find_contradictions(text, places, lines):
        place = describe_place(one.figure, numbers)
        printed, should = show_number(one.value, 0), show_number(one.expected, 0)
        name = _clean(one.name)
        yield NarrativeMismatch(
            FindingKind.NARRATIVE_MISMATCH,
            Severity.WARNING,
            one.value,
            one.expected,
            "Rp",
            name.casefold(),
            f'untuk "{name}" tertulis Rp {printed}, sedangkan {place.indonesian} memuat '
            f"Rp {should}",
            f'Rp {printed} is written for "{name}", but {place.english} has Rp {should}',
            one.figure,
        )


def _has_digits(value: Decimal) -> bool:
    """Say whether an amount has enough digits to be known by them."""
    return len(format(abs(value).to_integral_value(), "f").rstrip("0")) >= _LEAST_DIGITS


def _make_finding(document_id: str, page: int, claim: NarrativeMismatch) -> Finding:
    parts = (claim.kind, page, claim.subject, claim.reported, claim.expected)
    digest = hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()
    figure = claim.figure
    difference = None if claim.expected is None else claim.reported - claim.expected
    return Finding(
        finding_id=f"{document_id}-f{digest[:10]}",
        document_id=document_id,
        kind=claim.kind,
        severity=claim.severity,
        message=f"Teks halaman {page}: {claim.indonesian}.",
        reported=claim.reported,
        expected=claim.expected,
        difference=difference,
        unit=claim.unit,
        page=page,
        figure_ids=() if figure is None else (figure.figure_id,),
        message_en=f"Text on page {page}: {claim.english}.",
    )


def _clean(text: str) -> str:
    return " ".join(text.split())
