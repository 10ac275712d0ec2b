"""The constraint problem: assignments, and what identities tell apart."""

from sidak.expectations.identities.collect import collect_identities
from sidak.expectations.repair.candidates import ScannedNumber
from sidak.expectations.repair.constraints import ConstraintProblem, make_problem
from tests.expectations.factories import DOCUMENT
from tests.expectations.repair.scans import scan

PART = f"{DOCUMENT}-t01-r1-c1"
RIGHT, WRONG = ScannedNumber("26140000"), ScannedNumber("28140000")


def make() -> ConstraintProblem:
    table, _ = scan()
    return make_problem(table.figures, collect_identities([table]).trusted)


def test_assignment_breaks_what_contains_the_figure_and_leaves_the_problem_as_it_is() -> None:
    problem = make()
    changed = problem.assign({PART: WRONG})
    assert problem.list_broken(PART) == []
    assert changed.list_broken(PART) == list(changed.identities_of(PART))
    assert changed.number_at(PART) == WRONG
    reset = changed.reset([problem.figures[PART]])
    assert reset.figures == problem.figures


def test_identity_discriminates_the_number_with_which_it_holds() -> None:
    problem = make().assign({PART: WRONG})
    for identity in problem.identities_of(PART):
        assert problem.discriminates(identity, PART, RIGHT, WRONG)
        assert not problem.discriminates(identity, PART, WRONG, RIGHT)


def test_figures_confirmed_by_other_identities_prove_the_one_left() -> None:
    problem = make()
    total = next(
        one for one in problem.identities_of(PART) if one.target.figure_id.endswith("r0-c1")
    )
    assert problem.are_others_confirmed(total, PART)
    other = f"{DOCUMENT}-t01-r2-c1"
    broken = problem.assign({other: ScannedNumber("12110007")})
    assert not broken.are_others_confirmed(total, PART)
