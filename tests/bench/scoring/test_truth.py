"""What labelled cells are worth."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from bench.scoring.truth import (
    CellContent,
    TruthNumber,
    load_gold,
    load_samples,
    read_truth_column,
)


def worth(text: str, metric: str, unit: str | None, *others: str) -> str:
    number = read_truth_column([text, *others], metric=metric, unit=unit)[0]
    return str(number.value) if number.worth is CellContent.NUMBER else str(number.worth)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.322.123.502.156", "1322123502156"),
        ("104,400,000", "104400000"),
        ("1.500.000.000,-", "1500000000"),
        ("Rp. 950.000.000,00", "950000000.00"),
        ("Rp1.196.208.000,00", "1196208000.00"),
        ("8.309,000.000", "8309000000"),
        ("66.408", "66408"),
        ("275841005", "275841005"),
        ("(2.500)", "-2500"),
        ("-2.500", "-2500"),
        ("0", "0"),
        ("-", "nothing"),
        ("", "nothing"),
        ("n.a", "nothing"),
        ("#REF!", "nothing"),
        ("97.867,5", "undecided"),
        ("2,297E+09", "undecided"),
        ("2.800. 000", "undecided"),
    ],
)
def test_whole_rupiah(text: str, value: str) -> None:
    assert worth(text, "pagu", "Rp") == value


@pytest.mark.parametrize(
    ("text", "others", "value"),
    [
        ("96,41", (), "96.41"),
        ("57.81", (), "57.81"),
        ("100%", (), "100"),
        ("-19,51", (), "-19.51"),
        ("3.4600", (), "3.4600"),
        ("0,125", (), "0.125"),
        ("66.408", (), "undecided"),
        ("66.408", ("57.81",), "66.408"),
        ("66.408", ("57,81",), "66408"),
        ("66.408", ("57,81", "57.81"), "undecided"),
        ("1.234,5", (), "1234.5"),
        ("28,57.03%", (), "undecided"),
        ("1.200 Orang", (), "1200"),
        ("12 Bulan", (), "12"),
        ("SOP10 SKPD", (), "undecided"),
        ("3/4", (), "undecided"),
        ("BB", (), "nothing"),
    ],
)
def test_everything_else(text: str, others: tuple[str, ...], value: str) -> None:
    assert worth(text, "target", None, *others) == value


@pytest.mark.parametrize(
    ("text", "others", "value"),
    [
        ("482,49", (), "482.49"),
        ("1.153,28", (), "1153.28"),
        ("1000,00", (), "1000.00"),
        ("1.302", (), "undecided"),
        ("1.302", ("482,49",), "1302"),
    ],
)
def test_millions_of_rupiah(text: str, others: tuple[str, ...], value: str) -> None:
    assert worth(text, "pagu", "Rp juta", *others) == value


def test_the_unit_printed_in_the_cell_is_kept() -> None:
    numbers = read_truth_column(["200 Eksemplar", "100 %"], metric="target", unit=None)
    assert numbers == (
        TruthNumber(CellContent.NUMBER, Decimal(200), "Eksemplar"),
        TruthNumber(CellContent.NUMBER, Decimal(100), "%"),
    )


PAGE = {
    "doc": "a.pdf",
    "page": 3,
    "source": "scan",
    "tables": [
        {
            "caption": None,
            "columns": [{"header": None, "role": "name"}],
            "rows": [{"cells": ["Program"], "level": "program", "continued": True}],
        }
    ],
}


def test_gold_pages_are_grouped_by_report(tmp_path: Path) -> None:
    for page in (7, 3):
        record = {**PAGE, "page": page}
        (tmp_path / f"a-p{page}.json").write_text(json.dumps(record), encoding="utf-8")
    (document,) = load_gold(tmp_path, tmp_path / "reports")
    assert document.path == tmp_path / "reports" / "a.pdf"
    assert ([page.page for page in document.pages], document.is_whole) == ([3, 7], False)
    assert document.pages[0].source == "scan"


@pytest.mark.shared
def test_all_figures_of_the_gold_pages_are_decided(shared: Path) -> None:
    worths = [
        number.worth
        for document in load_gold(shared / "gold", shared / "reports")
        for page in document.pages
        for table in page.tables
        for column in range(len(table.columns))
        for number in table.column_numbers(column)
    ]
    assert worths.count(CellContent.UNDECIDED) == 0
    assert worths.count(CellContent.NUMBER) >= 700


def test_samples_hold_all_pages(tmp_path: Path) -> None:
    record = {"doc": "a.pdf", "pages": [PAGE]}
    (tmp_path / "a.truth.json").write_text(json.dumps(record), encoding="utf-8")
    (document,) = load_samples(tmp_path)
    assert (document.path, document.is_whole) == (tmp_path / "a.pdf", True)
