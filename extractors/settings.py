"""Thresholds of assembling a document."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AssemblySettings:
    """Thresholds of assembling a document.

    Every value was chosen by hand on reports, unless its line names a source.

    Attributes:
        caption_reach: How far above a table its caption may stand, in points.
    """

    caption_reach: float = 90.0


SETTINGS = AssemblySettings()
