"""How sure a finding is, what it rests on, and what may be called an error."""

from decimal import Decimal

import pytest

from sidak.expectations import reconcile
from sidak.schemas import Finding, FindingKind, Level, Severity
from tests.expectations.factories import K, P, Row, S, make_finding, make_table


def find(columns: list[str], rows: list[Row], codes: tuple[str | None, ...] = ()) -> Finding:
    (finding,) = reconcile([make_table(columns, rows, codes=codes)]).findings
    return finding


def test_same_rows_in_another_column_make_an_error() -> None:
    rows: list[Row] = [
        (P, "Program A", ["900000000", "800000000"]),
        (K, "Gaji", ["500000000", "450000000"]),
        (K, "Listrik", ["300000000", "350000000"]),
    ]
    finding = find(["pagu", "realisasi"], rows)
    assert (finding.severity, finding.confidence) == (Severity.ERROR, 0.99)
    assert finding.basis == (
        "Jumlah 2 baris; baris yang sama cocok di 1 kolom lain; 1 jumlah lain setingkat di "
        "tabel ini cocok. Tidak ada pengelompokan lain dari baris-baris itu. Sel mana yang "
        "keliru tidak dapat dipastikan dari laporan ini."
    )
    assert finding.basis_en.startswith("Sum of 2 rows; the same rows add up in 1 other column")


def test_other_readings_are_named_with_their_sums() -> None:
    rows: list[Row] = [
        (P, "Program A", ["900", "800"]),
        (K, "Gaji", ["500", "450"]),
        (S, "Gaji pokok", ["300", "250"]),
        (S, "Tunjangan", ["200", "200"]),
        (K, "Listrik", ["300", "350"]),
    ]
    assert (
        "Bacaan lain juga tidak memberi angka tercetak: semua baris rincian (3 baris) Rp 800, "
        "satu tingkat saja (2 baris) Rp 500"
    ) in find(["pagu", "realisasi"], rows).basis


def test_codes_make_an_error_and_one_column_without_them_none() -> None:
    rows: list[Row] = [
        (K, "Administrasi Umum", ["7613000"]),
        (S, "Alat tulis", ["3000000"]),
        (S, "Logistik", ["4613000"]),
        (K, "Administrasi Keuangan", ["4000000"]),
        (S, "Gaji", ["3000000"]),
        (S, "Laporan", ["1900000"]),
    ]
    codes = ("1.2.01", "1.2.01.01", "1.2.01.02", "1.2.02", "1.2.02.01", "1.2.02.02")
    coded, bare = find(["pagu"], rows, codes), find(["pagu"], rows)
    assert (coded.severity, coded.confidence) == (Severity.ERROR, 0.99)
    assert (bare.severity, bare.confidence) == (Severity.WARNING, 0.93)


@pytest.mark.parametrize(
    ("capaian", "severity", "confidence"),
    [("93.00", Severity.WARNING, 0.98), ("180.00", Severity.INFO, 0.6)],
)
def test_percentage_of_performance_is_never_an_error(
    capaian: str, severity: Severity, confidence: float
) -> None:
    rows: list[Row] = [
        (Level.LAINNYA, "Indeks", ["80", "72", "90.00"]),
        (Level.LAINNYA, "Nilai", ["50", "45", "90.00"]),
        (Level.LAINNYA, "Temuan", ["40", "38", "95.00"]),
        (Level.LAINNYA, "Layanan", ["70", "63", capaian]),
    ]
    finding = find(["target", "hasil", "capaian"], rows)
    assert (finding.reported, finding.severity) == (Decimal(capaian), severity)
    assert finding.confidence == confidence


def test_findings_of_other_rooms_get_basis_and_confidence() -> None:
    from dataclasses import replace

    from sidak.expectations import group_findings

    bare = replace(make_finding("f", kind=FindingKind.NUMBER_FORMAT), confidence=None)
    (finding,) = group_findings([bare])
    assert (finding.basis, finding.confidence) == ("Bentuk angka yang tercetak.", 0.99)


@pytest.mark.parametrize(
    ("name", "severity", "confidence"),
    [("Jumlah LDPM", Severity.WARNING, 0.98), ("Persentase kegiatan", Severity.INFO, 0.6)],
)
def test_levels_are_not_added_over_years(
    name: str, severity: Severity, confidence: float
) -> None:
    rows: list[Row] = [
        (Level.LAINNYA, "Jumlah LAPM", ["16", "20", "36"]),
        (Level.LAINNYA, "Jumlah dokumen", ["1", "2", "3"]),
        (Level.LAINNYA, "Jumlah peserta", ["180", "300", "480"]),
        (Level.LAINNYA, name, ["90", "70", "150"]),
    ]
    formulas = {1: ("5", None), 2: ("7", None), 3: ("9", "5+7")}
    table = make_table(["target", "target", "hasil"], rows, formulas=formulas)
    (finding,) = reconcile([table]).findings
    assert (finding.severity, finding.confidence) == (severity, confidence)
