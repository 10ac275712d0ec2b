"""The lines of a document decided together (max-sum over the tree).

Each line has candidates with weights of their own; a child below its parent adds weight. The
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
    return _TreeSolver(nodes).solve()


class _TreeSolver:
    """Max-sum over a tree: a pass from the leaves up, and one from the roots down.

    Attributes:
        nodes: Parents before their children.
        children: Id to the nodes below.
        states: Id to the candidates of a line and, at the end, ``None`` for no code.
        below: Id to the best weight of each state with all that stands below it.
        messages: Id to the best weight of a node and all below it, for each state above.
        total: Id to the best weight of the whole tree for each state.
        chosen: Id to the place of the state in the best assignment.
    """

    def __init__(self, nodes: Sequence[TreeNode]) -> None:
        self.nodes = nodes
        known = {node.node_id for node in nodes}
        self.parents = {
            node.node_id: node.parent_id
            for node in nodes
            if node.parent_id is not None and node.parent_id in known
        }
        self.children: dict[str, list[TreeNode]] = {}
        for node in nodes:
            if node.node_id in self.parents:
                self.children.setdefault(self.parents[node.node_id], []).append(node)
        self.states: dict[str, tuple[CandidateFit | None, ...]] = {
            node.node_id: (*node.fits, None) for node in nodes
        }
        self.below: dict[str, list[float]] = {}
        self.messages: dict[str, list[float]] = {}
        self.total: dict[str, list[float]] = {}
        self.chosen: dict[str, int] = {}

    def solve(self) -> dict[str, Assignment]:
        """Return what is decided for each line."""
        for node in reversed(self.nodes):
            self._pass_up(node)
        for node in self.nodes:
            self._pass_down(node)
        return {node.node_id: self._make_assignment(node) for node in self.nodes}

    def _pass_up(self, node: TreeNode) -> None:
        key = node.node_id
        below = []
        for at, state in enumerate(self.states[key]):
            weight = state.weight if state is not None else SETTINGS.no_match_weight
            messages = (self.messages[c.node_id][at] for c in self.children.get(key, ()))
            below.append(weight + sum(messages))
        self.below[key] = below
        if key in self.parents:
            self.messages[key] = [
                max(self._weigh_states(node, above)) for above in self.states[self.parents[key]]
            ]

    def _weigh_states(self, node: TreeNode, above: CandidateFit | None) -> list[float]:
        """Weigh each state of a node, with all below it, under a state of the line above."""
        states, weights = self.states[node.node_id], self.below[node.node_id]
        return [
            weight + node.link(state, above)
            for state, weight in zip(states, weights, strict=True)
        ]

    def _pass_down(self, node: TreeNode) -> None:
        key = node.node_id
        if key not in self.parents:
            self.total[key] = list(self.below[key])
            self.chosen[key] = _find_best(self.below[key])
            return
        parent = self.parents[key]
        above = self.states[parent]
        rest = [
            value - own
            for value, own in zip(self.total[parent], self.messages[key], strict=True)
        ]
        self.total[key] = [
            weight + max(rest[at] + node.link(state, other) for at, other in enumerate(above))
            for state, weight in zip(self.states[key], self.below[key], strict=True)
        ]
        self.chosen[key] = _find_best(self._weigh_states(node, above[self.chosen[parent]]))

    def _choose(self, node_id: str) -> CandidateFit | None:
        return self.states[node_id][self.chosen[node_id]]

    def _make_assignment(self, node: TreeNode) -> Assignment:
        key = node.node_id
        states, weights = self.states[key], self.total[key]
        best = self._choose(key)
        ranked = sorted(
            (
                (fit, weight)
                for fit, weight in zip(states, weights, strict=True)
                if fit is not None
            ),
            key=lambda pair: (-pair[1], pair[0].candidate.key),
        )
        others = [
            pair
            for pair in ranked
            if best is None or pair[0].candidate.kode != best.candidate.kode
        ]
        rival = max([weights[-1], *(weight for _fit, weight in others)])
        parent = self._choose(self.parents[key]) if key in self.parents else None
        link = node.link(best, parent)
        return Assignment(
            best=best,
            runner_up=others[0][0] if others else None,
            margin=weights[self.chosen[key]] - rival if best is not None else 0.0,
            has_parent=link > 0,
            children=sum(
                child.link(self._choose(child.node_id), best) > 0
                for child in self.children.get(key, ())
            ),
            is_parent_off=link < 0,
            ranked=tuple(ranked),
        )


def _find_best(values: Sequence[float]) -> int:
    """Return the place of the greatest value, the first of equal ones."""
    return max(range(len(values)), key=lambda at: (values[at], -at))
