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

from expectations.identities import Identity, Outcome, Shape, value_of
from expectations.slips import is_slip
from expectations.tolerances import rupiah_factor
from expectations.wording import describe_break
from schemas import Figure, Finding, FindingKind, Metric, Severity

#: From here a difference of money is an error by itself; below, if it is a large part.
_LARGE_AMOUNT = Decimal(1_000_000)
_LARGE_SHARE = Decimal("0.01")
_LARGE_POINTS = Decimal(1)

_KIND_ORDER = (
    FindingKind.SUM_MISMATCH,
    FindingKind.DIFFERENCE_MISMATCH,
    FindingKind.RATIO_MISMATCH,
    FindingKind.CROSS_TABLE_MISMATCH,
)


@dataclass(frozen=True, slots=True)
class Break:
    """A broken identity, and whether the table's structure is beyond doubt."""

    identity: Identity
    is_credible: bool = True
    twins: tuple[Identity, ...] = ()


def join_twins(breaks: Sequence[Break]) -> list[Break]:
    """Join sums over the same rows that are off by the same amount in two columns.

    Where sisa is reckoned from the realisasi, a wrong realisasi breaks the sums of both
    columns alike: that is one fault.
    """
    joined: dict[tuple[str, int, tuple[int, ...], Decimal], Break] = {}
    others: list[Break] = []
    for one in breaks:
        identity = one.identity
        if identity.shape is not Shape.HIERARCHY:
            others.append(one)
            continue
        rows = tuple(figure.row for figure in identity.inputs)
        target = identity.target
        key = (target.table_id, target.row, rows, abs(identity.difference))
        first = joined.get(key)
        if first is None:
            joined[key] = one
            continue
        # The derived column is the twin, whichever stands first.
        if first.identity.target.metric is Metric.SISA:
            first, one = replace(one, twins=first.twins), replace(first, twins=())
        joined[key] = replace(first, twins=(*first.twins, one.identity))
    return [*joined.values(), *others]


@dataclass(frozen=True, slots=True)
class _Suspicion:
    figure: Figure
    breaks: tuple[Break, ...]
    rank: tuple[int, ...]

    @property
    def weight(self) -> tuple[int, ...]:
        """The rank without its tie-breakers, row and column."""
        return self.rank[:-2]


def name_culprits(
    breaks: Sequence[Break], sound: Sequence[Identity], numbers: Mapping[str, str]
) -> list[Finding]:
    """Return one finding per number that is most likely wrong.

    Args:
        breaks: The identities that do not hold.
        sound: The identities that hold and say something.
        numbers: Table id to the number in its caption.
    """
    sound_by_figure = _index(sound)
    waiting = _index_breaks(sorted(join_twins(breaks), key=_break_key))
    suspicions = {
        figure_id: _suspect(figure_id, listed, sound_by_figure.get(figure_id, ()))
        for figure_id, listed in waiting.items()
    }
    findings: list[Finding] = []
    while suspicions:
        worst = _prefer_target(max(suspicions.values(), key=lambda one: one.rank), suspicions)
        findings.append(_report(worst, numbers))
        touched = {figure.figure_id for one in worst.breaks for figure in one.identity.figures}
        done = {id(one) for one in worst.breaks}
        for figure_id in touched:
            left = [one for one in waiting[figure_id] if id(one) not in done]
            waiting[figure_id] = left
            if left:
                suspicions[figure_id] = _suspect(
                    figure_id, left, sound_by_figure.get(figure_id, ())
                )
            else:
                del suspicions[figure_id]
    return sorted(findings, key=_finding_key)


def _prefer_target(worst: _Suspicion, suspicions: Mapping[str, _Suspicion]) -> _Suspicion:
    """Name the sum itself where nothing tells its addends apart.

    The first of ten equally likely rows would be an accusation out of thin air.
    """
    main = worst.breaks[0].identity
    rivals = [
        one
        for figure in main.inputs
        if figure.figure_id != worst.figure.figure_id
        for one in [suspicions.get(figure.figure_id)]
        if one is not None and one.weight == worst.weight
    ]
    if main.target.figure_id == worst.figure.figure_id or not rivals:
        return worst
    target = suspicions[main.target.figure_id]
    # Only what the sum explains is done with; the rest keeps its own suspects.
    return target if worst.breaks[0] in target.breaks else worst


def _index(identities: Iterable[Identity]) -> dict[str, list[Identity]]:
    found: dict[str, list[Identity]] = defaultdict(list)
    for identity in identities:
        for figure in identity.figures:
            found[figure.figure_id].append(identity)
    return found


def _index_breaks(breaks: Iterable[Break]) -> dict[str, list[Break]]:
    found: dict[str, list[Break]] = defaultdict(list)
    for one in breaks:
        for figure in one.identity.figures:
            found[figure.figure_id].append(one)
    return found


