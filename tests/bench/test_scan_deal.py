"""Faults dealt to the pages of the samples."""

from collections import Counter

from bench.accuracy import DEFAULT_SAMPLES
from bench.scan_deal import PLAIN, count_figures, deal_faults
from bench.scoring.truth import load_samples


def test_in_as_many_deals_as_there_are_faults_each_page_gets_each_fault_once() -> None:
    documents = load_samples(DEFAULT_SAMPLES)
    faults = ("bit", "stamp", "tick")
    deals = [deal_faults(documents, faults, 1, deal) for deal in range(3)]
    pages = {(d.path.stem, p.page): count_figures(p) for d in documents for p in d.pages}
    assert pages["pk-bappeda-2022", 1] == 9
    for page, figures in pages.items():
        got = sorted(deal[page] for deal in deals)
        assert got == (sorted(faults) if figures else [PLAIN] * 3), page
    dealt = Counter(fault for page, fault in deals[0].items() if pages[page])
    assert max(dealt.values()) - min(dealt.values()) <= 1


def test_a_deal_is_the_same_each_time_and_another_one_with_another_seed() -> None:
    documents = load_samples(DEFAULT_SAMPLES)
    faults = ("grey", "bit", "stamp", "tick")
    assert deal_faults(documents, faults, 1, 0) == deal_faults(documents, faults, 1, 0)
    assert deal_faults(documents, faults, 1, 0) != deal_faults(documents, faults, 2, 0)
