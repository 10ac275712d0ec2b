"""Properties of the number reader: never a wrong accepted value, never an exception."""

import re
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sidak.normalisers.numerals.column import read_column
from sidak.normalisers.numerals.parse import format_number, read_number
from sidak.schemas import ACCEPTED_STATUSES, FigureStatus, Metric, TokenKind
from sidak.schemas.text.numbers import shape_of, tokenize

CONVENTIONS = st.sampled_from(["dot", "comma", "plain"])
VALUES = st.decimals(
    min_value=-(10**13), max_value=10**13, places=2, allow_nan=False, allow_infinity=False
)
WHOLE = st.integers(min_value=-(10**13), max_value=10**13).map(Decimal)
TAILS = st.sampled_from(["", ",-", " %", "%", " Bulan", "\nDokumen"])
NUMBER_LIKE = st.text(alphabet="0123456789.,- \n()%RpE+xBb#/", max_size=24)


@st.composite
def wrapped(draw: st.DrawFn) -> tuple[Decimal, str, str]:
    """Draw a value and its print in any convention, wrapped anywhere."""
    convention = draw(CONVENTIONS)
    value, places = draw(
        st.one_of(
            WHOLE.map(lambda v: (v, 0)),
            st.tuples(VALUES, st.just(2)),
            st.tuples(st.decimals(-9999, 9999, places=4), st.sampled_from([4])),
            st.tuples(st.decimals(-9999, 9999, places=3), st.sampled_from([3])),
            st.tuples(st.decimals(-9999, 9999, places=1), st.sampled_from([1])),
        )
    )
    text = format_number(value, convention=convention, decimals=places)
    for at in sorted(draw(st.lists(st.integers(0, len(text)), max_size=4)), reverse=True):
        text = text[:at] + draw(st.sampled_from([" ", "\n"])) + text[at:]
    return value, text, convention


@given(wrapped())
@settings(max_examples=600)
def test_a_printed_value_is_read_back_or_flagged(case: tuple[Decimal, str, str]) -> None:
    value, text, _ = case
    reading = read_number(text)
    assert (
        reading.value == value
        or reading.status is not FigureStatus.OK
        or (reading.value is None)
    )


@given(wrapped())
@settings(max_examples=300)
def test_the_right_convention_never_makes_it_wrong(case: tuple[Decimal, str, str]) -> None:
    value, text, convention = case
    reading = read_number(text, convention=convention)
    if reading.value is not None and reading.status in ACCEPTED_STATUSES:
        assert reading.value == value


@given(st.integers(min_value=0, max_value=10**13), st.sampled_from(["dot", "comma"]), st.data())
@settings(max_examples=300)
def test_rupiah_in_any_wrap(amount: int, convention: str, data: st.DataObject) -> None:
    text = format_number(Decimal(amount), convention=convention)
    for at in sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=4)), reverse=True):
        text = text[:at] + "\n" + text[at:]
    reading = read_number(text, is_money=True)
    if reading.value is not None and reading.status in ACCEPTED_STATUSES:
        assert reading.value == amount


@given(st.text(max_size=60))
@settings(max_examples=400)
@example("\x00")
@example("(" * 50)
@example("1" * 6000)
@example("9E99")
@example("1E-99")
@example("&#x30;")
@example("١٢٣")
@example("٣.٤٠٠")
@example("²")
@example("1.²00")
def test_no_text_raises(text: str) -> None:
    for reading in (read_number(text), read_number(text, is_money=True)):
        assert reading.raw_text == text
        assert (reading.value is None) or reading.token is TokenKind.NUMBER
    assert isinstance(shape_of(text), str)


@given(NUMBER_LIKE)
@settings(max_examples=1000)
def test_number_like_text_never_raises_and_flags_have_reasons(text: str) -> None:
    reading = read_number(text)
    assert (reading.status is FigureStatus.OK) or reading.reasons
    if reading.token is TokenKind.NUMBER:
        assert reading.value is not None
        digits = re.sub(r"[^0-9]", "", text).lstrip("0")
        if reading.status is FigureStatus.OK:
            value = f"{abs(reading.value):f}"
            assert re.sub(r"[^0-9]", "", value).lstrip("0") == digits


