"""The codes of programme lines that sentences name."""

from collections.abc import Sequence
from dataclasses import replace

from sidak.schemas import MatchStatus, Mention, TypedTable

#: Codes that need no person any more.
_KNOWN = (MatchStatus.AUTO, MatchStatus.DECIDED)


def code_mentions(
    mentions: Sequence[Mention], tables: Sequence[TypedTable]
) -> tuple[Mention, ...]:
    """Return mentions with the code of the line that they name, where its table has one.

    Args:
        mentions: The numbers in the sentences of a document.
        tables: Its tables, their codes matched.
    """
    codes = {
        item.item_id: item.kode
        for table in tables
        for item in table.items
        if item.kode and item.match_status in _KNOWN
    }
    return tuple(
        replace(one, kode=codes.get(one.item_id)) if one.item_id else one for one in mentions
    )
