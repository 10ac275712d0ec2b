"""Other groupings of rows that explain a sum, and those that must not hide a fault."""

from dataclasses import replace
from decimal import Decimal

import pytest

from sidak.expectations import reconcile
from sidak.expectations.identities.groupings import GroupingKind, TriedGrouping
from sidak.expectations.identities.sums import find_sums
from sidak.schemas import Level, TypedTable
from tests.expectations.factories import K, P, Row, S, T, gists, make_table

INDIKATOR, LAINNYA, BIDANG = Level.INDIKATOR, Level.LAINNYA, Level.BIDANG

EXPLAINED: dict[str, list[Row]] = {
    "a total beside another one is a part of the last": [
        (P, "Program A", ["600"]),
        (P, "Program B", ["300"]),
        (T, "Jumlah Belanja Langsung", ["900"]),
        (T, "Jumlah Belanja Tidak Langsung", ["870"]),
        (T, "Total Belanja", ["1770"]),
    ],
    "a line that belongs to no level is a part too": [
        (P, "Program A", ["300"]),
        (K, "Gaji", ["100"]),
        (K, "Listrik", ["200"]),
        (LAINNYA, "Belanja pakaian dinas", ["50"]),
        (T, "Jumlah", ["350"]),
    ],
    "details under a line of the same look": [
        (P, "Program A", ["1050"]),
        (K, "22 Sistem Informasi", ["450"]),
        (K, "a Aplikasi", ["0"]),
        (K, "b Biaya umum", ["450"]),
        (K, "23 Pusat data", ["600"]),
        (K, "a Operasional", ["500"]),
        (K, "1. Listrik", ["200"]),
        (K, "2. Sewa", ["300"]),
        (K, "b Sarana", ["100"]),
    ],
    "a total after the heading of its part": [
        (P, "Program A", ["800"]),
        (BIDANG, "II. Sekretariat", [None]),
        (P, "Program B", ["70"]),
        (P, "Program C", ["30"]),
        (T, "Jumlah", ["100"]),
    ],
    "the same line printed twice": [
        (P, "Program A", ["700"]),
        (K, "Gaji", ["400"]),
        (K, "Gaji", ["400"]),
        (K, "Listrik", ["300"]),
    ],
    "an amount that every indicator repeats, each time": [
        (P, "Program A", ["700"]),
        (K, "Gaji", ["50"]),
        (INDIKATOR, "Orang", ["50"]),
        (K, "Listrik", ["600"]),
    ],
    "subtotals that print no name": [
        (P, "Program A", ["700"]),
        (K, "Gaji", ["400"]),
        (K, "", ["400"]),
        (K, "Listrik", ["200"]),
        (K, "Air", ["100"]),
        (K, "", ["300"]),
    ],
    "both sides of a balance": [
        (LAINNYA, "Aset", ["900"]),
        (LAINNYA, "Kewajiban", ["300"]),
        (LAINNYA, "Ekuitas", ["600"]),
        (T, "Jumlah", ["900"]),
    ],
}


@pytest.mark.parametrize("reason", EXPLAINED)
def test_another_grouping_explains_the_sum(reason: str) -> None:
    assert gists(["pagu"], EXPLAINED[reason]) == []


@pytest.mark.parametrize(
    "reason",
    [
        "a line that belongs to no level is a part too",
        "the same line printed twice",
    ],
)
def test_one_rupiah_off_no_grouping_explains_it(reason: str) -> None:
    rows = EXPLAINED[reason]
    place = -1 if rows[-1][0] is T else 0
    level, name, (amount,) = rows[place]
    wrong = list(rows)
    wrong[place] = (level, name, [f"{int(amount or 0) + 1}"])
    sums = find_sums(make_table(["pagu"], wrong))
    assert int(amount or 0) + 1 in [one.target.value for one in sums if one.difference]


def test_first_parts_alone_are_no_grouping() -> None:
    rows: list[Row] = [
        (P, "Program A", ["210"]),
        (K, "Sarana", ["110"]),
        (K, "Kapasitas", ["100"]),
        (K, "Operator", ["200"]),
        (P, "Program B", ["300"]),
        (K, "Izin", ["300"]),
    ]
    assert gists(["pagu"], rows) == [(Decimal(210), Decimal(410))]


