"""The table of vetoes: each row fires on its own case, and explains the question."""

from dataclasses import replace

import pytest

from sidak.matchers.match.candidates import CodeCandidate
from sidak.matchers.match.scoring import Assignment, CandidateFit, CodeRelation
from sidak.matchers.match.vetoes import VETOES, MatchCase, find_veto
from sidak.schemas import Doubt, DoubtKind, Level
from sidak.schemas.nomenclature import NomenclatureEntry, Scope

EDITION = "kepmendagri-050-5889-2021"


def make_fit(kode: str = "4.01.02.2.01.01", **changes: object) -> CandidateFit:
    """Make a fit against which nothing speaks, with some fields changed."""
    level = Level.SUB_KEGIATAN if kode.count(".") == 5 else Level.BIDANG
    entry = NomenclatureEntry(kode, level, "Penataan Organisasi", EDITION, Scope.BOTH)
    candidate = CodeCandidate(kode, level, False, (entry,), frozenset({EDITION}), 2022)
    fit = CandidateFit(
        candidate,
        entry,
        likeness=1.0,
        conflicting=0,
        unknown=0,
        missing=0,
        code=CodeRelation.NONE,
        is_own_bidang=True,
        is_own_edition=True,
        is_level_off=False,
        weight=0.0,
    )
    own = {key: value for key, value in changes.items() if hasattr(fit, key)}
    about = {key: value for key, value in changes.items() if key not in own}
    candidate = replace(candidate, **{k: v for k, v in about.items() if k != "note"})
    if "note" in about:
        entry = replace(entry, note=about["note"])
    return replace(fit, candidate=candidate, entry=entry, **own)


def make_case(
    fit: CandidateFit | None = None,
    *rivals: CandidateFit,
    probability: float = 0.99,
    **changes: object,
) -> MatchCase:
    """Make the case of a line below its parent, far ahead of its rivals."""
    best = fit or make_fit()
    ranked = tuple((one, 0.0) for one in (best, *rivals))
    assignment = Assignment(best, None, 3.0, True, 0, False, ranked)
    return MatchCase(best, replace(assignment, **changes), probability)


SAME, OTHER = CodeRelation.SAME, CodeRelation.OTHER
NEIGHBOUR = "4.01.02.2.01.02"
TWO = frozenset({EDITION, "kepmendagri-900.1.15.5-1317-2023"})

CASES = {
    "doubtful_entry": make_case(make_fit(note="kode ganda")),
    "other_level": make_case(make_fit(is_level_off=True)),
    "only_code": make_case(make_fit(code=SAME, likeness=0.6)),
    "other_words": make_case(make_fit(missing=1)),
    "contradicts_code": make_case(make_fit(code=OTHER, likeness=0.9)),
    "other_parent": make_case(is_parent_off=True, has_parent=False),
    "name_of_other_code": make_case(make_fit(code=SAME, likeness=0.9), make_fit(NEIGHBOUR)),
    "slip_of_one_list": make_case(make_fit(), make_fit(NEIGHBOUR, editions=TWO)),
    "earlier_meaning": make_case(make_fit(is_first_era=True, is_own_edition=False)),
    "renumbered": make_case(make_fit(is_own_edition=False), make_fit(NEIGHBOUR, likeness=0.9)),
    "own_programme": make_case(
        make_fit(is_own_bidang=False),
        make_fit("X.XX.01.2.01.01", likeness=0.85),
        has_parent=False,
    ),
    "close_rival": make_case(margin=0.2),
    "lone_heading": make_case(make_fit("4.01")),
    "improbable": make_case(probability=0.9),
}


def test_every_veto_has_a_case() -> None:
    assert list(CASES) == [name for name, _fires, _kind in VETOES]


@pytest.mark.parametrize("name", CASES)
def test_a_veto_fires_alone_on_its_case(name: str) -> None:
    case = CASES[name]
    assert [other for other, fires, _kind in VETOES if fires(case)] == [name]
    [kind] = [kind for other, _fires, kind in VETOES if other == name]
    doubt = find_veto(case)
    assert doubt is not None
    assert doubt.kind is kind


def test_a_match_without_a_veto_is_accepted() -> None:
    assert find_veto(make_case()) is None


def test_a_note_of_the_list_is_passed_on() -> None:
    assert find_veto(CASES["doubtful_entry"]) == Doubt(
        DoubtKind.LIST_LINE_DOUBTED, ("kode ganda",)
    )


@pytest.mark.parametrize(
    ("changes", "is_accepted"),
    [
        ({"missing": 1}, True),
        ({"unknown": 1}, True),
        ({"missing": 1, "unknown": 1}, False),
        ({"likeness": 0.66}, True),
        ({"likeness": 0.64}, False),
    ],
)
def test_beside_its_printed_code_a_name_may_differ_a_little(
    changes: dict[str, object], is_accepted: bool
) -> None:
    assert (find_veto(make_case(make_fit(code=SAME, **changes))) is None) is is_accepted


def test_a_clear_name_wins_over_another_printed_code() -> None:
    fit = make_fit(code=OTHER)
    assert find_veto(make_case(fit)) is None
    paraphrase = make_fit(NEIGHBOUR, code=SAME, likeness=0.7)
    assert find_veto(make_case(fit, paraphrase)) == Doubt(DoubtKind.CODE_AND_NAME_DISAGREE)


def test_a_line_without_neighbours_needs_a_wider_lead() -> None:
    case = make_case(margin=1.2, has_parent=False)
    assert find_veto(case) == Doubt(DoubtKind.SEVERAL_CODES_FIT)
    assert find_veto(make_case(margin=1.2)) is None
