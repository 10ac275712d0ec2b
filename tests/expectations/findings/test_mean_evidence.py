"""Shares of money that are the mean of the shares below them."""

from decimal import Decimal

from sidak.expectations import reconcile
from tests.expectations.factories import BUDGET, K, P, Row, make_table


def basis_of(share: str) -> str:
    rows: list[Row] = [
        (P, "Program Penelitian", ["80000000", "8194000", share, "71806000"]),
        (K, "Pengkajian", ["45000000", "8194000", "18.21", "36806000"]),
        (K, "Optimalisasi", ["35000000", "0", "0.00", "35000000"]),
        (P, "Program Fasilitasi", ["195000000", "55246250", "28.33", "139753750"]),
        (K, "Pelatihan", ["195000000", "55246250", "28.33", "139753750"]),
    ]
    (finding,) = reconcile([make_table(BUDGET, rows)]).findings
    assert finding.reported == Decimal(share)
    return finding.basis


def test_mean_of_the_rows_below_is_named_as_the_cause() -> None:
    said = "Angka tercetak sama dengan rata-rata persentase 2 baris di bawahnya."
    assert basis_of("9.10").endswith(said)
    assert basis_of("9.11").endswith(said)
    assert said not in basis_of("9.40")
