"""The bench that misreads digits: its model and its counting."""

import random
from dataclasses import replace

import pytest

from bench.planted_reports import make_reports
from bench.seeded import Fate, judge
from bench.seeded_errors import LIKELY, Slip, Witnesses, look_again, misread, spoil, worth
from bench.seeded_trials import Scan, Trap, make_trial, make_trials
from expectations.repair_numbers import CONFUSIONS
from schemas import ACCEPTED_STATUSES


@pytest.fixture(scope="module")
def scan() -> Scan:
    return Scan(next(iter(make_reports(1, 3))))


def test_the_model_names_the_confusions_of_the_repair() -> None:
    assert {key: set(value.split()) for key, value in LIKELY.items()} == {
        key: set(value) for key, value in CONFUSIONS.items()
    }


@pytest.mark.parametrize("slip", list(Slip))
def test_a_slip_changes_what_a_number_is_worth(slip: Slip) -> None:
    draw = random.Random(1)
    texts = [spoil("1.389.056.789", slip, draw) for _ in range(50)]
    made = [text for text in texts if text is not None]
    assert len(made) > 40
    assert all(worth(text) != worth("1.389.056.789") for text in made)


def test_shares_lose_digits_but_not_their_mark() -> None:
    texts = [spoil("96,41", Slip.FIRST, random.Random(seed)) for seed in range(5)]
    assert texts == ["6,41"] * 5


def test_witnesses_read_as_the_model_says(scan: Scan) -> None:
    draw = random.Random(2)
    figure = replace(scan.covered[0], raw_text="1.389.056.789")
    slips = [one for _ in range(200) if (one := misread(figure, draw)) is not None]
    for slip in slips:
        has_right = figure.raw_text in slip.readings
        assert has_right == (slip.witnesses in (Witnesses.ONE_RIGHT, Witnesses.SPLIT))
        assert slip.readings[0] != figure.raw_text
    assert {slip.witnesses for slip in slips} == set(Witnesses)


def test_looking_again_is_mostly_right() -> None:
    draw = random.Random(3)
    looks = [look_again("1.389.056.789", "1.339.056.789", draw) for _ in range(300)]
    right = sum(look.count("1.389.056.789") >= 2 for look in looks)
    assert 180 < right < 250


@pytest.mark.parametrize("trap", list(Trap))
def test_a_trap_has_figures_in_question_and_keeps_the_rest(scan: Scan, trap: Trap) -> None:
    draw = random.Random(4)
    made = next(
        one
        for _ in range(40)
        if (one := make_trial(scan, trap, draw, is_sure=False)) is not None
    )
    asked = {*made.misread, *made.doubted}
    assert asked
    for table in made.tables:
        for figure in table.figures:
            assert figure.method == "ocr"
            if figure.figure_id not in asked:
                assert figure.value == made.truth(figure.figure_id)
    for figure_id, slip in made.misread.items():
        assert worth(slip.readings[0]) != made.truth(figure_id)


def test_what_is_misread_is_mostly_repaired_and_never_wrongly(scan: Scan) -> None:
    fates = [
        fate
        for trial in make_trials([scan], Trap.NONE, 30, 5, is_sure=True)
        for fate in judge(trial).values()
    ]
    assert len(fates) == 30
    assert fates.count(Fate.REPAIRED) >= 21
    assert fates.count(Fate.FALSE) == 0


def test_a_clean_scan_is_not_touched(scan: Scan) -> None:
    trial = next(iter(make_trials([scan], Trap.NONE, 1, 6, is_sure=True)))
    trial.misread.clear()
    trial.accepted.clear()
    assert judge(trial) == {}
    assert all(
        figure.status in ACCEPTED_STATUSES for table in trial.tables for figure in table.figures
    )