def _suspect(figure_id: str, breaks: Sequence[Break], sound: Sequence[Identity]) -> _Suspicion:
    """Weigh the case against one figure."""
    figure = next(one for one in breaks[0].identity.figures if one.figure_id == figure_id)
    mended, low, high = _largest_group(figure, breaks)
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
        int(is_slip(value_of(figure), meant)),
        int(is_target),
        -figure.row,
        -figure.column,
    )
    return _Suspicion(figure, tuple(sorted(mended, key=_Key(figure_id))), rank)


def _largest_group(
    figure: Figure, breaks: Sequence[Break]
) -> tuple[list[Break], Decimal, Decimal]:
    """Return the most breaks that one other value of ``figure`` would mend, and its range."""
    spans = [(one, one.identity.implied(figure)) for one in breaks]
    best: tuple[list[Break], Decimal, Decimal] | None = None
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


def _middle(figure: Figure, breaks: Sequence[Break]) -> Decimal:
    """Return the value that the clearest of ``breaks`` asks for."""
    main = min(breaks, key=_Key(figure.figure_id)).identity
    if main.target.figure_id == figure.figure_id:
        return main.expected
    span = main.implied(figure)
    return value_of(figure) if span is None else (span[0] + span[1]) / 2


@dataclass(frozen=True, slots=True)
class _Key:
    """Sort key that puts the clearest break of a figure first."""

    figure_id: str

    def __call__(self, one: Break) -> tuple[int, int, int, str]:
        """Sums about the figure itself first, then by kind."""
        return (
            int(one.identity.is_ratio),
            int(one.identity.target.figure_id != self.figure_id),
            _KIND_ORDER.index(one.identity.kind),
            one.identity.target.figure_id,
        )


def _report(suspicion: _Suspicion, numbers: Mapping[str, str]) -> Finding:
    figure = suspicion.figure
    identities = [one.identity for one in suspicion.breaks]
    identities += [twin for one in suspicion.breaks for twin in one.twins]
    expected = _middle(figure, suspicion.breaks)
    reported = value_of(figure)
    words = describe_break(figure, expected, identities, numbers)
    others = dict.fromkeys(one.figure_id for identity in identities for one in identity.figures)
    others.pop(figure.figure_id, None)
    return Finding(
        finding_id=_make_id(figure, identities),
        document_id=figure.document_id,
        kind=identities[0].kind,
        severity=_weigh(suspicion, expected),
        message=words.indonesian,
        reported=reported,
        expected=_round(expected),
        difference=_round(reported - expected),
        unit=figure.unit,
        table_id=figure.table_id,
        page=figure.page,
        item_id=figure.item_id,
        figure_ids=(figure.figure_id, *others),
        message_en=words.english,
    )


def _weigh(suspicion: _Suspicion, expected: Decimal) -> Severity:
    if all(one.identity.outcome is Outcome.ROUNDED for one in suspicion.breaks):
        return Severity.INFO
    is_doubtful = all(not one.is_credible or one.identity.gaps for one in suspicion.breaks)
    figure = suspicion.figure
    gap = abs(value_of(figure) - expected)
    largest = max(abs(value_of(figure)), abs(expected))
    is_large = gap >= _LARGE_SHARE * largest
    factor = rupiah_factor(figure.unit)
    if factor is not None:
        is_large = is_large or gap * factor >= _LARGE_AMOUNT
    else:
        is_large = is_large and gap >= _LARGE_POINTS
    return Severity.ERROR if is_large and not is_doubtful else Severity.WARNING


def _round(value: Decimal) -> Decimal:
    """Keep what a person can use of a quotient without end."""
    rounded = round(value, 6).normalize()
    return Decimal(format(rounded, "f"))


def _make_id(figure: Figure, identities: Sequence[Identity]) -> str:
    parts = [figure.figure_id]
    parts.extend(f"{one.kind}:{one.target.figure_id}" for one in identities)
    digest = hashlib.sha256("|".join(parts).encode()).hexdigest()
    return f"{figure.document_id}-f{digest[:10]}"


def _break_key(one: Break) -> tuple[str, int, int, str]:
    target = one.identity.target
    return (target.table_id, target.row, target.column, one.identity.kind.value)


_SEVERITY_ORDER = (Severity.ERROR, Severity.WARNING, Severity.INFO)


def _finding_key(finding: Finding) -> tuple[int, Decimal, str]:
    factor = rupiah_factor(finding.unit) or Decimal(1)
    gap = abs(finding.difference or Decimal(0)) * factor
    return (_SEVERITY_ORDER.index(finding.severity), -gap, finding.finding_id)
