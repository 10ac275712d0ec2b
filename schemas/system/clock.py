"""The machine's clock."""

import datetime

from sidak.schemas.errors import SidakError


class ClockError(SidakError):
    """The clock of the machine tells no date."""


def read_clock() -> datetime.datetime:
    """Return date and time now, in UTC.

    Raises:
        ClockError: If the clock stands at a year that no calendar of programs knows.
    """
    try:
        return datetime.datetime.now(datetime.UTC)
    except (OverflowError, OSError, ValueError) as error:
        raise ClockError(
            f"the clock of this machine tells no date ({error}); set it"
        ) from error
