"""All identities of a document, and which of those that do not hold are reported."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from rapidfuzz import fuzz

from sidak.expectations.identities.breaks import BrokenIdentity
from sidak.expectations.identities.copies import find_copies, normalise_name
from sidak.expectations.identities.groupings import is_sum_with_earlier
from sidak.expectations.identities.model import (
    Identity,
    IdentityOrigin,
    IdentityOutcome,
    value_of,
)
from sidak.expectations.identities.row_constraints import find_row_identities
from sidak.expectations.identities.settings import SETTINGS
from sidak.expectations.identities.sums import find_sums, is_near
from sidak.schemas import ColumnRole, Level, TypedTable
from sidak.schemas.tables import SCANNED_METHODS


@dataclass(frozen=True, slots=True)
class CollectedIdentities:
    """The identities of a document.

    Attributes:
        trusted: Identities between accepted figures whose place in the table is clear.
        breaks: Those of them that do not hold.
        untested: How many identities are left out: those with a figure that is not accepted,
            and those that do not hold and were perhaps misunderstood.
    """

    trusted: tuple[Identity, ...]
    breaks: tuple[BrokenIdentity, ...]
    untested: int

    @property
    def sound(self) -> list[Identity]:
        """The identities that hold and are evidence."""
        return [one for one in self.trusted if is_evidence(one)]


def collect_identities(tables: Sequence[TypedTable]) -> CollectedIdentities:
    """Find the identities of a document.

    Args:
        tables: Its typed tables, in reading order.
    """
    trusted: list[Identity] = []
    breaks: list[BrokenIdentity] = []
    untested = 0
    heads = [_has_header(table) for table in tables]
    for place, table in enumerate(tables):
        is_cut = place + 1 < len(tables) and (
            not heads[place + 1] or _goes_on(table, tables[place + 1])
        )
        is_rest = not heads[place] or (place > 0 and _goes_on(tables[place - 1], table))
        sums = [
            one
            for one in find_sums(table)
            if not (_is_open_total(one) and is_sum_with_earlier(one, tables[:place]))
        ]
        identities = [*sums, *find_row_identities(table)]
        own = [one for one in identities if one.is_trusted]
        untested += len(identities) - len(own)
        table_breaks, table_dropped = _sort_breaks(
            own, _Edges(is_rest, is_cut, is_last=place + 1 == len(tables))
        )
        breaks.extend(table_breaks)
        untested += len(table_dropped)
        left_out = {id(one) for one in table_dropped}
        trusted.extend(one for one in own if id(one) not in left_out)
    copies = find_copies(tables)
    trusted.extend(copies)
    breaks.extend(
        BrokenIdentity(one) for one in copies if one.outcome is not IdentityOutcome.EXACT
    )
    return CollectedIdentities(tuple(trusted), tuple(breaks), untested)


def is_evidence(identity: Identity) -> bool:
    """Return True if an identity holds and is evidence for its figures.

    Whole rupiah need no rounding: there a sum that is off by one is no evidence.
    """
    if identity.is_trivial or identity.outcome is IdentityOutcome.BROKEN:
        return False
    return identity.outcome is IdentityOutcome.EXACT or not identity.is_exact_unit


def _has_header(table: TypedTable) -> bool:
    """Return True if a table has a header; without one it may continue the one before."""
    return any(column.header for column in table.columns if column.role is ColumnRole.FIGURE)


def _is_open_total(identity: Identity) -> bool:
    """Return True if a broken total adds up rows from the first one of its table."""
    is_broken = identity.outcome is IdentityOutcome.BROKEN
    return is_broken and identity.reaches_start and identity.target.level is Level.TOTAL


def _goes_on(table: TypedTable, following: TypedTable) -> bool:
    """Return True if a table without a total at its end has the next one's header.

    Then that may be its rest, its header repeated on the new page.
    """
    nodes = table.tree.nodes
    if nodes and nodes[-1].level is Level.TOTAL:
        return False
    first, second = (_header_of(one) for one in (table, following))
    return bool(first) and fuzz.ratio(first, second) >= SETTINGS.same_header


def _header_of(table: TypedTable) -> str:
    """Return the headers of the columns of figures, letters only."""
    headers = (one.header for one in table.columns if one.role is ColumnRole.FIGURE)
    return "|".join(normalise_name(header) for header in headers if header)


@dataclass(frozen=True, slots=True)
class _Edges:
    """Where rows of a table may stand outside of it.

    Attributes:
        is_cut_above: In a table before it.
        is_cut_below: In one after it.
        is_last: Whether it is the last one: a list without a total at its end may go on
            outside of the file.
    """

    is_cut_above: bool
    is_cut_below: bool
    is_last: bool

    def may_hold_more(self, identity: Identity) -> bool:
        """Return True if parts of a broken sum may stand outside of its table."""
        if self.is_cut_above and identity.reaches_start:
            return True
        if not identity.reaches_end:
            return False
        is_short = identity.difference > 0 and not identity.agreeing
        is_total = identity.target.level is Level.TOTAL
        return self.is_cut_below or (self.is_last and is_short and not is_total)


def _sort_breaks(
    identities: Sequence[Identity], edges: "_Edges"
) -> tuple[list[BrokenIdentity], list[Identity]]:
    """Split the identities that do not hold into faults of the report and misreadings.

    Where most sums of a table hold, its structure was understood, and a sum that does not
    hold is a fault of the report. Where none holds, the structure was perhaps misread: then
    only a sum that is nearly right is reported, with less severity. A sum that reaches the
    edge of a table that is cut there may have rows beyond it. Two sums that require the same
    other number in the same place confirm each other.
    """
    holds = Counter(one.origin for one in identities if is_evidence(one))
    fails = Counter(one.origin for one in identities if one.outcome is IdentityOutcome.BROKEN)
    sorts_holding = Counter(_sort_of(one) for one in identities if is_evidence(one))
    sorts_failing = Counter(
        _sort_of(one) for one in identities if one.outcome is IdentityOutcome.BROKEN
    )
    agreeing = _find_agreeing(identities)
    breaks: list[BrokenIdentity] = []
    dropped: list[Identity] = []
    for one in identities:
        if one.outcome is IdentityOutcome.EXACT or is_evidence(one):
            continue
        is_credible = holds[one.origin] >= max(1, fails[one.origin]) or id(one) in agreeing
        if edges.may_hold_more(one):
            dropped.append(one)
        elif one.gaps and one.target.method in SCANNED_METHODS:
            dropped.append(one)  # the line without a number may be ink that was not read
        elif one.outcome is IdentityOutcome.ROUNDED:
            if one.is_exact_unit and abs(one.difference) >= 1:
                breaks.append(BrokenIdentity(one))
        elif is_credible or is_near(one):
            sort = _sort_of(one)
            breaks.append(
                BrokenIdentity(
                    one,
                    is_credible and not one.is_doubtful,
                    holding=sorts_holding[sort],
                    failing=sorts_failing[sort],
                )
            )
        else:
            dropped.append(one)
    return breaks, dropped


def _sort_of(identity: Identity) -> tuple[object, ...]:
    """Return what identities of one sort in a table share.

    Sums of one level were placed by the same evidence; along a row the equation is one.
    """
    if identity.origin is IdentityOrigin.HIERARCHY:
        return identity.origin, identity.target.level
    columns = tuple(figure.column for figure in identity.figures)
    return identity.origin, identity.kind, columns


def _find_agreeing(identities: Sequence[Identity]) -> set[int]:
    """Return ``id()`` of the broken sums that require a number another one requires too."""
    required: dict[tuple[str, Decimal], list[Identity]] = defaultdict(list)
    for one in identities:
        if (
            one.outcome is IdentityOutcome.BROKEN
            and not one.is_ratio
            and one.inputs_factor == 1
        ):
            required[one.target.figure_id, one.expected].append(one)
            for figure, sign in zip(one.inputs, one.signs, strict=True):
                required[figure.figure_id, value_of(figure) + sign * one.difference].append(one)
    return {id(one) for listed in required.values() if len(listed) > 1 for one in listed}
