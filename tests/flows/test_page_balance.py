"""The balance of rendered reports against their pages read another way."""

import re
from collections import Counter
from contextlib import closing
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from sidak.extractors import read_document
from sidak.flows.pipeline import understand_document
from sidak.matchers import load_nomenclature
from sidak.schemas import NumberClass

SAMPLES = Path(__file__).resolve().parents[2] / "raw" / "samples"
_AMOUNT = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:[.,]\d{3})+(?:[.,]\d{1,2})?(?![.,]?\d)")


def list_amounts(path: Path) -> list[Counter[str]]:
    """Return the amounts that the text of each page prints, by pdfium's own lines."""
    pages = []
    with closing(pdfium.PdfDocument(path)) as document:
        for page in document:
            text = page.get_textpage().get_text_range()
            found = (match[0].rstrip(".,") for match in _AMOUNT.finditer(text))
            pages.append(Counter(one for one in found if len(re.sub(r"\D", "", one)) >= 6))
    return pages


@pytest.mark.slow
@pytest.mark.parametrize("name", ["lkjip-setda-2022.pdf", "renja-bappeda-2022.pdf"])
def test_every_amount_of_every_page_is_in_exactly_one_class(name: str) -> None:
    extraction = read_document(SAMPLES / name)
    result = understand_document(extraction, load_nomenclature())
    printed = {page.page: page.numbers for page in extraction.numbers}
    for page, expected in zip(result.pages, list_amounts(SAMPLES / name), strict=True):
        balance = page.balance
        assert balance is not None
        assert balance.count() == len(printed[page.page])
        assert sum(balance.count(kind) for kind in NumberClass) == balance.count()
        amounts = Counter(one.text for one in printed[page.page] if one.text in expected)
        assert amounts == expected, page.page
        assert balance.count_amounts() == expected.total(), page.page
        assert balance.unaccounted == (), page.page
