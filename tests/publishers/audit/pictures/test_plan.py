"""Boxes of turned pages."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sidak.publishers.audit.pictures.plan import turn_box, upright_size
from sidak.schemas import Box, Page, PageSource, PageStatus

_EDGES = st.tuples(
    st.integers(0, 200), st.integers(0, 300), st.integers(1, 90), st.integers(1, 90)
)


@given(edges=_EDGES, rotation=st.sampled_from([0, 90, 180, 270]))
def test_a_box_turned_four_times_is_where_it_was(
    edges: tuple[int, int, int, int], rotation: int
) -> None:
    x, y, width, height = edges
    box = Box(x, y, x + width, y + height)
    page = Page(1, PageSource.SCAN, PageStatus.TABLES, rotation=rotation, width=300, height=400)
    turned = turn_box(box, page)
    size = upright_size(page)
    assert 0 <= turned.x0 <= turned.x1 <= size[0]
    assert 0 <= turned.y0 <= turned.y1 <= size[1]
    back = replace(page, rotation=-rotation % 360, width=size[0], height=size[1])
    assert turn_box(turned, back) == box


def test_a_corner_turns_clockwise() -> None:
    page = Page(1, PageSource.SCAN, PageStatus.TABLES, rotation=90, width=300, height=400)
    assert turn_box(Box(0, 0, 10, 20), page) == Box(380, 0, 400, 10)
