"""The store of nomenclature lists, by edition and scope."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from pathlib import Path

from sidak.matchers.names.likeness import make_name_key, normalise_name
from sidak.matchers.reference.settings import SETTINGS
from sidak.schemas import Level, NomenclatureError
from sidak.schemas.nomenclature import (
    EDITION_ORDER,
    EDITIONS,
    Edition,
    NomenclatureEntry,
    Scope,
)
from sidak.schemas.system.files import replace_file

LIST_COLUMNS = ("kode", "level", "nama", "edition", "scope", "catatan")
#: Columns of a list that was learned from reports: how many documents print each line.
LEARNED_COLUMNS = (*LIST_COLUMNS, "dokumen")
#: How the files of learned lists begin.
LEARNED_PREFIX = "learned_"
_EMBEDDED = "nomenclature_kota-serang.tsv"


def fold_kode(kode: str) -> str:
    """Return the form in which codes of all editions and agencies are compared.

    The programme PENUNJANG becomes ``X.XX.01``, the last part loses its leading zeros down
    to two digits: ``4.01.01.2.09.0001`` and ``X.XX.01.2.09.01`` are the same.
    """
    parts = kode.split(".")
    if len(parts) >= 3 and parts[2] == "01":
        parts[0], parts[1] = "X", "XX"
    if len(parts) == 6:
        parts[5] = parts[5].lstrip("0").zfill(2)
    return ".".join(parts)


def is_folded_below(kode: str, parent: str) -> bool:
    """Return True if a folded code stands below another folded code in the tree."""
    if parent.count(".") < 2 and kode.count(".") > 1 and kode.startswith("X."):
        return True  # an agency's own bidang is above the programme that every agency has
    return kode.startswith(parent + ".")


@dataclass(frozen=True, slots=True)
class NomenclatureList:
    """One list: an edition in one scope.

    Attributes:
        edition: Id of the edition.
        scope: Whose programmes.
        source: File it came from, or "bawaan" for the list that comes with sidak.
        entries: Its lines in order.
    """

    edition: str
    scope: Scope
    source: str
    entries: tuple[NomenclatureEntry, ...]

    @property
    def is_learned(self) -> bool:
        """Whether it was learned from reports."""
        return any(entry.support for entry in self.entries)

    @property
    def is_whole(self) -> bool:
        """Whether the list looks like a whole edition, not a part."""
        if self.is_learned:
            return False
        count = sum(entry.level is Level.SUB_KEGIATAN for entry in self.entries)
        return count >= SETTINGS.whole_list


@dataclass(frozen=True)
class Nomenclature:
    """All lists at hand."""

    lists: tuple[NomenclatureList, ...] = field(default=())

    @cached_property
    def editions(self) -> tuple[Edition, ...]:
        """Editions of which an official list is at hand, in the order of issue."""
        at_hand = {one.edition for one in self.lists if not one.is_learned}
        return tuple(edition for edition in EDITIONS if edition.edition in at_hand)

    @cached_property
    def entries(self) -> tuple[NomenclatureEntry, ...]:
        """Lines of all lists; those of the embedded list only where no other has them.

        What was learned counts only for codes that no official list of its edition has.
        """
        seen: set[tuple[str, str, str]] = set()
        official: set[tuple[str, str, Scope]] = set()
        kept = []
        for one in sorted(
            self.lists, key=lambda a: (a.is_learned, a.source == EMBEDDED_SOURCE)
        ):
            for entry in one.entries:
                key = (entry.edition, entry.kode, make_name_key(entry.nama))
                place = (entry.edition, fold_kode(entry.kode), entry.scope)
                if key in seen or (entry.support and place in official):
                    continue
                seen.add(key)
                kept.append(entry)
                if not entry.support:
                    official.add(place)
        return tuple(kept)

    @cached_property
    def _word_counts(self) -> Counter[str]:
        """Words of the official names, normalised, and how many names have them."""
        words: Counter[str] = Counter()
        for name in {normalise_name(entry.nama) for entry in self.entries}:
            words.update(set(name.split()))
        return words

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Words of the official names, normalised."""
        return frozenset(word for word in self._word_counts if len(word) > 2)

    @cached_property
    def common_words(self) -> frozenset[str]:
        """Words of several official names: real words, no misspellings of a list."""
        counts = self._word_counts
        return frozenset(
            w for w, n in counts.items() if len(w) > 2 and n >= SETTINGS.common_names
        )

    @cached_property
    def raw_vocabulary(self) -> frozenset[str]:
        """Words of the official names as written, casefolded: to put broken names together."""
        words: set[str] = set()
        for entry in self.entries:
            for word in entry.nama.casefold().replace("/", " ").split():
                bare = word.strip("().,;:-")
                if len(bare) > 2 and bare.isalpha():
                    words.add(bare)
        return frozenset(words)

    @cached_property
    def levels_by_name(self) -> dict[str, Level]:
        """Squeezed names to their level, where all entries of that name agree."""
        found: dict[str, set[Level]] = {}
        for entry in self.entries:
            if len(entry.nama.split()) > 1:
                name = make_name_key(entry.nama)
                found.setdefault(name, set()).add(entry.level)
        return {name: next(iter(lv)) for name, lv in found.items() if len(lv) == 1}

    def find_level(self, name: str) -> Level | None:
        """Return the level of the entry of this very name; ``None`` if none or several."""
        return self.levels_by_name.get(make_name_key(name))

    @cached_property
    def _entries_by_name(self) -> dict[tuple[Level, str], tuple[NomenclatureEntry, ...]]:
        """Level and squeezed name to the entries of that name."""
        found: dict[tuple[Level, str], list[NomenclatureEntry]] = {}
        for entry in self.entries:
            name = make_name_key(entry.nama)
            found.setdefault((entry.level, name), []).append(entry)
        return {key: tuple(entries) for key, entries in found.items()}

    def find_codes(self, level: Level, name: str, kewenangan: frozenset[str]) -> frozenset[str]:
        """Return the folded codes of the entries of this very name on a level.

        Args:
            level: One of ``PROGRAMME_LEVELS``.
            name: As printed.
            kewenangan: Digits of authority whose entries may be used ("1", "2").
        """
        entries = self._entries_by_name.get((level, make_name_key(name)), ())
        return frozenset(
            fold_kode(entry.kode) for entry in entries if may_use(entry, kewenangan)
        )


