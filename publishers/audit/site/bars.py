"""Bars of figures by status and by the number of checks that they stand in."""

from collections.abc import Sequence
from dataclasses import dataclass

from sidak.publishers.audit.model.findings import DocumentAudit
from sidak.schemas import FigureStatus, Meaning
from sidak.schemas.text.translator import Translator

#: From the surest to the least sure.
_STATUSES = (
    FigureStatus.CONFIRMED,
    FigureStatus.DECIDED,
    FigureStatus.OK,
    FigureStatus.REPAIRED,
    FigureStatus.SUSPECT,
    FigureStatus.UNREADABLE,
)


@dataclass(frozen=True, slots=True)
class BarShare:
    """A coloured part of a bar.

    Attributes:
        style: Class of the stylesheet that colours it.
        label: What it counts.
        count: How many.
    """

    style: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class ShareBar:
    """A bar whose shares make up a whole.

    Attributes:
        title: What is counted.
        shares: The shares that are not empty, from left to right.
        note: Sentence below it; empty for none.
    """

    title: str
    shares: tuple[BarShare, ...]
    note: str = ""

    @property
    def total(self) -> int:
        """All that is counted."""
        return sum(share.count for share in self.shares)


def make_bars(audits: Sequence[DocumentAudit], t: Translator) -> list[ShareBar]:
    """Return the bar by status, and the bar by checks if the checks were counted.

    Args:
        audits: The documents whose figures are counted.
        t: Texts.
    """
    counts = [audit.count_status() for audit in audits]
    statuses = [
        BarShare(f"figure-{one}", t(f"figure.{one}"), sum(count[one] for count in counts))
        for one in _STATUSES
    ]
    bars = [ShareBar(t("by_status"), _drop_empty(statuses))]
    meanings = [audit.count_meaning() for audit in audits]
    shares = [
        BarShare(f"meaning-{one}", t(f"meaning.{one}"), sum(count[one] for count in meanings))
        for one in Meaning
    ]
    bars.append(ShareBar(t("by_meaning"), _drop_empty(shares)))
    coverages = [audit.coverage for audit in audits if audit.coverage is not None]
    if coverages:
        shares = [
            BarShare(
                "reach-more", t("coverage.more"), sum(one.under_more for one in coverages)
            ),
            BarShare("reach-one", t("coverage.one"), sum(one.under_one for one in coverages)),
            BarShare(
                "reach-none", t("coverage.none"), sum(one.under_none for one in coverages)
            ),
        ]
        note = t(
            "identities",
            identities=t.count(sum(one.identities for one in coverages)),
            broken=t.count(sum(one.broken for one in coverages)),
            untested=t.count(sum(one.untested for one in coverages)),
        )
        bars.append(ShareBar(t("coverage"), _drop_empty(shares), note))
    return bars


def _drop_empty(shares: Sequence[BarShare]) -> tuple[BarShare, ...]:
    return tuple(share for share in shares if share.count)
