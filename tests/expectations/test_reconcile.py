"""Reconciliation as a whole: what holds, what breaks, what is left alone."""

from decimal import Decimal

from sidak.expectations import reconcile
from sidak.schemas import (
    Coverage,
    FigureStatus,
    FindingKind,
    Severity,
)
from tests.expectations.factories import (
    BUDGET,
    CONSISTENT,
    DOCUMENT,
    ROWS_WITH_RATIO,
    K,
    Row,
    S,
    change,
    gist,
    make_table,
    statuses,
)


def test_consistent_table_confirms_every_figure_and_finds_nothing() -> None:
    result = reconcile([make_table(["pagu", "realisasi"], CONSISTENT)])
    assert result.findings == ()
    assert set(statuses(result.tables[0]).values()) == {FigureStatus.CONFIRMED}
    assert result.coverage == Coverage(
        figures=20, under_none=0, under_one=10, under_more=10, identities=12
    )


def test_wrong_total_is_one_finding_and_the_figure_stays_as_printed() -> None:
    table = make_table(["pagu", "realisasi"], change(CONSISTENT, 9, 1, "7334567"))
    result = reconcile([table])
    assert [gist(one) for one in result.findings] == [
        (FindingKind.SUM_MISMATCH, Severity.ERROR, Decimal(7334567), Decimal(7234567))
    ]
    finding = result.findings[0]
    assert finding.difference == Decimal(100000)
    assert finding.unit == "Rp"
    assert finding.figure_ids == (
        f"{DOCUMENT}-t01-r9-c1",
        f"{DOCUMENT}-t01-r0-c1",
        f"{DOCUMENT}-t01-r6-c1",
    )
    assert finding.message == (
        'Tabel ke-1 halaman 1 baris "Jumlah" kolom "PAGU": tercetak Rp 7.334.567, '
        "seharusnya Rp 7.234.567 (selisih 100.000) menurut jumlah 2 baris rinciannya."
    )
    figure = next(one for one in result.tables[0].figures if one.row == 9)
    assert (figure.value, figure.status) == (Decimal(7334567), FigureStatus.OK)


def test_nothing_equals_nothing_confirms_nothing() -> None:
    rows: list[Row] = [(K, "A", ["0"]), (S, "B", ["0"]), (S, "C", ["0"])]
    result = reconcile([make_table(["pagu"], rows)])
    assert set(statuses(result.tables[0]).values()) == {FigureStatus.OK}
    assert result.coverage.under_none == 3


def test_percentage_does_not_confirm_the_digits_of_an_amount() -> None:
    table = make_table(BUDGET[:3], [(K, n, c[:3]) for _, n, c in ROWS_WITH_RATIO])
    after = statuses(reconcile([table]).tables[0])
    assert after[0, 3] is FigureStatus.CONFIRMED
    assert after[0, 1] is FigureStatus.OK
