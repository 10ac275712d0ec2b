"""Columns: what the neighbours of a number say of it. Every odd cell of the reports by name."""

from decimal import Decimal

import pytest

from sidak.normalisers.numerals.column import read_column
from sidak.schemas import (
    Doubt,
    DoubtKind,
    FigureStatus,
    Metric,
    NumberReading,
    TokenKind,
    list_codes,
)

OK, SUSPECT = FigureStatus.OK, FigureStatus.SUSPECT
ASSETS = ["3.254.908.750", "157.090.000", "14.520.000,-", "96.441.380", "4,719,000"]


def read_beside(
    text: str,
    neighbours: list[str],
    *,
    metric: Metric | None = None,
    unit: str | None = None,
    table: str | None = None,
) -> NumberReading:
    """Read one cell among others, wherever in the column it stands."""
    first, *_ = read_column(
        [text, *neighbours], metric=metric, unit=unit, table_convention=table
    )
    *_, last = read_column(
        [*neighbours, text], metric=metric, unit=unit, table_convention=table
    )
    assert first == last
    return first


def verdict(reading: NumberReading) -> tuple[str | None, FigureStatus, str]:
    value = None if reading.value is None else f"{reading.value:f}"
    return value, reading.status, "; ".join(list_codes(reading.reasons))


def test_97_867_75_in_a_column_of_whole_rupiah_has_lost_something() -> None:
    reading = read_beside("97.867,75", ASSETS, unit="Rp")
    assert verdict(reading) == ("97867.75", SUSPECT, DoubtKind.DECIMALS_IN_RUPIAH)


def test_28_57_03_percent_is_broken() -> None:
    reading = read_beside("28,57.03%", ["57,81%", "100%"], metric=Metric.SERAPAN, unit="%")
    assert (reading.token, reading.value, reading.status) == (
        TokenKind.BROKEN,
        None,
        FigureStatus.UNREADABLE,
    )
    assert reading.reasons == (Doubt(DoubtKind.UNEVEN_GROUPS),)


def test_1_371_180_000_can_only_be_whole_rupiah() -> None:
    reading = read_beside("1.371,180.000", ["1.176.000.000", "98.500.000"], metric=Metric.PAGU)
    assert verdict(reading) == ("1371180000", OK, "")


def test_8_309_000_000_can_only_be_whole_rupiah() -> None:
    reading = read_beside("8.309,000.000", ["1.176.000.000"], metric=Metric.PAGU)
    assert verdict(reading) == ("8309000000", OK, "")


def test_176_550_000_with_a_comma_may_be_three_decimals() -> None:
    reading = read_beside("176.550,000", ["1.176.000.000", "2.500.000"], metric=Metric.PAGU)
    assert verdict(reading) == ("176550000", SUSPECT, DoubtKind.MIXED_SEPARATORS_THREE)
    assert reading.candidates == (Decimal("176550.000"),)


def test_54_976_350_beside_both_conventions() -> None:
    texts = ["54.976.350,-", "174,586,000", "229.561.300"]
    readings = read_column(texts, unit="Rp")
    assert [verdict(r) for r in readings] == [
        ("54976350", OK, ""),
        ("174586000", OK, ""),
        ("229561300", OK, ""),
    ]


def test_2_297e09_beside_2_829_543_205_has_lost_digits() -> None:
    reading = read_beside("2,297E+09", ["2.829.543.205"], metric=Metric.PAGU, unit="Rp")
    assert verdict(reading) == (
        "2297000000",
        SUSPECT,
        DoubtKind.SCIENTIFIC_NOTATION,
    )


def test_3_4600_in_an_index_column_is_a_decimal() -> None:
    for neighbours in (["3,21", "BB"], ["1.234.567"], []):
        reading = read_beside("3.4600", neighbours, metric=Metric.REALISASI)
        value, status, reason = verdict(reading)
        assert value == "3.4600"
        assert (status, reason) == (
            (SUSPECT, DoubtKind.SEPARATOR_AGAINST_COLUMN)
            if "1.234.567" in neighbours
            else (OK, "")
        )


