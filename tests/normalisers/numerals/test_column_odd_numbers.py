"""Odd numbers of real reports, each from the table to the figure: verdict and reason."""

from dataclasses import dataclass
from decimal import Decimal

import pytest

from sidak.normalisers import type_tables
from sidak.schemas import (
    DocumentFacts,
    DocumentKind,
    DoubtKind,
    Figure,
    FigureStatus,
    list_codes,
)
from tests.normalisers.tables import make_extraction, make_table

OK, SUSPECT, UNREADABLE = FigureStatus.OK, FigureStatus.SUSPECT, FigureStatus.UNREADABLE
FACTS = DocumentFacts(DocumentKind.LKJIP, "Sekretariat Daerah", "Kota Contoh", 2022, 2022)
WHOLE = ("3.254.908.750", "157.090.000", "96.441.380", "2.829.543.205")


@dataclass(frozen=True)
class Case:
    """A cell, what stands around it, and what must be made of it."""

    text: str
    header: str
    neighbours: tuple[str, ...]
    value: str | None
    unit: str | None
    status: FigureStatus = OK
    reason: str = ""
    caption: str | None = None


CASES = [
    Case("4.500.000\u00b9\u207e", "Pagu (Rp)", WHOLE, "4500000", "Rp"),
    Case("90,00\u00b2", "Capaian (%)", ("57,81", "96,20"), "90.00", "%"),
    Case("4.500.0001)", "Pagu (Rp)", WHOLE, None, "Rp", UNREADABLE, DoubtKind.NOT_ONE_NUMBER),
    Case("\u00b1 2.500.000", "Pagu (Rp)", WHOLE, None, "Rp", UNREADABLE, DoubtKind.BOUND),
    Case(
        "97.867,75",
        "Anggaran (Rp)",
        WHOLE,
        "97867.75",
        "Rp",
        SUSPECT,
        DoubtKind.DECIMALS_IN_RUPIAH,
    ),
    Case(
        "28,57.03%",
        "Capaian (%)",
        ("57,81%", "100%"),
        None,
        "%",
        UNREADABLE,
        DoubtKind.UNEVEN_GROUPS,
    ),
    Case("1.371,180.000", "Pagu", WHOLE, "1371180000", "Rp"),
    Case("8.309,000.000", "Pagu", WHOLE, "8309000000", "Rp"),
    Case(
        "176.550,000",
        "Pagu",
        WHOLE,
        "176550000",
        "Rp",
        SUSPECT,
        DoubtKind.MIXED_SEPARATORS_THREE,
    ),
    Case("54.976.350,-", "Anggaran", ("174,586,000", "229.561.300"), "54976350", "Rp"),
    Case("174,586,000", "Anggaran", ("54.976.350,-", "229.561.300"), "174586000", "Rp"),
    Case("229.561.300", "Anggaran", ("54.976.350,-", "174,586,000"), "229561300", "Rp"),
    Case("1,200,000,000", "Anggaran", WHOLE, "1200000000", "Rp"),
    Case(
        "2,297E+09",
        "Realisasi (Rp)",
        WHOLE,
        "2297000000",
        "Rp",
        SUSPECT,
        DoubtKind.SCIENTIFIC_NOTATION,
    ),
    Case("3.4600", "Realisasi Indeks", ("3,21", "2,98"), "3.4600", None),
    Case(
        "3.4600",
        "Target",
        ("1.234.567 Ekor", "12 Ekor"),
        "3.4600",
        None,
        SUSPECT,
        DoubtKind.SEPARATOR_AGAINST_COLUMN,
    ),
    Case("66.408", "Target", ("12", "57.81"), "66408", None, SUSPECT, DoubtKind.LONE_SEPARATOR),
    Case("66.408", "Anggaran (Rp)", WHOLE, "66408", "Rp"),
    Case("66.408", "Capaian (%)", ("57.81", "98.2", "0.127"), "66.408", "%"),
    Case(
        "66.408",
        "Capaian (%)",
        ("57.81", "98.20"),
        "66.408",
        "%",
        SUSPECT,
        DoubtKind.LONE_SEPARATOR,
    ),
    Case("Rp1.196.208.000,00", "Anggaran", WHOLE, "1196208000.00", "Rp"),
    Case("Rp 56.793.468.159", "Anggaran", WHOLE, "56793468159", "Rp"),
    Case("254.784.750,00", "Anggaran", WHOLE, "254784750.00", "Rp"),
    Case("2.466.123.750,-", "Realisasi Anggaran", WHOLE, "2466123750", "Rp"),
    Case("275841005", "Anggaran", WHOLE, "275841005", "Rp"),
    Case("2.800. 000.0 00", "Anggaran", WHOLE, "2800000000", "Rp"),
    Case("2.341.566.000,\n00", "Anggaran", WHOLE, "2341566000.00", "Rp"),
    Case("1.322.123.502.156", "Anggaran", WHOLE, "1322123502156", "Rp"),
    Case("(2.500)", "Sisa Anggaran", WHOLE, "-2500", "Rp"),
    Case("-19,51", "Capaian (%)", ("57,81", "98,2"), "-19.51", "%"),
    Case("96,41", "Capaian (%)", ("57.81", "98,2"), "96.41", "%"),
    Case("57.81", "Capaian (%)", ("57,81", "98,2"), "57.81", "%"),
    Case("100%", "Target", ("80%", "90%"), "100", "%"),
    Case("12 Bulan", "Target", ("1 Dokumen", "5 Orang"), "12", "Bulan"),
    Case(
        "1.500",
        "Anggaran",
        ("2.466.123", "98.500"),
        "1500",
        "Rp ribu",
        caption="Tabel 3.1 Anggaran Belanja (dalam ribuan rupiah)",
    ),
    Case(
        "1.234,56",
        "Pagu",
        ("57.810,25", "98,20"),
        "1234.56",
        "Rp juta",
        caption="Pagu per Program (dalam juta rupiah)",
    ),
    Case("1.234,56", "Pagu (Rp juta)", ("57.810,25", "98,20"), "1234.56", "Rp juta"),
    Case("#REF!", "Capaian (%)", ("57,81", "98,2"), None, "%", UNREADABLE),
    Case("n.a", "Realisasi", ("57,81", "98,2"), None, None, UNREADABLE),
]
#: Printed in place of a number; content of the report, but no figure.
NO_FIGURES = [
    "-",
    "%",
    "BB",
    "Tinggi",
]


