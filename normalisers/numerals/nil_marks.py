"""Dashes and NIHIL in a column of amounts: the report says that the amount is nil."""

import re
from dataclasses import replace
from decimal import Decimal

from sidak.schemas import (
    MONEY_METRICS,
    Cell,
    ColumnMeaning,
    Doubt,
    DoubtKind,
    NumberReading,
    TokenKind,
)
from sidak.schemas.tables import SCANNED_METHODS

#: What is printed for nil: a dash or NIHIL; "tidak ada" may say that nothing is known.
_MARK = re.compile(r"[-\u2010-\u2015\u2212]|nihil", re.IGNORECASE)


def is_nil_amount(meaning: ColumnMeaning, cell: Cell, token: TokenKind) -> bool:
    """Return True if a cell prints that an amount of money is nil.

    In a scan a dash may be what is left of an amount.
    """
    is_money = meaning.metric in MONEY_METRICS or (meaning.unit or "").startswith("Rp")
    is_amount = is_money and (meaning.unit is None or meaning.unit.startswith("Rp"))
    is_plain = cell.method not in SCANNED_METHODS and not cell.doubts
    is_mark = token is TokenKind.DASH and _MARK.search(cell.text) is not None
    return is_amount and is_plain and is_mark and "%" not in cell.text


def read_as_nil(reading: NumberReading) -> NumberReading:
    """Return the reading of a dash as the amount that it stands for."""
    return replace(
        reading,
        token=TokenKind.NUMBER,
        value=Decimal(0),
        reasons=(Doubt(DoubtKind.NIL_MARK),),
    )
