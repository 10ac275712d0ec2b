"""From broken identities to few findings: which number is most likely the wrong one.

If one wrong number breaks five identities, all five ask for the same other number in its
place, and the identities that hold do not speak against that. So each figure is asked
how many broken identities one other value would mend, and how many sound ones it would
break; the figure with the best balance is named and its identities are done with.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sidak.expectations.findings.messages import describe_break
from sidak.expectations.identities.breaks import BrokenIdentity, join_breaks
from sidak.expectations.identities.model import (
    Identity,
    IdentityOrigin,
    IdentityOutcome,
    value_of,
)
from sidak.expectations.identities.tolerances import rupiah_factor
from sidak.expectations.identities.typos import is_rounded_off, is_typo
from sidak.schemas import (
    PROGRAMME_LEVELS,
    BrokenEquation,
    Figure,
    Finding,
    FindingKind,
    Metric,
    Severity,
)

#: From here a difference of money is an error by itself; below, if it is a large part.
_LARGE_AMOUNT = Decimal(1_000_000)
_LARGE_SHARE = Decimal("0.01")
_LARGE_POINTS = Decimal(1)

#: From here (as a part of the plain ratio) a capaian follows another formula.
_FAR_CAPAIAN = Decimal("0.2")
#: Percentages with one meaning only.
_RATIOS_OF_MONEY = frozenset({Metric.SERAPAN, Metric.SISA})

_DEPTHS = {level: depth for depth, level in enumerate(PROGRAMME_LEVELS, start=1)}

_KIND_ORDER = (
    FindingKind.SUM_MISMATCH,
    FindingKind.DIFFERENCE_MISMATCH,
    FindingKind.RATIO_MISMATCH,
    FindingKind.CROSS_TABLE_MISMATCH,
)


@dataclass(frozen=True, slots=True)
class Suspect:
    """A figure that may be the wrong one, with the identities that it breaks."""

    figure: Figure
    breaks: tuple[BrokenIdentity, ...]
    rank: tuple[int, ...]
    propagated: tuple[Identity, ...] = ()

    @property
    def weight(self) -> tuple[int, ...]:
        """The rank without its tie-breakers: depth, row and column."""
        return self.rank[:-3]


def localise_errors(
    breaks: Sequence[BrokenIdentity], sound: Sequence[Identity], numbers: Mapping[str, str]
) -> list[Finding]:
    """Return one finding per number that is most likely wrong.

    Args:
        breaks: The identities that do not hold.
        sound: The identities that hold and say something.
        numbers: Table id to the number in its caption.
    """
    localiser = ErrorLocaliser(_index(sound))
    for one in sorted(join_breaks(breaks, sound), key=_break_key):
        localiser.add(one)
    findings: list[Finding] = []
    while localiser.suspects:
        listed = localiser.suspects
        worst = _prefer_target(max(listed.values(), key=lambda one: one.rank), listed)
        findings.append(_make_finding(localiser.resolve(worst), numbers))
    return findings


class ErrorLocaliser:
    """The breaks that wait for a culprit, and the case against each of their figures."""

    def __init__(self, sound: Mapping[str, Sequence[Identity]]) -> None:
        self._sound = sound
        self._waiting: dict[str, list[BrokenIdentity]] = defaultdict(list)
        self._named: set[str] = set()
        self._stale: set[str] = set()
        self._suspects: dict[str, Suspect] = {}

    @property
    def suspects(self) -> Mapping[str, Suspect]:
        """The case against each figure that was not named yet."""
        for figure_id in self._stale:
            self._suspects.pop(figure_id, None)
            listed = self._waiting[figure_id]
            if listed and figure_id not in self._named:
                sound = self._sound.get(figure_id, ())
                self._suspects[figure_id] = _make_suspect(figure_id, listed, sound)
        self._stale.clear()
        return self._suspects

    def add(self, one: BrokenIdentity) -> None:
        """Take in a break."""
        for figure in one.identity.figures:
            self._waiting[figure.figure_id].append(one)
            self._stale.add(figure.figure_id)

    def resolve(self, worst: Suspect) -> Suspect:
        """Close the case of a figure; return it with everything that it explains."""
        figure_id = worst.figure.figure_id
        for one in worst.breaks:
            self._remove(one)
        self._named.add(figure_id)
        if len(worst.breaks) == 1:
            # Nothing agrees with the corrected sum: say what the printed numbers give.
            worst = replace(worst, breaks=tuple(one.restore() for one in worst.breaks))
        main = worst.breaks[0].identity
        if main.origin is not IdentityOrigin.HIERARCHY or main.target.figure_id != figure_id:
            return worst
        # Its own rows say what it should be: judge the sums that it goes into by that.
        propagated: list[Identity] = []
        for one in list(self._waiting[figure_id]):
            if one.identity.origin is not IdentityOrigin.HIERARCHY:
                continue
            corrected = one.correct(figure_id, main.expected)
            self._remove(one)
            if corrected.identity.outcome is IdentityOutcome.BROKEN:
                self.add(corrected)
            else:
                propagated.append(one.identity)
        propagated.extend(
            one
            for one in self._sound.get(figure_id, ())
            if one.origin is IdentityOrigin.HIERARCHY and one.target.figure_id != figure_id
        )
        return replace(worst, propagated=tuple(propagated))

    def _remove(self, one: BrokenIdentity) -> None:
        for figure in one.identity.figures:
            listed = self._waiting[figure.figure_id]
            self._waiting[figure.figure_id] = [other for other in listed if other is not one]
            self._stale.add(figure.figure_id)


def _prefer_target(worst: Suspect, suspects: Mapping[str, Suspect]) -> Suspect:
    """Name the sum itself where nothing tells its addends apart.

    The first of ten equally likely rows would be an accusation out of thin air.
    """
    main = worst.breaks[0].identity
    rivals = [
        one
        for figure in main.inputs
        if figure.figure_id != worst.figure.figure_id
        for one in [suspects.get(figure.figure_id)]
        if one is not None and one.weight == worst.weight
    ]
    # Where many columns fail a row is missing: no cell that is there can be the fault.
    is_open = bool(rivals or worst.breaks[0].corrections or worst.breaks[0].lacks_row)
    target = suspects.get(main.target.figure_id)
    if target is None or target is worst or not is_open:
        return worst
    # Only what the sum explains is done with; the rest keeps its own suspects.
    return target if worst.breaks[0] in target.breaks else worst


def _index(identities: Iterable[Identity]) -> dict[str, list[Identity]]:
    found: dict[str, list[Identity]] = defaultdict(list)
    for identity in identities:
        for figure in identity.figures:
            found[figure.figure_id].append(identity)
    return found


def _make_suspect(
    figure_id: str, breaks: Sequence[BrokenIdentity], sound: Sequence[Identity]
) -> Suspect:
    """Weigh the case against one figure."""
    figure = next(one for one in breaks[0].identity.figures if one.figure_id == figure_id)
    mended, low, high = _find_largest_group(figure, breaks)
    contradictions = sum(
        1
        for identity in sound
        for span in [identity.implied(figure)]
        if span is not None and (span[1] < low or high < span[0])
    )
    is_target = any(one.identity.target.figure_id == figure_id for one in mended)
    meant = _middle(figure, mended)
    rank = (
        len(mended) - contradictions,
        len(mended),
        # Nobody meant to print an amount of the other sign in place of this one.
        int(meant * value_of(figure) >= 0 or abs(meant) == abs(value_of(figure))),
        int(is_typo(value_of(figure), meant) or is_rounded_off(value_of(figure), meant)),
        int(is_target),
        # From the leaves to the root: what is below is settled before it is added up.
        _DEPTHS.get(figure.level, 0),
        -figure.row,
        -figure.column,
    )
    return Suspect(figure, tuple(sorted(mended, key=_ClarityKey(figure_id))), rank)


def _find_largest_group(
    figure: Figure, breaks: Sequence[BrokenIdentity]
) -> tuple[list[BrokenIdentity], Decimal, Decimal]:
    """Return the most breaks that one other value of ``figure`` would mend, and its range."""
    # Its own sum first: of several groups of one size that is the one it answers for.
    ordered = sorted(breaks, key=_ClarityKey(figure.figure_id))
    spans = [(one, one.identity.implied(figure)) for one in ordered]
    best: tuple[list[BrokenIdentity], Decimal, Decimal] | None = None
    for anchor, anchor_span in spans:
        if anchor_span is None:
            continue
        low, high = anchor_span
        group = [anchor]
        for one, span in spans:
            if one is anchor or span is None or span[1] < low or high < span[0]:
                continue
            group.append(one)
            low, high = max(low, span[0]), min(high, span[1])
        if best is None or len(group) > len(best[0]):
            best = (group, low, high)
    if best is None:
        value = value_of(figure)
        return [breaks[0]], value, value
    return best


def _middle(figure: Figure, breaks: Sequence[BrokenIdentity]) -> Decimal:
    """Return the value that the clearest of ``breaks`` asks for."""
    main = min(breaks, key=_ClarityKey(figure.figure_id)).identity
    if main.target.figure_id == figure.figure_id:
        return main.expected
    span = main.implied(figure)
    return value_of(figure) if span is None else (span[0] + span[1]) / 2


@dataclass(frozen=True, slots=True)
class _ClarityKey:
    """Sort key that puts the clearest break of a figure first."""

    figure_id: str

    def __call__(self, one: BrokenIdentity) -> tuple[int, int, int, str]:
        """Sums about the figure itself first, then by kind."""
        return (
            int(one.identity.is_ratio),
            int(one.identity.target.figure_id != self.figure_id),
            _KIND_ORDER.index(one.identity.kind),
            one.identity.target.figure_id,
        )


def _make_finding(suspect: Suspect, numbers: Mapping[str, str]) -> Finding:
    figure = suspect.figure
    identities = [one.identity for one in suspect.breaks]
    identities += [parallel_one for one in suspect.breaks for parallel_one in one.parallel]
    expected = _middle(figure, suspect.breaks)
    reported = value_of(figure)
    propagated = list(suspect.propagated)
    propagated += [one for broken in suspect.breaks for one in broken.propagated]
    words = describe_break(
        figure,
        expected,
        identities,
        numbers,
        parallel=len(identities) - len(suspect.breaks),
        propagated=propagated,
        corrections=suspect.breaks[0].corrections,
        lacks_row=suspect.breaks[0].lacks_row,
    )
    listed = [*identities, *propagated]
    others = dict.fromkeys(one.figure_id for identity in listed for one in identity.figures)
    others.pop(figure.figure_id, None)
    return Finding(
        finding_id=_make_finding_id(figure, identities),
        document_id=figure.document_id,
        kind=identities[0].kind,
        severity=_decide_severity(suspect, expected),
        message=words.indonesian,
        reported=reported,
        expected=_round_for_display(expected),
        difference=_round_for_display(reported - expected),
        unit=figure.unit,
        table_id=figure.table_id,
        page=figure.page,
        item_id=figure.item_id,
        figure_ids=(figure.figure_id, *others),
        message_en=words.english,
        checks=tuple(_make_check(one) for one in _as_printed(suspect, propagated)),
    )


def _as_printed(suspect: Suspect, propagated: Sequence[Identity]) -> list[Identity]:
    """Return every identity that a number breaks, with all numbers as printed."""
    listed = [one.printed or one.identity for one in suspect.breaks]
    listed += [parallel_one for one in suspect.breaks for parallel_one in one.parallel]
    return [one for one in [*listed, *propagated] if one.outcome is IdentityOutcome.BROKEN]


def _make_check(identity: Identity) -> BrokenEquation:
    factor = identity.factor if identity.is_ratio else identity.inputs_factor
    return BrokenEquation(
        identity.target.figure_id,
        tuple(one.figure_id for one in identity.inputs),
        identity.signs,
        factor,
        _round_for_display(identity.expected),
    )


def _decide_severity(suspect: Suspect, expected: Decimal) -> Severity:
    if all(one.identity.outcome is IdentityOutcome.ROUNDED for one in suspect.breaks):
        return Severity.INFO
    if suspect.figure.metric is Metric.CAPAIAN:
        # Far from the plain ratio, a capaian was reckoned in some other way.
        gap = abs(value_of(suspect.figure) - expected)
        if gap > _FAR_CAPAIAN * abs(expected):
            return Severity.INFO
    is_doubtful = all(not one.is_credible or one.identity.gaps for one in suspect.breaks)
    figure = suspect.figure
    gap = abs(value_of(figure) - expected)
    largest = max(abs(value_of(figure)), abs(expected))
    is_large = gap >= _LARGE_SHARE * largest
    factor = rupiah_factor(figure.unit)
    if factor is not None:
        is_large = is_large or gap * factor >= _LARGE_AMOUNT
    else:
        is_large = is_large and gap >= _LARGE_POINTS
        # How a capaian is reckoned is the report's choice, as long as it says so.
        is_doubtful = is_doubtful or figure.metric not in _RATIOS_OF_MONEY
    return Severity.ERROR if is_large and not is_doubtful else Severity.WARNING


def _round_for_display(value: Decimal) -> Decimal:
    """Keep what a person can use of a quotient without end."""
    rounded = round(value, 6).normalize()
    return Decimal(format(rounded, "f"))


def _make_finding_id(figure: Figure, identities: Sequence[Identity]) -> str:
    parts = [figure.figure_id]
    parts.extend(f"{one.kind}:{one.target.figure_id}" for one in identities)
    digest = hashlib.sha256("|".join(parts).encode()).hexdigest()
    return f"{figure.document_id}-f{digest[:10]}"


def _break_key(one: BrokenIdentity) -> tuple[str, int, int, str]:
    target = one.identity.target
    return (target.table_id, target.row, target.column, one.identity.kind.value)
