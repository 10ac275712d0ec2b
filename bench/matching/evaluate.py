"""``sidak bench matching``: how right the matching is, and how fast.

Accuracy is measured on labelled documents made from the lists
(``bench.matching.generated_names``): by default the embedded one, with ``--lists DIR`` the
imported ones. ``--fit`` fits the weights of ``Calibration``
(``sidak.matchers.match.settings``) to one half and prints them; all numbers shown are of
documents that the fit has not seen.
"""

import itertools
import random
import resource
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from bench.matching.calibration_curve import draw_curve, make_bins, measure_interval
from bench.matching.generated_names import LabelledDocument, distort_name, make_documents
from bench.matching.printed_names import load_names
from sidak.matchers.match.candidates import CandidateIndex
from sidak.matchers.match.document import DocumentMatcher
from sidak.matchers.match.scoring import list_features
from sidak.matchers.match.settings import Calibration
from sidak.matchers.names.likeness import normalise_name
from sidak.matchers.reference.store import Nomenclature, fold_kode, load_nomenclature
from sidak.schemas import Level, MatchStatus

#: The set that the fit does not see.
_CHECK_SEED = 2
_SHOWN_BINS = (0.0, 0.05, 0.2, 0.5, 0.8, 0.9, 0.95, 0.985, 1.01)


@dataclass(frozen=True, slots=True)
class MatchedItem:
    """One matched item of the set beside its truth."""

    noise: str
    code: str
    status: MatchStatus
    score: float
    is_right: bool
    is_in_list: bool
    is_in_top: bool
    features: dict[str, float]
    shown: str


def match_documents(
    documents: Iterable[LabelledDocument], nomenclature: Nomenclature
) -> list[MatchedItem]:
    """Match labelled documents and hold the outcome against the truth."""
    judged = []
    for document in documents:
        matcher = DocumentMatcher([document.table], document.facts, nomenclature, (), None)
        assignments = matcher.assignments
        result = matcher.match()
        for item in result.tables[0].items:
            label, assignment = document.labels[item.item_id], assignments.get(item.item_id)
            found = fold_kode(item.kode) if item.kode else None
            ranked = assignment.ranked[:5] if assignment is not None else ()
            top = [fit.candidate.kode for fit, _weight in ranked]
            features = (
                list_features(matcher.lines[item.item_id], assignment)
                if assignment is not None
                else {}
            )
            judged.append(
                MatchedItem(
                    noise=label.noise,
                    code=label.code,
                    status=item.match_status,
                    score=item.score or 0.0,
                    is_right=found is not None and found == label.kode,
                    is_in_list=label.kode is not None,
                    is_in_top=label.kode in top,
                    features=features,
                    shown=f"{item.name!r} -> {item.kode} {item.kode_name!r}, "
                    f"truth {label.kode}, printed {item.kode_printed}",
                )
            )
    return judged


def measure_wilson(right: int, total: int) -> float:
    """Return the lower bound of the share at 95 % (Wilson); 0 of nothing."""
    return measure_interval(right, total)[0]


def draw_calibration(documents: int = 60) -> str:
    """Draw the calibration on what comes with sidak: the embedded list, the printed names.

    The same picture for everybody, so that it can be held against the one in the docs.
    """
    nomenclature = load_nomenclature()
    made = make_documents(nomenclature.lists[0], nomenclature, documents, _CHECK_SEED)
    judged = match_documents([*made, *load_names(nomenclature)], nomenclature)
    scores = [(one.score, one.is_right) for one in judged if one.features]
    return draw_curve(make_bins(scores), f"Calibration on {len(scores):,} matches")


def report(judged: Sequence[MatchedItem], *, errors: int) -> None:
    """Print shares, by kind of fault, and the calibration."""
    auto = [one for one in judged if one.status is MatchStatus.AUTO]
    in_list = [one for one in judged if one.is_in_list]
    right = sum(one.is_right for one in auto)
    accepted = sum(one.status is MatchStatus.AUTO for one in in_list)
    top = sum(one.is_in_top for one in in_list)
    print(
        f"items {len(judged)}, of the list {len(in_list)}\n"
        f"auto {len(auto)} ({accepted / len(in_list):.1%} of the lines of the list), right "
        f"{right / max(1, len(auto)):.3%} (Wilson at least "
        f"{measure_wilson(right, len(auto)):.2%})\n"
        f"right code among the first five: {top / len(in_list):.2%}\n"
    )
    print(f"{'fault':14}{'items':>7}{'auto':>9}{'wrong':>7}{'top 5':>9}")
    for noise in sorted({one.noise for one in judged}):
        these = [one for one in judged if one.noise == noise]
        taken = [one for one in these if one.status is MatchStatus.AUTO]
        wrong = sum(not one.is_right for one in taken)
        share = len(taken) / len(these)
        among = sum(one.is_in_top for one in these) / len(these)
        print(f"{noise:14}{len(these):7}{share:9.1%}{wrong:7}{among:9.1%}")
    print(f"\n{'score':>14}{'items':>7}{'right':>9}{'mean':>9}")
    for low, high in itertools.pairwise(_SHOWN_BINS):
        these = [one for one in judged if low <= one.score < high and one.features]
        if these:
            share = sum(one.is_right for one in these) / len(these)
            mean = sum(one.score for one in these) / len(these)
            print(f"{low:6.3f}-{high:6.3f} {len(these):7}{share:9.1%}{mean:9.1%}")
    wrong_ones = [one for one in auto if not one.is_right]
    for one in wrong_ones[:errors]:
        print(f"wrong: {one.noise}, code {one.code}: {one.shown} ({one.score:.4f})")


