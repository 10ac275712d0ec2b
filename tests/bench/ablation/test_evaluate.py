"""The ablation tells thresholds that change something from those that do not."""

from pathlib import Path

import pytest

from bench.ablation.evaluate import (
    AblationOptions,
    compare_readings,
    list_idle,
    measure_effects,
)
from bench.ablation.readings import ReportReadings
from bench.ablation.thresholds import Threshold, find_thresholds
from bench.accuracy import DEFAULT_SAMPLES
from bench.scoring.truth import load_samples

LEAST = Threshold("sidak.room.part.settings", ("least",), 0.5)


def test_records_that_differ_are_counted_by_kind() -> None:
    base = ReportReadings({("Figure", "a"): ("1",), ("Figure", "b"): ("2",)}, 2, 0)
    other = ReportReadings({("Figure", "a"): ("1",), ("Finding", "c"): ("x",)}, 1, 1)
    effect = compare_readings(LEAST, 0.6, base, other)
    assert (effect.name, effect.value, effect.other) == ("room.part.least", "0.5", "0.6")
    assert effect.changed == {"Figure": 1, "Finding": 1}
    assert (effect.right, effect.silent) == (-1, 1)


def test_a_threshold_is_idle_if_neither_value_changes_anything() -> None:
    same = ReportReadings({}, 1, 0)
    more = ReportReadings({}, 2, 0)
    other = Threshold("sidak.room.part.settings", ("most",), 3)
    effects = [
        compare_readings(LEAST, 0.4, same, same),
        compare_readings(LEAST, 0.6, same, more),
        compare_readings(other, 2, same, same),
    ]
    assert list_idle(effects) == ["room.part.most"]


@pytest.mark.slow
def test_a_threshold_of_the_matching_changes_items() -> None:
    truths = [one for one in load_samples(DEFAULT_SAMPLES) if "pk-" in one.path.name]
    [margin] = [
        one for one in find_thresholds() if one.name == "matchers.match.auto_probability"
    ]
    options = AblationOptions(samples=Path(), share=0.5)
    smaller, larger = measure_effects([margin], truths, options)
    assert (smaller.failure, larger.failure) == ("", "")
    assert larger.changed["Item"] > 0
