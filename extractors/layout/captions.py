"""Number and name of a table, from the lines printed above it."""

import re
from collections.abc import Sequence

from sidak.extractors.layout.settings import SETTINGS
from sidak.schemas.text.markup import strip_markdown
from sidak.schemas.text.patterns import LEADERS

_CAPTION = re.compile(
    r"""^\W{0,3}[Tt]\s?[Aa]\s?[Bb]\s?[Ee]\s?[Ll]\s*[.:]?\s*
    (?P<number>
        T\s?-\s?[A-Z]\s?\.?\s?\d+(?:\s?\.\s?\d+)?          # T-C.33, T-B.35
      | (?:[IVXL]+|[A-Z])\s?[.,-]\s?\d+(?:\s?[.,-]\s?\d+)*  # III.2, A.1
      | [IVXL]+(?=[\s.:]|$)                                # I
      | \d{1,3}(?:\s?[.,-]\s?\d{1,3}(?!\d))*(?:\s?[a-z](?=[\s.:]|$))?
    )?
    (?P<rest>.*)$""",
    re.VERBOSE,
)
#: A line that says something about the table's content but is not its name.
_ASIDE = re.compile(
    r"^\W*(?:sumber|satuan|nama\s+(?:opd|skpd|perangkat|satuan|unit)|\(?\s*dalam\s|halaman\b|"
    r"hal\.|catatan|keterangan\s*:|\(?\s*(?:rp|rupiah)\.?\s*\)?\s*$)",
    re.I,
)
#: A numbered heading or the start of a chapter: not the name of a table.
_HEADING = re.compile(r"^\W*(?:[A-Z]\.|[IVX]+\.|\d+(?:\.\d+)*\.?\s|bab\s+[IVX\d])", re.I)


def find_caption(lines_above: Sequence[str]) -> tuple[str | None, str | None]:
    """Find the number and the name of a table.

    Args:
        lines_above: The lines above the table from top to bottom, nearest last; markup
            and empty lines do no harm.

    Returns:
        The number as in ``"3.5"``, ``"III.2"``, ``"T-C.33"`` (spaces and the last dot
        taken away, a comma in it read as a dot) and the name on one line. Without the
        word "Tabel", lines in capitals right above the table are its name.
    """
    lines = [
        " ".join(strip_markdown(part).split())
        for line in lines_above
        for part in line.split("\n")
    ]
    lines = [line for line in lines if line.strip("*_ ")]
    for index in range(len(lines) - 1, -1, -1):
        found = _read_caption_line(lines[index])
        if found is None:
            continue
        number, rest = found
        name, rest_of_lines = _read_name(rest, lines[index + 1 :])
        if rest_of_lines > SETTINGS.narrative_between:
            break
        return number, name
    return None, _read_title(lines)


def _read_caption_line(line: str) -> tuple[str | None, str] | None:
    """Split a caption line into number and rest; ``None`` if it is something else."""
    if LEADERS.search(line):
        return None  # a line of the list of tables
    match = _CAPTION.match(line)
    if match is None:
        return None
    printed, rest = match["number"], match["rest"]
    if not printed:
        return (None, "") if not rest.strip(" .:*") else None
    if rest[:1].isdigit():
        return None
    rest = rest.strip(" .:-–—*")
    if rest[:1].islower() or is_sentence(rest):
        return None  # "Tabel 2.1 sebagai berikut", "Tabel 3.1. Dari 160 kegiatan yang ..."
    number = re.sub(r"\s+", "", printed).replace(",", ".")
    return number, rest


def _read_name(rest: str, following: Sequence[str]) -> tuple[str | None, int]:
    """Gather the name; also return how many lines are left between it and the table."""
    parts = [rest] if rest else []
    taken = 0
    for line in following[: SETTINGS.name_lines]:
        if is_sentence(line) or _ASIDE.match(line) or line.startswith("*"):
            break
        parts.append(line)
        taken += 1
    name = " ".join(" ".join(parts).split()).strip(" *")
    return name or None, len(following) - taken


def _read_title(lines: Sequence[str]) -> str | None:
    """Take lines in capitals right above the table for its name."""
    title: list[str] = []
    for line in reversed(lines):
        if _ASIDE.match(line):
            if title:
                break
            continue
        letters = [c for c in line if c.isalpha()]
        is_capital = len(letters) > 2 and sum(
            c.isupper() for c in letters
        ) > SETTINGS.capital_title * len(letters)
        if not is_capital or _HEADING.match(line) or len(title) == SETTINGS.name_lines:
            break
        title.insert(0, line)
    joined = " ".join(title)
    return joined if len(joined) > SETTINGS.least_title else None


def is_sentence(line: str) -> bool:
    """Return True if a line is narrative rather than a name: its end or its case says so."""
    text = line.strip()
    if text.endswith((":", ";")):
        return True
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 2]
    if len(words) < SETTINGS.sentence_words:
        return (
            text.endswith(".")
            and len(words) > SETTINGS.short_sentence_words
            and _share_capital(words) < SETTINGS.short_sentence_capitals
        )
    return _share_capital(words) < SETTINGS.sentence_capitals


def _share_capital(words: Sequence[str]) -> float:
    return sum(word[0].isupper() for word in words) / len(words)
