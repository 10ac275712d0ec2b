"""Lines that are older than the nomenclature: they are set apart, not matched."""

from collections import Counter
from collections.abc import Mapping, Sequence

from sidak.matchers.match.candidates import CandidateIndex
from sidak.matchers.match.scoring import ProgrammeLine
from sidak.matchers.match.settings import SETTINGS
from sidak.matchers.names.likeness import measure_likeness, normalise_name
from sidak.normalisers.rows.codes import KodeKind
from sidak.schemas import TypedTable
from sidak.schemas.nomenclature import FIRST_NOMENCLATURE_YEAR


def find_legacy_items(
    tables: Sequence[TypedTable],
    lines: Mapping[str, ProgrammeLine],
    index: CandidateIndex,
    year: int | None,
) -> frozenset[str]:
    """Return the ids of the items that are older than the nomenclature.

    An item whose code has an older shape; the items beside such codes in the same table
    that print no code of the tree; and in a document from before the nomenclature every
    item of a table, unless codes of the table agree with their names. The names alone
    prove nothing: "Penyediaan Jasa Surat Menyurat" was a kegiatan long before.
    """
    legacy: set[str] = set()
    is_old = year is not None and year < FIRST_NOMENCLATURE_YEAR
    for table in tables:
        ids = [item.item_id for item in table.items if item.item_id in lines]
        kinds = Counter(
            reading.kind for key in ids if (reading := lines[key].reading) is not None
        )
        own = {
            key
            for key in ids
            if (reading := lines[key].reading) is not None and reading.is_legacy
        }
        legacy |= own
        proofs = sum(_is_proof(lines[key], index) for key in ids)
        is_mostly_legacy = kinds[KodeKind.LEGACY] > kinds[KodeKind.PROGRAM]
        if (is_old or is_mostly_legacy) and proofs < SETTINGS.legacy_proofs:
            legacy.update(ids)
    return frozenset(legacy)


def _is_proof(line: ProgrammeLine, index: CandidateIndex) -> bool:
    if line.printed is None or line.printed.count(".") < 4:
        return False
    return any(
        measure_likeness(line.name, normalise_name(entry.nama)) >= SETTINGS.legacy_likeness
        for candidate in index.by_code.get(line.printed, ())
        for entry in candidate.entries
    )
