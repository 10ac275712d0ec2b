"""Single cells: every shape of number the reports print, with its verdict and reason."""

from decimal import Decimal

import pytest

from sidak.normalisers.numerals.parse import format_number, possible_values, read_number
from sidak.schemas import Doubt, DoubtKind, FigureStatus, NumberReading, TokenKind

LONE = (Doubt(DoubtKind.LONE_SEPARATOR),)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1.322.123.502.156", "1322123502156", None),
        ("96,41", "96.41", None),
        ("57.81", "57.81", None),
        ("1,200,000,000", "1200000000", None),
        ("2.466.123.750,-", "2466123750", None),
        ("264.900.000.-", "264900000", None),
        ("Rp 41.814.414.000-", "41814414000", "Rp"),
        ("3.800.575.000,-,-", "3800575000", None),
        ("43.286.818.000,00,-", "43286818000.00", None),
        ("254.784.750,00", "254784750.00", None),
        ("1,077,640.14", "1077640.14", None),
        ("Rp 56.793.468.159", "56793468159", "Rp"),
        ("Rp1.196.208.000,00", "1196208000.00", "Rp"),
        ("Rp. 2.143.140.416", "2143140416", "Rp"),
        ("Rp.1,388,819,900.00", "1388819900.00", "Rp"),
        ("Rp 66.408", "66408", "Rp"),
        ("66.408,-", "66408", None),
        ("Rp29.056.010.057,00 (dua puluh sembilan milyar)", "29056010057.00", "Rp"),
        ("(1.621.681.500)", "-1621681500", None),
        ("(Rp2.500.000)", "-2500000", "Rp"),
        ("Rp (771,082,637.00)", "-771082637.00", "Rp"),
        ("-19,51", "-19.51", None),
        ("−1.250.000,50", "-1250000.50", None),
        ("275841005", "275841005", None),
        ("3.4600", "3.4600", None),
        ("0,127", "0.127", None),
        ("0.000", "0.000", None),
        ("0", "0", None),
        ("100%", "100", "%"),
        ("100 %", "100", "%"),
        ("98,43 %.", "98.43", "%"),
        ("12 Bulan", "12", "Bulan"),
        ("1 Dokume n", "1", "Dokumen"),
        ("6 WS", "6", "WS"),
        ("85 Desa", "85", "Desa"),
        ("3 Septic tank", "3", "Septic tank"),
        ("25 Perwal /Kepwal", "25", "Perwal /Kepwal"),
        ("3 Dokumen (LPPD, LKJiP, Evaluasi Renja)", "3", "Dokumen"),
        ("15 m2", "15", "m2"),
        ("1 (satu) Dokumen", "1", "Dokumen"),
        ("86,97/ 100.000 KH", "86.97", "/100.000 KH"),
        ("0 ‰", "0", "‰"),
        ("Rp 1,5 Milyar", "1.5", "Rp milyar"),
        ("250 juta", "250", "juta"),
        ("2014*", "2014", None),
        ("**3.254.908.750**", "3254908750", None),
        ("<b>3.742. 670.25 0</b>", "3742670250", None),
    ],
)
def test_reads_plainly(text: str, value: str, unit: str | None) -> None:
    reading = read_number(text)
    assert (reading.token, reading.value, reading.unit, reading.status, reading.reasons) == (
        TokenKind.NUMBER,
        Decimal(value),
        unit,
        FigureStatus.OK,
        (),
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2.800. 000.0 00", "2800000000"),
        ("2.341.566.000,\n00", "2341566000.00"),
        ("1 .998.000", "1998000"),
        ("850.0 00.00 0", "850000000"),
        ("156.250 .000", "156250000"),
        ("38.084 .627.5 00", "38084627500"),
        ("1.478.449. 125", "1478449125"),
        ("4.605.8 06.212", "4605806212"),
        ("918,4 84,00 0", "918484000"),
        ("5,120,1 20,328", "5120120328"),
        ("2,409, 617,2 00", "2409617200"),
    ],
)
def test_joins_what_the_cell_has_wrapped(text: str, value: str) -> None:
    reading = read_number(text, is_money=True)
    assert (reading.value, reading.status) == (Decimal(value), FigureStatus.OK)


