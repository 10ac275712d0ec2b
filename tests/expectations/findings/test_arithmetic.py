"""The findings of arithmetic errors: severity and ids."""

from decimal import Decimal

from sidak.expectations import reconcile
from sidak.schemas import FigureStatus, FindingKind, Severity
from tests.expectations.factories import (
    CONSISTENT,
    DOCUMENT,
    change,
    gist,
    make_table,
    statuses,
)


def test_one_rupiah_is_a_remark_not_an_error_and_confirms_nothing() -> None:
    rows = change(CONSISTENT, 9, 1, "7234568")
    result = reconcile([make_table(["pagu", "realisasi"], rows)])
    assert [gist(one) for one in result.findings] == [
        (FindingKind.SUM_MISMATCH, Severity.INFO, Decimal(7234568), Decimal(7234567))
    ]
    assert statuses(result.tables[0])[9, 1] is FigureStatus.OK


def test_findings_have_stable_ids() -> None:
    table = make_table(["pagu", "realisasi"], change(CONSISTENT, 9, 1, "7334567"))
    first, again = (reconcile([table]).findings for _ in range(2))
    assert first == again
    assert first[0].finding_id.startswith(f"{DOCUMENT}-f")
