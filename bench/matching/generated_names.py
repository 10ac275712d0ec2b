"""A labelled set for the matching: tables made from a list, with the faults of real reports.

Every document is the tree of one agency: the programme that all have and those of a bidang.
Names are misspelt, cut, broken, abbreviated, read badly; codes are printed, left out, or
printed wrongly; some lines are no lines of the list at all ("stranger": a word of another
line put in the place of a word; "absent": a line of another authority's list) and must not
be matched.
"""

import random
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sidak.matchers.names.likeness import make_name_key
from sidak.matchers.reference.store import Nomenclature, NomenclatureList, fold_kode
from sidak.normalisers.rows.row_tree import build_row_tree
from sidak.schemas import DocumentFacts, DocumentKind, Item, Level, TypedTable
from sidak.schemas.nomenclature import NomenclatureEntry, choose_edition, parent_of

#: Kinds of faults and how often they come.
NOISES = (
    ("clean", 34),
    ("case", 8),
    ("misspelt", 12),
    ("broken", 12),
    ("cut", 7),
    ("ocr", 8),
    ("abbreviated", 5),
    ("word_lost", 4),
    ("reordered", 2),
    ("stranger", 6),
    ("absent", 4),
)
#: Kinds that are no lines of the list.
OUTSIDE = ("stranger", "absent")
_CONFUSED = {"l": "1", "i": "l", "o": "0", "m": "rn", "e": "c", "a": "o", "n": "ri", "g": "q"}
_SHORT = {
    "Barang Milik Daerah": "BMD",
    "dan": "&",
    "Administrasi": "Adm.",
    "Laporan": "Lap.",
    "Dokumen": "Dok.",
    "Monitoring dan Evaluasi": "Monev",
    "SKPD": "OPD",
}
_YEAR_OF_EDITION = {
    "permendagri-90-2019": 2021,
    "kepmendagri-050-3708-2020": 2021,
    "kepmendagri-050-5889-2021": 2022,
    "kepmendagri-900.1.15.5-1317-2023": 2024,
}


@dataclass(frozen=True, slots=True)
class CodeLabel:
    """The truth about one item.

    Attributes:
        kode: Folded code; ``None`` if the line is no line of the list.
        noise: Kind of fault in the name.
        code: "none", "right" or "wrong": what is printed.
    """

    kode: str | None
    noise: str
    code: str


@dataclass(frozen=True, slots=True)
class LabelledDocument:
    """One document of the set."""

    table: TypedTable
    facts: DocumentFacts
    labels: dict[str, CodeLabel]


def make_documents(
    source: NomenclatureList,
    nomenclature: Nomenclature,
    count: int,
    seed: int,
    *,
    kewenangan: str = "2",
) -> list[LabelledDocument]:
    """Make labelled documents from a list; the same seed makes the same documents.

    Args:
        source: The list.
        nomenclature: All lists at hand, so that a line made up is in none of them.
        count: How many documents.
        seed: Number of the set.
        kewenangan: Digit of the authority whose documents are made.
    """
    material = _collect_material(source, nomenclature, kewenangan)
    rng = random.Random(f"{seed}-{source.edition}")
    return [
        _DocumentGenerator(
            material, f"{seed:04d}{at:06d}", rng.choice(material.bidangs), rng
        ).make()
        for at in range(count)
    ]


@dataclass(frozen=True, slots=True)
class _Material:
    """What documents are made of.

    Attributes:
        edition: Id of the edition of the list.
        below: Code to the entries right below it.
        bidangs: Codes of the bidang that an agency may belong to.
        official: Squeezed names that documents of the authority may have.
        absent: Names of other authorities' sub kegiatan.
        words: Longer words of the list.
    """

    edition: str
    below: Mapping[str, Sequence[NomenclatureEntry]]
    bidangs: Sequence[str]
    official: frozenset[str]
    absent: Sequence[str]
    words: Sequence[str]


def _collect_material(
    source: NomenclatureList, nomenclature: Nomenclature, kewenangan: str
) -> _Material:
    below: dict[str, list[NomenclatureEntry]] = defaultdict(list)
    for entry in source.entries:
        parts = entry.kode.split(".")
        if entry.note or (len(parts) > 3 and parts[3] != kewenangan):
            continue
        below[parent_of(entry.kode)].append(entry)
    official = frozenset(
        make_name_key(entry.nama)
        for entry in nomenclature.entries
        if kewenangan in entry.kode.split(".")[3:4] or entry.kode.count(".") < 4
    )
    absent = {
        entry.nama
        for entry in nomenclature.entries
        if entry.level is Level.SUB_KEGIATAN and make_name_key(entry.nama) not in official
    }
    return _Material(
        edition=source.edition,
        below=below,
        bidangs=sorted(
            {e.kode for e in source.entries if e.level is Level.BIDANG and e.kode[0] != "X"}
        ),
        official=official,
        absent=sorted(absent),
        words=sorted({w for e in source.entries for w in e.nama.split() if len(w) > 5}),
    )