def read(
    case_text: str, header: str, neighbours: tuple[str, ...], caption: str | None
) -> Figure | None:
    """Read the cell of a table with an indicator, a satuan-less column and neighbours."""
    rows = [["Uraian", header]]
    rows += [
        [f"Hal ke {at} yang diukur", text] for at, text in enumerate((case_text, *neighbours))
    ]
    table = make_table(rows, caption=caption)
    (typed,) = type_tables(make_extraction(table), FACTS)
    return next((figure for figure in typed.figures if figure.row == 1), None)


@pytest.mark.parametrize(
    "case", CASES, ids=lambda c: f"{c.text} in {c.header}".replace("\n", " ")
)
def test_verdict_and_reason(case: Case) -> None:
    figure = read(case.text, case.header, case.neighbours, case.caption)
    assert figure is not None
    expected = None if case.value is None else Decimal(case.value)
    assert (figure.value, figure.unit, figure.status) == (expected, case.unit, case.status)
    if case.status is UNREADABLE:
        assert figure.reasons
    else:
        assert "; ".join(list_codes(figure.reasons)) == case.reason


@pytest.mark.parametrize("text", NO_FIGURES)
def test_what_is_printed_in_place_of_a_number_is_neither_zero_nor_a_figure(text: str) -> None:
    assert read(text, "Realisasi", ("57,81", "98,2"), None) is None


@pytest.mark.parametrize("text", ["$.893.423.613", "?893.423.613", "A.893.423.613"])
def test_amount_behind_a_misread_sign_is_not_lost(text: str) -> None:
    figure = read(text, "Anggaran (Rp)", WHOLE, None)
    assert figure is not None
    assert (figure.value, figure.status) == (None, UNREADABLE)
    assert figure.reasons
