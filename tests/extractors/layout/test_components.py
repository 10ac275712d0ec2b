"""Connected components."""

from sidak.extractors.layout.components import group_connected


def test_things_are_grouped_by_the_pairs_that_connect_them() -> None:
    assert group_connected(6, [(4, 1), (1, 3), (5, 5)]) == [[0], [1, 3, 4], [2], [5]]
    assert group_connected(3, []) == [[0], [1], [2]]
    assert group_connected(0, []) == []
