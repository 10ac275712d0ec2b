"""Import of a nomenclature list: read, check, store, and report every line left out."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sidak.matchers.names.likeness import make_name_key
from sidak.matchers.reference.entries import ListFault, read_entries
from sidak.matchers.reference.files import read_list_file
from sidak.matchers.reference.settings import SETTINGS
from sidak.matchers.reference.source import ListSource, SourceRow
from sidak.matchers.reference.store import fold_kode, read_stored, write_stored
from sidak.schemas import Level, NomenclatureError
from sidak.schemas.nomenclature import (
    EDITIONS,
    NomenclatureEntry,
    Scope,
    find_edition,
    find_scope,
    parent_of,
)

_LEVEL_OF_PARTS = {
    1: Level.URUSAN,
    2: Level.BIDANG,
    3: Level.PROGRAM,
    5: Level.KEGIATAN,
    6: Level.SUB_KEGIATAN,
}


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did.

    Attributes:
        source: Name of the file.
        stored: The file that was written.
        edition: Id of the edition.
        scope: Whose programmes.
        rows: Lines read from the source.
        counts: Lines stored per level, from urusan down.
        faults: All faults, in the order of the source.
    """

    source: str
    stored: Path
    edition: str
    scope: Scope
    rows: int
    counts: tuple[tuple[str, int], ...]
    faults: tuple[ListFault, ...] = ()

    @property
    def fault_counts(self) -> dict[str, int]:
        """Kind of fault to how many."""
        return dict(Counter(fault.kind for fault in self.faults))

    def __str__(self) -> str:
        """Sum the import up."""
        counts = ", ".join(f"{count} {level}" for level, count in self.counts)
        faults = ", ".join(f"{kind} {count}" for kind, count in self.fault_counts.items())
        return (
            f"{self.source}: {self.rows} lines, {self.edition} ({self.scope.value}): {counts}\n"
            f"faults: {faults or 'none'}\nstored: {self.stored}"
        )


def import_list(
    file: Path,
    directory: Path,
    *,
    edition: str | None = None,
    scope: str | None = None,
    is_forced: bool = False,
) -> ImportReport:
    """Read a list, check it, and store it in a folder of lists.

    A list of the same edition and scope that is already there is replaced, unless the new
    one is no list of programmes or much shorter.

    Args:
        file: TSV, CSV, XLSX or the official PDF annex, with at least a code and a name
            column.
        directory: Folder of lists; made if it is missing.
        edition: Regulation, in any usual form ("050-5889/2021"); by default from the
            file's name, its own column, or the first pages of a PDF.
        scope: "provinsi", "kabupaten_kota" or "both"; by default likewise, and failing
            that from the kewenangan digit of the codes.
        is_forced: Store it even if it has no kegiatan or is much shorter than the stored one.

    Returns:
        What was stored, and every fault that was found.

    Raises:
        NomenclatureError: If the file cannot be read, has no such columns or no usable
            line, if its edition cannot be determined, or if it must not replace the stored
            one.
    """
    source = read_list_file(file)
    rows = source.rows
    found_edition = _determine_edition(file, source, edition)
    entries, faults = read_entries(rows, found_edition)
    faults.extend(ListFault("reading", "", d.message, page=d.page) for d in source.doubts)
    if not entries:
        raise NomenclatureError(f"{file.name}: no line with a code and a name that can be used")
    entries, more = _fold_agency_programme(entries)
    found_scope = _determine_scope(file, rows, scope, entries)
    faults = [*faults, *more, *check_entries(entries)]
    entries = [replace(entry, scope=found_scope) for entry in entries]
    stored = directory / f"{found_edition}_{found_scope.value}.tsv"
    if not is_forced:
        _check_replacement(file, entries, stored)
    write_stored(stored, entries)
    levels = Counter(entry.level for entry in entries)
    return ImportReport(
        source=file.name,
        stored=stored,
        edition=found_edition,
        scope=found_scope,
        rows=len(rows),
        counts=tuple((level.value, levels[level]) for level in _LEVEL_OF_PARTS.values()),
        faults=tuple(faults),
    )


def _check_replacement(file: Path, entries: Sequence[NomenclatureEntry], stored: Path) -> None:
    """Refuse what is no list of programmes, and what would lose most of the stored list.

    Raises:
        NomenclatureError: If the list must not be stored unasked.
    """
    lowest = {Level.KEGIATAN, Level.SUB_KEGIATAN}
    if not any(entry.level in lowest for entry in entries):
        raise NomenclatureError(
            f"{file.name}: no kegiatan in it, so it is no nomenclature list; "
            "if it is right all the same, repeat with --force"
        )
    if not stored.is_file():
        return
    try:
        before = len(read_stored(stored))
    except NomenclatureError:
        return  # a damaged list says that it must be imported again; nothing of it is lost
    if len(entries) < SETTINGS.least_share * before:
        raise NomenclatureError(
            f"{file.name}: only {len(entries)} lines, but the stored list {stored.name} "
            f"has {before}; if it is right all the same, repeat with --force"
        )