def test_grouping_that_other_columns_contradict_hides_nothing() -> None:
    rows: list[Row] = [
        (P, "Program A", ["900", "1250"]),
        (K, "Gaji", ["500", "450"]),
        (K, "Gaji", ["500", "450"]),
        (K, "Listrik", ["400", "350"]),
    ]
    assert gists(["pagu", "realisasi"], rows) == [(Decimal(900), Decimal(1400))]


def test_part_larger_than_its_whole_in_all_columns_was_misread() -> None:
    rows: list[Row] = [
        (P, "Program A", ["488", "463"]),
        (K, "Kantor", ["1000", "900"]),
        (K, "Balai", ["521", "495"]),
        (P, "Program B", ["300", "250"]),
        (K, "Gaji", ["300", "250"]),
    ]
    assert gists(["pagu", "realisasi"], rows) == []


def test_what_is_taken_off_may_leave_less_than_a_part() -> None:
    rows: list[Row] = [
        (LAINNYA, "Peralatan", ["2797", "1540"]),
        (LAINNYA, "Gedung", ["508", "508"]),
        (LAINNYA, "Akumulasi penyusutan", ["-1621", "-1187"]),
        (T, "Jumlah", ["1684", "871"]),
    ]
    assert gists(["lain", "lain2"], rows) == [(Decimal(871), Decimal(861))]


def test_total_adds_up_the_tables_before_it() -> None:
    first: list[Row] = [(P, "Program A", ["600"]), (P, "Program B", ["150"])]
    second: list[Row] = [(P, "Program C", ["120"]), (P, "Program D", ["30"])]
    last: list[Row] = [
        (P, "Program E", ["70"]),
        (P, "Program F", ["30"]),
        (T, "Total", ["1000"]),
    ]
    tables = [
        make_table(["pagu"], rows, place=place)
        for place, rows in enumerate((first, second, last), start=1)
    ]
    assert reconcile(tables).findings == ()
    assert [one.reported for one in reconcile(tables[1:]).findings] == []
    assert [one.reported for one in reconcile(tables[:1] + tables[2:]).findings] == []


def test_groupings_tried_in_vain_are_kept_with_their_sums() -> None:
    rows: list[Row] = [
        (P, "Program A", ["900", "800"]),
        (K, "Gaji", ["500", "450"]),
        (S, "Gaji pokok", ["300", "250"]),
        (S, "Tunjangan", ["200", "200"]),
        (K, "Listrik", ["300", "350"]),
    ]
    (broken,) = (one for one in find_sums(make_table(["pagu", "realisasi"], rows)) if one.tried)
    assert (broken.agreeing, broken.is_coded) == (1, False)
    assert broken.tried[:2] == (
        TriedGrouping(GroupingKind.ALL_ROWS, 3, Decimal(800)),
        TriedGrouping(GroupingKind.ONE_LEVEL, 2, Decimal(500)),
    )


def scan(rows: list[Row], codes: tuple[str | None, ...]) -> TypedTable:
    table = make_table(["pagu"], rows, codes=codes)
    return replace(table, figures=tuple(replace(one, method="ocr") for one in table.figures))


def test_misread_code_of_a_scan_parts_no_row_from_its_sum() -> None:
    rows: list[Row] = [
        (P, "Program A", ["322062"]),
        (K, "Pembinaan", ["28750"]),
        (P, "Supervisi", ["293312"]),
        (P, "Program B", ["56416"]),
        (K, "Penyusunan", ["37416"]),
        (K, "Verifikasi", ["19000"]),
    ]
    codes = ("11.3.7.26", "11.3.7.26.1", "1.3.D726.2", "1.3.2.29", "1.3.2.29.1", "1.3.2.29.2")
    assert reconcile([scan(rows, codes)]).findings == ()
    assert len(reconcile([make_table(["pagu"], rows, codes=codes)]).findings) == 1


def test_codes_of_a_scan_are_no_evidence() -> None:
    rows: list[Row] = [
        (P, "Program A", ["7613000"]),
        (K, "Alat tulis", ["3000000"]),
        (K, "Logistik", ["4513000"]),
    ]
    codes = ("1.2", "1.2.1", "1.2.2")
    coded = [one.is_coded for one in find_sums(make_table(["pagu"], rows, codes=codes))]
    scanned = [one.is_coded for one in find_sums(scan(rows, codes))]
    assert (coded, scanned) == ([True], [False])
