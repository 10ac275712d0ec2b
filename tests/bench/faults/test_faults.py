"""The harness damages as it says, and counts what comes out."""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from bench.faults.evaluate import (
    FaultCount,
    FaultOptions,
    Key,
    Reading,
    count_lost,
    count_outcome,
    damage,
    run_faults,
)
from bench.faults.mutations import MUTATIONS
from sidak.schemas import Doubt, DoubtKind, PageStatus, UnreadableFileError
from sidak.schemas.system.processes import WorkerMemoryError
from tests.extractors.paper import write_pdf
from tests.extractors.readers import HEADER, XS

SAMPLES = Path(__file__).parents[3] / "raw" / "samples"
FIGURE: Key = ("Gaji", "pagu", "2022", "Rp", "100")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows = [(str(n), f"Kegiatan {n}", f"{n}.250.000", "640.500") for n in range(1, 30)]
    path = tmp_path_factory.mktemp("good") / "good.pdf"
    return write_pdf(path, *[lambda s: s.table(XS, 60, [HEADER, *rows])] * 3)


@pytest.mark.parametrize("kind", MUTATIONS)
def test_damage_changes_the_file_and_is_the_same_for_the_same_seed(
    report: Path, kind: str
) -> None:
    data = report.read_bytes()
    first, again = (MUTATIONS[kind](data, Random(3)) for _ in range(2))
    assert first == again
    assert first != data


def test_every_kind_and_report_has_its_turn(report: Path, tmp_path: Path) -> None:
    files = list(damage([report, report], tmp_path, 2 * len(MUTATIONS), seed=1))
    assert [kind for kind, _, _ in files] == list(MUTATIONS) * 2
    assert len({path for _, path, _ in files}) == 2 * len(MUTATIONS)


def make_reading(
    page: str, values: str = "100 200", status: PageStatus = PageStatus.TABLES
) -> Reading:
    figures = Counter({(*FIGURE[:4], value): 1 for value in values.split()})
    return Reading(figures, figures, {int(page): Counter(values.split())}, {int(page): status})


GOOD = make_reading("1")


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (GOOD, FaultCount(files=1)),
        (
            make_reading("1", "100"),
            FaultCount(files=1, unsaid=1, examples=["f: 0 wrong, 1 unsaid"]),
        ),
        (make_reading("1", "100", PageStatus.PARTIAL), FaultCount(files=1, said=1)),
        (
            make_reading("1", "100 200 300"),
            FaultCount(files=1, wrong=1, examples=["f: 1 wrong, 0 unsaid"]),
        ),
        (UnreadableFileError("f", Doubt(DoubtKind.NO_TEXT)), FaultCount(files=1, refused=1)),
        (WorkerMemoryError("9 MiB"), FaultCount(files=1, killed=1)),
        (ValueError("x"), FaultCount(files=1, raised=1, examples=["f: ValueError('x')"])),
    ],
)
def test_outcomes_are_counted(outcome: Reading | BaseException, expected: FaultCount) -> None:
    count = FaultCount()
    count_outcome(count, "f", GOOD, outcome)
    assert count == expected


def test_figure_that_the_undamaged_report_doubts_is_no_wrong_one() -> None:
    """The other reading of a damaged page confirmed it by a sum."""
    doubted = replace(GOOD, accepted=Counter())
    count = FaultCount()
    count_outcome(count, "f", doubted, GOOD)
    assert count == FaultCount(files=1)


def test_value_of_several_pages_is_lost_from_the_page_that_says_so() -> None:
    good = Reading(
        Counter(),
        Counter(),
        {1: Counter({"9": 1}), 2: Counter({"9": 1})},
        {1: PageStatus.TABLES, 2: PageStatus.TABLES},
    )
    found = Reading(
        Counter(),
        Counter(),
        {1: Counter({"9": 1})},
        {1: PageStatus.TABLES, 2: PageStatus.FAILED},
    )
    assert count_lost(good, found) == (0, 1)


@pytest.mark.slow
def test_no_damaged_report_gives_a_wrong_figure_or_loses_one_unsaid() -> None:
    assert run_faults(FaultOptions(count=len(MUTATIONS) * 2, seed=1, samples=SAMPLES)) == 0
