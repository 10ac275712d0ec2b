"""The row of column numbers below a header: "1 | 2 | 3", "(1) (2) (3)", "9=8/7X100"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

#: A misprinted bracket ("{18)") is a bracket.
_PLAIN = re.compile(r"[-({\[]?\s*(\d{1,2})([a-z]?)\s*[)}\]]?\.?")
_WITH_FORMULA = re.compile(r"\(?\s*(\d{1,2})([a-z]?)\s*\)?\s*=\s*([\d\s()+\-–:/xX*×%.,]+)")


@dataclass(frozen=True, slots=True)
class ColumnNumber:
    """A cell of a row of column numbers.

    Attributes:
        number: The number of the column.
        letter: A letter behind it ("3a"); mostly empty.
        formula: How the column follows from others ("8/7X100"), without white space.
    """

    number: int
    letter: str = ""
    formula: str | None = None


@dataclass(frozen=True, slots=True)
class CountingRule:
    """How strictly a row must count.

    Attributes:
        least_numbers: Fewest column numbers.
        most_strays: Largest share of the texts that may be something else.
        most_first: Largest number that the row may begin with.
        least_steps: Smallest share of the steps that lead to the very next number; the
            others may lead anywhere.
        is_rising: Whether every number must exceed the one before.
    """

    least_numbers: int = 3
    most_strays: float = 0.0
    most_first: int = 99
    least_steps: float = 0.0
    is_rising: bool = True


#: A row at a place where nothing else is expected: columns may have been left out.
BELOW_HEADER = CountingRule()
#: A row anywhere at the top of a table: it must count from the beginning, cell by cell.
ANYWHERE = CountingRule(most_strays=0.3, most_first=2, least_steps=0.75, is_rising=False)


def parse_column_number(text: str) -> ColumnNumber | None:
    """Parse a cell of a row of column numbers; ``None`` if it is none."""
    flat = " ".join(text.split())
    found = _WITH_FORMULA.fullmatch(flat)
    if found is not None:
        return ColumnNumber(int(found[1]), found[2], re.sub(r"\s+", "", found[3]))
    found = _PLAIN.fullmatch(flat)
    return ColumnNumber(int(found[1]), found[2]) if found is not None else None


def parse_column_numbers(
    texts: Sequence[str], rule: CountingRule = BELOW_HEADER
) -> list[ColumnNumber] | None:
    """Parse the cells of a row that numbers the columns.

    Args:
        texts: The texts of the cells that hold any, from left to right.
        rule: How strictly they must count.

    Returns:
        The column numbers; ``None`` if the row does not number columns.
    """
    found = [number for text in texts if (number := parse_column_number(text)) is not None]
    if len(found) < max(rule.least_numbers, (1 - rule.most_strays) * len(texts)):
        return None
    steps = [b.number - a.number for a, b in pairwise(found)]
    if found[0].number > rule.most_first or (rule.is_rising and min(steps, default=1) < 1):
        return None
    if sum(step == 1 for step in steps) < rule.least_steps * len(steps):
        return None
    return found


def is_column_number_row(texts: Sequence[str], rule: CountingRule = BELOW_HEADER) -> bool:
    """Return True if the cells of a row number the columns."""
    return parse_column_numbers(texts, rule) is not None
