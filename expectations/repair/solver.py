"""Several figures in question at once: which readings fit each other."""

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import product
from math import prod

from sidak.expectations.identities.model import Identity
from sidak.expectations.repair.candidates import ScannedNumber
from sidak.expectations.repair.constraints import ConstraintIndex, list_figure_ids

#: Combinations tried for one identity, and steps of the search for a group.
_MOST_COMBINATIONS = 500
_MOST_STEPS = 4000

Domain = Callable[[str], Sequence[ScannedNumber]]


def group_figures(
    constraints: ConstraintIndex, undecided: AbstractSet[str], domain: Domain
) -> list[list[str]]:
    """Return groups of figures that share identities which some readings satisfy.

    Figures of an identity that no combination of their readings satisfies cannot be
    decided: something else is wrong in it. They are left out, and with them what depends
    on them.

    Args:
        constraints: The identities.
        undecided: The figures in question.
        domain: What witnesses read of a figure.
    """
    lost: set[str] = set()
    for identity in _list_identities(constraints, sorted(undecided)):
        members = [
            one for one in dict.fromkeys(list_figure_ids([identity])) if one in undecided
        ]
        choices = [domain(one) for one in members]
        if prod(map(len, choices)) > _MOST_COMBINATIONS:
            continue
        if not any(
            constraints.holds(identity, dict(zip(members, numbers, strict=True)))
            for numbers in product(*choices)
        ):
            lost.update(members)
    return list(_split(constraints, set(undecided) - lost, lost))


def _list_identities(constraints: ConstraintIndex, figure_ids: Sequence[str]) -> list[Identity]:
    """Return the binding identities of figures, each once."""
    found = {
        id(one): one for figure_id in figure_ids for one in constraints.identities_of(figure_id)
    }
    return [one for one in found.values() if not constraints.is_soft(one)]


def _split(
    constraints: ConstraintIndex, left: set[str], lost: AbstractSet[str]
) -> Iterator[list[str]]:
    while left:
        group: set[str] = set()
        waiting = [min(left)]
        while waiting:
            one = waiting.pop()
            if one in group:
                continue
            group.add(one)
            for identity in constraints.identities_of(one):
                members = set(list_figure_ids([identity]))
                if not members & lost:
                    waiting.extend(sorted((members & left) - group))
        left -= group
        if len(group) > 1:
            yield sorted(group)


def list_solutions(
    constraints: ConstraintIndex,
    undecided: AbstractSet[str],
    group: Sequence[str],
    domain: Domain,
) -> list[dict[str, ScannedNumber]]:
    """Return the combinations of readings that satisfy all identities of a group.

    Args:
        constraints: The identities.
        undecided: All figures in question; identities with others of them are left out.
        group: The figures to combine.
        domain: What witnesses read of a figure.

    Returns:
        None, one, or two (there may be more); none if the search would take too long.
    """
    others = undecided - set(group)
    identities = [
        (one, set(list_figure_ids([one])) & set(group))
        for one in _list_identities(constraints, group)
        if not set(list_figure_ids([one])) & others
    ]
    order = _order(group, [members for _, members in identities])
    due: dict[str, list[Identity]] = {one: [] for one in order}
    for identity, members in identities:
        due[max(members, key=order.index)].append(identity)
    solutions: list[dict[str, ScannedNumber]] = []
    steps = 0

    def search(place: int, chosen: dict[str, ScannedNumber]) -> None:
        nonlocal steps
        if place == len(order):
            solutions.append(dict(chosen))
            return
        figure_id = order[place]
        for number in domain(figure_id):
            steps += 1
            if steps > _MOST_STEPS or len(solutions) > 1:
                return
            chosen[figure_id] = number
            if all(constraints.holds(one, chosen) for one in due[figure_id]):
                search(place + 1, chosen)
        chosen.pop(figure_id, None)

    search(0, {})
    return [] if steps > _MOST_STEPS else solutions


def _order(group: Sequence[str], identities: Sequence[set[str]]) -> list[str]:
    """Return the figures so that identities are complete as early as can be."""
    order: list[str] = []
    left = list(group)
    while left:
        placed = set(order)
        open_sizes = [len(members - placed) for members in identities]

        def nearness(one: str, sizes: Sequence[int] = tuple(open_sizes)) -> tuple[int, str]:
            own = [
                size for size, members in zip(sizes, identities, strict=True) if one in members
            ]
            return (min(own, default=len(group) + 1), one)

        best = min(left, key=nearness)
        left.remove(best)
        order.append(best)
    return order
