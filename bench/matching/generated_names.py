"""A labelled set for the matching: tables made from a list, with the faults of real reports.

Every document is the tree of one agency: the programme that all have and those of a bidang.
Names are misspelt, cut, broken, abbreviated, read badly; codes are printed, left out, or
printed wrongly; some lines are no lines of the list at all ("stranger": a word of another
line put in the place of a word; "absent": a line of another authority's list) and must not
be matched.
"""

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sidak.matchers.names.likeness import normalise_name, squeeze_name
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
    dice = random.Random(f"{seed}-{source.edition}")
    below: dict[str, list[NomenclatureEntry]] = defaultdict(list)
    for entry in source.entries:
        parts = entry.kode.split(".")
        if entry.note or (len(parts) > 3 and parts[3] != kewenangan):
            continue
        below[parent_of(entry.kode)].append(entry)
    bidangs = sorted(
        {e.kode for e in source.entries if e.level is Level.BIDANG and e.kode[0] != "X"}
    )
    official = {
        squeeze_name(normalise_name(entry.nama))
        for entry in nomenclature.entries
        if kewenangan in entry.kode.split(".")[3:4] or entry.kode.count(".") < 4
    }
    absent = sorted(
        {
            entry.nama
            for entry in nomenclature.entries
            if entry.level is Level.SUB_KEGIATAN
            and squeeze_name(normalise_name(entry.nama)) not in official
        }
    )
    words = sorted({w for e in source.entries for w in e.nama.split() if len(w) > 5})
    return [
        _make_document(
            f"{seed:04d}{at:06d}",
            source,
            below,
            dice.choice(bidangs),
            dice,
            official,
            words,
            absent,
        )
        for at in range(count)
    ]


def _make_document(
    document_id: str,
    source: NomenclatureList,
    below: dict[str, list[NomenclatureEntry]],
    bidang: str,
    dice: random.Random,
    official: set[str],
    words: Sequence[str],
    absent: Sequence[str],
) -> LabelledDocument:
    coding = dice.choices(["none", "right"], [40, 60])[0]
    has_parents = dice.random() < 0.85
    items: list[Item] = []
    labels: dict[str, CodeLabel] = {}
    programs = [*below["X.XX"], *dice.sample(below[bidang], min(2, len(below[bidang])))]
    table_id = f"{document_id}-t01"

    def add(entry: NomenclatureEntry, parent: str | None) -> str:
        noise = dice.choices([n for n, _ in NOISES], [w for _, w in NOISES])[0]
        if noise == "absent" and (entry.level is not Level.SUB_KEGIATAN or not absent):
            noise = "clean"
        name = distort_name(entry.nama, noise, dice, official, words)
        if noise == "absent":
            name = dice.choice(absent)
        code = coding
        printed = entry.kode.replace("X.XX", bidang)
        if code == "right" and noise not in OUTSIDE and dice.random() < 0.04:
            others = [e for e in below[parent_of(entry.kode)] if e is not entry]
            if others:
                printed, code = dice.choice(others).kode.replace("X.XX", bidang), "wrong"
        if noise in OUTSIDE:
            code = "none"
        item_id = f"{table_id}-r{len(items)}"
        items.append(
            Item(
                item_id,
                document_id,
                table_id,
                1,
                len(items),
                entry.level,
                name,
                name,
                kode_printed=printed if code != "none" else None,
                parent_item_id=parent if has_parents else None,
            )
        )
        truth = None if noise in OUTSIDE else fold_kode(entry.kode)
        labels[item_id] = CodeLabel(truth, noise, code)
        return item_id

    for program in programs:
        above = add(program, None)
        kegiatan = below[program.kode]
        for one in dice.sample(kegiatan, min(4, len(kegiatan))):
            middle = add(one, above)
            subs = below[one.kode]
            for sub in dice.sample(subs, min(5, len(subs))):
                add(sub, middle)
    year = _YEAR_OF_EDITION.get(source.edition)
    if year is None:
        chosen = choose_edition(None, frozenset({source.edition}))
        year = chosen.first_year if chosen is not None else 2025
    facts = DocumentFacts(DocumentKind.RENJA, region="Kota Contoh", year=year, year_last=year)
    tree = build_row_tree(items)
    table = TypedTable(table_id, "renja", (), (), tuple(items), (), tree=tree)
    return LabelledDocument(table, facts, labels)


def distort_name(
    name: str,
    noise: str,
    dice: random.Random,
    official: set[str],
    words: Sequence[str],
) -> str:
    """Do to a name what a report may have done to it."""
    parts = name.split()
    if noise == "case":
        return name.upper() if dice.random() < 0.5 else name.title()
    if noise == "misspelt":
        for _ in range(dice.choice([1, 1, 2])):
            name = _misspell(name, dice)
        return name
    if noise == "broken":
        for _ in range(dice.choice([1, 2, 3])):
            at = dice.randrange(1, len(name))
            name = name[:at] + " " + name[at:]
        return name
    if noise == "cut":
        return " ".join(parts[: max(2, round(len(parts) * dice.uniform(0.6, 0.9)))])
    if noise == "ocr":
        return "".join(
            _CONFUSED[c] if c in _CONFUSED and dice.random() < 0.06 else c for c in name
        )
    if noise == "abbreviated":
        for long, short in _SHORT.items():
            name = name.replace(long, short)
        return name
    if noise == "word_lost" and len(parts) > 3:
        parts.pop(dice.randrange(len(parts)))
        return " ".join(parts)
    if noise == "reordered" and " dan " in name:
        first, second = name.split(" dan ", 1)
        if len(first.split()) == 1 and second.split():
            head, *rest = second.split()
            return " ".join([head, "dan", first, *rest])
    if noise == "stranger":
        for _ in range(20):
            longs = [at for at, part in enumerate(parts) if len(part) > 5]
            if not longs:
                break
            changed = list(parts)
            changed[dice.choice(longs)] = dice.choice(words)
            other = " ".join(changed)
            if squeeze_name(normalise_name(other)) not in official:
                return other
        return "Kegiatan Lain Menurut Kebutuhan Setempat"
    return name


def _misspell(name: str, dice: random.Random) -> str:
    at = dice.randrange(1, len(name) - 1)
    kind = dice.choice(["drop", "double", "swap", "other"])
    if kind == "drop":
        return name[:at] + name[at + 1 :]
    if kind == "double":
        return name[:at] + name[at] + name[at:]
    if kind == "swap":
        return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    return name[:at] + dice.choice("aeiourstnmkl") + name[at + 1 :]
