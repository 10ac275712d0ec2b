"""Why a match is not accepted without a person: one ordered table of vetoes.

A match is accepted if no veto fires; otherwise the first that does explains the question.
"""

from collections.abc import Callable
from dataclasses import dataclass

from sidak.matchers.match.scoring import Assignment, CandidateFit, CodeRelation
from sidak.matchers.match.settings import SETTINGS
from sidak.schemas import Doubt, DoubtKind, Level
from sidak.schemas.nomenclature import parent_of


@dataclass(frozen=True, slots=True)
class MatchCase:
    """A match to be accepted or not.

    Attributes:
        fit: How the best code fits the line.
        assignment: What the tree decided for the line.
        probability: Probability, 0 to 1, that the code is right.
    """

    fit: CandidateFit
    assignment: Assignment
    probability: float

    @property
    def is_probable(self) -> bool:
        """Whether the match needs no person by its probability."""
        return self.probability >= SETTINGS.auto_probability

    @property
    def is_printed(self) -> bool:
        """Whether the code is the printed one."""
        return self.fit.code is CodeRelation.SAME

    @property
    def is_uncoded(self) -> bool:
        """Whether no code of the tree is printed."""
        return self.fit.code is CodeRelation.NONE

    @property
    def has_support(self) -> bool:
        """Whether a line above or below agrees."""
        return self.assignment.has_parent or self.assignment.children > 0

    @property
    def rivals(self) -> tuple[CandidateFit, ...]:
        """The fits of the other codes, best first."""
        own = self.fit.candidate.kode
        return tuple(
            fit for fit, _weight in self.assignment.ranked if fit.candidate.kode != own
        )


def _has_only_code(case: MatchCase) -> bool:
    return case.is_printed and case.fit.likeness < SETTINGS.same_code_likeness


def _has_other_words(case: MatchCase) -> bool:
    """Return True if the names differ in words, and the printed code does not outweigh that.

    Beside its printed code a name may lack words or have other ones, but not both.
    """
    fit = case.fit
    has_others = bool(fit.conflicting or fit.unknown)
    if case.is_printed and case.is_probable:
        return has_others and bool(fit.missing)
    return not fit.is_complete


def _contradicts_code(case: MatchCase) -> bool:
    """Return True if another code is printed, and the name is not clearly the right one.

    The name wins if it is that of the code to the letter or nearly, stands where the
    code belongs, and cannot be a paraphrase of the printed code's official name.
    """
    if case.is_printed or case.is_uncoded:
        return False
    is_placed = case.assignment.has_parent or case.fit.is_own_bidang
    is_clear = case.is_probable and case.fit.likeness >= SETTINGS.other_code_likeness
    return not (is_clear and is_placed) or _may_mean_printed_code(case)


def _may_mean_printed_code(case: MatchCase) -> bool:
    return any(
        fit.code is CodeRelation.SAME
        and fit.likeness >= SETTINGS.same_code_likeness
        and (not (fit.conflicting or fit.unknown) or fit.likeness >= SETTINGS.meant_likeness)
        for fit, _weight in case.assignment.ranked
    )


def _is_under_other_parent(case: MatchCase) -> bool:
    is_sure = case.fit.is_complete and case.fit.likeness >= SETTINGS.meant_likeness
    return case.assignment.is_parent_off and not (case.is_printed and is_sure)


def _is_name_of_other_code(case: MatchCase) -> bool:
    """Return True if the name is nearly to the letter that of another than its own code."""
    return case.is_printed and any(
        fit.likeness >= SETTINGS.other_code_likeness
        and fit.likeness > case.fit.likeness + SETTINGS.likeness_tolerance
        and not fit.is_level_off
        for fit in case.rivals
    )


def _is_slip_of_one_list(case: MatchCase) -> bool:
    """Return True if one list has the name at this code, and several at a neighbouring one.

    Lists that people have copied have lines that slipped by one.
    """
    if case.is_printed or len(case.fit.candidate.editions) > 1:
        return False
    prefix = case.fit.candidate.kode.rsplit(".", 1)[0]
    return any(
        fit.likeness > SETTINGS.exact_likeness
        and len(fit.candidate.editions) > 1
        and not fit.is_level_off
        and fit.candidate.kode.rsplit(".", 1)[0] == prefix
        for fit in case.rivals
    )


