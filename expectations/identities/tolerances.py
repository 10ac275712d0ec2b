"""How far two printed numbers may lie apart and still be the same.

A printed number stands for an interval: reports round, and some cut off instead, so the
true value lies within one unit of the last printed digit. Sums of rounded parts may be
off by half a unit for each part.
"""

from collections.abc import Iterable
from decimal import Decimal

from sidak.schemas import Figure

#: Factor from a unit of money as printed to rupiah.
RUPIAH_FACTORS = {
    "rp": Decimal(1),
    "rp ribu": Decimal(1_000),
    "rp juta": Decimal(1_000_000),
    "rp miliar": Decimal(1_000_000_000),
    "rp milyar": Decimal(1_000_000_000),
}


def rupiah_factor(unit: str | None) -> Decimal | None:
    """Return the factor from ``unit`` to rupiah; ``None`` if it is not a unit of money."""
    return RUPIAH_FACTORS.get((unit or "").strip().casefold())


def resolution(figure: Figure) -> Decimal:
    """Return one unit of the last printed digit, in the figure's own unit."""
    return Decimal(1).scaleb(-figure.decimals)


def coarsest(figures: Iterable[Figure]) -> Decimal:
    """Return the coarsest resolution among figures of one unit."""
    return max(resolution(figure) for figure in figures)


def sum_tolerance(target: Figure, parts: Iterable[Figure]) -> Decimal:
    """Return how far a printed sum may lie from the sum of its printed parts.

    Half a unit for every part and half for the sum, at least one unit of the last
    digit (a report that cuts off instead of rounding).
    """
    listed = [target, *parts]
    unit = coarsest(listed)
    return max(unit, unit * len(listed) / 2)


def ratio_bounds(
    numerator: Figure, denominator: Figure, factor: Decimal
) -> tuple[Decimal, Decimal]:
    """Return the least and greatest ratio that the printed operands can stand for.

    Operands printed without decimals (counts, rupiah) are taken as exact.

    Raises:
        ValueError: If an operand has no value or the denominator may be zero.
    """
    if numerator.value is None or denominator.value is None:
        raise ValueError("an operand without a value has no ratio")
    above, below = _half_unit(numerator), _half_unit(denominator)
    if abs(denominator.value) <= below:
        raise ValueError("the denominator may be zero")
    corners = [
        (numerator.value + up) / (denominator.value + down) * factor
        for up in (-above, above)
        for down in (-below, below)
    ]
    return min(corners), max(corners)


def _half_unit(figure: Figure) -> Decimal:
    return resolution(figure) / 2 if figure.decimals else Decimal(0)
