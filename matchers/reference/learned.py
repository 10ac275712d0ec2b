"""Lists learned from the reports themselves: codes that documents print beside names.

Reports print codes of the nomenclature beside names. What several documents print alike is
the line of a list that nobody has to import; a person accepts it before anything is matched
to it.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sidak.matchers.names.likeness import make_name_key
from sidak.matchers.reference.store import (
    LEARNED_PREFIX,
    fold_kode,
    read_stored,
    write_stored,
)
from sidak.normalisers.rows.codes import KodeReading, read_kode_column
from sidak.schemas import PROGRAMME_LEVELS, Level, NomenclatureError
from sidak.schemas.nomenclature import (
    EDITION_ORDER,
    EDITIONS,
    FIRST_NOMENCLATURE_YEAR,
    Edition,
    NomenclatureEntry,
    Scope,
    choose_edition,
)
from sidak.schemas.system.files import replace_file

#: Columns of the table that a person looks through.
PAIR_COLUMNS = (
    "accepted",
    "kode",
    "level",
    "nama",
    "edition",
    "scope",
    "documents",
    "agencies",
    "lines",
    "conflict",
    "files",
)
_YES = frozenset({"ya", "yes", "y", "x", "1", "true"})
_SEPARATOR = "; "


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A programme line of a document that prints a code.

    Attributes:
        document_id: The document.
        file: Its name.
        agency: Its agency; empty if it is not known.
        region: Its region; empty if it is not known.
        year: Its year; ``None`` if it is not known.
        table_id: The table of the line.
        level: Its level.
        kode_printed: The code as printed.
        name: The name.
    """

    document_id: str
    file: str
    agency: str
    region: str
    year: int | None
    table_id: str
    level: Level
    kode_printed: str
    name: str