def may_use(entry: NomenclatureEntry, kewenangan: frozenset[str]) -> bool:
    """Return True if a document of some authority may use a line of a list.

    Provinces and districts number some programmes differently; urusan and bidang are the
    same for all, kegiatan and sub kegiatan carry the authority in their code.

    Args:
        entry: The line.
        kewenangan: Digits of the authority ("1" provinsi, "2" kabupaten/kota).
    """
    parts = entry.kode.split(".")
    if entry.kode in ("X", "X.XX") or (len(parts) > 3 and parts[3] not in kewenangan):
        return False
    if entry.level is Level.PROGRAM and entry.scope is Scope.PROVINSI:
        return "1" in kewenangan
    if entry.level is Level.PROGRAM and entry.scope is Scope.KABUPATEN_KOTA:
        return bool(kewenangan - {"1"})
    return True


EMBEDDED_SOURCE = "bawaan"


def load_nomenclature(directory: Path | None = None) -> Nomenclature:
    """Load the embedded list and every list imported into a folder.

    Args:
        directory: Folder of imported lists; ``None`` or a missing folder for the embedded
            list alone.

    Raises:
        NomenclatureError: If a file of the folder is no list.
    """
    lists = list(_load_embedded())
    if directory is not None and directory.is_dir():
        for file in sorted(directory.glob("*.tsv")):
            lists.extend(_split_lists(read_stored(file), file.name))
    return Nomenclature(tuple(lists))


def _load_embedded() -> Iterator[NomenclatureList]:
    text = files("sidak.schemas").joinpath("data", _EMBEDDED).read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t")
    entries = [
        NomenclatureEntry(
            row["kode"], Level(row["level"]), row["nama"], edition, Scope.KABUPATEN_KOTA
        )
        for row in rows
        for edition in row["edition"].split(";")
    ]
    yield from _split_lists(entries, EMBEDDED_SOURCE)


def read_stored(file: Path) -> tuple[NomenclatureEntry, ...]:
    """Read a list that ``write_stored`` has written.

    Raises:
        NomenclatureError: If the file is none.
    """
    try:
        with file.open(encoding="utf-8", newline="") as stream:
            rows = csv.DictReader(stream, delimiter="\t")
            columns = tuple(rows.fieldnames or ())
            if columns not in (LIST_COLUMNS, LEARNED_COLUMNS):
                raise NomenclatureError(
                    f"{file.name}: no nomenclature list of sidak; import its original"
                )
            return tuple(
                NomenclatureEntry(
                    row["kode"],
                    Level(row["level"]),
                    row["nama"],
                    row["edition"],
                    Scope(row["scope"]),
                    row["catatan"],
                    support=int(row.get("dokumen", 0)),
                )
                for row in rows
            )
    except (UnicodeDecodeError, ValueError, TypeError, csv.Error) as error:
        raise NomenclatureError(
            f"{file.name}: the list is damaged ({error}); import its original again"
        ) from error


def write_stored(file: Path, entries: Iterable[NomenclatureEntry]) -> None:
    """Write a list by order of its codes, whole or not at all.

    Args:
        file: Where to; its folder is made if it is missing.
        entries: The lines; with a column more if they were learned.

    Raises:
        OSError: If it cannot be written.
    """
    ordered = sorted(entries, key=lambda one: _sort_key(one.kode))
    is_learned = any(entry.support for entry in ordered)
    with (
        replace_file(file) as temporary,
        temporary.open("w", encoding="utf-8", newline="") as stream,
    ):
        writer = csv.writer(stream, delimiter="\t", lineterminator="\n")
        writer.writerow(LEARNED_COLUMNS if is_learned else LIST_COLUMNS)
        for entry in ordered:
            row = [
                entry.kode,
                entry.level.value,
                entry.nama,
                entry.edition,
                entry.scope.value,
                entry.note,
            ]
            writer.writerow([*row, entry.support] if is_learned else row)


def _sort_key(kode: str) -> tuple[str, ...]:
    return tuple(part.zfill(4) for part in kode.split("."))


def _split_lists(
    entries: Sequence[NomenclatureEntry], source: str
) -> Iterator[NomenclatureList]:
    """Part entries into one list per edition and scope."""
    groups: dict[tuple[str, Scope], list[NomenclatureEntry]] = {}
    for entry in entries:
        groups.setdefault((entry.edition, entry.scope), []).append(entry)
    for (edition, scope), members in sorted(
        groups.items(), key=lambda pair: (EDITION_ORDER.get(pair[0][0], 99), pair[0][1])
    ):
        yield NomenclatureList(edition, scope, source, tuple(members))
