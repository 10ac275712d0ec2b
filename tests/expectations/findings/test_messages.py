"""The messages of findings."""

from decimal import Decimal

from sidak.expectations import reconcile
from tests.expectations.factories import (
    BUDGET,
    ROWS_WITH_RATIO,
    K,
    P,
    Row,
    T,
    change,
    make_table,
)


def test_ratio_finding_writes_the_arithmetic_out() -> None:
    rows = change(ROWS_WITH_RATIO, 0, 3, "86.10")
    finding = reconcile([make_table(BUDGET, rows)]).findings[0]
    assert finding.message == (
        'Tabel ke-1 halaman 1 baris "A" kolom "SERAPAN": tercetak 86,10 %, seharusnya '
        "88,64 % (selisih -2,54) menurut hitungan 254.784.750 / 287.453.750 x 100 ≠ 86,10."
    )
    assert finding.expected == Decimal("88.635041")


def test_wrong_sum_says_where_it_was_carried_on() -> None:
    rows: list[Row] = [
        (P, "Program A", ["210"]),
        (K, "A1", ["139"]),
        (K, "A2", ["150"]),
        (K, "A3", ["125"]),
        (P, "Program B", ["70"]),
        (K, "B1", ["30"]),
        (K, "B2", ["40"]),
        (T, "Total", ["280"]),
    ]
    (finding,) = reconcile([make_table(["pagu"], rows)]).findings
    assert (finding.reported, finding.expected) == (Decimal(210), Decimal(414))
    assert 'terbawa ke jumlah Rp 280 di tabel ke-1 halaman 1 baris "Total"' in finding.message
