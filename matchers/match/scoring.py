"""How well a candidate code fits a line, and how probable a match is right."""

import math
from dataclasses import dataclass, replace
from enum import StrEnum

from sidak.matchers.match.candidates import FIRST_EDITION, CandidateIndex, CodeCandidate
from sidak.matchers.match.settings import SETTINGS
from sidak.matchers.names.likeness import (
    WordDifferences,
    find_word_differences,
    normalise_name,
    squeeze_name,
)
from sidak.matchers.reference.store import fold_kode, is_folded_below
from sidak.normalisers.rows.codes import KodeReading
from sidak.schemas import Level
from sidak.schemas.nomenclature import Edition, NomenclatureEntry, parent_of


class CodeRelation(StrEnum):
    """How the printed code relates to a candidate."""

    NONE = "none"  # no code of the tree is printed
    SAME = "same"
    SIBLING = "sibling"  # same kegiatan (or program), other number
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ProgrammeLine:
    """An item as the matcher sees it.

    Attributes:
        level: Level of the item.
        name: Normalised name.
        reading: What the printed code says; ``None`` where none is printed.
    """

    level: Level
    name: str
    reading: KodeReading | None = None

    @property
    def printed(self) -> str | None:
        """The printed code, folded; ``None`` unless it is a code of the tree."""
        if self.reading is None or self.reading.kode is None:
            return None
        return fold_kode(self.reading.kode)


@dataclass(frozen=True, slots=True)
class CandidateFit:
    """How a candidate fits a line by itself, without its neighbours.

    Attributes:
        candidate: The candidate.
        entry: The entry whose name fits best.
        likeness: Likeness of the names, 0 to 1.
        conflicting: How many words of the report are official words, but not of this name.
        unknown: How many of its words resemble nothing in this name.
        missing: How many words of the official name the report lacks.
        code: How the printed code relates to it.
        is_own_bidang: Whether the candidate belongs to the agency (its bidang, or the
            programme that every agency has).
        is_own_edition: Whether the document's edition has the candidate.
        is_level_off: Whether the candidate is of another level than the item.
        weight: The sum of it all, in the measure of the tree.
    """

    candidate: CodeCandidate
    entry: NomenclatureEntry
    likeness: float
    conflicting: int
    unknown: int
    missing: int
    code: CodeRelation
    is_own_bidang: bool
    is_own_edition: bool
    is_level_off: bool
    weight: float

    @property
    def is_complete(self) -> bool:
        """Whether the names agree in all words that carry meaning."""
        return not (self.conflicting or self.unknown or self.missing)


@dataclass(frozen=True, slots=True)
class DocumentContext:
    """What is known of a document when its lines are scored.

    Attributes:
        edition: Edition that it follows; ``None`` if no list is at hand.
        bidangs: "4.01" and the like of the agency; empty if unknown.
        year: Budget year; ``None`` if unknown.
        is_transition: Whether it may as well follow the first edition.
    """

    edition: Edition | None
    bidangs: frozenset[str]
    year: int | None = None
    is_transition: bool = False


def score_candidate(
    line: ProgrammeLine,
    candidate: CodeCandidate,
    index: CandidateIndex,
    context: DocumentContext,
) -> CandidateFit:
    """Measure how a candidate fits a line.

    Args:
        line: The item.
        candidate: The code that it may have.
        index: All candidates, with the words of their names.
        context: The document.
    """
    likeness, entry = candidate.likeness(line.name)
    official = normalise_name(entry.nama)
    words = find_word_differences(line.name, official, index.common, index.vocabulary)
    code = compare_codes(line.printed, candidate)
    if code is CodeRelation.SAME and squeeze_name(official) in squeeze_name(line.name):
        # "Jumlah Bulan Penyediaan Gaji ...": the whole name stands there, and its code.
        words = WordDifferences(unknown=words.conflicting[:1])
    is_own = (
        candidate.kode.startswith("X.")
        or ".".join(candidate.kode.split(".")[:2]) in context.bidangs
    )
    is_level_off = candidate.level is not line.level
    weight = SETTINGS.likeness_weight * (likeness - 1.0)
    most = SETTINGS.most_words
    weight -= SETTINGS.conflicting_weight * min(
        len(words.conflicting), most
    ) + SETTINGS.unknown_weight * min(len(words.unknown), most)
    weight -= SETTINGS.missing_weight * min(len(words.missing), most)
    if code is CodeRelation.SAME:
        weight += SETTINGS.same_code_weight
    elif code is CodeRelation.SIBLING:
        weight += SETTINGS.sibling_code_weight
    weight += SETTINGS.own_agency_weight if is_own else 0.0
    weight -= _weigh_edition(candidate, context)
    weight -= SETTINGS.level_off_weight if is_level_off else 0.0
    return CandidateFit(
        candidate=candidate,
        entry=entry,
        likeness=likeness,
        conflicting=len(words.conflicting),
        unknown=len(words.unknown),
        missing=len(words.missing),
        code=code,
        is_own_bidang=is_own,
        is_own_edition=_is_own_edition(candidate, context),
        is_level_off=is_level_off,
        weight=weight,
    )


