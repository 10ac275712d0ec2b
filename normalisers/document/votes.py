"""Votes of the lines of a document for what it says of itself, weighed by their places."""

from collections import defaultdict
from typing import Generic, TypeVar

from sidak.normalisers.document.sources import LinePlace, Said, SourceLine

Choice = TypeVar("Choice")


class Votes(Generic[Choice]):
    """Weights of the choices, the running text apart, and the best line for each."""

    def __init__(self) -> None:
        self.weights: defaultdict[Choice, float] = defaultdict(float)
        self.body: defaultdict[Choice, float] = defaultdict(float)
        self._best: dict[Choice, tuple[float, SourceLine]] = {}

    def add(self, choice: Choice, weight: float, line: SourceLine) -> None:
        """Count a line for a choice."""
        (self.body if line.source is LinePlace.BODY else self.weights)[choice] += weight
        if weight > self.best_weight(choice):
            self._best[choice] = (weight, line)

    def evidence(self, choice: Choice) -> Said:
        """Return the line that weighs most for a choice, as evidence."""
        best = self._best.get(choice)
        return Said() if best is None else best[1].said

    def best_weight(self, choice: Choice) -> float:
        """Return the weight of the line that weighs most for a choice."""
        best = self._best.get(choice)
        return 0.0 if best is None else best[0]

    def count(
        self, *, most_body: float, body_total: float | None = None
    ) -> dict[Choice, float]:
        """Return the weight of each choice.

        Other reports are spoken of in the running text, so that it is shrunk as a whole.

        Args:
            most_body: What the running text together weighs at most.
            body_total: Its weight before; by default the sum over all choices.
        """
        total = sum(self.body.values()) if body_total is None else body_total
        shrink = min(1.0, most_body / total) if total else 0.0
        counted = dict(self.weights)
        for choice, weight in self.body.items():
            counted[choice] = counted.get(choice, 0.0) + weight * shrink
        return counted