@pytest.mark.parametrize(
    ("neighbours", "metric", "unit", "expected"),
    [
        (["1.234.567", "500.000"], Metric.PAGU, "Rp", ("66408", OK, "")),
        (["275.000", "12.500"], Metric.PAGU, None, ("66408", OK, "")),
        (
            ["1,234,567", "500,000"],
            Metric.PAGU,
            "Rp",
            ("66408", SUSPECT, DoubtKind.LONE_SEPARATOR),
        ),
        (["1,234,567.50"], Metric.PAGU, "Rp", ("66408", SUSPECT, DoubtKind.LONE_SEPARATOR)),
        (["57,81", "98,2"], Metric.CAPAIAN, "%", ("66.408", SUSPECT, DoubtKind.LONE_SEPARATOR)),
        (
            ["57.81", "98.20"],
            Metric.CAPAIAN,
            "%",
            ("66.408", SUSPECT, DoubtKind.LONE_SEPARATOR),
        ),
        (["57.81", "98.2", "0.127"], Metric.CAPAIAN, "%", ("66.408", OK, "")),
        (["57.81", "12"], Metric.TARGET, None, ("66408", SUSPECT, DoubtKind.LONE_SEPARATOR)),
        (["1.234.567", "57,81"], Metric.TARGET, None, ("66408", OK, "")),
        ([], Metric.TARGET, "Orang", ("66408", OK, "")),
        ([], Metric.TARGET, None, ("66408", SUSPECT, DoubtKind.LONE_SEPARATOR)),
        (["1.234,56"], Metric.PAGU, "Rp juta", ("66408", OK, "")),
        (["57.8", "98.25"], Metric.PAGU, "Rp juta", ("66.408", OK, "")),
        ([], Metric.PAGU, "Rp juta", ("66408", SUSPECT, DoubtKind.LONE_SEPARATOR)),
    ],
)
def test_66_408_is_what_its_column_makes_of_it(
    neighbours: list[str],
    metric: Metric,
    unit: str | None,
    expected: tuple[str, FigureStatus, str],
) -> None:
    reading = read_beside("66.408", neighbours, metric=metric, unit=unit)
    assert verdict(reading) == expected


def test_66_408_with_a_comma_needs_proof_of_the_english_style() -> None:
    alone = read_beside("66,408", [], metric=Metric.PAGU, unit="Rp")
    assert verdict(alone) == ("66408", SUSPECT, DoubtKind.LONE_SEPARATOR)
    english = read_beside("66,408", ["1,234,567"], metric=Metric.PAGU, unit="Rp")
    assert verdict(english) == ("66408", OK, "")
    table = read_beside("66,408", [], metric=Metric.PAGU, unit="Rp", table="comma")
    assert verdict(table) == ("66408", OK, "")
    mixed = read_beside("66,408", ["1.234.567", "1,234,567"], metric=Metric.PAGU, unit="Rp")
    assert verdict(mixed) == ("66408", OK, "")


def test_both_decimal_marks_in_one_percent_column() -> None:
    readings = read_column(["57.81", "57,81", "100"], metric=Metric.CAPAIAN, unit="%")
    assert [verdict(r) for r in readings] == [
        ("57.81", OK, ""),
        ("57.81", OK, ""),
        ("100", OK, ""),
    ]


def test_41_736_44_273_is_never_joined() -> None:
    reading = read_beside("Rp. 41.736.44.273", ["Rp. 2.143.140.416"], metric=Metric.PAGU)
    assert (reading.value, reading.status) == (None, FigureStatus.UNREADABLE)
    assert reading.candidates == (Decimal(4173644273),)


def test_a_column_that_prints_sen_keeps_them() -> None:
    readings = read_column(
        ["1.701.492,55", "9.900.000,00", "364.760,25", "12,50"], metric=Metric.PAGU
    )
    assert [verdict(r)[:2] for r in readings] == [
        ("1701492.55", OK),
        ("9900000.00", OK),
        ("364760.25", OK),
        ("12.50", OK),
    ]