@pytest.mark.parametrize(
    ("text", "value"),
    [("293.94 2.000", "293942000"), ("58.01 7.386", "58017386"), ("784.41 0", "784410")],
)
def test_joins_in_rupiah_what_could_be_two_numbers_elsewhere(text: str, value: str) -> None:
    assert read_number(text, is_money=True).status is FigureStatus.OK
    assert read_number(text, is_money=True).value == Decimal(value)
    assert read_number(text).status is FigureStatus.SUSPECT


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("", TokenKind.EMPTY),
        (" \n ", TokenKind.EMPTY),
        ("......", TokenKind.EMPTY),
        ("Rp", TokenKind.EMPTY),
        ("%", TokenKind.EMPTY),
        ("-", TokenKind.DASH),
        ("—", TokenKind.DASH),
        ("Rp -", TokenKind.DASH),
        ("Rp. -,-", TokenKind.DASH),
        ("Nihil", TokenKind.DASH),
        ("n.a", TokenKind.NOT_AVAILABLE),
        ("N/A", TokenKind.NOT_AVAILABLE),
        ("NA", TokenKind.NOT_AVAILABLE),
        ("Belum\ntersedia", TokenKind.NOT_AVAILABLE),
        ("#REF!", TokenKind.ERROR),
        ("#DIV/0!", TokenKind.ERROR),
        ("#N/A", TokenKind.ERROR),
        ("########", TokenKind.ERROR),
        ("BB", TokenKind.GRADE),
        ("CC (55,73)", TokenKind.GRADE),
        ("B (67,63)", TokenKind.GRADE),
        ("Tinggi", TokenKind.GRADE),
        ("Sangat Tinggi", TokenKind.GRADE),
        ("WTP", TokenKind.GRADE),
        ("SOP10 SKPD dan SPM 15 bidang", TokenKind.TEXT),
        ("5 titik dan 1 kegiatan", TokenKind.TEXT),
        ("1. Jumlah Pegawai", TokenKind.TEXT),
        ("2 : Meningkat", TokenKind.TEXT),
        ("S3", TokenKind.TEXT),
        ("60-70", TokenKind.TEXT),
        ("60 – 70", TokenKind.TEXT),
        ("60\ufffe70", TokenKind.TEXT),
        ("60\u00ad70", TokenKind.TEXT),
        ("B (60-70)", TokenKind.TEXT),
        ("≤ 50 %", TokenKind.TEXT),
        ("9=8/7X100", TokenKind.TEXT),
        ("11/6", TokenKind.TEXT),
        ("23-Apr-18", TokenKind.TEXT),
        ("31 Desember", TokenKind.TEXT),
        ("12 Des", TokenKind.TEXT),
        ("2 Mei", TokenKind.TEXT),
        ("1)", TokenKind.TEXT),
        ("( 80 orang )", TokenKind.TEXT),
        ("1.000.000 2.000.000", TokenKind.BROKEN),
        ("1.000.000\n2.000.000", TokenKind.BROKEN),
        ("2.115.057.700 1.697.627.000", TokenKind.BROKEN),
        ("1.000, 2.000", TokenKind.BROKEN),
        ("100 -", TokenKind.TEXT),
        ("85 %\n90 %", TokenKind.BROKEN),
        ("Kota Serang", TokenKind.TEXT),
    ],
)
def test_types_what_is_no_number(text: str, token: TokenKind) -> None:
    reading = read_number(text)
    assert (reading.token, reading.value) == (token, None)


def test_two_numbers_in_one_cell_are_never_joined() -> None:
    assert read_number("2.115.057.700\n1.697.627.000") == NumberReading(
        "2.115.057.700\n1.697.627.000",
        TokenKind.BROKEN,
        None,
        None,
        FigureStatus.UNREADABLE,
        (Doubt(DoubtKind.SEVERAL_NUMBERS),),
        candidates=(Decimal(2115057700), Decimal(1697627000)),
    )


def test_grade_with_a_score_keeps_the_score_as_a_candidate() -> None:
    assert read_number("CC (55,73)").candidates == (Decimal("55.73"),)


def test_lone_mark_before_three_digits_is_ambiguous() -> None:
    for text, whole, part in [
        ("66.408", "66408", "66.408"),
        ("1,234", "1234", "1.234"),
        ("2.500", "2500", "2.500"),
    ]:
        reading = read_number(text)
        assert (reading.status, reading.reasons) == (FigureStatus.SUSPECT, LONE)
        assert set(possible_values(reading)) == {Decimal(whole), Decimal(part)}


def test_a_known_convention_decides_a_lone_mark() -> None:
    assert read_number("66.408", convention="dot").value == Decimal(66408)
    assert read_number("66.408", convention="comma").value == Decimal("66.408")
    assert read_number("66.408", convention="dot").status is FigureStatus.OK
    money = read_number("66.408", convention="comma", is_money=True)
    assert (money.status, money.reasons) == (FigureStatus.SUSPECT, LONE)


