"""Programmes, kegiatan and accounts named in a sentence."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sidak.normalisers.mentions.settings import SETTINGS
from sidak.schemas import Item, Level, TypedTable

_WORD = re.compile(r"[^\W_]+")
_LEVEL_WORDS = frozenset({"program", "kegiatan", "sub", "subkegiatan"})
_LEVELS = frozenset({Level.PROGRAM, Level.KEGIATAN, Level.SUB_KEGIATAN})
#: A code of Permendagri 90 in running text, before the name of its line or in its place.
_CODE = re.compile(
    r"(?<![\d.,])\d{1,2}(?:\.\d{2}){1,2}(?:\.\d(?:\.\d{2}(?:\.\d{2,4})?)?)?(?![\d,]|\.\d)"
)
#: The word of a level, also misspelt or run into the name, and the heads of accounts.
_OPENER = re.compile(
    r"\b(?:(?P<level>(?:[Ss]ub[\s-]?)?[Kk]egiat+a?n|(?:SUB[\s-]?)?KEGIATAN|[Pp]rogram|PROGRAM)"
    r"(?P<run>(?=[A-Z])|\s+)"
    r"|(?P<account>Belanja|Pendapatan|Pembiayaan|Hibah|Dana\s+Bagi\s+Hasil|Pajak|Retribusi)\s+)"
    r"(?=[\u201c\"(]?\s?[A-Z])"
)
#: Small words that stand inside a name.
_JOINING = frozenset(
    {
        *("dan", "di", "ke", "untuk", "pada", "dalam", "serta", "bagi", "dari", "yang", "atau"),
        *("dengan", "melalui", "terhadap", "antar", "oleh", "secara", "tentang", "atas"),
    }
)
#: Small words after which no name goes on, though some stand inside names.
_CLOSING = re.compile(
    r"\b(?:dengan|yang|pada|dari|dan|untuk|dalam|melalui|serta|atau|di)\s+(?:\w+\s+)?"
    r"(?:alokasi|anggaran|pagu|dana|biaya|nilai|realisasi|jumlah|total|target|output|tahun|"
    r"sebesar|rp)\b|\b(?:sebesar|senilai|dialokasikan|dianggarkan|terealisasi)\b",
    re.IGNORECASE,
)
_CAPITAL_BEFORE = re.compile(r"\b[A-Z][^\W\d_]*\s+$")
_CURRENCY = re.compile(r"(?:rp|idr)\b", re.IGNORECASE)
_SHORT_FORMS = frozenset({"prov.", "kab.", "kec.", "kel.", "tk.", "jl.", "dr.", "h."})
_ENTRY_MARK = re.compile(r"\W*(?:\(?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,5})[.)])?\s*")
#: What follows the name of an entry: its amount, or words that lead to it.
_AFTER_NAME = re.compile(
    r"[\s,.:()-]*(?:(?:dengan|dialokasikan|dianggarkan|sebesar|senilai|alokasi|anggaran|pagu|dana)"
    r"\b[^.;]{0,60}?)?(?:rp|idr)\b",
    re.IGNORECASE,
)
#: The word of a level, also misspelt ("Kegiatn").
_LEVEL_WORD = re.compile(r"(?:sub)?kegiat+a?n|program|sub")
#: Within a name it opens a name of its own.
_LEVEL_NAME = re.compile(r"(?:kegiat+a?n|program|sub)(?:$|(?=[A-Z]))", re.IGNORECASE)
#: Words of levels inside a name: "Koordinasi Perencanaan Program dan Kegiatan Badan".
_LEVEL_PAIR = re.compile(r"\bprogram\s+dan\s+kegiatan\b", re.IGNORECASE)
#: What may stand before a name that no word of its level opens.
_LEADING = re.compile(
    r"(?:^|[.:;,)(\u2022\u201c\"-]|\b(?:adalah|yaitu|yakni|melalui))\s*$",
    re.IGNORECASE,
)
_AGENCY = re.compile(
    r"\s+(?:(?:di|pada)\s+)?(?:[A-Z]{2,}\b|(?:Prov|Provinsi|Kab|Kabupaten|Kota|Badan|Dinas|Biro|"
    r"Sekretariat|Inspektorat|Kantor|Daerah|Satuan|UPTD?)\b)"
)
#: What follows a name that is whole: a mark, or words that go on with the sentence.
_AFTER_WHOLE = re.compile(
    r"\s*(?:[,:;.)(\u201d\"]|-\s|$|(?:dengan|sebesar|senilai|yang|adalah|alokasi|anggaran|pagu|"
    r"dana|biaya|rp|idr|(?:ter|di)?realisasi\w*|mencapai|memiliki|mendapat\w*|dialokasikan|"
    r"dianggarkan|dilaksanakan|(?:pe)?nyerapan|serapan|tersebut|ini|sudah|telah|juga|dari|pada|"
    r"tahun|ta|target|kegiatan|sub|program|merupakan|terdiri|dapat|dan\s+(?:kegiatan|program|realisasi|"
    r"anggaran|penyerapan))\b)",
    re.IGNORECASE,
)
_PIECE = re.compile(r"[^\s,;:()\u201c\u201d\"]+|[,;:()\u201c\u201d\"]")
_LEVEL_OF = {"program": Level.PROGRAM, "kegiatan": Level.KEGIATAN, "sub": Level.SUB_KEGIATAN}


@dataclass(frozen=True, slots=True)
class NamedLine:
    """A programme line that a sentence names.

    Attributes:
        name: Its name: as its table prints it, or else as the sentence does.
        start: Where the sentence names it.
        end: Where the name ends.
        level: Its level, where the sentence or the table says it.
        item_id: The line of a table that it is; ``None`` if no table prints it.
        is_sure: Whether begin and end of the name are plain.
    """

    name: str
    start: int
    end: int
    level: Level = Level.LAINNYA
    item_id: str | None = None
    is_sure: bool = True


class LineNames:
    """The programme lines of a document by the words of their names, and by their codes."""

    def __init__(self, tables: Sequence[TypedTable]) -> None:
        self._items: dict[tuple[str, ...], Item] = {}
        self._by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        self._by_code: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for table in tables:
            for item in table.items:
                words = words_of(item)
                if sum(word.isalpha() for word in words) < SETTINGS.name_words:
                    continue  # no name: an amount that a table misplaced
                self._items.setdefault(words, item)
                if item.kode:
                    self._by_code[item.kode].add(words)
        for words in self._items:
            self._by_first[words[0]].append(words)
        for listed in self._by_first.values():
            listed.sort(key=lambda words: (-len(words), words))

    def find_lines(self, text: str) -> list[NamedLine]:
        """Return the lines named in a sentence, in order, none within another."""
        known = [*self._find_known(text)]
        known += self._find_coded(text, known)
        taken = [(one.start, one.end) for one in known]
        for other in _find_printed(text):
            if not any(start < other.end and other.start < end for start, end in taken):
                known.append(other)
        entry = _find_entry(text)
        if entry is not None and all(one.level is Level.LAINNYA for one in known):
            known = [entry, *(one for one in known if one.start >= entry.end)]
        return sorted(known, key=lambda one: one.start)

    def _find_coded(self, text: str, known: Sequence[NamedLine]) -> Iterator[NamedLine]:
        """Yield lines named by their code alone."""
        starts = [one.start for one in known]
        for match in _CODE.finditer(text):
            names = self._by_code.get(match[0], set())
            is_named = any(
                0 <= start - match.end() <= SETTINGS.widest_code_gap for start in starts
            )
            if len(names) == 1 and not is_named:
                words = next(iter(names))
                item = self._items[words]
                yield NamedLine(
                    item.name or item.name_raw,
                    *match.span(),
                    level=item.level,
                    item_id=item.item_id,
                )

    def _find_known(self, text: str) -> Iterator[NamedLine]:
        """Yield the names of the tables in a text, the longest at each place."""
        found = [
            (one.group().casefold(), one.start(), one.end()) for one in _WORD.finditer(text)
        ]
        words = [word for word, _, _ in found]
        place = 0
        while place < len(words):
            name = next(
                (
                    one
                    for one in self._by_first.get(words[place], ())
                    if tuple(words[place : place + len(one)]) == one
                ),
                None,
            )
            has_level = _has_level(words[:place])
            if name is None or (len(name) < SETTINGS.plain_words and not has_level):
                place += 1
                continue
            last = place + len(name) - 1
            item = self._items[name]
            start, end = found[place][1], found[last][2]
            yield NamedLine(
                item.name or item.name_raw,
                start,
                end,
                item.level,
                item.item_id,
                is_sure=_is_whole(text, end) and (has_level or _is_led(text, start)),
            )
            place = last + 1


def _has_level(before: Sequence[str]) -> bool:
    """Return True if the word of a level opens a name, as "program dan kegiatan" does not."""
    if not before or _LEVEL_WORD.fullmatch(before[-1]) is None:
        return False
    is_pair = len(before) > 2 and before[-2] == "dan"
    return not (is_pair and _LEVEL_WORD.fullmatch(before[-3]) is not None)


def words_of(item: Item) -> tuple[str, ...]:
    """Return the words of a line's name without the words of its level in front."""
    if item.level not in _LEVELS:
        return ()
    words = [word.casefold() for word in _WORD.findall(item.name or item.name_raw)]
    while words and words[0] in _LEVEL_WORDS:
        words.pop(0)
    return tuple(words) if len(words) > 1 else ()