def test_sen_of_nothing_are_harmless_among_whole_rupiah() -> None:
    reading = read_beside("254.784.750,00", ASSETS, unit="Rp")
    assert verdict(reading) == ("254784750.00", OK, "")


def test_00_may_be_cut_where_dots_and_commas_both_group() -> None:
    reading = read_beside("176.550,00", ["921.993,065", "1.234.567"], metric=Metric.PAGU)
    assert verdict(reading) == ("176550.00", SUSPECT, DoubtKind.MIXED_SEPARATORS_IN_COLUMN)


def test_one_mark_for_groups_and_sen_where_the_column_does_it_always() -> None:
    column = ["641,773,572,00", "546,343,572,00", "428,872,840,00"]
    assert [verdict(r)[:2] for r in read_column(column, metric=Metric.PAGU)] == [
        ("641773572.00", OK),
        ("546343572.00", OK),
        ("428872840.00", OK),
    ]
    odd = read_beside("40.441.954.00", ["1.234.567", "98.500.000"], metric=Metric.PAGU)
    assert verdict(odd) == ("40441954.00", SUSPECT, DoubtKind.EQUAL_SEPARATORS)


def test_a_column_with_one_decimal_throughout_keeps_it() -> None:
    column = ["64.258.961,8", "2.008.944,3", "132.872.442,3"]
    assert [verdict(r)[1] for r in read_column(column, metric=Metric.PAGU)] == [OK] * 3
    odd = read_beside("64.258.961,8", ["2.008.944", "132.872.442"], metric=Metric.PAGU)
    assert verdict(odd) == ("64258961.8", SUSPECT, DoubtKind.DECIMALS_IN_RUPIAH)


def test_the_last_decimal_on_a_line_of_its_own() -> None:
    proven = read_beside("47,3\n8", ["12,25", "100,00", "9,50"], metric=Metric.CAPAIAN)
    assert verdict(proven) == ("47.38", OK, "")
    alike = read_column(["47,3\n8", "0,7\n3", "1,2\n5", "3,3\n3", "4,1\n0", "2,9\n9"])
    assert {verdict(r)[1] for r in alike} == {OK}
    unproven = read_beside("47,3\n8", ["12,5", "100"], metric=Metric.CAPAIAN)
    assert verdict(unproven) == ("47.38", SUSPECT, DoubtKind.SPACE_IN_NUMBER)


def test_lost_decimal_mark_in_a_percent_column() -> None:
    reading = read_beside("9528", ["96,98", "90,04"], metric=Metric.CAPAIAN)
    assert verdict(reading) == ("9528", SUSPECT, DoubtKind.TOO_LARGE_FOR_PERCENT)


def test_rupiah_in_a_percent_column() -> None:
    reading = read_beside("179.688.444", ["96,98", "90"], metric=Metric.SERAPAN, unit="%")
    assert verdict(reading) == ("179688444", SUSPECT, DoubtKind.TOO_LARGE_FOR_PERCENT)


def test_honest_small_amounts_are_not_flagged_but_splinters_are() -> None:
    column = ["1.234.567.000", "98.500.000", "7.250.000", "45.000.000"]
    assert verdict(read_beside("479.800", column, metric=Metric.PAGU))[1] is OK
    assert verdict(read_beside("0", column, metric=Metric.PAGU))[1] is OK
    assert verdict(read_beside("5", column, metric=Metric.SISA))[1] is OK
    assert verdict(read_beside("700", column, metric=Metric.PAGU)) == (
        "700",
        SUSPECT,
        DoubtKind.TOO_SMALL_FOR_RUPIAH,
    )


def test_another_unit_in_a_rupiah_column() -> None:
    reading = read_beside("12 Bulan", ASSETS, unit="Rp")
    assert verdict(reading) == ("12", SUSPECT, DoubtKind.UNIT_NOT_RUPIAH)


def test_an_unnamed_column_of_amounts_is_read_as_rupiah() -> None:
    reading = read_beside("293.94 2.000", ["1.234.567", "98.500.000", "7.250.000"])
    assert verdict(reading) == ("293942000", OK, "")


