"""The same amounts in two reports of one agency."""

from decimal import Decimal
from itertools import permutations

from sidak.expectations import compare_documents
from sidak.schemas import (
    DocumentKind,
    FindingKind,
    Severity,
)
from tests.expectations.cross_document.reports import LINES, gist, report


def test_reports_that_agree_have_no_finding() -> None:
    assert compare_documents([report(1, DocumentKind.RENJA, 2022)] * 2) == ()
    renja, lkjip = report(1, DocumentKind.RENJA, 2022), report(2, DocumentKind.LKJIP, 2022)
    assert compare_documents([renja, lkjip]) == ()


def test_amount_that_differs_where_the_others_agree() -> None:
    renja = report(1, DocumentKind.RENJA, 2022)
    lkjip = report(2, DocumentKind.LKJIP, 2022, amounts={"Kegiatan 2": 510}, codes=True)
    (finding,) = compare_documents([lkjip, renja])
    assert (finding.kind, finding.severity) == (
        FindingKind.CROSS_DOCUMENT_MISMATCH,
        Severity.INFO,  # from the plan to the account the budget may change lawfully
    )
    assert finding.document_id == lkjip.document.document_id
    assert finding.other_document_id == renja.document.document_id
    assert finding.message == (
        'Pagu 2022 "Kegiatan 2": Rp 510.000 di lkjip 2022 (lkjip-2022.pdf) halaman 1, '
        "Rp 500.000 di renja 2022 (renja-2022.pdf) halaman 1 (selisih 10.000); rencana dapat "
        "berubah secara sah, periksa dasar perubahannya."
    )


def test_plans_that_differ_throughout_are_one_remark() -> None:
    renja = report(1, DocumentKind.RENJA, 2022)
    changed = {name: value + 7 for name, value in LINES.items()}
    lkjip = report(2, DocumentKind.LKJIP, 2022, amounts=changed)
    (finding,) = compare_documents([renja, lkjip])
    assert gist((finding,)) == [(Severity.INFO, Decimal(907000), Decimal(900000))]
    assert "berbeda dari renja 2022 (renja-2022.pdf) pada 4 dari 4 baris" in finding.message


def test_last_year_as_stated_this_year() -> None:
    last = report(1, DocumentKind.LKJIP, 2021, column="realisasi")
    this = report(
        2,
        DocumentKind.LKJIP,
        2022,
        column="realisasi",
        of_year=2021,
        amounts={"Kegiatan 1": 399},
    )
    (finding,) = compare_documents([last, this])
    assert gist((finding,)) == [(Severity.WARNING, Decimal(399000), Decimal(400000))]
    assert "dapat berubah" not in finding.message


def test_other_years_agencies_and_metrics_are_not_compared() -> None:
    renja = report(1, DocumentKind.RENJA, 2022)
    others = [
        report(2, DocumentKind.LKJIP, 2023, amounts={"Kegiatan 1": 1}),
        report(3, DocumentKind.LKJIP, 2022, amounts={"Kegiatan 1": 2}, agency="Bappeda"),
        report(4, DocumentKind.LKJIP, 2022, amounts={"Kegiatan 1": 3}, agency=None),
        report(5, DocumentKind.LKJIP, 2022, amounts={"Kegiatan 1": 4}, column="realisasi"),
    ]
    assert compare_documents([renja, *others]) == ()


def test_order_of_documents_does_not_matter() -> None:
    reports = [
        report(3, DocumentKind.RENSTRA, 2018, of_year=2022, amounts={"Program A": 950}),
        report(2, DocumentKind.RENJA, 2022),
        report(1, DocumentKind.LKJIP, 2022, amounts={"Kegiatan 1": 401}),
    ]
    found = {compare_documents(order) for order in permutations(reports)}
    assert len(found) == 1
    assert len(found.pop()) == 3


def test_plan_to_plan_to_account_by_code_year_and_metric() -> None:
    chain = [
        report(1, DocumentKind.RENSTRA, 2018, of_year=2022, codes=True, agency="Setda"),
        report(2, DocumentKind.RENJA, 2022, codes=True),
        report(3, DocumentKind.LKJIP, 2022, codes=True, amounts={"Kegiatan 2": 510}),
    ]
    found = [
        (one.document_id[-1], (one.other_document_id or "")[-1])
        for one in (compare_documents(chain))
    ]
    assert sorted(found) == [("3", "1"), ("3", "2")]
