"""The codec must bring back exactly what went in."""

import gc
from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from sidak.flows.state.codec import from_json, pack_record, to_json, unpack_record
from sidak.schemas import (
    Box,
    Cell,
    ColumnMeaning,
    ColumnRole,
    DocumentFacts,
    DocumentKind,
    DocumentResult,
    Doubt,
    DoubtKind,
    Extraction,
    Figure,
    FigureStatus,
    Finding,
    FindingKind,
    Item,
    Level,
    Metric,
    Page,
    PageSource,
    PageStatus,
    PageText,
    Place,
    Severity,
    Table,
    TypedTable,
)

#: A whole document takes seconds to make up.
_RECORDS = (
    pytest.param(Extraction, marks=pytest.mark.slow),
    pytest.param(DocumentResult, marks=pytest.mark.slow),
    DocumentFacts,
    Table,
    Cell,
    Page,
    TypedTable,
    Item,
    Figure,
    Finding,
)


def through_json(kind: type, value: object) -> object:
    return from_json(kind, to_json(value))


def through_pack(kind: type, value: object) -> object:
    return unpack_record(kind, pack_record(value))


_NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
_BOXES = st.builds(
    lambda x, y, width, height: Box(x, y, x + width, y + height),
    *[st.floats(0, 1000) for _ in range(4)],
)
st.register_type_strategy(float, _NUMBERS)
st.register_type_strategy(Box, _BOXES)
st.register_type_strategy(Decimal, st.decimals(allow_nan=False, allow_infinity=False))


@pytest.mark.parametrize("kind", _RECORDS)
@settings(
    max_examples=15,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],  # shrinking a whole document takes minutes
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_every_record_comes_back_equal(kind: type, data: st.DataObject) -> None:
    value = data.draw(st.from_type(kind))
    assert through_json(kind, value) == value
    assert through_pack(kind, value) == value


def test_decimals_keep_every_digit_and_their_scale() -> None:
    for text in ("56793468159", "96.40", "0.00", "-19.51", "1E+3", "0.1"):
        assert str(through_json(Decimal, Decimal(text))) == text
        assert str(through_pack(Decimal, Decimal(text))) == text


def test_a_float_that_is_whole_stays_a_float() -> None:
    rebuilt = through_json(Box, Box(0, 1, 2, 3))
    assert repr(rebuilt) == "Box(x0=0.0, y0=1.0, x1=2.0, y1=3.0)"
    packed = through_pack(Box, Box(0, 1, 2, 3))
    assert repr(packed) == "Box(x0=0.0, y0=1.0, x1=2.0, y1=3.0)"


def test_data_of_another_shape_are_refused() -> None:
    with pytest.raises(ValueError, match="missing required field `page`"):
        from_json(Place, b"{}")
    with pytest.raises(ValueError, match="Expected `int`, got `str`"):
        from_json(Place, b'{"page": "1"}')
    with pytest.raises(ValueError, match="Expected `int`, got `bool`"):
        from_json(Place, b'{"page": true}')
    with pytest.raises(ValueError, match="box turned inside out"):
        from_json(Box, b'{"x0": 1, "y0": 0, "x1": 0, "y1": 1}')
    with pytest.raises(ValueError, match="Invalid enum value 'unknown'"):
        from_json(PageStatus, b'"unknown"')
    with pytest.raises(ValueError, match="Expecting value"):
        from_json(PageStatus, b"half a fi")
    with pytest.raises(ValueError, match="missing required field `page`"):
        unpack_record(Place, b"m\x80")
    with pytest.raises(ValueError, match="truncated"):
        unpack_record(Place, pack_record(Place(7))[:-1])
    for content in (b"", b"x\x80"):
        with pytest.raises(ValueError, match="no packed record"):
            unpack_record(Place, content)


def test_types_outside_the_vocabulary_are_refused() -> None:
    @dataclass
    class Odd:
        value: complex

    with pytest.raises(TypeError, match="complex"):
        to_json(Odd(1j))
    with pytest.raises(ValueError, match="Expected `complex`"):
        from_json(Odd, b'{"value": 1}')


def test_halves_of_characters_come_back() -> None:
    assert through_json(str, "a\ud800b") == "a\ud800b"
    assert through_pack(str, "a\ud800b") == "a\ud800b"


@pytest.mark.parametrize("is_on", [True, False])
def test_the_garbage_collector_is_left_as_it_was(is_on: bool) -> None:
    was_on = gc.isenabled()
    try:
        (gc.enable if is_on else gc.disable)()
        through_pack(int, 1)
        assert gc.isenabled() is is_on
    finally:
        (gc.enable if was_on else gc.disable)()


def test_a_whole_document_comes_back() -> None:
    place = Place(1, Box(0.5, 1.0, 2.0, 3.0))
    doubt = Doubt(DoubtKind.CROSSES_BORDER, ("2.800",))
    cell = Cell(0, 0, "2.800.\n000", place, more_places=(Place(2),), doubts=(doubt,))
    figure = Figure(
        *("d-t01-r1-c2", "d", "d-t01", "d-t01-r1", 1, 1, 2, "Pagu", "Program", ""),
        *(Level.PROGRAM, None, Metric.PAGU, "2022", 2022, "Rp", Decimal("2800000")),
        *("2.800.\n000", FigureStatus.SUSPECT, (doubt,), 0.5, "pdfplumber"),
        box=place.box,
    )
    typed = TypedTable(
        "d-t01",
        "anggaran",
        (ColumnMeaning(2, "Pagu", ColumnRole.FIGURE, Metric.PAGU),),
        (None, Level.PROGRAM),
        (),
        (figure,),
        (Finding("f", "d", FindingKind.READING, Severity.INFO, "x", figure_ids=("a", "b")),),
    )
    extraction = Extraction(
        document_id="d",
        sha256="d" * 64,
        file="a.pdf",
        producer="",
        title="",
        pages=(Page(1, PageSource.TEXT, PageStatus.TABLES),),
        tables=(Table("d-t01", "d", (cell,), 1, 1, (place,)),),
        texts=(PageText(1, (("baris", None), ("dua", place.box))),),
    )
    assert through_json(Extraction, extraction) == extraction
    assert through_json(TypedTable, typed) == typed
    assert through_pack(Extraction, extraction) == extraction
    assert through_pack(TypedTable, typed) == typed
    assert DocumentKind("lkjip") is through_json(DocumentKind, DocumentKind.LKJIP)
