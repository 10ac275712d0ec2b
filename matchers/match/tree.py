"""The tree of a document, decided together.

Each line has options with weights of their own; a child below its parent adds weight. The
best assignment of the whole tree, and the best one for each single candidate, follow from one
pass up and one pass down (max-sum), so that a name that stands under several kegiatan goes
to the one that its parent, children and siblings support.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sidak.matchers.match.scoring import Assignment, CandidateFit, weigh_link
from sidak.matchers.match.settings import SETTINGS


@dataclass(frozen=True, slots=True)
class TreeNode:
    """A line of the tree.

    Attributes:
        node_id: Its item.
        parent_id: The programme line above; ``None`` at the top.
        fits: Its options.
        is_loose: Whether the line above is only a guess: it may support a candidate, never
            contradict one.
    """

    node_id: str
    parent_id: str | None
    fits: tuple[CandidateFit, ...]
    is_loose: bool = False

    def link(self, own: CandidateFit | None, above: CandidateFit | None) -> float:
        """Weigh a candidate under a candidate of the line above."""
        weight = weigh_link(own, above)
        return max(0.0, weight) if self.is_loose else weight


def assign_codes(nodes: Sequence[TreeNode]) -> Mapping[str, Assignment]:
    """Decide all lines of a document together.

    Args:
        nodes: Parents before their children.

    Returns:
        Id to what was decided.
    """
    known = {node.node_id for node in nodes}
    children: dict[str, list[TreeNode]] = {}
    for node in nodes:
        if node.parent_id in known and node.parent_id is not None:
            children.setdefault(node.parent_id, []).append(node)
    states: dict[str, tuple[CandidateFit | None, ...]] = {
        n.node_id: (*n.fits, None) for n in nodes
    }
    up: dict[str, list[float]] = {}
    messages: dict[str, list[float]] = {}
    for node in reversed(nodes):
        own = []
        for at, state in enumerate(states[node.node_id]):
            weight = state.weight if state is not None else SETTINGS.no_match_weight
            own.append(
                weight + sum(messages[c.node_id][at] for c in children.get(node.node_id, ()))
            )
        up[node.node_id] = own
        if node.parent_id in known and node.parent_id is not None:
            messages[node.node_id] = [
                max(
                    weight + node.link(state, above)
                    for state, weight in zip(states[node.node_id], own, strict=True)
                )
                for above in states[node.parent_id]
            ]
    total: dict[str, list[float]] = {}
    chosen: dict[str, int] = {}
    for node in nodes:
        mine, own = states[node.node_id], up[node.node_id]
        if node.parent_id is None or node.parent_id not in known:
            total[node.node_id] = list(own)
            chosen[node.node_id] = _best(own)
            continue
        above, outside = states[node.parent_id], total[node.parent_id]
        message = messages[node.node_id]
        rest = [value - message[at] for at, value in enumerate(outside)]
        total[node.node_id] = [
            weight + max(rest[at] + node.link(state, parent) for at, parent in enumerate(above))
            for state, weight in zip(mine, own, strict=True)
        ]
        parent = above[chosen[node.parent_id]]
        chosen[node.node_id] = _best(
            [w + node.link(state, parent) for state, w in zip(mine, own, strict=True)]
        )
    return {
        node.node_id: _make_assignment(
            node, states, total, chosen, children.get(node.node_id, [])
        )
        for node in nodes
    }


def _best(values: Sequence[float]) -> int:
    return max(range(len(values)), key=lambda at: (values[at], -at))


def _make_assignment(
    node: TreeNode,
    states: Mapping[str, tuple[CandidateFit | None, ...]],
    total: Mapping[str, Sequence[float]],
    chosen: Mapping[str, int],
    children: Sequence[TreeNode],
) -> Assignment:
    mine, weights = states[node.node_id], total[node.node_id]
    at = chosen[node.node_id]
    best = mine[at]
    ranked = sorted(
        ((fit, weight) for fit, weight in zip(mine, weights, strict=True) if fit is not None),
        key=lambda pair: (-pair[1], pair[0].candidate.key),
    )
    others = [
        pair for pair in ranked if best is None or pair[0].candidate.kode != best.candidate.kode
    ]
    nothing = weights[len(mine) - 1]
    rival = max([nothing, *(weight for _fit, weight in others)]) if best is not None else 0.0
    parent = None
    if node.parent_id is not None and node.parent_id in states:
        parent = states[node.parent_id][chosen[node.parent_id]]
    below = sum(
        1
        for child in children
        if child.link(states[child.node_id][chosen[child.node_id]], best) > 0
    )
    link = node.link(best, parent)
    return Assignment(
        best=best,
        runner_up=others[0][0] if others else None,
        margin=weights[at] - rival if best is not None else 0.0,
        has_parent=link > 0,
        children=below,
        is_parent_off=link < 0,
        ranked=tuple(ranked),
    )
