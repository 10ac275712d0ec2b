"""How agencies are named: where a name ends, how a person writes it, short names."""

import re
from functools import cache

from sidak.normalisers.header.vocabulary import fold_text
from sidak.normalisers.text.resources import load_words, read_rows
from sidak.normalisers.text.table_view import one_line

_STOPS = load_words("agency_ends.txt")
_LOWER = frozenset({"dan", "pada", "serta", "untuk", "di"})
_UPPER = frozenset(
    {
        *("DPRD", "PTSP", "UKM", "KB", "DPR", "SDM", "PSDA", "BPLHD", "RSUD", "UPTD", "UPT"),
        *("PDAM", "BLUD", "BPR", "PT", "RSD", "RSU", "II", "III", "IV"),
    }
)
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