def fit_calibration(judged: Sequence[MatchedItem], *, pull: float = 3.0) -> dict[str, float]:
    """Fit the weights of the features by logistic regression (Newton's method).

    Args:
        judged: Items with a chosen code.
        pull: Strength with which weights are held near nought (ridge).
    """
    names = [one.name for one in fields(Calibration)]
    rows = [one for one in judged if one.features]
    x = np.array([[one.features[name] for name in names] for one in rows])
    y = np.array([float(one.is_right) for one in rows])
    weights = np.zeros(len(names))
    ridge = np.full(len(names), pull)
    ridge[names.index("constant")] = 0.01
    for _ in range(60):
        p = 1.0 / (1.0 + np.exp(-np.clip(x @ weights, -30, 30)))
        gradient = x.T @ (y - p) - ridge * weights
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(ridge)
        step = np.linalg.solve(hessian, gradient)
        weights += step
        if float(np.abs(step).max()) < 1e-6:
            break
    return {name: round(float(w), 3) for name, w in zip(names, weights, strict=True)}


def measure_speed(nomenclature: Nomenclature, queries: int) -> None:
    """Time the search of many names among all sub kegiatan."""
    start = time.process_time()
    index = CandidateIndex(nomenclature, frozenset("1234567"))
    names = list(index.by_name[Level.SUB_KEGIATAN])
    codes = sum(one.level is Level.SUB_KEGIATAN for one in index.candidates.values())
    dice = random.Random(1)
    wanted = [
        normalise_name(distort_name(dice.choice(names), "misspelt", dice, set(), names))
        for _ in range(queries)
    ]
    ready = time.process_time()
    index.find_by_names(Level.SUB_KEGIATAN, wanted)
    end = time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"\nspeed: {queries} misspelt names against {codes} sub kegiatan "
        f"({len(names)} names): {end - ready:.1f} processor seconds "
        f"(index {ready - start:.1f}), peak memory {peak:.0f} MB"
    )


@dataclass(frozen=True)
class MatchingOptions:
    """Options of the command."""

    lists: Annotated[Path | None, typer.Option(help="Folder of imported lists.")] = None
    documents: Annotated[int, typer.Option(help="Documents per edition.")] = 60
    errors: Annotated[int, typer.Option(help="Wrong matches shown at most.")] = 15
    queries: Annotated[int, typer.Option(help="Names of the speed test.")] = 10000
    draw: Annotated[
        Path | None, typer.Option(help="Write the calibration curve (SVG) and end.")
    ] = None
    fit: Annotated[bool, typer.Option("--fit", help="Fit the calibration, print it.")] = False


def run_matching(options: MatchingOptions) -> int:
    """Matching of names to codes of the nomenclature: how right, how fast.

    Exit code 1 if an accepted match in 200 is wrong.
    """
    if options.draw is not None:
        options.draw.write_text(draw_calibration(), "utf-8")
        return 0
    nomenclature = load_nomenclature(options.lists)
    if options.queries:
        largest = max(nomenclature.lists, key=lambda one: len(one.entries))
        measure_speed(Nomenclature((largest,)), options.queries)
    real = match_documents(load_names(nomenclature), nomenclature)
    print("\nnames as printed in reports, and twins:")
    report(real, errors=options.errors)
    lists = [one for one in nomenclature.lists if one.is_whole and one.scope != "provinsi"]
    lists = lists or list(nomenclature.lists[:1])
    judged: dict[str, list[MatchedItem]] = defaultdict(list)
    for source in lists:
        for half, seed in (("fit", 1), ("check", _CHECK_SEED)):
            if half == "fit" and not options.fit:
                continue
            documents = make_documents(source, nomenclature, options.documents, seed)
            judged[half] += match_documents(documents, nomenclature)
    if options.fit:
        print("Calibration:", fit_calibration(judged["fit"]))
    print()
    report(judged["check"], errors=options.errors)
    statuses = Counter(one.status.value for one in judged["check"])
    print("\n" + ", ".join(f"{name} {count}" for name, count in sorted(statuses.items())))
    auto = [one for one in judged["check"] if one.status is MatchStatus.AUTO]
    wrong = sum(not one.is_right for one in auto)
    return int(wrong > 0.005 * len(auto))
