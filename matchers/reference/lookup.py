"""Questions about the lists: which editions, what a code means, what changed, which name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from sidak.matchers.names.likeness import (
    have_same_meaning,
    measure_likeness,
    normalise_name,
    squeeze_name,
)
from sidak.matchers.reference.settings import SETTINGS
from sidak.matchers.reference.store import Nomenclature, fold_kode
from sidak.normalisers.rows.codes import read_kode
from sidak.schemas import Level, NomenclatureError
from sidak.schemas.nomenclature import (
    EDITION_ORDER,
    EDITIONS,
    Edition,
    NomenclatureEntry,
    Scope,
    find_edition,
    find_scope,
)


@dataclass(frozen=True, slots=True)
class EditionSummary:
    """One edition of the store.

    Attributes:
        edition: The edition.
        scope: Whose list; ``None`` if no list is at hand.
        source: File it came from, "bawaan", or empty.
        counts: Lines per level, from urusan down.
        is_whole: Whether the list looks like the whole edition.
        is_learned: Whether it was learned from reports.
    """

    edition: Edition
    scope: Scope | None = None
    source: str = ""
    counts: tuple[tuple[str, int], ...] = ()
    is_whole: bool = False
    is_learned: bool = False


@dataclass(frozen=True, slots=True)
class EditionDifference:
    """What became of a code between two editions.

    Attributes:
        kode: Folded code.
        level: Its level.
        kind: "added", "removed", "reworded" (same thing, other words) or "replaced"
            (another thing).
        before: Name in the older edition; ``None`` if added.
        after: Name in the newer edition; ``None`` if removed.
    """

    kode: str
    level: Level
    kind: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class NameHit:
    """An entry found by its name.

    Attributes:
        entry: The entry.
        likeness: 0 to 1.
    """

    entry: NomenclatureEntry
    likeness: float


def list_editions(nomenclature: Nomenclature) -> tuple[EditionSummary, ...]:
    """List all editions in order of issue, with the lists at hand of each."""
    found: list[EditionSummary] = []
    for edition in EDITIONS:
        lists = [one for one in nomenclature.lists if one.edition == edition.edition]
        for one in lists:
            counts = tuple(
                (level.value, sum(entry.level is level for entry in one.entries))
                for level in Level
                if any(entry.level is level for entry in one.entries)
            )
            found.append(
                EditionSummary(
                    edition, one.scope, one.source, counts, one.is_whole, one.is_learned
                )
            )
        if not lists:
            found.append(EditionSummary(edition))
    return tuple(found)


def show_kode(nomenclature: Nomenclature, kode: str) -> tuple[NomenclatureEntry, ...]:
    """Return what a code means in every edition at hand, in order of issue.

    An agency's own code of the programme PENUNJANG finds ``X.XX.01...``; the digits of the
    last part do not matter.

    Raises:
        NomenclatureError: If the text is no code of the tree.
    """
    reading = read_kode(kode)
    if reading.kode is None:
        why = reading.doubt.text("en") if reading.doubt is not None else ""
        raise NomenclatureError(f"'{kode}' is no code of the nomenclature ({why})")
    wanted = fold_kode(reading.kode)
    found = [entry for entry in nomenclature.entries if fold_kode(entry.kode) == wanted]
    return tuple(sorted(found, key=lambda e: (EDITION_ORDER.get(e.edition, 99), e.scope)))


def diff_editions(
    nomenclature: Nomenclature, before: str, after: str, *, scope: str | None = None
) -> tuple[EditionDifference, ...]:
    """Compare two editions code by code, in order of the codes.

    Args:
        nomenclature: Lists at hand.
        before: The older edition, in any usual form ("050-3708/2020").
        after: The newer one.
        scope: Only lists of this scope; by default all.

    Raises:
        NomenclatureError: If an edition is unknown or not at hand.
    """
    wanted = find_scope(scope) if scope else None
    old = _names_by_code(nomenclature, before, wanted)
    new = _names_by_code(nomenclature, after, wanted)
    found = []
    for kode in sorted({*old, *new}):
        one, other = old.get(kode), new.get(kode)
        if one is None and other is not None:
            found.append(EditionDifference(kode, other.level, "added", None, other.nama))
        elif one is not None and other is None:
            found.append(EditionDifference(kode, one.level, "removed", one.nama, None))
        elif one is not None and other is not None:
            kind = _compare(one.nama, other.nama, nomenclature)
            if kind:
                found.append(EditionDifference(kode, one.level, kind, one.nama, other.nama))
    return tuple(found)


def _names_by_code(
    nomenclature: Nomenclature, edition: str, scope: Scope | None
) -> dict[str, NomenclatureEntry]:
    named = find_edition(edition)
    at_hand = ", ".join(one.edition for one in nomenclature.editions)
    if named is None or named not in nomenclature.editions:
        raise NomenclatureError(f"no list of edition '{edition}' at hand; there are {at_hand}")
    found: dict[str, NomenclatureEntry] = {}
    for entry in nomenclature.entries:
        if entry.edition == named.edition and scope in (None, entry.scope):
            found.setdefault(fold_kode(entry.kode), entry)
    return found


def _compare(before: str, after: str, nomenclature: Nomenclature) -> str:
    one, other = normalise_name(before), normalise_name(after)
    if squeeze_name(one) == squeeze_name(other):
        return ""
    is_same = have_same_meaning(one, other, nomenclature.common_words, nomenclature.vocabulary)
    return "reworded" if is_same else "replaced"


def search_name(
    nomenclature: Nomenclature,
    name: str,
    *,
    level: Level | None = None,
    edition: str | None = None,
    limit: int = 10,
) -> tuple[NameHit, ...]:
    """Find entries by name, the most alike first; words that are contained count too.

    Returns:
        At most ``limit`` entries that are like the name; none if no entry is.
    """
    wanted = normalise_name(name)
    words = wanted.split()
    named = find_edition(edition) if edition else None
    hits = []
    for entry in _newest_first(nomenclature.entries):
        if level is not None and entry.level is not level:
            continue
        if named is not None and entry.edition != named.edition:
            continue
        official = normalise_name(entry.nama)
        likeness = measure_likeness(wanted, official)
        if set(words) <= set(official.split()):
            likeness = max(likeness, 0.9)
        elif _has_words_like(words, official.split()):
            likeness = max(likeness, 0.8)
        if words and likeness >= SETTINGS.found_likeness:
            hits.append(NameHit(entry, likeness))
    hits.sort(key=lambda hit: -hit.likeness)
    seen: set[tuple[str, str]] = set()
    found = []
    for hit in hits:
        key = (fold_kode(hit.entry.kode), hit.entry.nama)
        if key not in seen:
            seen.add(key)
            found.append(hit)
        if len(found) == limit:
            break
    return tuple(found)


def _has_words_like(words: Iterable[str], others: Sequence[str]) -> bool:
    """Return True if each word is, perhaps misspelt, one of the others."""
    least = SETTINGS.found_word
    return all(any(fuzz.ratio(one, other) >= least for other in others) for one in words)


def _newest_first(entries: Iterable[NomenclatureEntry]) -> list[NomenclatureEntry]:
    return sorted(entries, key=lambda e: -EDITION_ORDER.get(e.edition, -1))
