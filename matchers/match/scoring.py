"""How well an option fits an item, and how far the fit may be trusted."""

import math
from dataclasses import dataclass, replace
from enum import StrEnum

from sidak.matchers.match.candidates import FIRST_EDITION, CandidateIndex, CodeCandidate
from sidak.matchers.names.likeness import (
    WordDifferences,
    find_word_differences,
    normalise_name,
    squeeze_name,
)
from sidak.matchers.reference.store import fold_kode, is_folded_below
from sidak.normalisers.rows.codes import KodeReading
from sidak.schemas import Doubt, DoubtKind, Level
from sidak.schemas.nomenclature import Edition, NomenclatureEntry, parent_of


class CodeRelation(StrEnum):
    """How the printed code stands to an option."""

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
    """How an option fits a line by itself, without its neighbours.

    Attributes:
        option: The option.
        entry: The entry whose name fits best.
        likeness: Likeness of the names, 0 to 1.
        foreign: How many words of the report are official words, but not of this name.
        odd: How many of its words resemble nothing in this name.
        lacking: How many words of the official name the report lacks.
        code: How the printed code stands to it.
        is_own_bidang: Whether the option belongs to the agency (its bidang, or the
            programme that every agency has).
        is_own_edition: Whether the document's edition has the option.
        is_level_off: Whether the option is of another level than the item.
        weight: The sum of it all, in the tree's measure.
    """

    option: CodeCandidate
    entry: NomenclatureEntry
    likeness: float
    foreign: int
    odd: int
    lacking: int
    code: CodeRelation
    is_own_bidang: bool
    is_own_edition: bool
    is_level_off: bool
    weight: float


#: What the tree weighs an item without any code at.
NO_MATCH_WEIGHT = -4.0
#: What it is worth that a child stands below its parent, and what it costs if not.
LINK_WEIGHT = 2.5
#: What it costs to be of another edition, and of one that was not in force yet or of the
#: era before codes changed; the latter costs little enough, in the years between, to make
#: two codes of one name a question.
_OTHER_EDITION_WEIGHT = 1.0
_OTHER_ERA_WEIGHT = 2.0
_TRANSITION_WEIGHT = 0.4
NO_LINK_WEIGHT = -1.5


def score_candidate(
    line: ProgrammeLine,
    option: CodeCandidate,
    index: CandidateIndex,
    *,
    edition: Edition | None,
    bidangs: frozenset[str],
    year: int | None = None,
    is_transition: bool = False,
) -> CandidateFit:
    """Measure how an option fits a line.

    Args:
        line: The item.
        option: What it may be.
        index: All options, with the words of their names.
        edition: The document's edition.
        bidangs: "4.01" and the like of the agency; empty if unknown.
        year: Budget year of the document; ``None`` unknown.
        is_transition: Whether the document may as well follow the first edition.
    """
    likeness, entry = option.likeness(line.name)
    official = normalise_name(entry.nama)
    apart = find_word_differences(line.name, official, index.common, index.vocabulary)
    code = compare_codes(line.printed, option)
    if code is CodeRelation.SAME and squeeze_name(official) in squeeze_name(line.name):
        # "Jumlah Bulan Penyediaan Gaji ...": the whole name stands there, and its code.
        apart = WordDifferences(odd=apart.foreign[:1])
    is_own = option.kode.startswith("X.") or ".".join(option.kode.split(".")[:2]) in bidangs
    own = edition.edition if edition is not None else None
    is_own_edition = own in option.editions
    is_other_era = not is_own_edition and (option.is_first_era or own == FIRST_EDITION)
    is_level_off = option.level is not line.level
    weight = 14.0 * (likeness - 1.0)
    weight -= 1.2 * min(len(apart.foreign), 4) + 0.4 * min(len(apart.odd), 4)
    weight -= 0.6 * min(len(apart.lacking), 4)
    weight += {CodeRelation.SAME: 3.0, CodeRelation.SIBLING: 0.8}.get(code, 0.0)
    weight += 0.8 if is_own else 0.0
    if is_other_era:
        weight -= _TRANSITION_WEIGHT if is_transition else _OTHER_ERA_WEIGHT
    elif not is_own_edition:
        is_ahead = year is not None and option.first_year > year
        weight -= _OTHER_ERA_WEIGHT if is_ahead else _OTHER_EDITION_WEIGHT
    weight -= 4.0 if is_level_off else 0.0
    return CandidateFit(
        option=option,
        entry=entry,
        likeness=likeness,
        foreign=len(apart.foreign),
        odd=len(apart.odd),
        lacking=len(apart.lacking),
        code=code,
        is_own_bidang=is_own,
        is_own_edition=is_own_edition,
        is_level_off=is_level_off,
        weight=weight,
    )


def compare_codes(printed: str | None, option: CodeCandidate) -> CodeRelation:
    """Say how a printed code, folded, stands to an option."""
    if printed is None:
        return CodeRelation.NONE
    if printed == option.kode:
        return CodeRelation.SAME
    above = parent_of(printed)
    if above and above == parent_of(option.kode):
        return CodeRelation.SIBLING
    return CodeRelation.OTHER


