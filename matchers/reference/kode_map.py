"""What became of a code from edition to edition, as far as the lists prove it.

Between two editions a line of the list is

* ``same``: the code has the same name;
* ``renamed``: the code has the same meaning in other words, and neither name stands at another
  code;
* ``moved``: the code is gone or means something else, and one other code has the name now;
  in both lists no further code of that level and authority has it;
* ``merged``: the same, where several old codes of one parent had the name; or its words make,
  with those of another line that is gone, the name of one new line of the same parent;
* ``split``: its words make the names of two new lines of the same parent;
* ``retired``: the newer list is whole, and none of this is so; ``new``, if the other edition is
  the older one;
* ``unknown``: the name came to another authority (special regions), or the lists prove
  nothing, and ``reason`` says why.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

from sidak.matchers.names.likeness import (
    have_same_meaning,
    make_name_key,
    measure_likeness,
    normalise_name,
    split_words,
)
from sidak.matchers.reference.settings import SETTINGS
from sidak.matchers.reference.store import Nomenclature, fold_kode
from sidak.schemas import KodeChange, Level
from sidak.schemas.nomenclature import EDITION_ORDER, NomenclatureEntry, Scope, parent_of

#: Why nothing is said of a code.
PARTIAL_LIST = "partial_list"
SEVERAL_CODES = "several_codes"
OTHER_WORDS = "other_words"
OTHER_AUTHORITY = "other_authority"
DOUBTFUL_LINE = "doubtful_line"
NO_LIST = "no_list"

_FOLLOWED = frozenset(
    {KodeChange.SAME, KodeChange.RENAMED, KodeChange.MOVED, KodeChange.MERGED}
)


@dataclass(frozen=True, slots=True)
class KodeMapping:
    """What became of one code between two editions.

    Attributes:
        edition: Id of the edition that the code stands in.
        kode: The code, with ``X.XX`` for the programme of every agency.
        nama: Its name there.
        to_edition: Id of the other edition.
        to_kodes: The codes there; one unless it was split, none if retired or unknown.
        change: What became of it.
        reason: Why nothing is known, else empty.
    """

    edition: str
    kode: str
    nama: str
    to_edition: str
    to_kodes: tuple[str, ...]
    change: KodeChange
    reason: str = ""


class _EditionLines:
    """The lines of one edition that may be compared, by code and by name."""

    def __init__(self, entries: Iterable[NomenclatureEntry]) -> None:
        self.by_kode: dict[tuple[str, Scope], NomenclatureEntry] = {}
        self.by_name: defaultdict[tuple[Level, str, str], set[str]] = defaultdict(set)
        self.below: defaultdict[str, list[NomenclatureEntry]] = defaultdict(list)
        self.authorities: defaultdict[tuple[Level, str], set[str]] = defaultdict(set)
        self.subs: defaultdict[tuple[str, Scope], int] = defaultdict(int)
        for entry in entries:
            kode = fold_kode(entry.kode)
            earlier = self.by_kode.get((kode, entry.scope))
            if earlier is not None and (entry.note or not earlier.note):
                continue  # of several lines of a code the one that is not in doubt
            self.by_kode[kode, entry.scope] = entry
            self.by_name[_name_key(entry)].add(kode)
            self.authorities[entry.level, make_name_key(entry.nama)].add(_authority(kode))
            self.below[parent_of(kode)].append(entry)
            if entry.level is Level.SUB_KEGIATAN:
                self.subs[_authority(kode), entry.scope] += 1

    def find(self, kode: str, scope: Scope) -> NomenclatureEntry | None:
        """Return the line of a folded code, that of the same scope before others."""
        scopes = [scope, Scope.BOTH]
        if _authority(kode) or scope is Scope.BOTH or kode.count(".") < 2:
            scopes += [Scope.KABUPATEN_KOTA, Scope.PROVINSI]
        for one in scopes:
            entry = self.by_kode.get((kode, one))
            if entry is not None:
                return entry
        return None

    def is_whole_for(self, kode: str, scope: Scope) -> bool:
        """Return True if the lists of this edition would have the code if it existed."""
        authority = _authority(kode)
        counts = [
            count
            for (digit, place), count in self.subs.items()
            if (digit == authority if authority else place in (scope, Scope.BOTH))
        ]
        return max(counts, default=0) >= SETTINGS.whole_list


class KodeMap:
    """Answers what became of codes between the editions at hand."""

    def __init__(self, nomenclature: Nomenclature) -> None:
        self._nomenclature = nomenclature
        entries: defaultdict[str, list[NomenclatureEntry]] = defaultdict(list)
        for entry in nomenclature.entries:
            if not entry.support:  # what reports print proves nothing about a list
                entries[entry.edition].append(entry)
        self._entries = entries
        self._lines: dict[str, _EditionLines] = {}
        self._steps: dict[tuple[str, str, Scope, str], KodeMapping] = {}

    @cached_property
    def canonical(self) -> str | None:
        """Id of the newest edition of which a whole list is at hand; ``None`` if none is."""
        whole = {one.edition for one in self._nomenclature.lists if one.is_whole}
        return max(whole, key=lambda one: EDITION_ORDER.get(one, -1), default=None)

    @cached_property
    def _chain(self) -> tuple[str, ...]:
        whole = {one.edition for one in self._nomenclature.lists if one.is_whole}
        return tuple(sorted(whole, key=lambda one: EDITION_ORDER.get(one, -1)))

    def list_all(
        self, edition: str | None = None, goal: str | None = None
    ) -> tuple[KodeMapping, ...]:
        """Return what became of every code, by edition and code.

        Args:
            edition: Id of the edition of the codes; by default all but the goal.
            goal: Id of the edition to map to; by default the canonical one.
        """
        to = goal or self.canonical
        if to is None:
            return ()
        origins = [edition] if edition else [one for one in self._entries if one != to]
        found: dict[KodeMapping, None] = {}
        for origin in sorted(origins, key=lambda one: EDITION_ORDER.get(one, -1)):
            for entry in sorted(self._entries[origin], key=lambda one: (one.kode, one.scope)):
                found[self._follow(entry, to)] = None
        return tuple(found)

    def find(self, edition: str, kode: str, scope: Scope | None = None) -> KodeMapping | None:
        """Return what became of a code in the canonical edition.

        Args:
            edition: Id of the edition of the code.
            kode: The code; an agency's own bidang stays its own.
            scope: Whose programmes, where the lists of both are at hand.

        Returns:
            ``None`` if there is no canonical edition or no list has the code.
        """
        if edition == self.canonical:
            return KodeMapping(edition, kode, "", edition, (kode,), KodeChange.SAME)
        lines = self._find_lines(edition)
        if self.canonical is None or lines is None:
            return None
        entry = lines.find(fold_kode(kode), scope or Scope.BOTH)
        if entry is None:
            return None
        mapping = self._follow(entry, self.canonical)
        own = tuple(_with_bidang_of(kode, one) for one in mapping.to_kodes)
        return replace(mapping, kode=kode, to_kodes=own)

    def _find_lines(self, edition: str) -> "_EditionLines | None":
        if edition not in self._lines and edition in self._entries:
            self._lines[edition] = _EditionLines(self._entries[edition])
        return self._lines.get(edition)

    def _follow(self, entry: NomenclatureEntry, goal: str) -> KodeMapping:
        """Compare directly, else edition by edition through the whole lists between."""
        direct = self._compare(entry, goal)
        if direct.change in (KodeChange.SAME, KodeChange.SPLIT):
            return direct
        here = EDITION_ORDER.get(entry.edition, -1)
        last = EDITION_ORDER.get(goal, -1)
        at, changes = entry, []
        for edition in self._chain:
            if not here < EDITION_ORDER.get(edition, -1) <= last:
                continue
            step = self._compare(at, edition)
            if step.change not in _FOLLOWED:
                return direct
            changes.append(step.change)
            lines = self._find_lines(edition)
            found = lines.find(fold_kode(step.to_kodes[0]), at.scope) if lines else None
            if found is None:
                return direct
            at = found
        if at.edition != goal or not changes:
            return direct
        if direct.to_kodes and fold_kode(direct.to_kodes[0]) != fold_kode(at.kode):
            return self._say_nothing(entry, goal, SEVERAL_CODES)
        if direct.change in _FOLLOWED:
            return direct
        worst = max(changes, key=list(KodeChange).index)
        return KodeMapping(entry.edition, entry.kode, entry.nama, goal, (at.kode,), worst)

    def _compare(self, entry: NomenclatureEntry, after: str) -> KodeMapping:
        key = (entry.edition, entry.kode, entry.scope, after)
        if key not in self._steps:
            self._steps[key] = self._compare_lists(entry, after)
        return self._steps[key]

    def _compare_lists(self, entry: NomenclatureEntry, after: str) -> KodeMapping:
        new, old = self._find_lines(after), self._find_lines(entry.edition)
        if entry.note:
            return self._say_nothing(entry, after, DOUBTFUL_LINE)
        if new is None or old is None:
            return self._say_nothing(entry, after, NO_LIST)
        kode = fold_kode(entry.kode)
        there = new.find(kode, entry.scope)
        if there is not None and not there.note:
            if make_name_key(there.nama) == make_name_key(entry.nama):
                return _say(entry, after, (there.kode,), KodeChange.SAME)
            is_elsewhere = new.by_name.get(_name_key(entry)) or old.by_name.get(
                _name_key(there)
            )
            if not is_elsewhere and self._is_reworded(entry, there):
                return _say(entry, after, (there.kode,), KodeChange.RENAMED)
        named = new.by_name.get(_name_key(entry), set())
        if named:
            change = _compare_places(named, old.by_name.get(_name_key(entry), frozenset()))
            target = new.find(next(iter(named)), entry.scope)
            if change is None or target is None or target.note:
                return self._say_nothing(entry, after, SEVERAL_CODES)
            return _say(entry, after, (target.kode,), change)
        by_words = _find_by_words(entry, old, new)
        if by_words is not None:
            return _say(entry, after, by_words[1], by_words[0])
        if there is not None and _is_like(entry, there):
            return self._say_nothing(entry, after, OTHER_WORDS)
        if not new.is_whole_for(kode, entry.scope):
            return self._say_nothing(entry, after, PARTIAL_LIST)
        name = (entry.level, make_name_key(entry.nama))
        if new.authorities.get(name, set()) - old.authorities.get(name, set()):
            return self._say_nothing(entry, after, OTHER_AUTHORITY)
        is_back = EDITION_ORDER.get(after, -1) < EDITION_ORDER.get(entry.edition, -1)
        return _say(entry, after, (), KodeChange.NEW if is_back else KodeChange.RETIRED)

    def _is_reworded(self, entry: NomenclatureEntry, there: NomenclatureEntry) -> bool:
        one, other = normalise_name(entry.nama), normalise_name(there.nama)
        if measure_likeness(one, other) < SETTINGS.renamed_likeness:
            return False
        common, vocabulary = self._nomenclature.common_words, self._nomenclature.vocabulary
        return have_same_meaning(one, other, common, vocabulary)

    def _say_nothing(self, entry: NomenclatureEntry, after: str, reason: str) -> KodeMapping:
        return KodeMapping(
            entry.edition, entry.kode, entry.nama, after, (), KodeChange.UNKNOWN, reason
        )


def _say(
    entry: NomenclatureEntry, after: str, kodes: tuple[str, ...], change: KodeChange
) -> KodeMapping:
    return KodeMapping(entry.edition, entry.kode, entry.nama, after, kodes, change)


def _compare_places(after: Set[str], before: Set[str]) -> KodeChange | None:
    """Return what became of a name that left its code; ``None`` if several codes may be meant.

    Args:
        after: Folded codes that have the name in the newer list.
        before: Those that have it in the older one.
    """
    if len(after) > 1 or after & before:
        return None
    if len(before) == 1:
        return KodeChange.MOVED
    return KodeChange.MERGED if len({parent_of(one) for one in before}) == 1 else None


def _find_by_words(
    entry: NomenclatureEntry, old: _EditionLines, new: _EditionLines
) -> tuple[KodeChange, tuple[str, ...]] | None:
    """Return into which lines a line was split, or into which one it was merged."""
    parent = parent_of(fold_kode(entry.kode))
    came = [one for one in new.below.get(parent, ()) if not old.by_name.get(_name_key(one))]
    words = frozenset(split_words(normalise_name(entry.nama)))
    halves = [pair for pair in combinations(came, 2) if _make_up(pair, words)]
    if len(halves) == 1:
        return KodeChange.SPLIT, tuple(sorted(one.kode for one in halves[0]))
    gone = [one for one in old.below.get(parent, ()) if not new.by_name.get(_name_key(one))]
    wholes = {
        whole.kode
        for whole in came
        for other in gone
        if other.kode != entry.kode
        and _make_up((entry, other), frozenset(split_words(normalise_name(whole.nama))))
    }
    return (KodeChange.MERGED, tuple(wholes)) if len(wholes) == 1 else None


def _make_up(parts: Sequence[NomenclatureEntry], whole: frozenset[str]) -> bool:
    """Return True if the words of two names are those of a third, and each adds some."""
    one, other = (frozenset(split_words(normalise_name(part.nama))) for part in parts)
    return one | other == whole and not one <= other and not other <= one


def _is_like(one: NomenclatureEntry, other: NomenclatureEntry) -> bool:
    likeness = measure_likeness(normalise_name(one.nama), normalise_name(other.nama))
    return likeness >= SETTINGS.other_likeness


def _name_key(entry: NomenclatureEntry) -> tuple[Level, str, str]:
    """Return level, authority and squeezed name: provinces have lines of their own."""
    return entry.level, _authority(entry.kode), make_name_key(entry.nama)


def _authority(kode: str) -> str:
    parts = kode.split(".")
    return parts[3] if len(parts) > 3 else ""


def _with_bidang_of(kode: str, mapped: str) -> str:
    """Return a code with the bidang of another in place of X.XX."""
    parts = kode.split(".")
    if not mapped.startswith("X.XX") or len(parts) < 2 or parts[0] == "X":
        return mapped
    return ".".join([*parts[:2], *mapped.split(".")[2:]])


def count_changes(mappings: Iterable[KodeMapping]) -> Mapping[KodeChange, int]:
    """Return how many codes each change befell, in the order of the changes."""
    counts = dict.fromkeys(KodeChange, 0)
    for one in mappings:
        counts[one.change] += 1
    return counts
