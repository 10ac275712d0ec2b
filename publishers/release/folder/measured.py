"""How right the figures of this version are, as measured (``data/measured.json``)."""

from dataclasses import dataclass
from importlib import resources

import msgspec


@dataclass(frozen=True, slots=True)
class MeasuredShare:
    """One measured number.

    Attributes:
        what_id: What was measured, in Indonesian.
        what: The same in English.
        result: The number, as written in both languages.
        section: Heading of ``docs/benchmarks.md`` that says how.
    """

    what_id: str
    what: str
    result: str
    section: str


@dataclass(frozen=True, slots=True)
class MeasuredAccuracy:
    """What was measured, and when.

    Attributes:
        date: Day of the measurement.
        shares: The numbers.
    """

    date: str
    shares: tuple[MeasuredShare, ...]


def load_measured() -> MeasuredAccuracy:
    """Return the measured accuracy of this version."""
    file = resources.files("sidak.publishers.release.folder") / "data" / "measured.json"
    return msgspec.json.decode(file.read_bytes(), type=MeasuredAccuracy)
