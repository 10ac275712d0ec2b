"""Identities that do not hold, and those of them that have one cause, joined."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sidak.expectations.identities.model import (
    Identity,
    IdentityOrigin,
    IdentityOutcome,
    value_of,
)
from sidak.expectations.identities.settings import SETTINGS
from sidak.schemas import Level, Metric


@dataclass(frozen=True, slots=True)
class BrokenIdentity:
    """An identity that does not hold.

    Attributes:
        identity: The identity.
        is_credible: Whether the structure of its table was understood for certain.
        parallel: Sums of the same rows in other columns, broken by the same fault.
        propagated: Sums and copies above it, broken by the same fault.
        corrections: How many of its figures were given the value that their own rows
            require.
        printed: The identity with all numbers as printed, if any was corrected.
        holding: How many identities of its sort hold in its table: sums of rows of its
            level, or the same equation in other rows.
        failing: How many of these do not.
    """

    identity: Identity
    is_credible: bool = True
    parallel: tuple[Identity, ...] = ()
    propagated: tuple[Identity, ...] = ()
    corrections: int = 0
    printed: Identity | None = None
    holding: int = 0
    failing: int = 1

    @property
    def lacks_row(self) -> bool:
        """Whether the rows fall short of their sum in every column: one may be missing."""
        sums = [self.identity, *self.parallel]
        return len(sums) >= SETTINGS.joined_columns and all(one.difference > 0 for one in sums)

    def restore(self) -> "BrokenIdentity":
        """Return the same with all numbers as printed."""
        if self.printed is None:
            return self
        return replace(self, identity=self.printed, corrections=0, printed=None)

    def correct(self, figure_id: str, value: Decimal) -> "BrokenIdentity":
        """Return the same with another value for one of its figures."""
        identity = self.identity
        target, *inputs = (
            replace(one, value=value) if one.figure_id == figure_id else one
            for one in identity.figures
        )
        return replace(
            self,
            identity=replace(identity, target=target, inputs=tuple(inputs)),
            corrections=self.corrections + 1,
            printed=self.printed or identity,
        )


def join_breaks(
    breaks: Sequence[BrokenIdentity], sound: Sequence[Identity]
) -> list[BrokenIdentity]:
    """Join broken identities that have one cause.

    Args:
        breaks: The identities that do not hold.
        sound: Those that do; they show which copies are sums of others.
    """
    return _join_copies(_join_columns(_join_parallel(breaks)), sound)


def _join_parallel(breaks: Sequence[BrokenIdentity]) -> list[BrokenIdentity]:
    """Join sums over the same rows that are off by the same amount in two columns.

    Where sisa is computed from the realisasi, a wrong realisasi breaks the sums of both
    columns alike.
    """
    joined: dict[tuple[str, int, tuple[int, ...], Decimal], BrokenIdentity] = {}
    others: list[BrokenIdentity] = []
    for one in breaks:
        identity = one.identity
        if identity.origin is not IdentityOrigin.HIERARCHY:
            others.append(one)
            continue
        rows = tuple(figure.row for figure in identity.inputs)
        target = identity.target
        key = (target.table_id, target.row, rows, abs(identity.difference))
        first = joined.get(key)
        if first is None:
            joined[key] = one
            continue
        # The derived column is the parallel one, whichever stands first.
        if first.identity.target.metric is Metric.SISA:
            first, one = replace(one, parallel=first.parallel), replace(first, parallel=())
        joined[key] = replace(first, parallel=(*first.parallel, one.identity))
    return [*joined.values(), *others]


def _join_columns(breaks: Sequence[BrokenIdentity]) -> list[BrokenIdentity]:
    """Join sums over the same rows that fail in many columns.

    A row that is missing, or read at the wrong place, makes every column fail.
    """
    groups: dict[tuple[str, int, tuple[int, ...]], list[BrokenIdentity]] = defaultdict(list)
    joined: list[BrokenIdentity] = []
    for one in breaks:
        identity = one.identity
        is_sum = (
            identity.origin is IdentityOrigin.HIERARCHY
            and identity.outcome is IdentityOutcome.BROKEN
        )
        if not is_sum:
            joined.append(one)
            continue
        rows = tuple(figure.row for figure in identity.inputs)
        groups[identity.target.table_id, identity.target.row, rows].append(one)
    for group in groups.values():
        if sum(1 + len(one.parallel) for one in group) < SETTINGS.joined_columns:
            joined.extend(group)
            continue
        first = min(group, key=lambda one: one.identity.target.column)
        others = [one for one in group if one is not first]
        parallel = [two for one in others for two in (one.identity, *one.parallel)]
        joined.append(replace(first, parallel=(*first.parallel, *parallel)))
    return joined


def _join_copies(
    breaks: Sequence[BrokenIdentity], sound: Sequence[Identity]
) -> list[BrokenIdentity]:
    """Join copies that differ only because those they are sums of differ.

    A total keeps its own finding, since readers compare totals first.
    """
    copies: dict[tuple[str, str], BrokenIdentity] = {}
    for one in breaks:
        if one.identity.origin is IdentityOrigin.COPY:
            for own, other in (one.identity.figures, one.identity.figures[::-1]):
                copies[own.figure_id, other.table_id] = one
    folded: dict[int, int] = {}
    by_id = {id(one): one for one in copies.values()}
    for total in sound:
        if total.origin is not IdentityOrigin.HIERARCHY or total.target.level is Level.TOTAL:
            continue
        for (figure_id, other_table), one in copies.items():
            if figure_id != total.target.figure_id or id(one) in folded:
                continue
            parts = [
                copies[figure.figure_id, other_table]
                for figure in total.inputs
                if (figure.figure_id, other_table) in copies
            ]
            gap = sum((part.identity.difference for part in parts), Decimal(0))
            if parts and gap == one.identity.difference:
                main = max(parts, key=lambda part: abs(part.identity.difference))
                folded[id(one)] = id(main)
    kept: list[BrokenIdentity] = []
    for one in breaks:
        if id(one) in folded:
            continue
        propagated = [by_id[upper].identity for upper in _ancestors(id(one), folded)]
        propagated.sort(key=lambda copy: abs(value_of(copy.target)))
        kept.append(replace(one, propagated=tuple(propagated)) if propagated else one)
    return kept


def _ancestors(lowest: int, folded: Mapping[int, int]) -> list[int]:
    found = [upper for upper, lower in folded.items() if lower == lowest]
    return found + [one for upper in found for one in _ancestors(upper, folded)]
