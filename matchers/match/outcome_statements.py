"""Names that say what was achieved or is counted: rows that are no programme lines."""

import re

from sidak.matchers.match.candidates import CandidateIndex
from sidak.matchers.match.settings import SETTINGS
from sidak.matchers.names.likeness import make_name_key
from sidak.schemas import Item

#: Begin of a name that says what was achieved or is counted; no official name begins so.
_OUTCOME = re.compile(
    r"^(?:(?:ter|me)[a-z]{3,}nya|jumlah|perse?nta?se|pro?se?nta?se|presenta?se)\b",
    re.IGNORECASE,
)
_COUNT = re.compile(r"^jumlah\b", re.IGNORECASE)


def is_outcome_statement(item: Item, index: CandidateIndex) -> bool:
    """Return True if a row says what was achieved or counted, and is no programme line.

    "Jumlah Bulan Penyediaan Gaji dan Tunjangan ASN" may be either: a count that holds the
    whole name of a line of its level is left to a person.
    """
    name = item.name.strip()
    if item.kode_printed is not None or not _OUTCOME.match(name):
        return False
    squeezed = make_name_key(name)
    return not _COUNT.match(name) or not any(
        len(one) >= SETTINGS.whole_name_letters and one in squeezed
        for one in index.squeezed[item.level]
    )
