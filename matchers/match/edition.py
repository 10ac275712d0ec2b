"""Which edition of the nomenclature a document follows, by its year and by what it prints."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sidak.matchers.match.candidates import (
    FIRST_EDITION,
    CandidateIndex,
    CodeCandidate,
)
from sidak.matchers.match.scoring import ProgrammeLine
from sidak.matchers.match.settings import SETTINGS
from sidak.matchers.names.likeness import make_name_key, squeeze_name
from sidak.matchers.reference.store import Nomenclature
from sidak.schemas.nomenclature import (
    EDITIONS,
    FIRST_NOMENCLATURE_YEAR,
    Edition,
    NomenclatureEntry,
    choose_edition,
)


@dataclass(frozen=True, slots=True)
class EditionChoice:
    """The edition of a document.

    Attributes:
        edition: The edition used; ``None`` if no list is at hand.
        expected: The edition that the year (or the caller) asks for.
        fits: Edition to how well the document's names and codes fit it.
        lines: Lines that were looked at.
        is_hint: Whether another edition than the expected fits so much better that it
            should be said.
        whole: Ids of the editions whose whole list is at hand.
    """

    edition: Edition | None
    expected: Edition | None
    fits: tuple[tuple[Edition, float], ...]
    lines: int
    is_hint: bool
    whole: frozenset[str] = frozenset()


def choose_by_fit(
    lines: Sequence[ProgrammeLine],
    index: CandidateIndex,
    nomenclature: Nomenclature,
    year: int | None,
    edition: str | None = None,
) -> EditionChoice:
    """Choose the edition by year, unless names and codes fit another one clearly better.

    Args:
        lines: Programme lines of the document.
        index: Candidates.
        nomenclature: All lists.
        year: Budget year.
        edition: Id of the edition that the caller asks for instead of the year's.
    """
    available = frozenset(one.edition for one in nomenclature.editions)
    expected = by_year = choose_edition(year, available)
    if edition is not None and edition in available:
        expected = next(one for one in EDITIONS if one.edition == edition)
    if expected is None or by_year is None:
        return EditionChoice(None, None, (), 0, False)
    fits = _measure_fits(lines, index, nomenclature.editions)
    lead = _find_least_lead(len(lines))
    own = fits[expected.edition]
    best = max(
        nomenclature.editions,
        key=lambda one: (fits[one.edition], one == expected, -_distance(one, by_year)),
    )
    is_better = fits[best.edition] >= own + lead
    chosen = best if is_better else expected
    is_whole = any(
        one.edition == expected.edition and one.is_whole for one in nomenclature.lists
    )
    return EditionChoice(
        edition=chosen,
        expected=expected,
        fits=tuple((one, fits[one.edition]) for one in nomenclature.editions),
        lines=len(lines),
        whole=frozenset(one.edition for one in nomenclature.lists if one.is_whole),
        is_hint=is_better and (is_whole or _is_contradicted(lines, index, expected, best)),
    )


def may_follow_first(choice: EditionChoice, year: int | None) -> bool:
    """Return True if a document may as well follow Permendagri 90/2019.

    In the first budget year of the nomenclature some did; where names and codes do not
    speak clearly against it, a name that has another code there is a question.
    """
    if (year is not None and year > FIRST_NOMENCLATURE_YEAR) or choice.edition is None:
        return False
    fits = {edition.edition: fit for edition, fit in choice.fits}
    if FIRST_EDITION not in fits:
        return False
    lead = _find_least_lead(choice.lines)
    return fits[FIRST_EDITION] + lead > fits[choice.edition.edition]


def _find_least_lead(lines: int) -> float:
    """Return how much better another edition must fit than the year's to be used."""
    return max(SETTINGS.edition_lead, SETTINGS.edition_lead_share * lines)


def _weigh_name(line: ProgrammeLine, candidate: CodeCandidate) -> float:
    """Return what a name counts for the edition that has it, beside its printed code."""
    if line.printed is None:
        return 1.0
    is_same = line.printed == candidate.kode
    return SETTINGS.agreeing_code_fit if is_same else SETTINGS.other_code_fit


def _distance(one: Edition, other: Edition) -> int:
    return abs(EDITIONS.index(one) - EDITIONS.index(other))


def _measure_fits(
    lines: Sequence[ProgrammeLine], index: CandidateIndex, editions: Iterable[Edition]
) -> dict[str, float]:
    """Count names that an edition knows; a printed code that agrees doubles the weight."""
    fits = {edition.edition: 0.0 for edition in editions}
    for line in lines:
        names = index.squeezed.get(line.level, {})
        found: dict[str, float] = {}
        for candidate in names.get(squeeze_name(line.name), ()):
            for entry in candidate.entries:
                if make_name_key(entry.nama) != squeeze_name(line.name):
                    continue
                worth = _weigh_name(line, candidate)
                found[entry.edition] = max(found.get(entry.edition, 0.0), worth)
        for edition, worth in found.items():
            if edition in fits:  # not that of a learned line alone
                fits[edition] += worth
    return fits


def _is_contradicted(
    lines: Sequence[ProgrammeLine], index: CandidateIndex, expected: Edition, chosen: Edition
) -> bool:
    """Return True if codes that agree with their names mean other things in the expected."""
    against = 0
    for line in lines:
        if line.printed is None or not line.name:
            continue
        entries = [
            e for candidate in index.by_code.get(line.printed, ()) for e in candidate.entries
        ]
        in_chosen = [e for e in entries if e.edition == chosen.edition]
        in_expected = [e for e in entries if e.edition == expected.edition]
        if not in_expected or not any(_is_name(line, entry) for entry in in_chosen):
            continue
        against += not any(_is_name(line, entry) for entry in in_expected)
    return against >= SETTINGS.edition_lead


def _is_name(line: ProgrammeLine, entry: NomenclatureEntry) -> bool:
    return make_name_key(entry.nama) == squeeze_name(line.name)
