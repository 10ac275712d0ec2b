"""Findings that repeat each other are one finding."""

from sidak.expectations import group_findings
from sidak.schemas import FindingKind
from tests.expectations.factories import make_finding


def test_same_two_numbers_in_three_rows_of_a_column_are_one_finding() -> None:
    listed = [
        make_finding(f"f{row}", reported="1800", figures=(f"t1-r{row}-c4",), page=row)
        for row in (1, 2, 4)
    ]
    (told,) = group_findings(listed)
    assert told.finding_id == "f1"
    assert told.message == "Jumlah salah. Hal yang sama pada 2 baris lain (hal. 2, 4)."
    assert told.message_en == "Wrong sum. The same in 2 other rows (p. 2, 4)."
    assert told.figure_ids == ("t1-r1-c4", "t1-r2-c4", "t1-r4-c4")


def test_two_rows_and_other_columns_stay_apart() -> None:
    listed = [
        make_finding("f1", reported="1800", figures=("t1-r1-c4",)),
        make_finding("f2", reported="1800", figures=("t1-r2-c4",)),
        make_finding("f3", reported="1800", figures=("t1-r3-c5",)),
        make_finding("f4"),
    ]
    assert group_findings(listed) == listed


def test_old_codes_of_all_tables_are_one_finding() -> None:
    listed = [
        make_finding("f1", kind=FindingKind.LEGACY_CODE, message="3 baris"),
        make_finding("f2", kind=FindingKind.LEGACY_CODE, message="9 baris", page=7),
    ]
    (told,) = group_findings(listed)
    assert told.message == (
        "2 tabel memakai kode atau nama sebelum Permendagri 90/2019, tidak dicocokkan "
        "(mulai hal. 1, 7). Tabel pertama: 3 baris."
    )
