"""Monthly reports: what is reached counts from January to the month, not over the year."""

from collections.abc import Iterable
from dataclasses import replace

from sidak.schemas import ColumnMeaning, DocumentFacts, Metric, PeriodKind

_REACHED = frozenset(
    {
        Metric.REALISASI_ANGGARAN,
        Metric.REALISASI,
        Metric.SERAPAN,
        Metric.SISA,
        Metric.CAPAIAN,
    }
)
_LAST_MONTH = 12


def count_from_january(
    columns: Iterable[ColumnMeaning], facts: DocumentFacts
) -> tuple[ColumnMeaning, ...]:
    """Return the columns of a table; what a monthly report reached in its year is cumulative.

    A report on June cannot know what the year reached. Budgets and targets are those of the
    year, and what earlier years reached is theirs.

    Args:
        columns: What its columns mean.
        facts: What the document says of itself.
    """
    if facts.month is None or facts.month == _LAST_MONTH:
        return tuple(columns)
    return tuple(
        replace(one, period_kind=PeriodKind.CUMULATIVE)
        if one.metric in _REACHED
        and one.period_kind is PeriodKind.YEAR
        and one.period == str(facts.year)
        else one
        for one in columns
    )
