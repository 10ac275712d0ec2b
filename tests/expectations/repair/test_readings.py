"""The readings of cells, at first and when cells are read again."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from sidak.expectations.repair.candidates import ScannedNumber
from sidak.expectations.repair.readings import CellReadings, list_readings
from sidak.schemas import Figure
from tests.expectations.repair.scans import scan

READ, OTHER = ScannedNumber("28140000"), ScannedNumber("26140000")


def read(first: Sequence[str], again: Sequence[str] | None) -> tuple[CellReadings, Figure]:
    """Return the readings of a scan, and the figure of one cell read as 28140000."""
    table, raw = scan({(1, 1): "28140000"}, {(1, 1): first})
    printed = {one.figure_id: one for one in table.figures}
    figure = next(one for one in table.figures if (one.row, one.column) == (1, 1))
    reread = None if again is None else lambda asked: [tuple(again) for _ in asked]
    return CellReadings(printed, list_readings([raw]), reread), figure


def test_first_readings_agree_or_give_other_numbers() -> None:
    readings, figure = read(["28.140.000", "28.140.000"], None)
    assert readings.all_agree(figure)
    readings, figure = read(["28.140.000", "26.140.000"], None)
    assert [one.value for one in readings.list_others(figure)] == [Decimal(26140000)]


def test_rereads_are_recorded_once_and_only_when_asked_for() -> None:
    readings, figure = read(["28.140.000"], ["26.140.000", "28.140.000"])
    readings.reread([figure.figure_id])
    assert readings.list_texts(figure.figure_id) == ("28.140.000",)
    assert readings.record_rereads([figure.figure_id]) == [figure.figure_id]
    assert readings.list_texts(figure.figure_id) == ("28.140.000", "26.140.000")
    assert readings.record_rereads([figure.figure_id]) == []


@pytest.mark.parametrize(
    ("first", "again", "is_confirmed"),
    [
        (["28.140.000"], None, True),  # without rereads nothing refutes a change
        # A number that was never read needs two rereads, and as many as the print has.
        (["28.140.000"], ["26.140.000"], False),
        (["28.140.000"], ["26.140.000"] * 2, True),
        (["28.140.000"], ["26.140.000"] * 2 + ["28.140.000"] * 3, False),
        # One that was read at first needs as many rereads as the print.
        (["28.140.000", "26.140.000"], ["26.140.000", "28.140.000"], True),
        (["28.140.000", "26.140.000"], ["28.140.000"], False),
        # Blurred rereads count if they are nearer to it; twice the same third number is not.
        (["28.140.000", "26.140.000"], ["26.140.001"], True),
        (["28.140.000", "26.140.000"], ["26.140.001"] * 2, False),
    ],
)
def test_change_is_confirmed_by_rereads(
    first: list[str], again: list[str] | None, is_confirmed: bool
) -> None:
    readings, figure = read(first, again)
    assert readings.confirms_change(figure, OTHER, READ) is is_confirmed


def test_number_read_twice_counts_unless_another_first_reading_is_read_again() -> None:
    readings, figure = read(["28.140.000"], ["26.140.000"] * 2)
    assert readings.is_read_twice(figure, OTHER)
    readings, figure = read(["28.140.000"], ["26.140.000", "26.140.000", "28.140.000"])
    assert not readings.is_read_twice(figure, OTHER)