@dataclass(frozen=True, slots=True)
class LearnedPair:
    """A code and a name that documents print side by side.

    Attributes:
        kode: Folded code.
        level: Its level.
        nama: The name, as most of the lines print it.
        edition: Id of the edition, by the year of the documents and the digits of their codes.
        scope: Whose programmes.
        documents: Documents that print the pair.
        agencies: Agencies (in a region) that do.
        lines: Lines that do.
        files: Names of the documents' files, in order.
        conflict: What contradicts it, in Indonesian; empty if nothing does.
        is_accepted: Whether a person, or the least support asked for, has accepted it.
    """

    kode: str
    level: Level
    nama: str
    edition: str
    scope: Scope
    documents: int
    agencies: int
    lines: int
    files: tuple[str, ...]
    conflict: str = ""
    is_accepted: bool = False


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a pair belongs: names are compared inside it."""

    edition: str
    scope: Scope


_Group = tuple[_Place, str, Level, str]


def learn_pairs(
    lines: Iterable[PrintedLine], *, accept_support: int | None = None
) -> tuple[LearnedPair, ...]:
    """Collect the pairs of code and name that documents print.

    Left out are codes that are none of the tree, or older than it, codes of another level than
    their line, and documents of years before the nomenclature or of no known year.

    Args:
        lines: Lines with a printed code, of any documents.
        accept_support: Accept pairs that at least as many documents print and that nothing
            contradicts; ``None`` to leave all to a person.

    Returns:
        The pairs by edition, scope and code; of one code the best supported first.
    """
    by_document: dict[str, list[PrintedLine]] = defaultdict(list)
    for line in lines:
        by_document[line.document_id].append(line)
    groups: dict[_Group, list[PrintedLine]] = defaultdict(list)
    for own in by_document.values():
        for key, line in _read_document(own):
            groups[key].append(line)
    pairs = [_make_pair(key, members) for key, members in groups.items()]
    pairs = _mark_conflicts(pairs)
    if accept_support is not None:
        pairs = [
            replace(one, is_accepted=one.documents >= accept_support and not one.conflict)
            for one in pairs
        ]
    return tuple(sorted(pairs, key=_order))


def _order(pair: LearnedPair) -> tuple[object, ...]:
    place = EDITION_ORDER[pair.edition]
    return (place, pair.scope, pair.kode, -pair.documents, -pair.lines, pair.nama)


def _read_document(lines: Sequence[PrintedLine]) -> list[tuple[_Group, PrintedLine]]:
    """Return the lines of one document whose codes are of the tree, with what they say."""
    year = lines[0].year
    if year is None or year < FIRST_NOMENCLATURE_YEAR:
        return []
    coded = _read_tables(lines)
    edition = _find_edition(year, [reading for _line, reading in coded])
    scope = _find_scope(lines[0].region, [reading for _line, reading in coded])
    if edition is None or scope is None:
        return []
    place = _Place(edition.edition, scope)
    return [
        ((place, fold_kode(reading.kode), line.level, make_name_key(line.name)), line)
        for line, reading in coded
        if reading.kode is not None and make_name_key(line.name)
    ]


def _read_tables(lines: Sequence[PrintedLine]) -> list[tuple[PrintedLine, KodeReading]]:
    """Read the codes table by table; keep those of the tree at the level of their line."""
    tables: dict[str, list[PrintedLine]] = defaultdict(list)
    for line in lines:
        tables[line.table_id].append(line)
    found: list[tuple[PrintedLine, KodeReading]] = []
    for own in tables.values():
        readings = read_kode_column([line.kode_printed for line in own])
        found.extend(
            (line, reading)
            for line, reading in zip(own, readings, strict=True)
            if reading.kode is not None
            and not reading.is_legacy
            and reading.doubt is None
            and reading.level is line.level
            and line.level in PROGRAMME_LEVELS
        )
    return found


def _find_edition(year: int, readings: Iterable[KodeReading]) -> Edition | None:
    """Return the newest edition of the year whose codes have as many digits as the printed."""
    widths = Counter(
        len(tail)
        for reading in readings
        if reading.level is Level.SUB_KEGIATAN and (tail := reading.printed.split(".")[-1])
    )
    fitting = frozenset(
        edition.edition
        for edition in EDITIONS
        if not widths or edition.tail_digits == widths.most_common(1)[0][0]
    )
    return choose_edition(year, fitting)


def _find_scope(region: str, readings: Iterable[KodeReading]) -> Scope | None:
    digits = Counter(digit for r in readings if (digit := r.kewenangan) is not None)
    if digits:
        is_province = digits.most_common(1)[0][0] == "1"
        return Scope.PROVINSI if is_province else Scope.KABUPATEN_KOTA
    first = region.casefold().split(" ")[0]
    if first in ("provinsi", "daerah"):
        return Scope.PROVINSI
    return Scope.KABUPATEN_KOTA if first in ("kota", "kabupaten") else None


def _make_pair(key: _Group, lines: Sequence[PrintedLine]) -> LearnedPair:
    place, kode, level, _name = key
    names = Counter(" ".join(line.name.split()) for line in lines)
    return LearnedPair(
        kode=kode,
        level=level,
        nama=max(sorted(names), key=lambda name: names[name]),
        edition=place.edition,
        scope=place.scope,
        documents=len({line.document_id for line in lines}),
        agencies=len({(line.region, line.agency or line.document_id) for line in lines}),
        lines=len(lines),
        files=tuple(sorted({line.file for line in lines})),
    )


def _mark_conflicts(pairs: Sequence[LearnedPair]) -> list[LearnedPair]:
    """Say of each pair which other name its code has, and which other code its name has."""
    names: dict[tuple[str, str, str], list[LearnedPair]] = defaultdict(list)
    codes: dict[tuple[str, str, str, str], list[LearnedPair]] = defaultdict(list)
    for pair in pairs:
        names[(pair.edition, pair.scope, pair.kode)].append(pair)
        codes[_name_place(pair)].append(pair)
    marked = []
    for pair in pairs:
        others = [
            f"kode ini juga di samping '{other.nama}' ({other.documents} dokumen)"
            for other in names[(pair.edition, pair.scope, pair.kode)]
            if other is not pair
        ] + [
            f"nama ini juga di samping {other.kode} ({other.documents} dokumen)"
            for other in codes[_name_place(pair)]
            if other.kode != pair.kode
        ]
        marked.append(replace(pair, conflict=_SEPARATOR.join(sorted(others))))
    return marked


def _name_place(pair: LearnedPair) -> tuple[str, str, str, str]:
    """Return what only one code should have: a name below one parent."""
    above = pair.kode.rsplit(".", 1)[0]
    return (pair.edition, pair.scope, above, make_name_key(pair.nama))


def write_pairs(pairs: Iterable[LearnedPair], file: Path) -> None:
    """Write the table that a person looks through, whole or not at all.

    Raises:
        OSError: If it cannot be written.
    """
    with (
        replace_file(file) as temporary,
        temporary.open("w", encoding="utf-8", newline="") as stream,
    ):
        writer = csv.writer(stream, delimiter="\t", lineterminator="\n")
        writer.writerow(PAIR_COLUMNS)
        for one in pairs:
            writer.writerow(
                [
                    "ya" if one.is_accepted else "",
                    one.kode,
                    one.level.value,
                    one.nama,
                    one.edition,
                    one.scope.value,
                    one.documents,
                    one.agencies,
                    one.lines,
                    one.conflict,
                    _SEPARATOR.join(one.files),
                ]
            )


def read_pairs(file: Path) -> tuple[LearnedPair, ...]:
    """Read the table that a person has looked through.

    Raises:
        NomenclatureError: If the file is none.
    """
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            rows = csv.DictReader(stream, delimiter="\t")
            if not set(PAIR_COLUMNS) <= set(rows.fieldnames or ()):
                raise NomenclatureError(f"{file.name}: no table of 'sidak nomenclature learn'")
            return tuple(_read_pair(row, file.name, at) for at, row in enumerate(rows, 2))
    except (UnicodeDecodeError, csv.Error) as error:
        raise NomenclatureError(f"{file.name}: the table is damaged ({error})") from error


def _read_pair(row: Mapping[str, str], name: str, line: int) -> LearnedPair:
    try:
        if row["edition"] not in EDITION_ORDER:
            raise ValueError(row["edition"])
        return LearnedPair(
            kode=row["kode"],
            level=Level(row["level"]),
            nama=row["nama"],
            edition=row["edition"],
            scope=Scope(row["scope"]),
            documents=int(row["documents"]),
            agencies=int(row["agencies"]),
            lines=int(row["lines"]),
            files=tuple(row["files"].split(_SEPARATOR)),
            conflict=row["conflict"],
            is_accepted=(row["accepted"] or "").strip().casefold() in _YES,
        )
    except (ValueError, TypeError, AttributeError) as error:
        raise NomenclatureError(f"{name}: line {line} is damaged ({error})") from error


def store_pairs(pairs: Iterable[LearnedPair], directory: Path) -> tuple[Path, ...]:
    """Write the accepted pairs as lists, one per edition and scope.

    What was learned before of the same edition and scope stays; a code that is learned anew
    has its new name.

    Args:
        pairs: Pairs, accepted or not.
        directory: Folder of lists; made if it is missing.

    Returns:
        The files written, in order of their editions.

    Raises:
        NomenclatureError: If two accepted pairs give one code two names, or a stored list is
            damaged.
    """
    lists: dict[tuple[str, Scope], dict[str, NomenclatureEntry]] = defaultdict(dict)
    for one in pairs:
        if not one.is_accepted:
            continue
        own = lists[(one.edition, one.scope)]
        if one.kode in own and own[one.kode].nama != one.nama:
            raise NomenclatureError(
                f"{one.kode} has two names: '{own[one.kode].nama}' and '{one.nama}'"
            )
        own[one.kode] = NomenclatureEntry(
            one.kode, one.level, one.nama, one.edition, one.scope, support=one.documents
        )
    written = []
    for (edition, scope), own in sorted(lists.items(), key=lambda p: EDITION_ORDER[p[0][0]]):
        file = directory / f"{LEARNED_PREFIX}{edition}_{scope.value}.tsv"
        before = read_stored(file) if file.is_file() else ()
        kept = [entry for entry in before if entry.kode not in own]
        write_stored(file, [*kept, *own.values()])
        written.append(file)
    return tuple(written)
