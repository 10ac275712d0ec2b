"""What a region lost against the last release, and documents that moved between regions."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sidak.flows.batch.settings import SETTINGS

if TYPE_CHECKING:
    from sidak.publishers import DocumentSize, PartFacts


@dataclass(frozen=True, slots=True)
class HeldBackTexts:
    """Why a part is held back, in one language.

    Attributes:
        documents: It lost documents.
        figures: It lost figures.
        accepted: It lost of the share of accepted figures, in per cent.
        shrunk: What it lost, and the way out.
        waits: Documents moved between it and a region that is held back.
        lost: Documents of the last release could not be read.
    """

    documents: str
    figures: str
    accepted: str
    shrunk: str
    waits: str
    lost: str


TEXTS = {
    "id": HeldBackTexts(
        "dokumen {} menjadi {}",
        "angka {} menjadi {}",
        "persen angka diterima {} menjadi {}",
        "menyusut dari rilis terakhir: {}; bila memang benar, jalankan dengan --accept-shrink",
        "menunggu daerah {}: ada dokumen yang berpindah di antaranya",
        "{} dokumen yang ada di rilis terakhir belum terbaca lagi ({}); rilis terakhir "
        "dipertahankan, jalankan lagi",
    ),
    "en": HeldBackTexts(
        "documents from {} to {}",
        "figures from {} to {}",
        "accepted per cent of figures from {} to {}",
        "shrank against the last release: {}; if that is right, run with --accept-shrink",
        "waits for region {}: documents moved between them",
        "{} documents of the last release could not be read again ({}); the last release "
        "stays, run once more",
    ),
}


def describe_shrinking(
    present: "Mapping[str, PartFacts]",
    last: "Mapping[str, PartFacts]",
    texts: HeldBackTexts,
) -> dict[str, str]:
    """Return why regions count as shrunk.

    A region may not lose more than a certain share of its documents, of its figures or of the
    share of figures that are accepted. Documents that stand in another region now are not lost.

    Args:
        present: The parts as they would be published, by region.
        last: The parts of the last release.
        texts: The sentences.
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
            (texts.documents, len(expected), len(own)),
            (texts.figures, figures, left),
            (
                texts.accepted,
                _percent(sum(size.accepted for size in expected.values()), figures),
                # Where no figure is left, that is said already.
                _percent(sum(size.accepted for size in own.values()), left) if left else None,
            ),
        )
        told = [
            text.format(old, new)
            for text, old, new in losses
            if new is not None and new < (1 - SETTINGS.shrinking) * old
        ]
        if told:
            reasons[code] = texts.shrunk.format(", ".join(told))
    return reasons


def follow_moves(
    blocked: Mapping[str, tuple[str, ...]],
    present: "Mapping[str, PartFacts]",
    last: "Mapping[str, PartFacts]",
    texts: HeldBackTexts,
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
            found[other] = (texts.waits.format(code),)
            waiting.append(other)
    return found


def _list_read(facts: "PartFacts") -> "dict[str, DocumentSize]":
    """Return the documents of a part that could be read: a failed one is no loss."""
    return {name: size for name, size in facts.documents.items() if size.is_read}


def _percent(part: int, whole: int) -> int:
    return round(100 * part / whole) if whole else 0
