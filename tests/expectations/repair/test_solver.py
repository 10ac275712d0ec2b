"""The solver: which number the readings and the identities prove."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from sidak.expectations.identities.collect import collect_identities
from sidak.expectations.repair.candidates import ScannedNumber
from sidak.expectations.repair.constraints import find_independent_pair, make_problem
from sidak.expectations.repair.readings import CellReadings, list_readings
from sidak.expectations.repair.solver import Solver
from tests.expectations.factories import DOCUMENT
from tests.expectations.repair.scans import Spot, scan


def name(row: int, column: int) -> str:
    return f"{DOCUMENT}-t01-r{row}-c{column}"


def make_solver(
    changes: Mapping[Spot, str],
    readings: Mapping[Spot, Sequence[str]],
    opened: Sequence[Spot],
) -> Solver:
    table, raw = scan(changes, readings)
    printed = {one.figure_id: one for one in table.figures}
    problem = make_problem(table.figures, collect_identities([table]).trusted)
    found = frozenset(name(*spot) for spot in opened)
    return Solver(problem, CellReadings(printed, list_readings([raw])), found, found)


def test_number_that_two_independent_identities_ask_for_is_proven() -> None:
    spot = (1, 1)
    solver = make_solver({spot: "28140000"}, {spot: ["28.140.000", "26.140.000"]}, [spot])
    correction = solver.solve_figure(name(*spot))
    assert correction is not None
    assert correction.number.value == Decimal(26140000)
    assert find_independent_pair(correction.evidence, name(*spot)) == correction.evidence


def test_number_that_no_reading_supports_is_not_proven() -> None:
    spot = (1, 1)
    solver = make_solver({spot: "28140000"}, {spot: ["28.140.000"]}, [spot])
    assert solver.solve_figure(name(*spot)) is None
    assert [one.value for one in solver.list_suggestions(name(*spot))] == [Decimal(26140000)]


def test_figures_of_one_sum_are_solved_as_a_group() -> None:
    spots = [(1, 1), (2, 1)]
    solver = make_solver(
        {spots[0]: "28140000", spots[1]: "12170000"},
        {spots[0]: ["28.140.000", "26.140.000"], spots[1]: ["12.170.000", "12.110.000"]},
        spots,
    )
    (group,) = solver.group_open()
    assert group == [name(*spot) for spot in spots]
    solved = solver.solve_group(group)
    assert {one: two.number.value for one, two in solved.items()} == {
        name(1, 1): Decimal(26140000),
        name(2, 1): Decimal(12110000),
    }


def test_solving_changes_neither_the_problem_nor_the_open_figures() -> None:
    spot = (1, 1)
    solver = make_solver({spot: "28140000"}, {spot: ["28.140.000", "26.140.000"]}, [spot])
    solver.solve_figure(name(*spot))
    assert solver.problem.number_at(name(*spot)) == ScannedNumber("28140000")
    assert solver.open == {name(*spot)}