def weigh_link(child: CandidateFit | None, parent: CandidateFit | None) -> float:
    """Weigh a child's option under its parent's option."""
    if child is None or parent is None:
        return 0.0
    if is_folded_below(child.option.kode, parent.option.kode):
        is_of_one = not child.option.editions.isdisjoint(parent.option.editions)
        return LINK_WEIGHT if is_of_one else LINK_WEIGHT / 2
    return NO_LINK_WEIGHT


@dataclass(frozen=True, slots=True)
class Assignment:
    """What the tree decided for an item.

    Attributes:
        best: The option chosen; ``None`` if none fits.
        runner_up: The best other code.
        margin: Weight of the best over the runner-up, whole tree considered.
        has_parent: Whether the chosen option stands below the chosen parent.
        children: How many children stand below the chosen option.
        is_parent_off: Whether the chosen parent contradicts the option.
        ranked: All options, best first, with their weights in the whole tree.
    """

    best: CandidateFit | None
    runner_up: CandidateFit | None
    margin: float
    has_parent: bool
    children: int
    is_parent_off: bool
    ranked: tuple[tuple[CandidateFit, float], ...]


#: Weights of the features, fitted to the labelled set
#: (``sidak bench matching --fit``);
#: those of code_other, level_off and odd, rare in the set, are set by hand, on the safe side.
CALIBRATION = {
    "constant": 0.6,
    "exact": 0.4,
    "complete": 1.5,
    "unlikeness": -0.2,
    "foreign": -6.6,
    "odd": -0.2,
    "lacking": 0.0,
    "code_same": 2.2,
    "code_sibling": 0.4,
    "code_other": -0.8,
    "margin": 0.9,
    "parent": -0.2,
    "parent_off": -1.8,
    "children": -0.6,
    "own_bidang": -0.3,
    "other_edition": -2.1,
    "level_off": -2.5,
    "single_word": -0.3,
}


def list_features(line: ProgrammeLine, outcome: Assignment) -> dict[str, float]:
    """Return the features of a decision on which its probability depends."""
    fit = outcome.best
    if fit is None:
        return {}
    return {
        "constant": 1.0,
        "exact": float(fit.likeness >= 0.9999),
        "complete": float(not (fit.foreign or fit.odd or fit.lacking)),
        "unlikeness": 1.0 - fit.likeness,
        "foreign": float(min(fit.foreign, 3)),
        "odd": float(min(fit.odd, 3)),
        "lacking": float(min(fit.lacking, 3)),
        "code_same": float(fit.code is CodeRelation.SAME),
        "code_sibling": float(fit.code is CodeRelation.SIBLING),
        "code_other": float(fit.code is CodeRelation.OTHER),
        "margin": min(outcome.margin, 6.0),
        "parent": float(outcome.has_parent),
        "parent_off": float(outcome.is_parent_off),
        "children": float(min(outcome.children, 3)),
        "own_bidang": float(fit.is_own_bidang),
        "other_edition": float(not fit.is_own_edition),
        "level_off": float(fit.is_level_off),
        "single_word": float(len(line.name.split()) <= 2),
    }


def estimate_probability(line: ProgrammeLine, outcome: Assignment) -> float:
    """Return the probability, 0 to 1, that the chosen code is the right one."""
    features = list_features(line, outcome)
    if not features:
        return 0.0
    z = sum(CALIBRATION[name] * value for name, value in features.items())
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, z))))


def estimate_runner_up(line: ProgrammeLine, outcome: Assignment, probability: float) -> float:
    """Return a score for the runner-up that is never above the rest of the probability."""
    runner = outcome.runner_up
    if runner is None:
        return 0.0
    as_best = replace(outcome, best=runner, margin=-abs(outcome.margin), children=0)
    return min(1.0 - probability, estimate_probability(line, as_best))


#: How alike names must be where the printed code agrees, and where it disagrees.
_SAME_CODE_LIKENESS = 0.65
_OTHER_CODE_LIKENESS = 0.97
_SAME_NAME = 0.9999
#: A name this like that of its printed code may be meant by it, other words or not.
_MEANT_LIKENESS = 0.85
#: How far the best must be ahead of the next, with and without a neighbour that agrees.
_LEAST_MARGIN = 0.5
_LEAST_LONE_MARGIN = 1.5
#: From this probability on a match needs no person; below the other it is none.
AUTO_PROBABILITY = 0.96
REVIEW_PROBABILITY = 0.03


