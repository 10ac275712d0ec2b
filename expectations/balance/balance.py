"""The balance of the pages: each printed number in exactly one class."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sidak.expectations.balance.axes import find_axes
from sidak.expectations.balance.claims import PageClaims, collect_claims
from sidak.expectations.balance.settings import SETTINGS
from sidak.expectations.balance.shapes import classify_by_shape
from sidak.normalisers.mentions.numbers import is_amount
from sidak.schemas import (
    Doubt,
    DoubtKind,
    Extraction,
    Mention,
    NumberClass,
    Page,
    PageBalance,
    PageStatus,
    PrintedDigits,
    TypedTable,
)
from sidak.schemas.text.folding import fold_text

_READ = (PageStatus.TABLES, PageStatus.NARRATIVE, PageStatus.PARTIAL)


def balance_pages(
    extraction: Extraction, typed_tables: Sequence[TypedTable], mentions: Iterable[Mention]
) -> tuple[Page, ...]:
    """Return the page ledger with the balance of each page.

    A page with amounts of which nothing became is ``partial`` and says how many; one whose
    numbers are not known has no balance.

    Args:
        extraction: What was read.
        typed_tables: Its tables as understood.
        mentions: The numbers in its sentences.
    """
    pages = extraction.pages
    claims = collect_claims(extraction.tables, typed_tables, mentions)
    printed = {page.page: page.numbers for page in extraction.numbers}
    titles = _find_running_titles(pages, printed)
    return tuple(
        _weigh(page, printed[page.page], claims.get(page.page, PageClaims()), titles)
        if page.page in printed
        else page
        for page in pages
    )


def _weigh(
    page: Page, numbers: Sequence[PrintedDigits], claims: PageClaims, titles: "_RunningTitles"
) -> Page:
    counts: Counter[NumberClass] = Counter()
    amounts: Counter[NumberClass] = Counter()
    open_amounts: list[PrintedDigits] = []
    axes = find_axes(numbers)
    for number in numbers:
        has_amount = is_amount(number.text)
        kind = claims.classify(number, is_amount=has_amount)
        if kind is None:
            is_beside = number in axes or titles.holds(page, number)
            kind = NumberClass.FURNITURE if is_beside else classify_by_shape(number)
        counts[kind] += 1
        if has_amount:
            amounts[kind] += 1
            if kind is NumberClass.UNACCOUNTED:
                open_amounts.append(number)
    balance = PageBalance(
        tuple(sorted(counts.items())), tuple(sorted(amounts.items())), tuple(open_amounts)
    )
    if not open_amounts or page.status not in _READ:
        return replace(page, balance=balance)
    detail = (str(len(open_amounts)), str(sum(amounts.values())))
    doubt = Doubt(DoubtKind.AMOUNTS_UNACCOUNTED, detail)
    reasons = (*page.reasons, doubt)
    return replace(page, balance=balance, status=PageStatus.PARTIAL, reasons=reasons)


class _RunningTitles:
    """Numbers in running titles, and numbers that only count the pages."""

    def __init__(self, keys: Mapping[tuple[str, int], set[int]]) -> None:
        self._keys = {
            key for key, pages in keys.items() if len(pages) >= SETTINGS.recurring_pages
        }

    def holds(self, page: Page, number: PrintedDigits) -> bool:
        if not _is_at_edge(page, number):
            return False
        if any(key in self._keys for key in _keys(number)):
            return True
        is_short = number.text.isdigit() and len(number.text) <= SETTINGS.longest_alone
        words = re.sub(
            r"\b(?:hal(?:aman)?|page|bab|[ivxlc]+)\b|[\W\d_]", "", number.before, flags=re.I
        )
        return is_short and not words and not number.after.strip(" |-\u2013.)")


def _find_running_titles(
    pages: Sequence[Page], printed: Mapping[int, Sequence[PrintedDigits]]
) -> _RunningTitles:
    keys: dict[tuple[str, int], set[int]] = defaultdict(set)
    for page in pages:
        for number in printed.get(page.page, ()):
            if _is_at_edge(page, number):
                for key in _keys(number):
                    keys[key].add(page.page)
    return _RunningTitles(keys)


def _keys(number: PrintedDigits) -> tuple[tuple[str, int], ...]:
    """Return what makes two numbers parts of the same title: the words beside, the height."""
    words = re.sub(r"[\d\W_]+", "#", fold_text(f"{number.before}#{number.after}"))
    row = int(number.box.y0 // SETTINGS.same_height)
    return ((words, row), (words, row + 1))


def _is_at_edge(page: Page, number: PrintedDigits) -> bool:
    """Return True if a number stands at the top or bottom of a page, also of a turned one."""
    margin = SETTINGS.margin
    box = number.box
    low, high = margin * page.height, (1 - margin) * page.height
    if box.y1 <= low or box.y0 >= high:
        return True
    is_turned = page.rotation % 180 == 90
    return is_turned and (box.x1 <= margin * page.width or box.x0 >= (1 - margin) * page.width)
