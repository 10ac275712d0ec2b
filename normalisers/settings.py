"""Thresholds of figures: how sure a reading is, and whose decision it takes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FigureSettings:
    """Thresholds of ``figures`` and ``overrides``, all chosen by hand.

    Attributes:
        confidence_ok: Confidence (0..1) of a number that nothing speaks against, in a table
            that is sure.
        confidence_suspect: Confidence of a doubtful one.
        override_overlap: Share of the united area that two boxes of one cell have in common
            at least.
    """

    confidence_ok: float = 0.99
    confidence_suspect: float = 0.5
    override_overlap: float = 0.5


SETTINGS = FigureSettings()