def test_rp_in_a_column_of_millions_means_millions() -> None:
    readings = read_column(["Rp 1.234,56", "2.500,00"], metric=Metric.PAGU, unit="Rp juta")
    assert [(r.value, r.unit) for r in readings] == [
        (Decimal("1234.56"), "Rp juta"),
        (Decimal("2500.00"), None),
    ]


def test_no_cells_no_readings() -> None:
    assert read_column([]) == ()


def test_numbers_listed_in_a_cell_are_evidence_for_the_others() -> None:
    readings = read_column(["11.610.016\n1.098.540", "116.201", "200"], metric=Metric.TARGET)
    assert [(r.value, r.status) for r in readings] == [
        (None, FigureStatus.UNREADABLE),
        (Decimal(116201), FigureStatus.OK),
        (Decimal(200), FigureStatus.OK),
    ]
    assert read_column(["850.0\n16", "116.201"])[1].status is FigureStatus.SUSPECT


def test_units_of_the_rows_settle_their_own_marks() -> None:
    readings = read_column(
        ["66.408", "66.408", "66.408"],
        metric=Metric.TARGET,
        row_units=["Orang", "Indeks", None],
    )
    assert [r.status for r in readings] == [OK, SUSPECT, SUSPECT]


def test_the_table_s_convention_settles_amounts_in_millions() -> None:
    readings = read_column(
        ["319.272", "415.033"], metric=Metric.PAGU, unit="Rp juta", table_convention="dot"
    )
    assert [(r.value, r.status) for r in readings] == [
        (Decimal(319272), OK),
        (Decimal(415033), OK),
    ]
    against = read_column(["319.272"], unit="Rp juta", table_convention="comma")
    assert against[0].status is SUSPECT


WHOLE = ["1.176.000.000", "2.500.000", "98.500.000", "12,250,000"]


def test_three_digits_behind_the_second_mark_are_no_decimals_of_whole_rupiah() -> None:
    assert verdict(read_beside("921.993,065", WHOLE, metric=Metric.PAGU)) == (
        "921993065",
        OK,
        "",
    )
    for neighbours in (WHOLE[:2], [*WHOLE, "1.250,50"], [*WHOLE, "98.500.000,25"]):
        reading = read_beside("921.993,065", neighbours, metric=Metric.PAGU)
        assert verdict(reading) == ("921993065", SUSPECT, DoubtKind.MIXED_SEPARATORS_THREE)


def test_three_noughts_behind_the_second_mark_may_be_decimals_all_the_same() -> None:
    reading = read_beside("176.550,000", WHOLE, metric=Metric.PAGU)
    assert verdict(reading) == ("176550000", SUSPECT, DoubtKind.MIXED_SEPARATORS_THREE)


def test_halves_with_sen_are_no_amounts_of_whole_rupiah() -> None:
    reading = read_beside("1.800,08\n5,250", WHOLE, metric=Metric.PAGU)
    assert verdict(reading) == ("1800085250", OK, "")
    with_sen = [*WHOLE, "1.250,50", "98.500.000,25"]
    reading = read_beside("1.800,08\n5,250", with_sen, metric=Metric.PAGU)
    assert verdict(reading)[1:] == (SUSPECT, DoubtKind.SPACE_IN_NUMBER)
    two = read_beside("1.234.567\n5.250", WHOLE, metric=Metric.PAGU)
    assert two.status is not OK


def test_digits_that_begin_in_a_nought_are_the_rest_of_the_number_above() -> None:
    reading = read_beside("2758410\n05", WHOLE, metric=Metric.PAGU)
    assert verdict(reading) == ("275841005", SUSPECT, DoubtKind.SPACED_DIGITS)
    apart = read_beside("2758410\n15", WHOLE, metric=Metric.PAGU)
    assert (apart.value, apart.status) == (None, FigureStatus.UNREADABLE)


