"""Names made comparable: case, punctuation, abbreviations, spelling, broken words.

Both sides of a comparison, the printed name and the official one, go through the same
steps, so that a step need not be right, only the same.
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from sidak.matchers.names.settings import SETTINGS

_LEVEL_WORDS = re.compile(
    r"^(?:sub ?(?:kegiatan|keg)?|kegiatan|keg|program|(?:urusan|unsur)(?= \d)) (?:\d{1,2} )*"
)
_BIDANG_WORDS = re.compile(r"^(?:urusan pemerintah\w*(?: wajib)? )?(?:bidang|unsur) ")
_DOUBLED = re.compile(r"(.)\1+")
_SIGNS = re.compile(r"[^0-9a-z]+")

#: Written short in the reports: whole words only, after folding.
_ABBREVIATIONS = {
    "bmd": "barang milik daerah",
    "kdh": "kepala daerah",
    "wkdh": "wakil kepala daerah",
    "wakdh": "wakil kepala daerah",
    "opd": "skpd",
    "dok": "dokumen",
    "lap": "laporan",
    "adm": "administrasi",
    "adminstrasi": "administrasi",
    "koord": "koordinasi",
    "peny": "penyusunan",
    "monev": "monitoring dan evaluasi",
    "pemb": "pembangunan",
    "pengemb": "pengembangan",
    "perenc": "perencanaan",
    "keg": "kegiatan",
    "prog": "program",
    "kab": "kabupaten",
    "prov": "provinsi",
    "propinsi": "provinsi",
    "thd": "terhadap",
    "dgn": "dengan",
    "utk": "untuk",
    "yg": "yang",
    "tdk": "tidak",
    "dlm": "dalam",
    "thn": "tahun",
    "dg": "dengan",
    "sarpras": "sarana dan prasarana",
    "diklat": "pendidikan dan pelatihan",
    "bimtek": "bimbingan teknis",
    "rakor": "rapat koordinasi",
    "jaskom": "jasa komunikasi",
    "litbang": "penelitian dan pengembangan",
    "pns": "asn",
    "bpk": "badan pemeriksa keuangan",
}
#: One spelling for words that reports and lists write in several ways.
_SPELLINGS = {
    "analisa": "analisis",
    "kwalitas": "kualitas",
    "kwantitas": "kuantitas",
    "mebeler": "mebel",
    "mebeleur": "mebel",
    "mebeluer": "mebel",
    "mebelair": "mebel",
    "meubelair": "mebel",
    "meubel": "mebel",
    "sistim": "sistem",
    "tehnis": "teknis",
    "tehnik": "teknik",
    "standarisasi": "standardisasi",
    "praktek": "praktik",
    "ijin": "izin",
    "perijinan": "perizinan",
    "resiko": "risiko",
    "pebruari": "februari",
    "nopember": "november",
    "aktip": "aktif",
    "effektif": "efektif",
    "obyek": "objek",
    "subyek": "subjek",
    "jadual": "jadwal",
    "kerjasama": "kerja sama",
    "tatalaksana": "tata laksana",
    "tatakelola": "tata kelola",
    "pemerintah": "pemerintahan",
}
#: Words that carry no meaning of their own: they neither tell names apart nor join them.
STOP_WORDS = frozenset(
    {"dan", "atau", "serta", "di", "ke", "pada", "untuk", "dengan", "yang", "oleh", "dari"}
    | {"dalam", "terkait", "bidang"}
)


@lru_cache(maxsize=65536)
def normalise_name(name: str) -> str:
    """Return a name in the form in which names are compared.

    Lower case, one blank between words, no signs; words of the level in front and "DPA-SKPD"
    hyphens gone, common abbreviations written out, one spelling of words that have several.
    """
    plain = unicodedata.normalize("NFKD", name.replace("&", " dan "))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    plain = _SIGNS.sub(" ", plain).strip()
    bare = _LEVEL_WORDS.sub("", plain)
    bare = _LEVEL_WORDS.sub("", bare)  # "Program 1.1.1 Program Perencanaan ..."
    bare = _BIDANG_WORDS.sub("", bare) or bare or plain
    words = (_ABBREVIATIONS.get(word, word) for word in bare.split())
    words = (_SPELLINGS.get(word, word) for word in words)
    return " ".join(words)


def squeeze_name(normal: str) -> str:
    """Take the blanks out of a normalised name: broken words do not matter any more."""
    return normal.replace(" ", "")


def make_name_key(name: str) -> str:
    """Return the form in which two printed names are the same name."""
    return squeeze_name(normalise_name(name))


def split_words(normal: str) -> tuple[str, ...]:
    """Return the words of a normalised name that carry meaning."""
    return tuple(word for word in normal.split() if word not in STOP_WORDS)


@lru_cache(maxsize=262144)
def measure_likeness(printed: str, official: str) -> float:
    """Return how alike two normalised names are, 0 to 1.

    The better of two views: letter by letter without blanks (broken words, misspellings),
    and with the words sorted (changed order), which weighs a little less.
    """
    letters = fuzz.ratio(squeeze_name(printed), squeeze_name(official))
    words = fuzz.token_sort_ratio(printed, official)
    return max(letters, SETTINGS.sorted_words_factor * words) / 100.0


@dataclass(frozen=True, slots=True)
class WordDifferences:
    """The words in which a printed name and an official one differ.

    Attributes:
        conflicting: Words of the report that are official words, but not of this name:
            "pemeliharaan" where the list says "pengadaan" is another thing, not a
            misspelling.
        unknown: Words of the report that no official name has and that resemble none of
            this name.
        missing: Words of the official name that the report lacks.
    """

    conflicting: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@lru_cache(maxsize=65536)
def find_word_differences(
    printed: str, official: str, common: frozenset[str], vocabulary: frozenset[str]
) -> WordDifferences:
    """Find the words in which two normalised names differ.

    Args:
        printed: Name of the report.
        official: Name of the list.
        common: Words of several official names; they are never misspellings.
        vocabulary: All words of official names, their own misspellings included.
    """
    joined_own, joined_other = squeeze_name(printed), squeeze_name(official)
    if joined_own == joined_other:
        return WordDifferences()
    own, other = split_words(printed), split_words(official)
    loose_own = list((Counter(own) - Counter(other)).elements())
    loose_other = list((Counter(other) - Counter(own)).elements())
    conflicting, unknown = [], []
    for word in loose_own:
        if any(_is_inflected(word, other) for other in loose_other):
            continue
        if word in common:
            conflicting.append(word)
        elif word in vocabulary:
            if not _resembles_any(word, loose_other, SETTINGS.listed_misspelling_similarity):
                conflicting.append(word)
        elif len(word) > 2 and not _resembles_any(
            word, loose_other, SETTINGS.misspelling_similarity
        ):
            unknown.append(word)
    missing = [
        word
        for word in loose_other
        if word not in joined_own
        and not _resembles_any(word, loose_own, SETTINGS.misspelling_similarity)
    ]
    return WordDifferences(tuple(conflicting), tuple(unknown), tuple(missing))


def have_same_meaning(
    one: str, other: str, common: frozenset[str], vocabulary: frozenset[str]
) -> bool:
    """Return True if two normalised official names of one code mean the same thing.

    Names are reworded from edition to edition; a word put in the place of another makes a
    new thing, a word more or less does not.
    """
    if squeeze_name(one) == squeeze_name(other):
        return True
    if measure_likeness(one, other) < SETTINGS.same_meaning_likeness:
        return False
    apart = find_word_differences(one, other, common, vocabulary)
    return not ((apart.conflicting or apart.unknown) and apart.missing)


def _is_inflected(one: str, other: str) -> bool:
    """Return True if two words differ by an ending or a doubled letter only.

    "cetak" and "cetakan"; "penyelenggaraaan" and "penyelengaraan", which lists have too.
    """
    short, long = sorted((one, other), key=len)
    if len(short) >= 8 and _DOUBLED.sub(r"\1", one) == _DOUBLED.sub(r"\1", other):
        return True
    return len(short) >= 5 and len(long) - len(short) <= 2 and long.startswith(short)


def _resembles_any(word: str, others: list[str], least: float) -> bool:
    """Return True if a word is a misspelling or a splinter of one of the others."""
    return any(
        fuzz.ratio(word, other) >= least
        or (len(word) > 3 and (word in other or (other in word and len(other) > 3)))
        for other in others
    )
