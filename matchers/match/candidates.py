"""Candidates for a name: the entries of the nomenclature that it may stand for."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from rapidfuzz import fuzz, process

from sidak.matchers.names.likeness import (
    have_same_meaning,
    measure_likeness,
    normalise_name,
    squeeze_name,
)
from sidak.matchers.reference.store import Nomenclature, fold_kode, may_use
from sidak.schemas import PROGRAMME_LEVELS, Level
from sidak.schemas.nomenclature import EDITION_ORDER, EDITIONS, NomenclatureEntry, parent_of

#: Names kept per query.
NAMES_PER_QUERY = 8
#: Less alike than this is no candidate, of 100.
_LEAST_LIKENESS = 55.0
#: From here on the order of the words is not looked at again.
_ALIKE = 88.0
_CHUNK = 256
_FIRST_YEARS = {edition.edition: edition.first_year for edition in EDITIONS}
#: Between the first edition and the second, codes changed their meaning.
FIRST_EDITION = "permendagri-90-2019"


@dataclass(frozen=True, slots=True)
class CodeCandidate:
    """One code that an item may have, and all that the editions say of it.

    Where Permendagri 90/2019 means another thing by the code than the later editions do,
    there are two options.

    Attributes:
        kode: Folded code (``fold_kode``).
        level: Its level.
        is_first_era: Whether only Permendagri 90/2019 means this by the code.
        entries: Its entries, one or more per edition.
        editions: Ids of the editions of its entries.
        first_year: First budget year in which one of them was in force.
    """

    kode: str
    level: Level
    is_first_era: bool
    entries: tuple[NomenclatureEntry, ...]
    editions: frozenset[str]
    first_year: int

    @property
    def key(self) -> tuple[str, bool]:
        """What makes it different from another option."""
        return (self.kode, self.is_first_era)

    def likeness(self, name: str) -> tuple[float, NomenclatureEntry]:
        """Return the likeness of the entry most like a normalised name, and the entry."""
        return max(
            ((measure_likeness(name, normalise_name(e.nama)), e) for e in self.entries),
            key=lambda pair: (pair[0], EDITION_ORDER.get(pair[1].edition, -1)),
        )

    def entry_for(
        self,
        edition: str | None,
        fitting: NomenclatureEntry,
        common: frozenset[str],
        vocabulary: frozenset[str],
    ) -> NomenclatureEntry:
        """Return the entry to publish.

        The one of the document's edition if that edition means the same thing by the
        code; else the one that fits the name.
        """
        if fitting.edition == edition:
            return fitting
        name = normalise_name(fitting.nama)
        for entry in self.entries:
            if (
                entry.edition == edition
                and not entry.note
                and have_same_meaning(name, normalise_name(entry.nama), common, vocabulary)
            ):
                return entry
        return fitting


def squeeze_entry(entry: NomenclatureEntry) -> str:
    """Return the squeezed name of an entry."""
    return squeeze_name(normalise_name(entry.nama))


class CandidateIndex:
    """Finds options by name and by code among the lines that a document may use."""

    def __init__(self, nomenclature: Nomenclature, kewenangan: frozenset[str]) -> None:
        """Collect the options.

        Args:
            nomenclature: All lists.
            kewenangan: Digits of authority that fit the document's region ("1", "2").
        """
        self.vocabulary = nomenclature.vocabulary
        self.common = nomenclature.common_words
        groups: dict[tuple[str, bool], list[NomenclatureEntry]] = defaultdict(list)
        for entry in nomenclature.entries:
            if not may_use(entry, kewenangan):
                continue
            is_first = entry.edition == FIRST_EDITION
            groups[(fold_kode(entry.kode), is_first)].append(entry)
        self._merge_eras(groups)
        self.options: Mapping[tuple[str, bool], CodeCandidate] = {
            key: CodeCandidate(
                kode=key[0],
                level=entries[0].level,
                is_first_era=key[1],
                entries=tuple(entries),
                editions=frozenset(entry.edition for entry in entries),
                first_year=min(_FIRST_YEARS.get(entry.edition, 0) for entry in entries),
            )
            for key, entries in groups.items()
        }

    def _merge_eras(self, groups: dict[tuple[str, bool], list[NomenclatureEntry]]) -> None:
        """Put the first edition's entries to the later ones where they mean the same."""
        for kode, is_first in list(groups):
            later = groups.get((kode, False))
            if not is_first or later is None:
                continue
            names = {normalise_name(entry.nama) for entry in groups[(kode, True)]}
            others = {normalise_name(entry.nama) for entry in later}
            if any(
                have_same_meaning(one, other, self.common, self.vocabulary)
                for one in names
                for other in others
            ):
                later.extend(groups.pop((kode, True)))

    def find_elsewhere(self, level: Level, name: str) -> tuple[CodeCandidate, ...]:
        """Return the options of this very name at other levels."""
        squeezed = squeeze_name(name)
        return tuple(
            option
            for other in PROGRAMME_LEVELS
            if other is not level
            for option in self.squeezed[other].get(squeezed, ())
        )

    @cached_property
    def by_code(self) -> Mapping[str, tuple[CodeCandidate, ...]]:
        """Folded code to its options (two, where the eras differ)."""
        found: dict[str, list[CodeCandidate]] = defaultdict(list)
        for option in self.options.values():
            found[option.kode].append(option)
        return {kode: tuple(options) for kode, options in found.items()}

    @cached_property
    def by_parent(self) -> Mapping[str, tuple[CodeCandidate, ...]]:
        """Folded code to the options right below it."""
        found: dict[str, list[CodeCandidate]] = defaultdict(list)
        for option in self.options.values():
            found[parent_of(option.kode)].append(option)
        return {kode: tuple(options) for kode, options in found.items()}

    @cached_property
    def by_name(self) -> Mapping[Level, Mapping[str, tuple[CodeCandidate, ...]]]:
        """Level to normalised name to its options."""
        found: dict[Level, dict[str, dict[tuple[str, bool], CodeCandidate]]] = {
            level: defaultdict(dict) for level in PROGRAMME_LEVELS
        }
        for option in self.options.values():
            for entry in option.entries:
                found[entry.level][normalise_name(entry.nama)][option.key] = option
        return {
            level: {name: tuple(options.values()) for name, options in names.items()}
            for level, names in found.items()
        }

    @cached_property
    def squeezed(self) -> Mapping[Level, Mapping[str, tuple[CodeCandidate, ...]]]:
        """Level to squeezed name to its options."""
        found: dict[Level, dict[str, dict[tuple[str, bool], CodeCandidate]]] = {}
        for level, names in self.by_name.items():
            mine = found.setdefault(level, defaultdict(dict))
            for name, options in names.items():
                for option in options:
                    mine[squeeze_name(name)][option.key] = option
        return {
            level: {name: tuple(options.values()) for name, options in names.items()}
            for level, names in found.items()
        }

    def find_by_names(
        self, level: Level, names: Sequence[str], edition: str | None = None
    ) -> Mapping[str, tuple[CodeCandidate, ...]]:
        """Find options for many normalised names of one level at once.

        Names that stand in the list letter by letter are looked up; the others are
        compared with every name of the level.

        Args:
            level: The level.
            names: Normalised names.
            edition: The document's; a name that only other editions have is compared with
                every name too, as this edition may have other words for it.
        """
        exact = self.squeezed[level]
        found: dict[str, tuple[CodeCandidate, ...]] = {}
        rest = []
        for name in dict.fromkeys(names):
            squeezed = squeeze_name(name)
            found[name] = exact.get(squeezed, ())
            is_own = edition is None or any(edition in one.editions for one in found[name])
            if squeezed and not (found[name] and is_own):
                rest.append(name)
        if rest:
            for name, options in self._compare(level, rest).items():
                found[name] = merge_candidates(found[name], options)
        return found

    def _compare(self, level: Level, names: list[str]) -> dict[str, tuple[CodeCandidate, ...]]:
        official = list(self.by_name[level])
        if not official:
            return dict.fromkeys(names, ())
        found = {}
        joined = [squeeze_name(name) for name in official]
        in_order = [_sort_words(name) for name in official]
        for start in range(0, len(names), _CHUNK):
            chunk = names[start : start + _CHUNK]
            scores = process.cdist(
                [squeeze_name(name) for name in chunk],
                joined,
                scorer=fuzz.ratio,
                dtype=np.float32,
            )
            unlike = [at for at in range(len(chunk)) if scores[at].max() < _ALIKE]
            if unlike:
                sorted_scores = process.cdist(
                    [_sort_words(chunk[at]) for at in unlike],
                    in_order,
                    scorer=fuzz.ratio,
                    dtype=np.float32,
                )
                scores[unlike] = np.maximum(scores[unlike], sorted_scores * 0.97)
            for at, name in enumerate(chunk):
                found[name] = self._pick(level, official, scores[at])
        return found

    def _pick(
        self, level: Level, official: Sequence[str], scores: object
    ) -> tuple[CodeCandidate, ...]:
        row = np.asarray(scores)
        count = min(NAMES_PER_QUERY, len(row))
        best = np.argpartition(row, -count)[-count:]
        picked: dict[tuple[str, bool], CodeCandidate] = {}
        for place in sorted(best, key=lambda one: (-row[one], one)):
            if row[place] >= _LEAST_LIKENESS:
                for option in self.by_name[level][official[place]]:
                    picked.setdefault(option.key, option)
        return tuple(picked.values())


def _sort_words(name: str) -> str:
    return "".join(sorted(name.split()))


def merge_candidates(*groups: Iterable[CodeCandidate]) -> tuple[CodeCandidate, ...]:
    """Unite groups of options, first come first."""
    seen: dict[tuple[str, bool], CodeCandidate] = {}
    for group in groups:
        for option in group:
            seen.setdefault(option.key, option)
    return tuple(seen.values())
