"""From broken identities to the figures that are most likely wrong.

If one wrong number breaks five identities, all five require the same other number in its
place, and the identities that hold do not contradict it. So for each figure the identities
are counted that one other value would mend, and the ones that hold now and would not then.
The figure with the best balance is wrong, its identities are explained, and the rest is
searched again.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sidak.expectations.identities.breaks import BrokenIdentity, join_breaks
from sidak.expectations.identities.model import (
    Identity,
    IdentityOrigin,
    IdentityOutcome,
    value_of,
)
from sidak.expectations.identities.tolerances import resolution
from sidak.expectations.identities.typos import is_rounded_off, is_typo
from sidak.schemas import PROGRAMME_LEVELS, Figure, FindingKind, Metric

#: What may be negative, so that a lost sign is an error.
_SIGNED = frozenset({Metric.SISA, Metric.LAINNYA, Metric.PERTUMBUHAN})
#: How many numbers of a rank say what a figure explains and contradicts.
_SUPPORT = 3
_DEPTHS = {level: depth for depth, level in enumerate(PROGRAMME_LEVELS, start=1)}
#: Of the identities that a figure breaks the clearest comes first.
_KIND_ORDER = (
    FindingKind.SUM_MISMATCH,
    FindingKind.DIFFERENCE_MISMATCH,
    FindingKind.RATIO_MISMATCH,
    FindingKind.CROSS_TABLE_MISMATCH,
)


@dataclass(frozen=True, slots=True)
class LocalisedError:
    """A figure that is most likely wrong, and what that explains.

    Attributes:
        figure: The figure.
        expected: The number that it should be.
        breaks: The broken identities of the figure that it explains, the clearest first.
        propagated: Sums and copies into which the wrong number went.
        margin: How far the right number may lie from ``expected``; not 0 where only a rounded
            percentage tells it.
        rivals: Other figures that explain the same just as well.
    """

    figure: Figure
    expected: Decimal
    breaks: tuple[BrokenIdentity, ...]
    propagated: tuple[Identity, ...]
    margin: Decimal = Decimal(0)
    rivals: int = 0

    @property
    def identities(self) -> list[Identity]:
        """The broken identities of the figure, the clearest first."""
        return [one.identity for one in self.breaks]

    @property
    def parallel(self) -> list[Identity]:
        """Identities of other columns that the same fault breaks."""
        return [two for one in self.breaks for two in one.parallel]

    @property
    def broken_as_printed(self) -> list[Identity]:
        """Every identity that the figure breaks, with all numbers as printed."""
        own = [one.printed or one.identity for one in self.breaks]
        listed = [*own, *self.parallel, *self.propagated]
        return [one for one in listed if one.outcome is IdentityOutcome.BROKEN]


@dataclass(frozen=True, slots=True)
class Suspect:
    """A figure that may be the wrong one.

    Attributes:
        figure: The figure.
        breaks: The broken identities that one other value of it would mend, the clearest
            first.
        rank: How likely it is wrong, compared with others.
    """

    figure: Figure
    breaks: tuple[BrokenIdentity, ...]
    rank: tuple[int, ...]

    @property
    def weight(self) -> tuple[int, ...]:
        """The rank without its tie-breakers: depth, row and column."""
        return self.rank[:-3]


def localise_errors(
    breaks: Sequence[BrokenIdentity],
    sound: Sequence[Identity],
    stated: Mapping[str, Decimal] | None = None,
) -> list[LocalisedError]:
    """Return the figures that are most likely wrong, each with what it explains.

    Args:
        breaks: The identities that do not hold.
        sound: The identities that hold and are evidence.
        stated: Figure id to the other number that the running text states in its place; it
            counts like a further identity that requires this number.
    """
    localiser = ErrorLocaliser(_index(sound), stated or {})
    for one in sorted(join_breaks(breaks, sound), key=_break_key):
        localiser.add(one)
    errors: list[LocalisedError] = []
    while localiser.suspects:
        listed = localiser.suspects
        worst = _prefer_target(max(listed.values(), key=lambda one: one.rank), listed)
        rivals = _count_rivals(worst, listed)
        errors.append(replace(localiser.resolve(worst), rivals=rivals))
    return errors


def _count_rivals(worst: Suspect, suspects: Mapping[str, Suspect]) -> int:
    """Return how many other figures one value would mend the same breaks, as likely."""
    return sum(
        1
        for one in suspects.values()
        if one is not worst
        and one.weight[:_SUPPORT] >= worst.weight[:_SUPPORT]
        and all(any(two is other for two in one.breaks) for other in worst.breaks)
    )


class ErrorLocaliser:
    """The broken identities not explained yet, and the suspects among their figures."""

    def __init__(
        self, sound: Mapping[str, Sequence[Identity]], stated: Mapping[str, Decimal]
    ) -> None:
        self._sound = sound
        self._stated = stated
        self._waiting: dict[str, list[BrokenIdentity]] = defaultdict(list)
        self._named: set[str] = set()
        self._corrected: dict[str, Decimal] = {}
        self._stale: set[str] = set()
        self._suspects: dict[str, Suspect] = {}

    @property
    def suspects(self) -> Mapping[str, Suspect]:
        """The suspects by figure id; figures found wrong already are none."""
        for figure_id in self._stale:
            self._suspects.pop(figure_id, None)
            listed = self._waiting[figure_id]
            if listed and figure_id not in self._named:
                sound = self._sound.get(figure_id, ())
                stated = self._stated.get(figure_id)
                self._suspects[figure_id] = _make_suspect(figure_id, listed, sound, stated)
        self._stale.clear()
        return self._suspects

    def add(self, one: BrokenIdentity) -> None:
        """Add a broken identity."""
        for figure_id in one.identity.figure_ids:
            self._waiting[figure_id].append(one)
            self._stale.add(figure_id)

    def resolve(self, worst: Suspect) -> LocalisedError:
        """Take a suspect for wrong; return it with everything that it explains."""
        figure, breaks = worst.figure, worst.breaks
        for one in breaks:
            self._remove(one)
        self._named.add(figure.figure_id)
        if len(breaks) == 1:
            # No other identity agrees with the corrected sum: use the printed numbers.
            breaks = (breaks[0].restore(),)
        main = breaks[0].identity
        is_sum = main.origin is IdentityOrigin.HIERARCHY
        if is_sum and main.target.figure_id == figure.figure_id:
            propagated = self._propagate(figure.figure_id, main.expected)
        else:
            propagated = self._explain_sums(figure.figure_id, main)
        propagated += [two for one in breaks for two in one.propagated]
        expected, margin = _estimate(figure, breaks)
        return LocalisedError(figure, expected, breaks, tuple(propagated), margin)

    def _explain_sums(self, figure_id: str, main: Identity) -> list[Identity]:
        """Return the sums that hold with the values that the rows themselves require.

        Several parts of one sum may be wrong, each by its own row; then no further part is.
        """
        if main.is_ratio or main.origin is not IdentityOrigin.ROW:
            return []
        if main.target.figure_id != figure_id:
            return []
        self._corrected[figure_id] = main.expected
        explained: list[Identity] = []
        for one in list(self._waiting[figure_id]):
            if one.identity.origin is not IdentityOrigin.HIERARCHY:
                continue
            corrected = one
            for figure in one.identity.figures:
                value = self._corrected.get(figure.figure_id)
                if value is not None:
                    corrected = corrected.correct(figure.figure_id, value)
            if corrected.identity.outcome is not IdentityOutcome.BROKEN:
                self._remove(one)
                explained.append(one.identity)
        return explained

    def _propagate(self, figure_id: str, value: Decimal) -> list[Identity]:
        """Correct a sum by its own rows in the sums that it goes into.

        Returns:
            The sums that agree with the corrected value, or with the wrong one.
        """
        propagated: list[Identity] = []
        for one in list(self._waiting[figure_id]):
            if one.identity.origin is not IdentityOrigin.HIERARCHY:
                continue
            corrected = one.correct(figure_id, value)
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
        return propagated

    def _remove(self, one: BrokenIdentity) -> None:
        for figure_id in one.identity.figure_ids:
            listed = self._waiting[figure_id]
            self._waiting[figure_id] = [other for other in listed if other is not one]
            self._stale.add(figure_id)


def _prefer_target(worst: Suspect, suspects: Mapping[str, Suspect]) -> Suspect:
    """Return the sum itself where nothing distinguishes its addends.

    To name the first of ten equally likely rows would be arbitrary.
    """
    main = worst.breaks[0].identity
    rivals = [
        one
        for figure in main.inputs
        if figure.figure_id != worst.figure.figure_id
        for one in [suspects.get(figure.figure_id)]
        if one is not None and one.weight == worst.weight
    ]
    # Where many columns fail a row is missing: then no printed cell is wrong.
    is_open = bool(rivals or worst.breaks[0].corrections or worst.breaks[0].lacks_row)
    target = suspects.get(main.target.figure_id)
    if target is None or target is worst or not is_open:
        return worst
    # The sum must explain the same identity; the rest keeps its own suspects.
    return target if worst.breaks[0] in target.breaks else worst


def _index(identities: Iterable[Identity]) -> dict[str, list[Identity]]:
    found: dict[str, list[Identity]] = defaultdict(list)
    for identity in identities:
        for figure_id in identity.figure_ids:
            found[figure_id].append(identity)
    return found


def _make_suspect(
    figure_id: str,
    breaks: Sequence[BrokenIdentity],
    sound: Sequence[Identity],
    stated: Decimal | None,
) -> Suspect:
    """Rank one figure by what another value of it would mend and break."""
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
    # An amount of the other sign was hardly meant, nor one that leaves nothing.
    value = value_of(figure)
    may_turn = figure.metric in _SIGNED and abs(meant) == abs(value)
    is_possible = meant * value > 0 or may_turn or not (meant and value)
    is_possible = is_possible and (bool(meant) or is_target)
    witnesses = len(mended) + int(stated is not None and low <= stated <= high)
    rank = (
        int(is_possible),
        witnesses - contradictions,
        witnesses,
        int(is_typo(value, meant) or is_rounded_off(value, meant)),
        int(is_target),
        # From the leaves to the root, so that rows are corrected before their sums.
        _DEPTHS.get(figure.level, 0),
        -figure.row,
        -figure.column,
    )
    return Suspect(figure, tuple(sorted(mended, key=_ClarityKey(figure_id))), rank)


def _find_largest_group(
    figure: Figure, breaks: Sequence[BrokenIdentity]
) -> tuple[list[BrokenIdentity], Decimal, Decimal]:
    """Return the most breaks that one other value of ``figure`` mends, and its range."""
    # Its own sum first, which decides between groups of one size.
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
    """Return the value that the clearest of ``breaks`` requires."""
    main = min(breaks, key=_ClarityKey(figure.figure_id)).identity
    span = main.implied(figure)
    if main.target.figure_id == figure.figure_id:
        return main.expected
    return value_of(figure) if span is None else (span[0] + span[1]) / 2


def _estimate(figure: Figure, breaks: Sequence[BrokenIdentity]) -> tuple[Decimal, Decimal]:
    """Return the value to expect by the clearest of ``breaks``, and how exact that is.

    A percentage of two decimals tells an amount to four digits or so and no further.
    """
    main = min(breaks, key=_ClarityKey(figure.figure_id)).identity
    middle, span = _middle(figure, breaks), main.implied(figure)
    if main.target.figure_id == figure.figure_id or span is None or not main.is_ratio:
        return middle, Decimal(0)
    margin = (span[1] - span[0]) / 2
    place = Decimal(1).scaleb(margin.adjusted()) if margin else resolution(figure)
    return (middle / place).to_integral_value() * place, margin


@dataclass(frozen=True, slots=True)
class _ClarityKey:
    """Sort key that puts the clearest break of a figure first."""

    figure_id: str

    def __call__(self, one: BrokenIdentity) -> tuple[int, int, int, str]:
        """Return a key: equations for the figure itself first, then by kind."""
        return (
            int(one.identity.is_ratio),
            int(one.identity.target.figure_id != self.figure_id),
            _KIND_ORDER.index(one.identity.kind),
            one.identity.target.figure_id,
        )


def _break_key(one: BrokenIdentity) -> tuple[str, int, int, str]:
    target = one.identity.target
    return (target.table_id, target.row, target.column, one.identity.kind.value)
