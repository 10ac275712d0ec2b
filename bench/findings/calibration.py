"""How sure findings of each kind of evidence are, learned on some reports and tried on others.

The judged findings are split in two halves by report. From one half each kind of evidence gets
the share of its findings that were right, drawn towards the share of its family where there
are few; the other half shows whether that holds.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sidak.schemas import Evidence

#: Findings that the share of the family counts for.
_PRIOR = 4.0
#: Share of findings right that is expected before any was judged.
_START = 0.9
#: Confidence from which on a finding may be an error.
_ERROR = 0.97

_EVIDENCE = tuple(Evidence)
_FAMILIES = {
    **dict.fromkeys(_EVIDENCE[: _EVIDENCE.index(Evidence.ROW_RULE)], "sum"),
    **dict.fromkeys(
        _EVIDENCE[_EVIDENCE.index(Evidence.ROW_RULE) : _EVIDENCE.index(Evidence.NARRATIVE)],
        "row",
    ),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """A judged finding: its report, what it rests on, and whether it was right."""

    file: str
    evidence: Evidence
    is_right: bool


@dataclass(frozen=True, slots=True)
class CalibrationTrial:
    """What the shares of one half say of the other.

    Attributes:
        findings: Findings of the other half.
        right: Those of them that were right.
        expected: How many were expected to be right.
        sure: Findings that have the confidence of an error by the first half.
        sure_right: Those of them that were right.
    """

    findings: int
    right: int
    expected: float
    sure: int
    sure_right: int


def half_of(file: str) -> int:
    """Return the half of a report, 0 or 1; it depends on its name only."""
    return hashlib.sha256(file.encode()).digest()[0] % 2


def learn_shares(verdicts: Iterable[Verdict]) -> dict[Evidence, float]:
    """Return for every kind of evidence the share of its findings that are right.

    Args:
        verdicts: Judged findings to learn from.
    """
    own: dict[Evidence, list[bool]] = defaultdict(list)
    families: dict[str, list[bool]] = defaultdict(list)
    for one in verdicts:
        own[one.evidence].append(one.is_right)
        families[_family_of(one.evidence)].append(one.is_right)
    shares = {}
    for evidence in Evidence:
        family = families[_family_of(evidence)]
        base = (sum(family) + _PRIOR * _START) / (len(family) + _PRIOR)
        right = own[evidence]
        shares[evidence] = (sum(right) + _PRIOR * base) / (len(right) + _PRIOR)
    return shares


def try_shares(
    shares: Mapping[Evidence, float], verdicts: Sequence[Verdict]
) -> CalibrationTrial:
    """Return how shares fare on findings that they were not learned from."""
    sure = [one for one in verdicts if shares[one.evidence] >= _ERROR]
    return CalibrationTrial(
        len(verdicts),
        sum(one.is_right for one in verdicts),
        sum(shares[one.evidence] for one in verdicts),
        len(sure),
        sum(one.is_right for one in sure),
    )


def describe_calibration(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """Yield the shares learned on all, and how those of each half fare on the other."""
    counts = Counter(one.evidence for one in verdicts)
    right = Counter(one.evidence for one in verdicts if one.is_right)
    shares = learn_shares(verdicts)
    yield f"{'evidence':<28}{'judged':>8}{'right':>8}{'share':>8}"
    for evidence in Evidence:
        if counts[evidence]:
            yield (
                f"{evidence.value:<28}{counts[evidence]:>8}{right[evidence]:>8}"
                f"{shares[evidence]:>8.3f}"
            )
    for half in (0, 1):
        learned = learn_shares(one for one in verdicts if half_of(one.file) == half)
        trial = try_shares(learned, [one for one in verdicts if half_of(one.file) != half])
        yield (
            f"learned on half {half + 1}, tried on the other: {trial.right} of "
            f"{trial.findings} right, {trial.expected:.1f} expected; with at least {_ERROR}: "
            f"{trial.sure_right} of {trial.sure}"
        )


def _family_of(evidence: Evidence) -> str:
    return _FAMILIES.get(evidence, "text")