def _is_earlier_meaning(case: MatchCase) -> bool:
    """Return True if only the first edition has the name at this code."""
    fit = case.fit
    return not case.is_printed and fit.candidate.is_first_era and not fit.is_own_edition


def _may_be_renumbered(case: MatchCase) -> bool:
    """Return True if the document's edition has a like name, and not this one, in its place."""
    if case.is_printed or case.fit.is_own_edition:
        return False
    parent = parent_of(case.fit.candidate.kode)
    return any(
        fit.is_own_edition
        and not fit.conflicting
        and fit.likeness >= SETTINGS.meant_likeness
        and parent_of(fit.candidate.kode) == parent
        for fit in case.rivals
    )


def _may_be_own_programme(case: MatchCase) -> bool:
    """Return True if the name may be one of the agency's own, cut, and the best is not."""
    if not case.is_uncoded or case.has_support or case.fit.is_own_bidang:
        return False
    least = SETTINGS.own_programme_likeness
    return any(fit.is_own_bidang and fit.likeness >= least for fit in case.rivals)


def _has_close_rival(case: MatchCase) -> bool:
    """Return True if another code fits nearly as well."""
    is_lone = case.is_uncoded and not case.has_support
    is_wide = is_lone or not case.is_probable
    least = SETTINGS.least_lone_margin if is_wide else SETTINGS.least_margin
    return case.assignment.margin < least


def _is_lone_heading(case: MatchCase) -> bool:
    """Return True if an urusan or bidang has neither its code nor lines below."""
    is_heading = case.fit.candidate.level in (Level.URUSAN, Level.BIDANG)
    return is_heading and not case.is_printed and not case.assignment.children


#: Name, condition and reason of each veto, in the order in which they explain a question.
VETOES: tuple[tuple[str, Callable[[MatchCase], bool], DoubtKind], ...] = (
    ("doubtful_entry", lambda case: bool(case.fit.entry.note), DoubtKind.LIST_LINE_DOUBTED),
    ("other_level", lambda case: case.fit.is_level_off, DoubtKind.NAME_AT_OTHER_LEVEL),
    ("only_code", _has_only_code, DoubtKind.ONLY_CODE_FITS),
    ("other_words", _has_other_words, DoubtKind.NAME_DIFFERS_IN_MEANING),
    ("contradicts_code", _contradicts_code, DoubtKind.CODE_AND_NAME_DISAGREE),
    ("other_parent", _is_under_other_parent, DoubtKind.NAME_UNDER_OTHER_PARENT),
    ("name_of_other_code", _is_name_of_other_code, DoubtKind.CODE_AND_NAME_DISAGREE),
    ("slip_of_one_list", _is_slip_of_one_list, DoubtKind.SEVERAL_CODES_FIT),
    ("earlier_meaning", _is_earlier_meaning, DoubtKind.SEVERAL_CODES_FIT),
    ("renumbered", _may_be_renumbered, DoubtKind.SEVERAL_CODES_FIT),
    ("own_programme", _may_be_own_programme, DoubtKind.SEVERAL_CODES_FIT),
    ("close_rival", _has_close_rival, DoubtKind.SEVERAL_CODES_FIT),
    ("lone_heading", _is_lone_heading, DoubtKind.NAME_ONLY_SIMILAR),
    ("improbable", lambda case: not case.is_probable, DoubtKind.NAME_ONLY_SIMILAR),
)


def find_veto(case: MatchCase) -> Doubt | None:
    """Return the reason of the first veto against a match; ``None`` if it is accepted."""
    for _name, fires, kind in VETOES:
        if fires(case):
            is_about_entry = kind is DoubtKind.LIST_LINE_DOUBTED
            return Doubt(kind, (case.fit.entry.note,) if is_about_entry else ())
    return None