def _is_own_edition(candidate: CodeCandidate, context: DocumentContext) -> bool:
    return context.edition is not None and context.edition.edition in candidate.editions


def _weigh_edition(candidate: CodeCandidate, context: DocumentContext) -> float:
    """Return what it costs a candidate not to be of the document's edition."""
    if _is_own_edition(candidate, context):
        return 0.0
    own = context.edition.edition if context.edition is not None else None
    if candidate.is_first_era or own == FIRST_EDITION:
        is_open = context.is_transition
        return SETTINGS.transition_weight if is_open else SETTINGS.other_era_weight
    is_ahead = context.year is not None and candidate.first_year > context.year
    return SETTINGS.other_era_weight if is_ahead else SETTINGS.other_edition_weight


def compare_codes(printed: str | None, candidate: CodeCandidate) -> CodeRelation:
    """Return how a printed code, folded, relates to a candidate."""
    if printed is None:
        return CodeRelation.NONE
    if printed == candidate.kode:
        return CodeRelation.SAME
    above = parent_of(printed)
    if above and above == parent_of(candidate.kode):
        return CodeRelation.SIBLING
    return CodeRelation.OTHER


def weigh_link(child: CandidateFit | None, parent: CandidateFit | None) -> float:
    """Weigh a line's candidate under the candidate of the line above."""
    if child is None or parent is None:
        return 0.0
    if is_folded_below(child.candidate.kode, parent.candidate.kode):
        is_of_one = not child.candidate.editions.isdisjoint(parent.candidate.editions)
        return SETTINGS.link_weight if is_of_one else SETTINGS.link_weight / 2
    return SETTINGS.no_link_weight


@dataclass(frozen=True, slots=True)
class Assignment:
    """What the tree decided for a line.

    Attributes:
        best: The candidate chosen; ``None`` if none fits.
        runner_up: The best other code.
        margin: Weight of the best over the runner-up, whole tree considered.
        has_parent: Whether the chosen candidate stands below the chosen parent.
        children: How many children stand below the chosen candidate.
        is_parent_off: Whether the chosen parent contradicts the candidate.
        ranked: All candidates, best first, with their weights in the whole tree.
    """

    best: CandidateFit | None
    runner_up: CandidateFit | None
    margin: float
    has_parent: bool
    children: int
    is_parent_off: bool
    ranked: tuple[tuple[CandidateFit, float], ...]


def list_features(line: ProgrammeLine, assignment: Assignment) -> dict[str, float]:
    """Return the features of a match on which its probability depends."""
    fit = assignment.best
    if fit is None:
        return {}
    return {
        "constant": 1.0,
        "exact": float(fit.likeness >= SETTINGS.exact_likeness),
        "complete": float(fit.is_complete),
        "unlikeness": 1.0 - fit.likeness,
        "conflicting": float(min(fit.conflicting, 3)),
        "unknown": float(min(fit.unknown, 3)),
        "missing": float(min(fit.missing, 3)),
        "code_same": float(fit.code is CodeRelation.SAME),
        "code_sibling": float(fit.code is CodeRelation.SIBLING),
        "code_other": float(fit.code is CodeRelation.OTHER),
        "margin": min(assignment.margin, 6.0),
        "parent": float(assignment.has_parent),
        "parent_off": float(assignment.is_parent_off),
        "children": float(min(assignment.children, 3)),
        "own_bidang": float(fit.is_own_bidang),
        "other_edition": float(not fit.is_own_edition),
        "level_off": float(fit.is_level_off),
        "single_word": float(len(line.name.split()) <= 2),
    }


def estimate_probability(line: ProgrammeLine, assignment: Assignment) -> float:
    """Return the probability, 0 to 1, that the chosen code is the right one."""
    features = list_features(line, assignment)
    if not features:
        return 0.0
    weights = SETTINGS.calibration
    log_odds = sum(getattr(weights, name) * value for name, value in features.items())
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, log_odds))))


def weigh_learned(fit: CandidateFit) -> float:
    """Return the probability that the line of a list which a match rests on is right.

    Returns:
        1 for a line of an official list; less for one learned from reports.
    """
    support = fit.candidate.count_support(fit.entry)
    if support is None:
        return 1.0
    certainty = SETTINGS.learned_certainty
    return certainty[min(support, len(certainty)) - 1]


def estimate_runner_up(
    line: ProgrammeLine, assignment: Assignment, probability: float
) -> float:
    """Return a score for the runner-up that is never above the rest of the probability."""
    runner = assignment.runner_up
    if runner is None:
        return 0.0
    as_best = replace(assignment, best=runner, margin=-abs(assignment.margin), children=0)
    return min(1.0 - probability, estimate_probability(line, as_best))
