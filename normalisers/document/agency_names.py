"""How agencies are named: where a name ends, how a person writes it, short names."""

import re
from collections import Counter
from functools import cache

from sidak.normalisers.header.vocabulary import fold_text
from sidak.normalisers.text.resources import load_words, read_rows
from sidak.normalisers.text.table_view import one_line
from sidak.schemas.regions import UNKNOWN_REGION, find_region_code

_STOPS = load_words("agency_ends.txt")
#: Names of which a region has several agencies; they need a name of their own behind them.
_SEVERAL = frozenset(
    {"rumah sakit umum daerah", "rumah sakit", "kecamatan", "kelurahan", "puskesmas"}
    | {"dinas", "badan", "kantor", "biro", "bagian", "uptd", "upt"}
)
_LOWER = frozenset({"dan", "pada", "serta", "untuk", "di"})
_UPPER = frozenset(
    {
        *("DPRD", "PTSP", "UKM", "KB", "DPR", "SDM", "PSDA", "BPLHD", "RSUD", "UPTD", "UPT"),
        *("PDAM", "BLUD", "BPR", "PT", "RSD", "RSU", "II", "III", "IV"),
    }
)
_NOT_WORDS = re.compile(r"\W+")
_REGION_WORDS = re.compile(r"^(?:pemerintah )?(?:kota|kabupaten|kab|provinsi|prov|daerah) ")
_REGION_SORT = re.compile(r" (?:kota|kabupaten|kab|provinsi|prov)$")
#: "P R O V I N S I": letters that a cover sets apart are no words of a name.
_LETTERS_APART = re.compile(r"(?: [a-z](?![a-z])){3,}.*$")
_AND = re.compile(r"\b(?:dan|serta)\b")
_COUNCIL = re.compile(r"dewan\s+perwakilan\s+rakyat\s+daerah", re.IGNORECASE)


@cache
def load_usual_names() -> frozenset[str]:
    """Load the usual names of agencies (``data/agencies.tsv``), squeezed."""
    return frozenset(fold_text(line[0]) for line in read_rows("agencies.tsv"))


@cache
def load_short_names() -> dict[str, str]:
    """Load the short names of agencies ("dinkes") with the usual full ones."""
    return {
        short: name
        for name, *shorts in read_rows("agencies.tsv")
        for short in (shorts[0].split(", ") if shorts and shorts[0] else [])
    }


@cache
def _load_titles() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(p, re.IGNORECASE), name) for p, name in read_rows("agency_titles.tsv")
    )


@cache
def _load_names_by_letters() -> dict[str, str]:
    """Load every way to write a usual name, squeezed, with the name itself.

    Short names, other names of the same agency (``data/agency_variants.tsv``), names without
    "dan", names whose words are glued. A short name that is made of the initials of several
    usual names ("DKP") says nothing.
    """
    names = [line[0] for line in read_rows("agencies.tsv")]
    initials = Counter(
        "".join(word[0] for word in _AND.sub(" ", fold_words(name)).split()) for name in names
    )
    found = {
        short.replace(" ", ""): name
        for short, name in load_short_names().items()
        if initials[short] < 2
    }
    found |= {_squeeze(variant): name for variant, name in read_rows("agency_variants.tsv")}
    for name in names:
        usual = found.get(_squeeze(name), name)
        found[_squeeze(name)] = found[_squeeze(_AND.sub(" ", fold_words(name)))] = usual
    return found


def fold_words(text: str) -> str:
    """Return a name in small letters, one blank between words, without signs."""
    return _NOT_WORDS.sub(" ", text).strip().casefold()


def _squeeze(text: str) -> str:
    return fold_words(text).replace(" ", "")


def write_out_name(agency: str, region: str | None) -> str:
    """Return the one form of an agency's name: folded, written out, without its region.

    "DISKOMINFO", "Dinas Komunikasi & Informatika Kota X" and "Dinas Komunikasi dan
    Informatika" become the same. A name that no list has stays as it is.

    Args:
        agency: Its name as a report has it.
        region: Its region with the sort ("Kota X"); ``None`` if unknown.
    """
    name = _LETTERS_APART.sub("", fold_words(agency.replace("&", " dan ")))
    place = _REGION_WORDS.sub("", fold_words(region or ""))
    if place and name.endswith(f" {place}"):
        name = _REGION_SORT.sub("", name.removesuffix(f" {place}"))
    name = _REGION_SORT.sub("", name)
    known = _load_names_by_letters()
    usual = known.get(_squeeze(name)) or known.get(_squeeze(_AND.sub(" ", name)))
    return fold_words(usual) if usual else name


def make_agency_id(agency: str | None, region: str | None) -> str | None:
    """Return the id of an agency: "36.74-dinas-kesehatan".

    It is the code of the region and the written out name, so that it is the same in every
    year and spelling. An agency that gets another name gets another id. ``None`` if agency
    or region is not known, and for a bare name of which a region has several.

    Args:
        agency: Its name as a report has it.
        region: Its region with the sort.
    """
    code = find_region_code(region)
    if not agency or code == UNKNOWN_REGION:
        return None
    name = write_out_name(agency, region)
    words = [re.sub("[^a-z0-9]", "", word) for word in _AND.sub(" ", name).split()]
    slug = "-".join(word for word in words if word)
    return f"{code}-{slug}" if slug and name not in _SEVERAL else None


def name_by_title(text: str) -> str:
    """Return the agency whose head's title begins a line ("Camat Depok"); empty if none."""
    for pattern, name in _load_titles():
        match = pattern.match(text)
        if match is not None:
            words = [trim_name(group.title()) for group in match.groups()]
            return name.replace("\\1", words[0]).strip() if words else name
    return ""


def is_short_of(short: str, name: str) -> bool:
    """Return True if the letters of a short name stand in a full one, in order."""
    rest = iter(fold_text(name))
    return short[:1].lower() == name[:1].lower() and all(c in rest for c in fold_text(short))


def trim_name(text: str) -> str:
    """Cut a name at the first word that cannot belong to it."""
    words: list[str] = []
    is_upper = text.strip()[:8].isupper()
    for word in text.replace(" -", " ").split():
        bare = word.strip(",;:.()-")
        lowered = bare.lower()
        if not bare or lowered in _STOPS:
            break
        if not is_upper and bare[0].islower() and lowered not in _LOWER:
            break
        words.append(word.strip(";:.()-"))
        if len(words) == 12:
            break
    while words and words[-1].strip(",").lower() in {*_LOWER, "daerah"} and len(words) > 1:
        if words[-1].lower() == "daerah":
            break
        words.pop()
    if len(words) > 1 and words[1].lower() in _LOWER:
        return ""
    return " ".join(words).strip(" ,")


def write_name(name: str) -> str:
    """Write a name as a person would: "Dinas Kesehatan", "Sekretariat DPRD"."""
    name = _COUNCIL.sub("DPRD", name)
    if " " not in name:
        return name.capitalize() if name.lower() in ("inspektorat",) else name
    if not name.isupper():
        return re.sub(
            r"\b(Dan|Pada|Serta|Untuk)\b", lambda m: m.group().lower(), one_line(name)
        )
    words = []
    for word in name.split():
        if word.strip(",") in _UPPER:
            words.append(word)
        elif word.lower() in _LOWER:
            words.append(word.lower())
        else:
            words.append(word[:1] + word[1:].lower())
    return " ".join(words)
