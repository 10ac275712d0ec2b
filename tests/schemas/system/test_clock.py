"""The machine's clock, also where it tells nonsense."""

import datetime
from unittest import mock

import pytest

from sidak.schemas.system.clock import ClockError, read_clock


def test_clock_tells_the_time_in_utc() -> None:
    before = datetime.datetime.now(datetime.UTC)
    told = read_clock()
    assert told.utcoffset() == datetime.timedelta(0)
    assert before <= told <= datetime.datetime.now(datetime.UTC)


def test_clock_of_the_year_10208_is_one_clear_line() -> None:
    """It was a traceback."""
    late = mock.Mock()
    late.datetime.now.side_effect = ValueError("year 10208 is out of range")
    with (
        mock.patch("sidak.schemas.system.clock.datetime", late),
        pytest.raises(ClockError, match=r"tells no date \(year 10208 is out"),
    ):
        read_clock()
