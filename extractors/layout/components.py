"""Connected components: which things belong together, given which pairs do."""

from collections.abc import Iterable


def group_connected(count: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Group the numbers from 0 to ``count`` - 1 by the pairs that connect them.

    Returns:
        The groups, each in rising order, sorted by their first number.
    """
    parent = list(range(count))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for a, b in pairs:
        parent[root(a)] = root(b)
    groups: dict[int, list[int]] = {}
    for i in range(count):
        groups.setdefault(root(i), []).append(i)
    return list(groups.values())
