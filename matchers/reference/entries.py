"""The lines of a list, one by one: what can be used, what is wrong, what was mended."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sidak.matchers.names.likeness import make_name_key
from sidak.matchers.reference.pdf_annex import find_odd_tails
from sidak.matchers.reference.settings import SETTINGS
from sidak.matchers.reference.source import SourceRow
from sidak.matchers.reference.store import load_nomenclature
from sidak.normalisers.rows.codes import read_kode
from sidak.normalisers.text.broken_words import build_vocabulary, clean_name
from sidak.schemas import Level
from sidak.schemas.nomenclature import NomenclatureEntry, Scope

_LEVEL_NAMES = {
    "urusan": Level.URUSAN,
    "bidang": Level.BIDANG,
    "bidangurusan": Level.BIDANG,
    "program": Level.PROGRAM,
    "kegiatan": Level.KEGIATAN,
    "subkegiatan": Level.SUB_KEGIATAN,
}
_BROKEN_NAME = re.compile(r"\w- \w|\w -\w|\( | \)|  |^\W|\s[,;]|/ \w|\w /\w|''|\ufffd")
#: "DPA- SKPD": the hyphen stands where a line of the source ended.
_STRAY_BLANK = re.compile(r"(\w)- (\w)")
_NO_NAME = re.compile(r"^[\W\dx_]*$", re.IGNORECASE)
_LINE_SLASH = re.compile(r"(?<=\w/)[ \t]*\n\s*(?=\w)")


@dataclass(frozen=True, slots=True)
class ListFault:
    """One fault of a list.

    Attributes:
        kind: "bad_kode", "no_name", "duplicate_kode", "one_name_many_kode", "orphan",
            "broken_name", "level_differs", "folded", "generic_differs", "reading".
        kode: The code as the source writes it.
        message: What is wrong and what was done, in Indonesian.
        row: Line of the source file, from 1; 0 where it is about several.
        is_rejected: Whether the line was left out.
        page: Page of a PDF, from 1; 0 in other files and where it is about several.
    """

    kind: str
    kode: str
    message: str
    row: int = 0
    is_rejected: bool = False
    page: int = 0


def read_entries(
    rows: Sequence[SourceRow], edition: str
) -> tuple[list[NomenclatureEntry], list[ListFault]]:
    """Turn source lines into entries; report lines that cannot be used or are repeated."""
    entries: list[NomenclatureEntry] = []
    faults: list[ListFault] = []
    seen: dict[str, list[NomenclatureEntry]] = defaultdict(list)
    vocabulary = build_vocabulary((row.nama for row in rows), least=SETTINGS.vocabulary_names)
    vocabulary |= load_nomenclature().raw_vocabulary
    odd = find_odd_tails(rows)
    for at, row in enumerate(rows):
        name, fault = repair_name(row, vocabulary)
        entry, problem = _read_row(row, name, edition, is_odd=at in odd)
        faults.extend(problem)
        if entry is None:
            continue
        earlier = seen[entry.kode]
        if earlier:
            is_same = any(_is_same_name(entry.nama, other.nama) for other in earlier)
            faults.append(_report_duplicate(row, entry, earlier[0], is_same=is_same))
            if is_same:
                continue
            entry = replace(entry, note="kode ganda")
        if fault is not None:
            faults.append(fault)
        earlier.append(entry)
        entries.append(entry)
    return entries, faults


def _read_row(
    row: SourceRow, name: str, edition: str, *, is_odd: bool
) -> tuple[NomenclatureEntry | None, list[ListFault]]:
    """Make an entry of a line; ``None`` if it cannot be used."""
    reading = read_kode(row.kode)
    kode = reading.kode
    if kode is None or reading.level is None:
        message = f"kode '{row.kode}' tidak dapat dibaca; baris tidak dipakai"
        return None, [_fault("bad_kode", row, message, is_rejected=True)]
    if is_odd:
        message = f"kode '{row.kode}' berakhir lain dari semua kode lain; baris tidak dipakai"
        return None, [_fault("bad_kode", row, message, is_rejected=True)]
    if _NO_NAME.match(name):
        message = f"kode {kode} tidak bernama; baris tidak dipakai"
        return None, [_fault("no_name", row, message, is_rejected=True)]
    faults = []
    stated = _LEVEL_NAMES.get(re.sub(r"[^a-z]", "", row.level.lower()))
    if stated is not None and stated is not reading.level:
        message = f"{kode}: tingkat '{row.level}' tidak sesuai panjang kode; kode diikuti"
        faults.append(_fault("level_differs", row, message))
    return NomenclatureEntry(kode, reading.level, name, edition, Scope.BOTH), faults


def repair_name(row: SourceRow, vocabulary: frozenset[str]) -> tuple[str, ListFault | None]:
    """Put a name on one line and its broken words together.

    A wrap of a cell is no fault; a word in two pieces and stray blanks are, mended or not.

    Args:
        row: Line of the source.
        vocabulary: Words of the list, casefolded.
    """
    printed = _LINE_SLASH.sub("", row.nama.strip())
    plain = re.sub(r"\s+", " ", re.sub(r"(?<=\w-)\n(?=\w)", "", printed))
    mended = _STRAY_BLANK.sub(r"\1-\2", clean_name(printed, vocabulary))
    if mended == plain and not _BROKEN_NAME.search(plain):
        return mended, None
    message = f"{row.kode}: nama '{plain}' tampak terputus"
    if mended != plain:
        message += f"; disimpan sebagai '{mended}'"
    return mended, _fault("broken_name", row, message)


def _report_duplicate(
    row: SourceRow, entry: NomenclatureEntry, earlier: NomenclatureEntry, *, is_same: bool
) -> ListFault:
    kode = entry.kode
    message = (
        f"{kode} ada dua kali dengan nama yang sama; satu yang dipakai"
        if is_same
        else f"{kode} ada dua kali: '{earlier.nama}' dan '{entry.nama}'; perlu "
        "keputusan orang bila cocok"
    )
    return _fault("duplicate_kode", row, message, is_rejected=is_same)


def _fault(kind: str, row: SourceRow, message: str, *, is_rejected: bool = False) -> ListFault:
    return ListFault(kind, row.kode, message, row.row, is_rejected, row.page)


def _is_same_name(one: str, other: str) -> bool:
    return make_name_key(one) == make_name_key(other)