def is_certain(line: ProgrammeLine, outcome: Assignment, probability: float) -> bool:
    """Say whether a match may be accepted without a person.

    Whatever the probability, a person is asked where a word of the report belongs to
    another official name, where only the code speaks, where two codes fit alike, and where
    the line of the list is doubtful itself.
    """
    fit = outcome.best
    if fit is None or probability < AUTO_PROBABILITY:
        return False
    if fit.entry.note or fit.is_level_off or outcome.margin < _LEAST_MARGIN:
        return False
    if fit.code is not CodeRelation.SAME and _is_contradicted_by_other_lists(outcome):
        return False
    if fit.option.is_first_era and not fit.is_own_edition and fit.code is not CodeRelation.SAME:
        return False  # the old wording of what has another code by now
    if fit.code is not CodeRelation.SAME and _may_be_renumbered(outcome):
        return False
    is_head = fit.option.level in (Level.URUSAN, Level.BIDANG)
    if is_head and fit.code is not CodeRelation.SAME and not outcome.children:
        return False
    if fit.code is CodeRelation.SAME:
        is_part = not fit.lacking or not (fit.foreign or fit.odd)
        is_alike = fit.likeness >= _SAME_CODE_LIKENESS and is_part
        is_whole = not (fit.foreign or fit.odd or fit.lacking)
        is_placed = not outcome.is_parent_off or (is_whole and fit.likeness >= _MEANT_LIKENESS)
        return is_alike and is_placed and not _is_name_of_other_code(outcome)
    if fit.foreign or fit.odd or fit.lacking or outcome.is_parent_off:
        return False
    if fit.code is not CodeRelation.NONE:
        return (
            fit.likeness >= _OTHER_CODE_LIKENESS
            and (outcome.has_parent or fit.is_own_bidang)
            and not _may_mean_printed_code(outcome)
        )
    has_support = outcome.has_parent or outcome.children > 0
    if not has_support and _may_be_own_programme(outcome):
        return False
    return outcome.margin >= (_LEAST_MARGIN if has_support else _LEAST_LONE_MARGIN)


def _is_contradicted_by_other_lists(outcome: Assignment) -> bool:
    """Say whether one list has the name at this code, and several have it at another.

    Lists that people have copied have lines that slipped by one.
    """
    if outcome.best is None or len(outcome.best.option.editions) > 1:
        return False
    return any(
        fit.likeness > _SAME_NAME and len(fit.option.editions) > 1 and not fit.is_level_off
        for fit, _weight in outcome.ranked
        if fit.option.kode != outcome.best.option.kode
        and fit.option.kode.rsplit(".", 1)[0] == outcome.best.option.kode.rsplit(".", 1)[0]
    )


def _may_be_renumbered(outcome: Assignment) -> bool:
    """Say whether the document's edition has a like name, and not this one, in its place."""
    best = outcome.best
    if best is None or best.is_own_edition:
        return False
    return any(
        fit.is_own_edition
        and not fit.foreign
        and fit.likeness >= _MEANT_LIKENESS
        and parent_of(fit.option.kode) == parent_of(best.option.kode)
        for fit, _weight in outcome.ranked
        if fit.option.kode != best.option.kode
    )


def _is_name_of_other_code(outcome: Assignment) -> bool:
    """Say whether the name is, to the letter or nearly, that of another code."""
    if outcome.best is None:
        return False
    likeness = outcome.best.likeness
    return any(
        fit.likeness >= _OTHER_CODE_LIKENESS and fit.likeness > likeness + 0.01
        for fit, _weight in outcome.ranked
        if fit.option.kode != outcome.best.option.kode and not fit.is_level_off
    )


def _may_be_own_programme(outcome: Assignment) -> bool:
    """Say whether the name may be one of the agency's own, cut, where the best is not."""
    if outcome.best is None or outcome.best.is_own_bidang:
        return False
    return any(fit.is_own_bidang and fit.likeness >= 0.8 for fit, _weight in outcome.ranked)


def _may_mean_printed_code(outcome: Assignment) -> bool:
    """Say whether the name may well be that of the printed code, in other words."""
    return any(
        fit.code is CodeRelation.SAME
        and fit.likeness >= _SAME_CODE_LIKENESS
        and (not (fit.foreign or fit.odd) or fit.likeness >= _MEANT_LIKENESS)
        for fit, _weight in outcome.ranked
    )


def explain_doubt(fit: CandidateFit, outcome: Assignment) -> Doubt:
    """Return why a person is asked."""
    if fit.entry.note:
        return Doubt(DoubtKind.LIST_LINE_DOUBTED, (fit.entry.note,))
    if fit.is_level_off:
        return Doubt(DoubtKind.NAME_AT_OTHER_LEVEL)
    if fit.code is CodeRelation.SAME and fit.likeness < 0.6:
        return Doubt(DoubtKind.ONLY_CODE_FITS)
    if fit.foreign or fit.odd or fit.lacking:
        return Doubt(DoubtKind.NAME_DIFFERS_IN_MEANING)
    if fit.code in (CodeRelation.SIBLING, CodeRelation.OTHER):
        return Doubt(DoubtKind.CODE_AND_NAME_DISAGREE)
    if outcome.is_parent_off:
        return Doubt(DoubtKind.NAME_UNDER_OTHER_PARENT)
    if outcome.margin < 1.5:
        return Doubt(DoubtKind.SEVERAL_CODES_FIT)
    return Doubt(DoubtKind.NAME_ONLY_SIMILAR)
