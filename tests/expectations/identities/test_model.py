"""Properties of identities: what is implied mends, what holds is within the tolerance."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from sidak.expectations.identities.model import Identity, IdentityOrigin, IdentityOutcome
from sidak.schemas import Figure, FindingKind, Level
from tests.expectations.factories import make_table

AMOUNTS = st.integers(min_value=1, max_value=10**13)


def figure(text: str, unit: str = "Rp", row: int = 0) -> Figure:
    key = "pagu" if unit.startswith("Rp") else "serapan"
    table = make_table([key], [(Level.PROGRAM, "A", [text])], unit=unit)
    return replace(table.figures[0], figure_id=f"{text}@{row}", row=row)


def make_sum(target: Decimal, parts: list[Decimal]) -> Identity:
    return Identity(
        FindingKind.SUM_MISMATCH,
        IdentityOrigin.HIERARCHY,
        figure(f"{target:f}"),
        tuple(figure(f"{part:f}", row=row) for row, part in enumerate(parts, 1)),
        (1,) * len(parts),
    )


def make_ratio(printed: str, above: str, below: str) -> Identity:
    return Identity(
        FindingKind.RATIO_MISMATCH,
        IdentityOrigin.ROW,
        figure(printed, "%"),
        (figure(above, row=1), figure(below, row=2)),
        factor=Decimal(100),
    )


@given(st.lists(AMOUNTS, min_size=1, max_size=9), st.integers(-(10**9), 10**9))
def test_replacing_any_figure_by_what_is_implied_mends_a_sum(
    parts: list[int], error: int
) -> None:
    identity = make_sum(Decimal(sum(parts) + error), [Decimal(part) for part in parts])
    assert (identity.outcome is IdentityOutcome.EXACT) == (error == 0)
    for place, one in enumerate(identity.figures):
        span = identity.implied(one)
        assert span is not None
        figures = list(identity.figures)
        figures[place] = replace(one, value=(span[0] + span[1]) / 2)
        mended = replace(identity, target=figures[0], inputs=tuple(figures[1:]))
        assert mended.outcome is IdentityOutcome.EXACT


@given(AMOUNTS, AMOUNTS, st.integers(0, 4), st.booleans())
def test_rounded_and_cut_off_percentages_hold(
    above: int, below: int, decimals: int, is_cut: bool
) -> None:
    exact = Decimal(above) / Decimal(below) * 100
    step = Decimal(1).scaleb(-decimals)
    printed = exact.quantize(step, rounding="ROUND_DOWN" if is_cut else "ROUND_HALF_UP")
    identity = make_ratio(f"{printed:f}", str(above), str(below))
    assert identity.outcome is not IdentityOutcome.BROKEN
    beyond = make_ratio(f"{printed + 2 * step:f}", str(above), str(below))
    assert beyond.outcome is IdentityOutcome.BROKEN


def test_percentage_supports_only_what_is_printed_as_coarsely() -> None:
    money = make_ratio("96.41", "54752703672", "56793468159")
    assert [money.supports(one) for one in money.figures] == [True, False, False]
    points = make_ratio("99.57", "72.16", "72.47")
    assert [points.supports(one) for one in points.figures] == [True, True, True]