def _find_printed(text: str) -> Iterator[NamedLine]:
    """Yield names that no table knows: a level or an account, and the capitals after it."""
    place = 0
    while match := _OPENER.search(text, place):
        if match["account"] and _CAPITAL_BEFORE.search(text[: match.start()]):
            place = match.end()  # "Dinas Pendapatan Daerah" is no account
            continue
        start = match.start("account") if match["account"] else match.end()
        end = _end_of_name(text, match.end())
        name = " ".join(text[start:end].split())
        place = max(end, match.end())
        if len(name.split()) < SETTINGS.name_words:
            continue
        level = Level.LAINNYA
        if match["level"]:
            word = "sub" if match["level"].casefold().startswith("sub") else match["level"]
            level = _LEVEL_OF.get(word.casefold(), Level.KEGIATAN)
        is_whole = _AFTER_WHOLE.match(text, end) is not None
        is_sure = is_whole and len(name.split()) < SETTINGS.longest_name
        yield NamedLine(name, match.start(), end, level, is_sure=is_sure)


def _end_of_name(text: str, start: int) -> int:
    """Return where a name that begins at ``start`` ends: before small words that are not its.

    Small words that join ("dan", "untuk") stay if a capital follows.
    """
    pairs = [match.span() for match in _LEVEL_PAIR.finditer(text, start)]
    closing = _CLOSING.search(text, start)
    limit = closing.start() if closing else len(text)
    end = start
    words = 0
    for piece in _PIECE.finditer(text, start, limit):
        word = piece[0]
        if word in (";", ":") or words >= SETTINGS.longest_name:
            break
        if word[0] in ',()\u201c\u201d"':
            continue
        if word[0].islower() and word.strip(".").casefold() not in _JOINING:
            break
        if word[0].isdigit() and not word.isdigit():
            break
        is_paired = any(a <= piece.start() < b for a, b in pairs)
        opens_name = words >= SETTINGS.name_words and _LEVEL_NAME.match(word)
        if _CURRENCY.match(word) or (opens_name and not is_paired):
            break
        words += 1
        if not word[0].islower():
            end = piece.end()
        if word.endswith(".") and word.casefold() not in _SHORT_FORMS:
            break
    name = text[start:end]
    opened = name.rfind("(")
    if opened > name.rfind(")"):
        closed = text.startswith(")", end)
        end = end + 1 if closed else start + opened
    return start + len(text[start:end].rstrip(" .,-("))


def _is_led(text: str, start: int) -> bool:
    """Return True if nothing, a mark or a word that leads to a name stands before it."""
    return _LEADING.search(text[:start]) is not None


def _is_whole(text: str, end: int) -> bool:
    """Return True if a name of a table ends where the sentence's name does.

    The agency behind it is no part of another name.
    """
    return bool(_AFTER_WHOLE.match(text, end) or _AGENCY.match(text, end))


def _find_entry(text: str) -> NamedLine | None:
    """Return the name that opens an entry of a list and is followed by its amount."""
    mark = _ENTRY_MARK.match(text)
    start = mark.end() if mark else 0
    if not text[start : start + 1].isupper() or text[start:].isupper():
        return None
    end = _end_of_name(text, start)
    name = " ".join(text[start:end].split())
    follows = _AFTER_NAME.match(text, end)
    if len(name.split()) < SETTINGS.name_words or follows is None:
        return None
    return NamedLine(name, start, end, is_sure=False)