def test_scientific_leak_has_lost_digits() -> None:
    assert read_number("2,297E+09") == NumberReading(
        "2,297E+09",
        TokenKind.NUMBER,
        Decimal(2297000000),
        None,
        FigureStatus.SUSPECT,
        (Doubt(DoubtKind.SCIENTIFIC_NOTATION),),
    )


@pytest.mark.parametrize(
    ("text", "joined"),
    [("28,57.03%", "285703"), ("Rp. 41.736.44.273", "4173644273"), ("4.01.01", "40101")],
)
def test_broken_groups_have_no_value(text: str, joined: str) -> None:
    reading = read_number(text)
    assert (reading.token, reading.value, reading.status, reading.candidates) == (
        TokenKind.BROKEN,
        None,
        FigureStatus.UNREADABLE,
        (Decimal(joined),),
    )
    assert reading.reasons == (Doubt(DoubtKind.UNEVEN_GROUPS),)


@pytest.mark.parametrize(
    "text", ["1.371,180.000", "8.309,000.000", "1.800,085,250", "176.550,000", "65,908.700"]
)
def test_mixed_marks_are_suspect_outside_rupiah(text: str) -> None:
    assert read_number(text).status is FigureStatus.SUSPECT


@pytest.mark.parametrize("text", ["1.371,180.000", "8.309,000.000", "1.800,085,250"])
def test_mixed_marks_between_whole_groups_leave_one_reading_in_rupiah(text: str) -> None:
    reading = read_number(text, is_money=True)
    digits = "".join(c for c in text if c.isdigit())
    assert (reading.value, reading.status) == (Decimal(digits), FigureStatus.OK)


def test_one_mark_for_groups_and_decimals_is_suspect_alone() -> None:
    reading = read_number("641,773,572,00")
    assert (reading.value, reading.status, reading.reasons) == (
        Decimal("641773572.00"),
        FigureStatus.SUSPECT,
        (Doubt(DoubtKind.EQUAL_SEPARATORS),),
    )


@pytest.mark.parametrize(
    "text",
    [
        "1 2.345.678",  # row number and amount
        "1. 500.000",
        "2. 504",
        "10,2 5",
        "(87%)",
        "(3,33)",
        "- 2.500.000",
        "-12 Bulan",
        "1.257.",
        "110.",
        ".036",
        "0.311.944",
        "007",
        "(2.500.000",
        "9(",
        "1,205,5",
        "97.867,75 5",
        "12 Bulan (3 Kegiatan)",
        "6 (6 Kecamatan)",
        "6 Kegiatan (",
    ],
)
def test_doubtful_cells_say_why(text: str) -> None:
    reading = read_number(text)
    assert reading.status is FigureStatus.SUSPECT
    assert reading.reasons


@pytest.mark.parametrize(
    "text", ["12 345", "10 0%", "1 1", "50 400 200 155", "1O0.000", "38,5 16,1"]
)
def test_digits_that_cannot_be_joined_are_unreadable(text: str) -> None:
    reading = read_number(text)
    assert (reading.token, reading.value, reading.status) == (
        TokenKind.BROKEN,
        None,
        FigureStatus.UNREADABLE,
    )
    assert len(reading.candidates) >= 1


def test_decimals_of_rupiah_are_suspect() -> None:
    reading = read_number("2.730767", is_money=True)
    assert (reading.status, reading.reasons) == (
        FigureStatus.SUSPECT,
        (Doubt(DoubtKind.DECIMALS_IN_RUPIAH),),
    )


def test_formats_as_reports_do() -> None:
    assert format_number(Decimal("-1234567.5"), decimals=2) == "-1.234.567,50"
    assert format_number(Decimal(1200000), convention="comma") == "1,200,000"
    assert format_number(Decimal("1234.5"), convention="plain") == "1234.5"


@pytest.mark.parametrize("text", ["820.195.750-", "41.814.414.000-", "1.000-"])
def test_hyphen_behind_a_number_may_be_a_minus(text: str) -> None:
    """Accounting programs print a loss so; the amount was accepted as a gain."""
    reading = read_number(text)
    assert (reading.status, [doubt.kind for doubt in reading.reasons]) == (
        FigureStatus.SUSPECT,
        [DoubtKind.ENDS_IN_HYPHEN],
    )
