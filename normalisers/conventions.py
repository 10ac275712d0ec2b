"""Which mark groups thousands and which begins decimals: told by a column, not a token."""

from collections.abc import Iterable, Sequence

from normalisers.number_shapes import take_apart
from normalisers.numbers import guess_context, settle
from schemas import MONEY_METRICS, Metric, NumberReading


def infer_convention(columns: Iterable[Sequence[str]]) -> str | None:
    """Name the convention that a table's unambiguous numbers agree on, else ``None``."""
    return None


def read_column(
    texts: Sequence[str],
    *,
    metric: Metric | None = None,
    unit: str | None = None,
    table_convention: str | None = None,
) -> tuple[NumberReading, ...]:
    """Read the cells of one column, each in the light of the others."""
    is_money = metric in MONEY_METRICS or unit == "Rp"
    tokens = [take_apart(text) for text in texts]
    return tuple(
        settle(token, guess_context(token, table_convention, is_money, None))
        for token in tokens
    )
