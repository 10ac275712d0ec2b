"""What a region lost against the last release, and documents that moved between regions."""

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from sidak.flows.batch.settings import SETTINGS

if TYPE_CHECKING:
    from sidak.publishers import DocumentSize, PartFacts


def describe_shrinking(
    present: "Mapping[str, PartFacts]", last: "Mapping[str, PartFacts]"
) -> dict[str, str]:
    """Return why regions count as shrunk.

    A region may not lose more than a certain share of its documents, of its figures or of the
    share of figures that are accepted. Documents that stand in another region now are not lost.

    Args:
        present: The parts as they would be published, by region.
        last: The parts of the last release.
    """
    now = {one for facts in present.values() for one in _list_read(facts)}
    reasons: dict[str, str] = {}
    for code, before in last.items():
        own = _list_read(present[code]) if code in present else {}
        expected = {
            name: size
            for name, size in _list_read(before).items()
            if name in own or name not in now
        }
        figures = sum(size.figures for size in expected.values())
        left = sum(size.figures for size in own.values())
        losses = (
            ("dokumen", len(expected), len(own)),
            ("angka", figures, left),
            (
                "persen angka diterima",
                _percent(sum(size.accepted for size in expected.values()), figures),
                # Where no figure is left, that is said already.
                _percent(sum(size.accepted for size in own.values()), left) if left else None,
            ),
        )
        told = [
            f"{name} {old} menjadi {new}"
            for name, old, new in losses
            if new is not None and new < (1 - SETTINGS.shrinking) * old
        ]
        if told:
            reasons[code] = (
                f"menyusut dari rilis terakhir: {', '.join(told)}; bila memang benar, "
                "jalankan dengan --accept-shrink"
            )
    return reasons


def follow_moves(
    blocked: Mapping[str, tuple[str, ...]],
    present: "Mapping[str, PartFacts]",
    last: "Mapping[str, PartFacts]",
) -> dict[str, tuple[str, ...]]:
    """Hold back also the regions that exchanged documents with a blocked region.

    The last good part of a blocked region holds the documents that left it, and lacks those
    that came: without this a document would stand in a release twice, or not at all.
    """
    home = {name: code for code, facts in present.items() for name in facts.documents}
    neighbours: dict[str, set[str]] = defaultdict(set)
    for code, facts in last.items():
        for name in facts.documents:
            other = home.get(name, code)
            if other != code:
                neighbours[code].add(other)
                neighbours[other].add(code)
    found = dict(blocked)
    waiting = sorted(found)
    while waiting:
        code = waiting.pop()
        for other in sorted(neighbours[code] - found.keys()):
            found[other] = (f"menunggu daerah {code}: ada dokumen yang berpindah di antaranya",)
            waiting.append(other)
    return found


def _list_read(facts: "PartFacts") -> "dict[str, DocumentSize]":
    """Return the documents of a part that could be read: a failed one is no loss."""
    return {name: size for name, size in facts.documents.items() if size.is_read}


def _percent(part: int, whole: int) -> int:
    return round(100 * part / whole) if whole else 0