class _DocumentGenerator:
    """Makes one labelled document: the tree of one agency."""

    def __init__(
        self, material: _Material, document_id: str, bidang: str, rng: random.Random
    ) -> None:
        self.material = material
        self.document_id = document_id
        self.table_id = f"{document_id}-t01"
        self.bidang = bidang
        self.rng = rng
        self.items: list[Item] = []
        self.labels: dict[str, CodeLabel] = {}

    def make(self) -> LabelledDocument:
        """Make the document."""
        rng, below = self.rng, self.material.below
        coding = rng.choices(["none", "right"], [40, 60])[0]
        has_parents = rng.random() < 0.85
        own = below.get(self.bidang, [])
        programs = [*below.get("X.XX", []), *rng.sample(own, min(2, len(own)))]
        for program in programs:
            above = self._add(program, None, coding)
            kegiatan = below.get(program.kode, [])
            for one in rng.sample(kegiatan, min(4, len(kegiatan))):
                middle = self._add(one, above if has_parents else None, coding)
                subs = below.get(one.kode, [])
                for sub in rng.sample(subs, min(5, len(subs))):
                    self._add(sub, middle if has_parents else None, coding)
        year = self._choose_year()
        facts = DocumentFacts(
            DocumentKind.RENJA, region="Kota Contoh", year=year, year_last=year
        )
        tree = build_row_tree(self.items)
        table = TypedTable(self.table_id, "renja", (), (), tuple(self.items), (), tree=tree)
        return LabelledDocument(table, facts, self.labels)

    def _add(self, entry: NomenclatureEntry, parent: str | None, coding: str) -> str:
        """Add the line of an entry, with the faults of a report; return its item id."""
        rng, material = self.rng, self.material
        noise = rng.choices([n for n, _ in NOISES], [w for _, w in NOISES])[0]
        if noise == "absent" and (entry.level is not Level.SUB_KEGIATAN or not material.absent):
            noise = "clean"
        name = distort_name(entry.nama, noise, rng, material.official, material.words)
        if noise == "absent":
            name = rng.choice(material.absent)
        printed, code = self._print_code(entry, noise, coding)
        item_id = f"{self.table_id}-r{len(self.items)}"
        self.items.append(
            Item(
                item_id,
                self.document_id,
                self.table_id,
                1,
                len(self.items),
                entry.level,
                name,
                name,
                kode_printed=printed if code != "none" else None,
                parent_item_id=parent,
            )
        )
        truth = None if noise in OUTSIDE else fold_kode(entry.kode)
        self.labels[item_id] = CodeLabel(truth, noise, code)
        return item_id

    def _print_code(self, entry: NomenclatureEntry, noise: str, coding: str) -> tuple[str, str]:
        """Return the printed code and whether it is "none", "right" or "wrong"."""
        own = entry.kode.replace("X.XX", self.bidang)
        if noise in OUTSIDE:
            return own, "none"
        if coding == "right" and self.rng.random() < 0.04:
            siblings = self.material.below.get(parent_of(entry.kode), [])
            others = [one for one in siblings if one is not entry]
            if others:
                return self.rng.choice(others).kode.replace("X.XX", self.bidang), "wrong"
        return own, coding

    def _choose_year(self) -> int:
        year = _YEAR_OF_EDITION.get(self.material.edition)
        if year is not None:
            return year
        chosen = choose_edition(None, frozenset({self.material.edition}))
        return chosen.first_year if chosen is not None else 2025


def distort_name(
    name: str,
    noise: str,
    rng: random.Random,
    official: Collection[str],
    words: Sequence[str],
) -> str:
    """Do to a name what a report may have done to it."""
    parts = name.split()
    if noise == "case":
        return name.upper() if rng.random() < 0.5 else name.title()
    if noise == "misspelt":
        for _ in range(rng.choice([1, 1, 2])):
            name = _misspell(name, rng)
        return name
    if noise == "broken":
        for _ in range(rng.choice([1, 2, 3])):
            at = rng.randrange(1, len(name))
            name = name[:at] + " " + name[at:]
        return name
    if noise == "cut":
        return " ".join(parts[: max(2, round(len(parts) * rng.uniform(0.6, 0.9)))])
    if noise == "ocr":
        return "".join(
            _CONFUSED[c] if c in _CONFUSED and rng.random() < 0.06 else c for c in name
        )
    if noise == "abbreviated":
        for long, short in _SHORT.items():
            name = name.replace(long, short)
        return name
    if noise == "word_lost" and len(parts) > 3:
        parts.pop(rng.randrange(len(parts)))
        return " ".join(parts)
    if noise == "reordered" and " dan " in name:
        return _reorder(name)
    if noise == "stranger":
        return _replace_word(parts, rng, official, words)
    return name


def _reorder(name: str) -> str:
    """Return "B dan A ..." for "A dan B ..."; other names as they are."""
    first, second = name.split(" dan ", 1)
    if len(first.split()) != 1 or not second.split():
        return name
    head, *rest = second.split()
    return " ".join([head, "dan", first, *rest])


def _replace_word(
    parts: Sequence[str], rng: random.Random, official: Collection[str], words: Sequence[str]
) -> str:
    """Put a word of another line in the place of one, so that no official name results."""
    for _ in range(20):
        longs = [at for at, part in enumerate(parts) if len(part) > 5]
        if not longs:
            break
        changed = list(parts)
        changed[rng.choice(longs)] = rng.choice(words)
        other = " ".join(changed)
        if make_name_key(other) not in official:
            return other
    return "Kegiatan Lain Menurut Kebutuhan Setempat"


def _misspell(name: str, rng: random.Random) -> str:
    at = rng.randrange(1, len(name) - 1)
    kind = rng.choice(["drop", "double", "swap", "other"])
    if kind == "drop":
        return name[:at] + name[at + 1 :]
    if kind == "double":
        return name[:at] + name[at] + name[at:]
    if kind == "swap":
        return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    return name[:at] + rng.choice("aeiourstnmkl") + name[at + 1 :]
