"""Thresholds are found by name, varied, and set in place."""

from dataclasses import dataclass
from decimal import Decimal
from types import SimpleNamespace

import pytest

from bench.ablation import thresholds
from bench.ablation.thresholds import Threshold, find_thresholds, set_threshold, vary


@dataclass(frozen=True, slots=True)
class Inner:
    """Settings within settings."""

    weight: float = -2.0


@dataclass(frozen=True, slots=True)
class Outer:
    """Settings as a sub-package has them."""

    inner: Inner = Inner()
    edges: tuple[int, ...] = (3, 5)
    is_strict: bool = True
    least: Decimal = Decimal("0.5")


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch) -> Outer:
    made = Outer()
    module = SimpleNamespace(SETTINGS=made)
    monkeypatch.setattr(thresholds.importlib, "import_module", lambda _name: module)
    return made


def test_every_number_of_every_settings_module_is_found_once() -> None:
    names = [one.name for one in find_thresholds()]
    assert len(names) == len(set(names)) > 50
    assert "matchers.match.least_margin" in names
    assert "matchers.match.calibration.conflicting" in names


@pytest.mark.parametrize(
    ("value", "tried"),
    [
        (10, (8, 12)),
        (2, (1, 3)),
        (0, (-1, 1)),
        (0.5, (0.4, 0.6)),
        (0.0, (-0.2, 0.2)),
        (-2.0, (-2.4, -1.6)),
        (Decimal("0.5"), (Decimal("0.4"), Decimal("0.6"))),
    ],
)
def test_a_number_is_made_smaller_and_larger(value: float, tried: tuple[float, ...]) -> None:
    assert vary(value, 0.2) == pytest.approx(tried)


def test_a_threshold_is_set_wherever_it_stands(settings: Outer) -> None:
    for path, value in ((("inner", "weight"), 1.0), (("edges", 1), 7), (("least",), 2)):
        set_threshold(Threshold("sidak.room.part.settings", path, 0), value)
    assert settings == Outer(Inner(1.0), (3, 7), True, Decimal(2))
