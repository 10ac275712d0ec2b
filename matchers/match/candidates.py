"""Candidates for a name: the entries of the nomenclature that it may stand for."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from rapidfuzz import fuzz, process

from sidak.matchers.match.settings import SETTINGS
from sidak.matchers.names.likeness import (
    have_same_meaning,
    measure_likeness,
    normalise_name,
    squeeze_name,
)
from sidak.matchers.reference.store import Nomenclature, fold_kode, may_use
from sidak.schemas import PROGRAMME_LEVELS, Level
from sidak.schemas.nomenclature import EDITION_ORDER, EDITIONS, NomenclatureEntry

#: Names compared at one time: bounds the memory of the matrix of scores.
_CHUNK = 256
_FIRST_YEARS = {edition.edition: edition.first_year for edition in EDITIONS}
#: Between the first edition and the second, codes changed their meaning.
FIRST_EDITION = "permendagri-90-2019"


@dataclass(frozen=True, slots=True)
class CodeCandidate:
    """A code that an item may have, with the entries of all editions.

    Where Permendagri 90/2019 means another thing by the code than the later editions do,
    there are two candidates.

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
        """What makes it different from another candidate."""
        return (self.kode, self.is_first_era)

    def likeness(self, name: str) -> tuple[float, NomenclatureEntry]:
        """Return the likeness of the entry most like a normalised name, and the entry."""
        return max(
            ((measure_likeness(name, normalise_name(e.nama)), e) for e in self.entries),
            key=lambda pair: (pair[0], EDITION_ORDER.get(pair[1].edition, -1)),
        )

    def count_support(self, fitting: NomenclatureEntry) -> int | None:
        """Return how many documents print a name; ``None`` if an official list has it.

        Args:
            fitting: The entry whose name it is.
        """
        name = squeeze_name(normalise_name(fitting.nama))
        supports = [
            entry.support
            for entry in self.entries
            if squeeze_name(normalise_name(entry.nama)) == name
        ]
        return max(supports) if all(supports) else None

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


class CandidateIndex:
    """Finds candidates by name and by code among the lines that a document may use."""

    def __init__(self, nomenclature: Nomenclature, kewenangan: frozenset[str]) -> None:
        """Collect the candidates.

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
        self.candidates: Mapping[tuple[str, bool], CodeCandidate] = {
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
        """Return the candidates of this very name at other levels."""
        squeezed = squeeze_name(name)
        return tuple(
            candidate
            for other in PROGRAMME_LEVELS
            if other is not level
            for candidate in self.squeezed[other].get(squeezed, ())
        )

    @cached_property
    def by_code(self) -> Mapping[str, tuple[CodeCandidate, ...]]:
        """Folded code to its candidates (two, where the eras differ)."""
        found: dict[str, list[CodeCandidate]] = defaultdict(list)
        for candidate in self.candidates.values():
            found[candidate.kode].append(candidate)
        return {kode: tuple(candidates) for kode, candidates in found.items()}

    @cached_property
    def by_name(self) -> Mapping[Level, Mapping[str, tuple[CodeCandidate, ...]]]:
        """Level to normalised name to its candidates."""
        found: dict[Level, dict[str, dict[tuple[str, bool], CodeCandidate]]] = {
            level: defaultdict(dict) for level in PROGRAMME_LEVELS
        }
        for candidate in self.candidates.values():
            for entry in candidate.entries:
                found[entry.level][normalise_name(entry.nama)][candidate.key] = candidate
        return {
            level: {name: tuple(candidates.values()) for name, candidates in names.items()}
            for level, names in found.items()
        }

    @cached_property
    def squeezed(self) -> Mapping[Level, Mapping[str, tuple[CodeCandidate, ...]]]:
        """Level to squeezed name to its candidates."""
        found: dict[Level, dict[str, dict[tuple[str, bool], CodeCandidate]]] = {}
        for level, names in self.by_name.items():
            mine = found.setdefault(level, defaultdict(dict))
            for name, candidates in names.items():
                for candidate in candidates:
                    mine[squeeze_name(name)][candidate.key] = candidate
        return {
            level: {name: tuple(candidates.values()) for name, candidates in names.items()}
            for level, names in found.items()
        }

    def find_by_names(
        self, level: Level, names: Sequence[str], edition: str | None = None
    ) -> Mapping[str, tuple[CodeCandidate, ...]]:
        """Find candidates for many normalised names of one level at once.

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
            for name, candidates in self._compare(level, rest).items():
                found[name] = merge_candidates(found[name], candidates)
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
            unlike = [
                at for at in range(len(chunk)) if scores[at].max() < SETTINGS.enough_similarity
            ]
            if unlike:
                sorted_scores = process.cdist(
                    [_sort_words(chunk[at]) for at in unlike],
                    in_order,
                    scorer=fuzz.ratio,
                    dtype=np.float32,
                )
                scores[unlike] = np.maximum(
                    scores[unlike], sorted_scores * SETTINGS.sorted_words_factor
                )
            for at, name in enumerate(chunk):
                found[name] = self._pick(level, official, scores[at])
        return found

    def _pick(
        self, level: Level, official: Sequence[str], scores: object
    ) -> tuple[CodeCandidate, ...]:
        row = np.asarray(scores)
        count = min(SETTINGS.names_per_query, len(row))
        best = np.argpartition(row, -count)[-count:]
        picked: dict[tuple[str, bool], CodeCandidate] = {}
        for place in sorted(best, key=lambda one: (-row[one], one)):
            if row[place] >= SETTINGS.least_similarity:
                for candidate in self.by_name[level][official[place]]:
                    picked.setdefault(candidate.key, candidate)
        return tuple(picked.values())


def _sort_words(name: str) -> str:
    return "".join(sorted(name.split()))


def merge_candidates(*groups: Iterable[CodeCandidate]) -> tuple[CodeCandidate, ...]:
    """Merge groups of candidates, first come first."""
    seen: dict[tuple[str, bool], CodeCandidate] = {}
    for group in groups:
        for candidate in group:
            seen.setdefault(candidate.key, candidate)
    return tuple(seen.values())