def _determine_edition(file: Path, source: ListSource, option: str | None) -> str:
    known = ", ".join(edition.edition for edition in EDITIONS)
    if option is not None:
        named = find_edition(option)
        if named is None:
            raise NomenclatureError(f"unknown edition '{option}'; known are {known}")
        return named.edition
    stated = Counter(
        named.edition
        for row in source.rows
        if row.edition and (named := find_edition(row.edition))
    )
    by_name = find_edition(file.stem)
    if by_name is not None:
        return by_name.edition
    if stated:
        return stated.most_common(1)[0][0]
    by_text = find_edition(source.front)
    if by_text is not None:
        return by_text.edition
    raise NomenclatureError(f"{file.name}: edition not known; give --edition, one of {known}")


def _determine_scope(
    file: Path,
    rows: Sequence[SourceRow],
    option: str | None,
    entries: Iterable[NomenclatureEntry],
) -> Scope:
    if option is not None:
        named = find_scope(option)
        if named is None:
            raise NomenclatureError(
                f"unknown scope '{option}'; give provinsi, kabupaten_kota or both"
            )
        return named
    by_name = find_scope(file.stem)
    if by_name is not None:
        return by_name
    digits = Counter(
        entry.kode.split(".")[3] for entry in entries if entry.level is Level.SUB_KEGIATAN
    )
    if digits["1"] and digits["2"]:
        return Scope.BOTH
    if digits["1"] or digits["2"]:
        return Scope.PROVINSI if digits["1"] else Scope.KABUPATEN_KOTA
    stated = Counter(s for row in rows if row.scope and (s := find_scope(row.scope)))
    return stated.most_common(1)[0][0] if stated else Scope.BOTH


def _fold_agency_programme(
    entries: Sequence[NomenclatureEntry],
) -> tuple[list[NomenclatureEntry], list[ListFault]]:
    """Fold the programme PENUNJANG, listed under single agencies, into ``X.XX.01``.

    A line ``1.01.01...`` is the generic one if the list has ``X.XX.01...`` of that name, or
    (in a list without ``X.XX``) if its program is called PENUNJANG URUSAN. A line that
    contradicts the generic one of its number stays as it is, marked as doubtful.
    """
    generic: dict[str, set[str]] = defaultdict(set)
    supporting = {
        entry.kode
        for entry in entries
        if entry.level is Level.PROGRAM
        and entry.kode.endswith(".01")
        and "penunjang urusan" in entry.nama.casefold()
    }
    has_template = any(entry.kode.startswith("X.XX.01") for entry in entries)
    for entry in entries:
        if entry.kode.startswith("X."):
            generic[fold_kode(entry.kode)].add(make_name_key(entry.nama))
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in entries:
        if _is_agency_programme(entry) and ".".join(entry.kode.split(".")[:3]) in supporting:
            votes[fold_kode(entry.kode)][make_name_key(entry.nama)] += 1
    kept: list[NomenclatureEntry] = []
    faults: list[ListFault] = []
    done: set[str] = set()
    for entry in entries:
        if not _is_agency_programme(entry):
            kept.append(entry)
            continue
        folded, name = fold_kode(entry.kode), make_name_key(entry.nama)
        known = generic.get(folded)
        if known is None and not has_template and votes[folded]:
            known = {votes[folded].most_common(1)[0][0]}
        if known is None:
            kept.append(entry)
        elif name in known:
            is_first = folded not in done and folded not in generic
            done.add(folded)
            own = ".".join(["X", "XX", *entry.kode.split(".")[2:]])
            faults.append(
                ListFault("folded", entry.kode, f"{entry.kode} disimpan sebagai {own}")
            )
            if is_first:
                kept.append(replace(entry, kode=own))
        else:
            note = "berbeda dari nama umum kode ini"
            message = f"{entry.kode} '{entry.nama}' {note}"
            faults.append(ListFault("generic_differs", entry.kode, message))
            kept.append(replace(entry, note=note))
    return kept, faults


def _is_agency_programme(entry: NomenclatureEntry) -> bool:
    parts = entry.kode.split(".")
    return len(parts) >= 3 and parts[2] == "01" and parts[0] != "X"


def check_entries(entries: Sequence[NomenclatureEntry]) -> list[ListFault]:
    """Find orphans, and names that stand at several codes of one parent."""
    faults = []
    codes = {entry.kode for entry in entries}
    codes |= {"X", "X.XX"}
    missing = Counter(
        entry.parent_kode
        for entry in entries
        if entry.parent_kode and entry.parent_kode not in codes
    )
    for parent, count in missing.items():
        message = f"induk {parent} tidak ada dalam daftar, padahal {count} baris di bawahnya"
        faults.append(ListFault("orphan", parent, message))
    names: dict[tuple[Level, str, str], list[str]] = defaultdict(list)
    for entry in entries:
        name = make_name_key(entry.nama)
        parent = parent_of(entry.kode) if entry.level is Level.SUB_KEGIATAN else ""
        names[(entry.level, parent, name)].append(entry.kode)
    for (_level, _parent, _name), same in names.items():
        if len(set(same)) > 1:
            message = f"nama yang sama pada {', '.join(same)}"
            faults.append(ListFault("one_name_many_kode", same[0], message))
    return faults
