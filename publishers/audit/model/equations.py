"""The equation behind a finding, found again from its figures.

A finding names its figures, the one most likely wrong first, but not how they belong
together. So the equation is searched for, and shown only if its result is the expected
number: the reader can check every equation on the page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sidak.expectations.identities.tolerances import rupiah_factor
from sidak.schemas import Figure, Finding, FindingKind

#: Findings about running text; their figure is the number that the text should have.
ABOUT_TEXT = (FindingKind.NARRATIVE_MISMATCH, FindingKind.TERBILANG_MISMATCH)

#: A quotient without end is published with six decimals.
_CLOSE = Decimal("0.000001")
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class EquationTerm:
    """A number of an equation.

    Attributes:
        figure: The figure it is read from.
        sign: Operator before it: "+" or "-" in a sum, "/" or "×" in a ratio, "" for
            the first.
    """

    figure: Figure
    sign: str = ""


@dataclass(frozen=True, slots=True)
class FindingEquation:
    """The equation that gives the expected number.

    Attributes:
        terms: The numbers, in the order in which they are written; none if no equation
            was found.
        factor: Factor of the result: "× 100", "/ 100" or nothing.
        others: Figures of the finding that the equation does not use.
    """

    terms: tuple[EquationTerm, ...]
    factor: str = ""
    others: tuple[Figure, ...] = ()

    @property
    def is_ratio(self) -> bool:
        """Return True if it is a quotient or a product and not a sum."""
        return any(term.sign in ("/", "×") for term in self.terms)

    @property
    def is_copy(self) -> bool:
        """Return True if it only repeats another number."""
        return len(self.terms) == 1


def find_equation(finding: Finding, figures: Sequence[Figure]) -> FindingEquation:
    """Return the equation that gives the expected number of a finding.

    Args:
        finding: The finding.
        figures: Its figures that are known, the one most likely wrong first.
    """
    if not figures:
        return FindingEquation(())
    wrong, others = figures[0], figures[1:]
    expected = finding.expected
    if finding.kind in ABOUT_TEXT:
        # The figure itself is right: the text is compared with it.
        is_it = expected is not None and wrong.value == expected
        return FindingEquation(
            (EquationTerm(wrong),) if is_it else (), others=tuple(figures[is_it:])
        )
    if expected is not None:
        for end in range(1, len(others) + 1):
            used = others[:end]
            found = _solve(finding, wrong, used, expected)
            if found is not None:
                terms, factor = found
                return FindingEquation(terms, factor, tuple(others[end:]))
    return FindingEquation((), others=tuple(others))


_Solution = tuple[tuple[EquationTerm, ...], str]


def _solve(
    finding: Finding, wrong: Figure, used: Sequence[Figure], expected: Decimal
) -> _Solution | None:
    values = [_in_unit_of(figure, wrong) for figure in used]
    numbers = [value for value in values if value is not None]
    if len(numbers) != len(values):
        return None
    if finding.kind is FindingKind.RATIO_MISMATCH:
        return _solve_ratio(used, [one.value or Decimal(0) for one in used], expected)
    if _is_close(sum(numbers, Decimal(0)), expected):
        return tuple(
            EquationTerm(one, "+" if place else "") for place, one in enumerate(used)
        ), ""
    first, rest = numbers[0], numbers[1:]
    if rest and _is_close(first - sum(rest, Decimal(0)), expected):
        return tuple(
            EquationTerm(one, "-" if place else "") for place, one in enumerate(used)
        ), ""
    return None


def _solve_ratio(
    used: Sequence[Figure], values: Sequence[Decimal], expected: Decimal
) -> _Solution | None:
    if len(used) != 2:
        return None
    for above, below in ((0, 1), (1, 0)):
        if values[below] == 0:
            continue
        quotient = values[above] / values[below]
        for factor, text in ((_HUNDRED, "× 100"), (Decimal(1), "")):
            if _is_close(quotient * factor, expected):
                return (EquationTerm(used[above]), EquationTerm(used[below], "/")), text
    product = values[0] * values[1]
    for factor, text in ((_HUNDRED, "/ 100"), (Decimal(1), "")):
        if _is_close(product / factor, expected):
            return (EquationTerm(used[0]), EquationTerm(used[1], "×")), text
    return None


def _is_close(found: Decimal, expected: Decimal) -> bool:
    return abs(found - expected) <= _CLOSE


def _in_unit_of(figure: Figure, wrong: Figure) -> Decimal | None:
    if figure.value is None:
        return None
    own, other = rupiah_factor(figure.unit), rupiah_factor(wrong.unit)
    if own is None or other is None:
        return figure.value
    return figure.value * own / other
