"""How many columns a header stands over, by its place above the words below it."""

import pytest

from sidak.extractors.layout.header_spans import choose_span

BELOW = {0: 50.0, 1: 150.0, 2: 250.0, 3: 350.0}
BORDERS = (0.0, 100.0, 200.0, 300.0, 420.0)
RUNS = [range(0, 2), range(1, 3), range(1, 4), range(0, 4)]


@pytest.mark.parametrize(
    ("middle", "expected"),
    [
        (100.0, range(0, 2)),
        (200.0, range(0, 4)),  # two runs fit equally well: the longer one
        (250.0, range(1, 4)),
        (300.0, None),
    ],
)
def test_a_header_stands_over_the_columns_in_whose_middle_it_is(
    middle: float, expected: range | None
) -> None:
    assert choose_span(RUNS, middle, BELOW) == expected


def test_the_middle_may_be_that_between_the_borders() -> None:
    run = [range(2, 4)]
    assert choose_span(run, 318.0, BELOW) is None
    assert choose_span(run, 318.0, BELOW, (0, 100, 200, 300, 436)) == run[0]