def test_a_scale_behind_an_amount_of_rupiah_is_a_factor() -> None:
    texts = ["3 M", "12,5 Juta", "850 Jt", "1.500.000"]
    readings = read_column(texts, metric=Metric.PAGU, unit="Rp")
    assert [(one.value, one.unit, one.decimals, one.status) for one in readings] == [
        (Decimal(3_000_000_000), "Rp", -9, FigureStatus.OK),
        (Decimal(12_500_000), "Rp", -5, FigureStatus.OK),
        (Decimal(850_000_000), "Rp", -6, FigureStatus.OK),
        (Decimal(1_500_000), None, 0, FigureStatus.OK),
    ]


def test_a_price_list_under_rp_groups_whatever_a_few_odd_numbers_print() -> None:
    prices = [f"{100 + at}.000" for at in range(12)]
    readings = read_column([*prices, "7.5"], metric=Metric.LAINNYA, unit="Rp")
    assert [one.status for one in readings] == [FigureStatus.OK] * 12 + [FigureStatus.SUSPECT]
    assert readings[0].value == Decimal(100_000)
    few = read_column([*prices[:4], "7.5"], metric=Metric.LAINNYA, unit="Rp")
    assert [one.status for one in few] == [FigureStatus.SUSPECT] * 5


@pytest.mark.parametrize("text", ["20.000 meter", "1.320 Sampel", "5.835 ijin"])
def test_three_digits_before_a_counted_or_fine_unit_are_thousands(text: str) -> None:
    (reading,) = read_column([text], metric=Metric.TARGET)
    expected = Decimal(text.split()[0].replace(".", ""))
    assert (reading.value, reading.status) == (expected, FigureStatus.OK)


def test_three_digits_before_a_measured_unit_stay_in_doubt() -> None:
    (reading,) = read_column(["12.500 Ha"], metric=Metric.TARGET)
    assert reading.status is FigureStatus.SUSPECT


@pytest.mark.parametrize(
    ("metric", "status"),
    [(Metric.PERTUMBUHAN, FigureStatus.OK), (Metric.CAPAIAN, FigureStatus.SUSPECT)],
)
def test_brackets_are_a_minus_among_differences(metric: Metric, status: FigureStatus) -> None:
    (reading,) = read_column(["(48,72)"], metric=metric, unit="%")
    assert (reading.value, reading.status) == (Decimal("-48.72"), status)


def test_a_hyphen_apart_from_its_number_is_a_minus_in_a_column_of_differences() -> None:
    texts = ["- 21.267.208.409", "5.156.718.150"]
    hyphen = (Doubt(DoubtKind.LEADING_HYPHEN),)

    def read(metric: Metric) -> list[tuple[Decimal | None, tuple[Doubt, ...]]]:
        return [(r.value, r.reasons) for r in read_column(texts, metric=metric, unit="Rp")]

    values = Decimal(-21267208409), Decimal(5156718150)
    assert read(Metric.SISA) == [(values[0], ()), (values[1], ())]
    assert read(Metric.PAGU) == [(values[0], hyphen), (values[1], ())]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["464", "3.420", "2.100", "483.000"], [464, 3420, 2100, 483000]),
        (["81", "3.420", "3.250", "3.125", "3.333"], None),
        (["70", "71.230", "70.050", "69.980"], None),
        (["100%", "3.420", "483.000", "487.000"], None),
        (["464", "3,420", "483,000", "487,000"], None),
        (["464", "25,5", "3.420", "483.000", "487.000"], None),
        (["464", "3.420", "2.100"], None),
    ],
)
def test_thousands_beside_plain_numbers(texts: list[str], expected: list[int] | None) -> None:
    """A column with three decimals would print "464.000"; rates and decimals tell nothing."""
    readings = read_column(texts, metric=Metric.TARGET)
    lone = [r for r in readings if Doubt(DoubtKind.LONE_SEPARATOR) in r.reasons]
    if expected is None:
        assert lone
    else:
        assert [r.value for r in readings] == [*map(Decimal, expected)]
        assert not lone


def test_a_slip_among_thousands_of_rupiah_does_not_make_decimals() -> None:
    texts = [*("1.650.000",) * 10, "330.00", "330.000"]
    readings = read_column(texts, metric=Metric.PAGU, unit="Rp ribu")
    assert (readings[-1].value, readings[-1].reasons) == (Decimal(330000), ())