@given(NUMBER_LIKE)
@settings(max_examples=400)
def test_reading_the_canonical_print_changes_nothing(text: str) -> None:
    reading = read_number(text)
    if reading.value is None:
        return
    printed = format_number(
        reading.value, convention=reading.convention, decimals=reading.decimals
    )
    again = read_number(printed, convention=reading.convention)
    assert again.value == reading.value.quantize(Decimal(1).scaleb(-reading.decimals))


@pytest.mark.slow
@given(st.lists(NUMBER_LIKE, max_size=6), st.sampled_from([None, *Metric]))
@settings(max_examples=300)
def test_columns_never_raise(texts: list[str], metric: Metric | None) -> None:
    readings = read_column(texts, metric=metric)
    assert [r.raw_text for r in readings] == texts


@given(
    st.lists(st.integers(min_value=1000, max_value=10**12), min_size=1, max_size=8),
    st.lists(st.sampled_from(["dot", "comma"]), min_size=8, max_size=8),
)
@settings(max_examples=300)
def test_a_rupiah_column_of_mixed_conventions_is_never_wrong(
    amounts: list[int], conventions: list[str]
) -> None:
    texts = [
        format_number(Decimal(a), convention=c)
        for a, c in zip(amounts, conventions, strict=False)
    ]
    for amount, reading in zip(
        amounts, read_column(texts, metric=Metric.PAGU, unit="Rp"), strict=True
    ):
        assert reading.value == amount or reading.status is FigureStatus.SUSPECT


def test_take_apart_keeps_the_print() -> None:
    assert tokenize(" 1.000 ").text == " 1.000 "


@st.composite
def columns(
    draw: st.DrawFn,
) -> tuple[Metric, str | None, list[Decimal], list[str]]:
    """Draw a column of one sort of numbers, its conventions mixed, its cells wrapped."""
    metric, unit, places = draw(
        st.sampled_from(
            [
                (Metric.PAGU, "Rp", 0),
                (Metric.PAGU, "Rp", 2),
                (Metric.REALISASI_ANGGARAN, None, 0),
                (Metric.SISA, "Rp", 0),
                (Metric.PAGU, "Rp juta", 0),
                (Metric.PAGU, "Rp juta", 3),
                (Metric.SERAPAN, "%", 2),
                (Metric.CAPAIAN, "%", 3),
                (Metric.TARGET, None, 0),
                (Metric.TARGET, None, 3),
                (Metric.TARGET, "Orang", 0),
                (Metric.LAINNYA, None, 1),
            ]
        )
    )
    most = 120 if unit == "%" else 10**12 if metric in (Metric.PAGU, Metric.SISA) else 10**6
    least = 1000 if unit == "Rp" else 0
    one = st.integers(least * 10**places, most * 10**places)
    values = [Decimal(v).scaleb(-places) for v in draw(st.lists(one, min_size=1, max_size=8))]
    convention = draw(st.sampled_from(["dot", "comma"]))
    texts = []
    for value in values:
        is_odd = draw(st.integers(0, 9)) == 0
        own = {"dot": "comma", "comma": "dot"}[convention] if is_odd else convention
        text = format_number(value, convention=own, decimals=places)
        for at in sorted(draw(st.lists(st.integers(0, len(text)), max_size=2)), reverse=True):
            text = text[:at] + draw(st.sampled_from([" ", "\n"])) + text[at:]
        texts.append(text)
    return metric, unit, values, texts


@given(columns())
@settings(max_examples=150, deadline=None)
def test_no_column_gives_another_value_than_the_printed_one_unflagged(
    column: tuple[Metric, str | None, list[Decimal], list[str]],
) -> None:
    metric, unit, values, texts = column
    for value, reading in zip(
        values, read_column(texts, metric=metric, unit=unit), strict=True
    ):
        if reading.status in ACCEPTED_STATUSES:
            assert reading.value == value
        else:
            assert reading.reasons


@given(st.lists(NUMBER_LIKE, max_size=6), st.sampled_from([None, *Metric]))
@settings(max_examples=80, deadline=None)
def test_reading_a_column_again_gives_the_same(texts: list[str], metric: Metric | None) -> None:
    readings = read_column(texts, metric=metric)
    assert read_column(texts, metric=metric) == readings
