"""The model of misreadings: which digits, which readings."""

import random
from dataclasses import replace

import pytest

from bench.injected_errors.clean_reports import make_reports
from bench.ocr_noise.misreadings import (
    LIKELY,
    DigitError,
    ReadingAgreement,
    apply_digit_error,
    misread,
    parse_printed,
    simulate_reread,
)
from bench.ocr_noise.scenarios import ScannedReport
from sidak.expectations.repair.candidates import CONFUSIONS


@pytest.fixture(scope="module")
def scan() -> ScannedReport:
    return ScannedReport(next(iter(make_reports(1, 3))))


def test_the_model_names_the_confusions_of_the_repair() -> None:
    assert {key: set(value.split()) for key, value in LIKELY.items()} == {
        key: set(value) for key, value in CONFUSIONS.items()
    }


@pytest.mark.parametrize("error", list(DigitError))
def test_an_error_changes_what_a_number_is_worth(error: DigitError) -> None:
    rng = random.Random(1)
    texts = [apply_digit_error("1.389.056.789", error, rng) for _ in range(50)]
    made = [text for text in texts if text is not None]
    assert len(made) > 40
    assert all(parse_printed(text) != parse_printed("1.389.056.789") for text in made)


def test_shares_lose_digits_but_not_their_mark() -> None:
    texts = [
        apply_digit_error("96,41", DigitError.FIRST, random.Random(seed)) for seed in range(5)
    ]
    assert texts == ["6,41"] * 5


def test_readings_are_as_the_model_says(scan: ScannedReport) -> None:
    rng = random.Random(2)
    figure = replace(scan.covered[0], raw_text="1.389.056.789")
    errors = [one for _ in range(200) if (one := misread(figure, rng)) is not None]
    for error in errors:
        has_right = figure.raw_text in error.readings
        assert has_right == (
            error.agreement in (ReadingAgreement.ONE_RIGHT, ReadingAgreement.SPLIT)
        )
        assert error.readings[0] != figure.raw_text
    assert {error.agreement for error in errors} == set(ReadingAgreement)


def test_looking_again_is_mostly_right() -> None:
    rng = random.Random(3)
    looks = [simulate_reread("1.389.056.789", "1.339.056.789", rng) for _ in range(300)]
    right = sum(look.count("1.389.056.789") >= 2 for look in looks)
    assert 180 < right < 250
