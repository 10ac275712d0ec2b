"""Reports of other programs: drawn alike from a seed, each number once, read back whole."""

from pathlib import Path

import pytest

from bench.third_party.evaluate import BROWSERS, compare_report, find_program, print_by_browser
from bench.third_party.reports import KINDS, draw_report, group_heads, make_html


@pytest.mark.parametrize("seed", range(1, 6))
def test_each_number_occurs_once(seed: int) -> None:
    report = draw_report(seed)
    values = [abs(truth.value) for truth in report.truths]
    assert len(values) == len(set(values)) > 20
    assert report == draw_report(seed)
    assert all(truth.text in make_html(report) for truth in report.truths)
    assert {len(texts) for *_row, texts in report.rows} == {len(KINDS[report.kind])}


def test_upper_header_row_spans_what_it_heads() -> None:
    columns = [("Pagu",), ("Triwulan I", "K"), ("Triwulan I", "Rp"), ("Triwulan II", "K")]
    assert group_heads(columns, 2) == [
        ("Pagu", 1, 2),
        ("Triwulan I", 2, 1),
        ("Triwulan II", 1, 1),
    ]


@pytest.mark.slow
@pytest.mark.skipif(find_program(BROWSERS) is None, reason="no browser installed")
def test_reports_printed_by_a_browser_are_read_back(tmp_path: Path) -> None:
    reports = [draw_report(seed) for seed in (1, 2)]
    printed = print_by_browser(reports, tmp_path)
    for report in reports:
        counts = compare_report(report, printed[report.seed])
        assert counts["right"] == counts["figures"] == len(report.truths)
        assert counts["spurious"] == 0
