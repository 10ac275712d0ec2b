"""The nomenclature of programmes: its editions in order, and the entries of a list.

The nomenclature (klasifikasi, kodefikasi, dan nomenklatur perencanaan pembangunan dan
keuangan daerah) was issued by Permendagri 90/2019 and is brought up to date by decrees. Between
the first edition and the second the same code changes its meaning; from then on a number
is hardly ever used again. So a code means nothing without its edition.

``schemas/data/nomenclature_kota-serang.tsv`` is the list that comes with sidak: the codes
and names that four reports of Kota Serang print (LKjIP 2022 and Renstra 2018-2023 of the
Sekretariat Daerah, bidang 4.01; Renja 2022 of Bappeda, bidang 5.01 to 5.05; LKjIP 2020 of
the Kota), in the official wording, each checked against two editions; and beside them, in
the programme PENUNJANG, the sub kegiatan that stand under the same kegiatan, so that one is
not taken for its neighbour. That programme, which every agency has under its own urusan and
bidang, is stored once, as ``X.XX.01``.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from sidak.schemas.vocabularies import Level


class Scope(StrEnum):
    """Whose programmes a list holds."""

    PROVINSI = "provinsi"
    KABUPATEN_KOTA = "kabupaten_kota"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of the nomenclature.

    Attributes:
        edition: Id, such as ``"kepmendagri-050-5889-2021"``.
        title: Name of the regulation as people write it.
        issued: Date of issue, ISO.
        first_year: First budget year whose documents follow it by default.
        tail_digits: Digits of the last part of a sub kegiatan's code.
        mark: Number that tells it apart in file names and citations.
    """

    edition: str
    title: str
    issued: str
    first_year: int
    tail_digits: int
    mark: str


#: In the order of issue.
EDITIONS = (
    Edition("permendagri-90-2019", "Permendagri 90/2019", "2019-10-18", 2020, 2, "90"),
    Edition(
        "kepmendagri-050-3708-2020", "Kepmendagri 050-3708/2020", "2020-10-05", 2021, 2, "3708"
    ),
    Edition(
        "kepmendagri-050-5889-2021", "Kepmendagri 050-5889/2021", "2021-12-27", 2022, 2, "5889"
    ),
    Edition(
        "kepmendagri-900.1.15.5-1317-2023",
        "Kepmendagri 900.1.15.5-1317/2023",
        "2023-06-23",
        2024,
        4,
        "1317",
    ),
    Edition(
        "kepmendagri-900.1.15.5-3406-2024",
        "Kepmendagri 900.1.15.5-3406/2024",
        "2024-08-27",
        2025,
        4,
        "3406",
    ),
    Edition(
        "kepmendagri-900.1-2850-2025",
        "Kepmendagri 900.1-2850/2025",
        "2025-07-31",
        2026,
        4,
        "2850",
    ),
    Edition(
        "kepmendagri-900.1-861-2026", "Kepmendagri 900.1-861/2026", "2026-05-07", 2027, 4, "861"
    ),
)

#: Id to position in the order of issue.
EDITION_ORDER = {edition.edition: at for at, edition in enumerate(EDITIONS)}

#: First budget year that knows the tree of the nomenclature at all.
FIRST_NOMENCLATURE_YEAR = 2021


@dataclass(frozen=True, slots=True)
class NomenclatureEntry:
    """One line of a list.

    Attributes:
        kode: Normal form; ``X.XX.01...`` for the programme PENUNJANG of any agency.
        level: One of ``PROGRAMME_LEVELS``.
        nama: Official name.
        edition: Id of the edition.
        scope: Whose list it stands in.
        note: Why the line is doubtful, in Indonesian; such a line is never matched
            without asking a person.
        support: Documents that print the line, if it was learned from reports; 0 for a
            line of an official list.
    """

    kode: str
    level: Level
    nama: str
    edition: str
    scope: Scope
    note: str = ""
    support: int = 0

    @property
    def parent_kode(self) -> str:
        """Code of the line above; empty for an urusan."""
        return parent_of(self.kode)


class NomenclatureIndex(Protocol):
    """The official names of all lists at hand, asked by name."""

    def find_level(self, name: str) -> Level | None:
        """Return the level of the entry of this very name; ``None`` if none or several."""

    def find_codes(self, level: Level, name: str, kewenangan: frozenset[str]) -> frozenset[str]:
        """Return the codes of the entries of this very name on a level.

        Args:
            level: One of ``PROGRAMME_LEVELS``.
            name: As printed.
            kewenangan: Digits of authority whose entries may be used ("1", "2").
        """


def parent_of(kode: str) -> str:
    """Return the code above: the program of a kegiatan, the kegiatan of a sub kegiatan."""
    parts = kode.split(".")
    if len(parts) == 5:
        return ".".join(parts[:3])
    return ".".join(parts[:-1])


def find_edition(text: str) -> Edition | None:
    """Find the edition that a file name, a column or a citation names.

    "050-5889/2021", "kepmendagri-900-1317-2023.tsv" and "Permendagri 90 Tahun 2019" are
    understood; the last edition named wins, as a list is called after its newest decree.
    """
    found = None
    for edition in EDITIONS:
        mark = re.escape(edition.mark)
        year = edition.issued[:4]
        pattern = rf"(?<!\d){mark}(?!\d)"
        if edition.mark in ("90", "861"):
            pattern = rf"(?<![\d.]){mark}\s*(?:tahun|/|-|_|\s)\s*{year}(?!\d)"
        if re.search(pattern, text, re.IGNORECASE):
            found = edition
    return found


def find_scope(text: str) -> Scope | None:
    """Find the scope that a file name or an option names."""
    plain = text.lower()
    has_province = "prov" in plain
    has_district = "kab" in plain or "kota" in plain
    if plain.strip() in ("both", "semua", "keduanya") or (has_province and has_district):
        return Scope.BOTH
    if has_province:
        return Scope.PROVINSI
    return Scope.KABUPATEN_KOTA if has_district else None


def choose_edition(year: int | None, available: frozenset[str]) -> Edition | None:
    """Choose the edition that a document of a year follows by default.

    Args:
        year: Budget year the document is about; ``None`` unknown.
        available: Ids of the editions at hand.

    Returns:
        The newest edition in force for that year; failing that the nearest one at hand,
        rather an older one; ``None`` if none is at hand. A document without a year gets
        the newest.
    """
    at_hand = [edition for edition in EDITIONS if edition.edition in available]
    if not at_hand:
        return None
    in_force = [e for e in at_hand if year is None or e.first_year <= year]
    return in_force[-1] if in_force else at_hand[0]
