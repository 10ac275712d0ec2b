"""Which words of a scan are words: roots of Indonesian with affixes, and names of regions.

The roots and the rules of affixes are those of the package `PySastrawi`.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from enum import IntEnum
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from typing import TYPE_CHECKING

from sidak.extractors.ocr.engine import MissingEngineError
from sidak.extractors.ocr.settings import SETTINGS
from sidak.schemas import Doubt, DoubtKind
from sidak.schemas.regions import list_regions
from sidak.schemas.text.units import UNIT_NAMES

if TYPE_CHECKING:
    from Sastrawi.Stemmer.Stemmer import Stemmer

#: Package with the roots and the rules, and the roots in it.
PACKAGE, ROOTS = "Sastrawi", "Stemmer/data/kata-dasar.txt"
MISSING = Doubt(DoubtKind.ENGINE_MISSING, ("PySastrawi", "pip install 'sidak[scans]'"))

#: Words of reports that are no Indonesian roots: borrowed, short forms, common spellings.
_BORROWED = frozenset(
    {
        *("output", "outcome", "outcomes", "input", "impact", "monitoring", "sharing"),
        *("survey", "prosentase", "presentase", "database", "online", "website", "booklet"),
        *("leaflet", "draft", "review", "workshop", "update", "upgrading", "talkshow"),
        *("roadmap", "masterplan", "masterplant", "feasibility", "study", "design"),
        *("engineering", "detail", "base", "center", "renstra", "renja", "rkpd", "rpjmd"),
        *("musrenbang", "diklat", "bimtek", "lakip", "lkip", "lkjip", "apbd", "apbn"),
        *("skpd", "uptd", "perda", "pergub", "perbup", "perwal", "raperda", "tupoksi"),
        *("kerjasama", "analisa", "sinergitas", "kontruksi", "triw"),
    }
)

_LETTERS = re.compile(r"[^\W\d_]+")


class WordEvidence(IntEnum):
    """What speaks for letters being a word, the weakest first."""

    NONE = 0
    #: It is read several times on the page: a name or a short form, if not always misread.
    REPEATED = 1
    KNOWN = 2
    BOTH = 3


def weigh_word(text: str, repeated: Collection[str] = ()) -> WordEvidence:
    """Return what speaks for text being a word, or several joined by hyphens or strokes.

    What stands around the letters does not matter; digits among them make it no word.

    Args:
        text: A word as read.
        repeated: Words that are read several times on the page.
    """
    parts = _LETTERS.findall(text)
    if not parts or any(character.isdigit() for character in text):
        return WordEvidence.NONE
    return min(_weigh_part(part, repeated) for part in parts)


def _weigh_part(part: str, repeated: Collection[str]) -> WordEvidence:
    is_known = len(part) < SETTINGS.words.least_letters or _is_known(part.casefold())
    if part in repeated:
        return WordEvidence.BOTH if is_known else WordEvidence.REPEATED
    return WordEvidence.KNOWN if is_known else WordEvidence.NONE


def find_repeated(texts: Iterable[str]) -> frozenset[str]:
    """Return the words that are read several times."""
    counts = Counter(part for text in texts for part in _LETTERS.findall(text))
    return frozenset(w for w, n in counts.items() if n >= SETTINGS.words.repeated)


@cache
def _is_known(word: str) -> bool:
    return word in _load_roots() or _load_stemmer().stem(word) in _load_roots()


@cache
def _load_roots() -> frozenset[str]:
    """Return the roots, and the names and units that rules of affixes do not make of them.

    Raises:
        MissingEngineError: If the package is not installed.
    """
    if find_spec(PACKAGE) is None:
        raise MissingEngineError(MISSING)
    roots = files(PACKAGE).joinpath(ROOTS).read_text(encoding="utf-8").split()
    names = [name for _, name in list_regions()]
    others = [part.casefold() for name in (*names, *UNIT_NAMES) for part in name.split()]
    return frozenset((*roots, *others)) | _BORROWED


@cache
def _load_stemmer() -> "Stemmer":
    """Return what takes the affixes of a word away."""
    roots = sorted(_load_roots())
    from Sastrawi.Dictionary.ArrayDictionary import ArrayDictionary
    from Sastrawi.Stemmer.Stemmer import Stemmer

    return Stemmer(ArrayDictionary(roots))
