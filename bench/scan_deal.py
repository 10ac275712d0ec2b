"""Faults dealt to the pages of the samples: each page is scanned with one of them.

To read every page with every fault at every resolution takes hours. So the faults are dealt:
in one deal each page with figures gets one fault, in as many deals as there are faults each
page gets each of them once.
"""

import random
from collections.abc import Mapping, Sequence

from bench.scoring.truth import CellContent, TruthDocument, TruthPage

#: What pages without a figure are scanned as.
PLAIN = "grey"


def deal_faults(
    documents: Sequence[TruthDocument], faults: Sequence[str], seed: int, deal: int
) -> Mapping[tuple[str, int], str]:
    """Deal faults to pages.

    Args:
        documents: Wholly labelled reports.
        faults: Names of the faults.
        seed: Changes the order in which pages get them.
        deal: Number of the deal from 0; the next one gives each page the next fault.

    Returns:
        The fault of each page, by name of the report and number of the page.
    """
    dealt: dict[tuple[str, int], str] = {}
    at = deal
    for document in sorted(documents, key=lambda d: d.path.stem):
        name = document.path.stem
        own = [page.page for page in document.pages if count_figures(page)]
        dealt |= {(name, page.page): PLAIN for page in document.pages}
        random.Random(f"{seed} {name}").shuffle(own)
        for number in own:
            dealt[name, number] = faults[at % len(faults)]
            at += 1
    return dealt


def count_figures(page: TruthPage) -> int:
    """Count the labelled figures of a page."""
    return sum(
        number.worth is CellContent.NUMBER
        for table in page.tables
        for column in range(len(table.columns))
        for number in table.column_numbers(column)
    )
