"""The agency (perangkat daerah) whose report it is."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from sidak.normalisers.document.agency_names import (
    is_short_of,
    load_short_names,
    load_usual_names,
    name_by_title,
    trim_name,
    write_name,
)
from sidak.normalisers.document.settings import SETTINGS
from sidak.normalisers.document.sources import LinePlace, Said, SourceLine
from sidak.normalisers.document.votes import Votes
from sidak.normalisers.header.vocabulary import fold_text
from sidak.normalisers.text.resources import load_words, read_lines
from sidak.normalisers.text.table_view import one_line
from sidak.schemas import DocumentKind, Extraction, FactBasis

_HEADS = (
    r"dinas|badan|sekretariat\s+(?:daerah|dprd|dewan)|inspektorat|kecamatan|kelurahan|"
    r"rumah\s+sakit|rsud|rsj|biro|kantor|satuan\s+polisi\s+pamong\s+praja|satpol|"
    r"bappe\w+|bapenda|bpkad|bkad|bkpsdm|bpbd|bplhd"
)
_NAMED = re.compile(rf"(?<![A-Za-z])((?:{_HEADS})(?![a-z])[A-Za-z,&/\s\-]*)", re.IGNORECASE)
#: Units below or beside the agencies; spoken of everywhere, so they count on covers only.
_UNIT = re.compile(
    r"(?:^|(?:kinerja|kerja|lkj?ip|lakip|renja|renstra|strategis|anggaran)\s+)"
    r"((?:uptd?|puskesmas|kapanewon|kemantren|distrik|nagari|gampong|perumda|pdam|"
    r"perusahaan\s+(?:umum\s+)?daerah|bagian(?=\s.*(?:setda|sekretariat\s+daerah))|"
    r"laboratorium|sanggar|smp|sma|smk|sd)(?![a-z])[A-Za-z,&/\s\-\d]*)",
    re.IGNORECASE,
)
_SECTION = re.compile(r"^bagian\s+[a-z]", re.IGNORECASE)
_SECRETARIAT = re.compile(r"^(sekretariat\s+daerah|setda)\b", re.IGNORECASE)
_LABEL = re.compile(
    r"^(?:nama\s+)?(?:opd|skpd|pd|perangkat daerah|unit organisasi|unit kerja|organisasi|"
    r"instansi)\s*:\s*(?:[\d.\s]+)?(.{3,90})$",
    re.IGNORECASE,
)
_DEFINED = re.compile(r"([A-Z][A-Za-z,&\s]{8,90}?)\s*\(\s*([A-Z][A-Za-z]{2,14})\s*\)")
_ACRONYM_NEAR = re.compile(
    r"\b(?:lkj?ip|lakip|renja|rencana kerja|renstra|rencana strategis|kinerja|dpa)\b\s+"
    r"([A-Z][A-Z]{2,14})\b(?=\s+(?:prov|kab|kota|pemerintah|tahun|\d))",
    re.IGNORECASE,
)
_RESPONSIBLE = re.compile(r"penanggung|pelaksana|pengampu", re.IGNORECASE)
_RESPONSIBLE_OPD = re.compile(r"perangkat\s*daerah|opd|skpd|pd\b|penanggung", re.IGNORECASE)
_STOPS = load_words("agency_ends.txt")
_REGION_NEXT = re.compile(r"\s*(provinsi|propinsi|prov|kabupaten|kab|kota)\b", re.IGNORECASE)
_NO_OFFICE = re.compile(
    r"\b(kendaraan|rumah|pakaian|perjalanan|mobil|motor|surat|nota|luar|kedalaman|tugas|biaya)\s*$",
    re.IGNORECASE,
)
#: The report of a whole region names it right behind the sort of report.
_OF_REGION = re.compile(
    r"(?:laporan\s+(?:akuntabilitas\s+)?kinerja(?:\s+instansi)?(?:\s+pemerintah(?:\s+daerah)?)?"
    r"|lkj?ip|lakip|lkj)\W*(?:tahun\s+\d{4}\s+)?(?:pemerintah\s+)?"
    r"(?:daerah\s+)?(?:kota|kabupaten|provinsi|propinsi)\s+[a-z]",
    re.IGNORECASE,
)
_GOVERNMENT = re.compile(
    r"pemerintah(?:an)?\s+(?:daerah|kota|kabupaten|provinsi|propinsi)\b", re.I
)
_CONNECTED = re.compile(r"(?:,|\bdan|&|\bserta)$", re.IGNORECASE)
_CONNECTS = re.compile(r"^(?:dan|&|serta)\s", re.IGNORECASE)
_COVER = frozenset({LinePlace.COVER, LinePlace.FRONT})
_OWN_PLACES = frozenset({*_COVER, LinePlace.RUNNING, LinePlace.FILE_TITLE})
_GENERIC = frozenset(fold_text(line) for line in read_lines("agency_generic.txt"))


class _AgencyVotes:
    """What the lines of a report say, name by name."""

    def __init__(self) -> None:
        self._votes: Votes[str] = Votes()
        self._spelled: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def __bool__(self) -> bool:
        return bool(self._spelled)

    def add(self, name: str, weight: float, line: SourceLine) -> None:
        """Count a name; generic ones ("Dinas terkait") do not count."""
        key = fold_text(name)
        if not key or key in _GENERIC:
            return
        is_title = line.text.isupper() or line.text.istitle()
        if line.source is LinePlace.FRONT and not is_title:
            weight /= SETTINGS.agency_untitled  # running text before the first chapter
        self._votes.add(key, weight, line)
        self._spelled[key][name] += 1

    def choose(self) -> tuple[str | None, Said]:
        """Return the name with the most weight, if it is clearly ahead, and its evidence."""
        weights = self._votes.count(most_body=SETTINGS.agency_body)
        if not weights:
            return None, Said()
        key = _prefer_longer_name(max(weights, key=lambda k: weights[k]), weights)
        rivals = [
            weights[k]
            for k in weights
            if not k.startswith(key[:10]) and not key.startswith(k[:10])
        ]
        is_strong = (
            self._votes.best_weight(key) >= SETTINGS.agency_strong
            or self._votes.weights.get(key, 0.0) >= 2 * SETTINGS.agency_strong
            or weights[key] >= 2 * max(rivals, default=0.0)
        )
        if weights[key] < SETTINGS.agency_least or not is_strong:
            return None, Said()
        return write_name(self._spelled[key].most_common(1)[0][0]), self._votes.evidence(key)


def _prefer_longer_name(key: str, weights: dict[str, float]) -> str:
    """Prefer a longer name that begins alike and is nearly as often said."""
    longer = [
        k
        for k in weights
        if k.startswith(key)
        and k != key
        and weights[k] >= SETTINGS.agency_longer_share * weights[key]
    ]
    return max(longer, key=lambda k: weights[k]) if longer else key


def find_agency(
    lines: Iterable[SourceLine], extraction: Extraction, kind: DocumentKind
) -> tuple[str | None, Said]:
    """Return the agency as a person would write it, and the evidence.

    The column of the agency in charge wins if it names one agency throughout; else cover,
    running headers and labels ("Nama OPD : ..."). An acronym is written out where the
    report itself defines it. The report of a whole region has no agency.
    """
    listed = list(lines)
    definitions = _find_acronyms(listed)
    votes = _AgencyVotes()
    for line in [*listed, *_join_broken_names(listed)]:
        _count_line(line, votes, definitions)
    in_charge = _find_agency_in_charge(extraction, definitions)
    if in_charge[0] is not None:
        return in_charge
    if _is_of_region(listed):
        return None, Said()
    if not votes and kind is not DocumentKind.APBD:
        _count_file_name(listed, votes)
    return votes.choose()


def _count_line(line: SourceLine, votes: _AgencyVotes, definitions: dict[str, str]) -> None:
    named = _find_title(line, definitions)
    if named is not None:
        votes.add(*named, line)
        return
    for name, weight in _find_names(line):
        votes.add(definitions.get(name, name), weight, line)
    for acronym in [] if line.text.isupper() else _ACRONYM_NEAR.findall(line.text):
        is_title = line.source is not LinePlace.BODY and acronym.lower() not in _STOPS
        if acronym.isupper() and (acronym in definitions or is_title):
            votes.add(definitions.get(acronym, acronym), line.weight, line)


def _find_title(line: SourceLine, definitions: dict[str, str]) -> tuple[str, float] | None:
    """Return the one name that a line is there to give, and its weight.

    That is a label ("Nama OPD : ..."), the title of the head, or a unit on the cover.
    """
    label = _LABEL.match(line.text)
    name = trim_name(label.group(1)) if label is not None else ""
    if name:
        return definitions.get(name, name), max(line.weight, SETTINGS.agency_strong) * 2
    name = name_by_title(line.text) if line.source in _COVER else ""
    if name:
        return name, line.weight
    is_short = len(line.text) <= SETTINGS.agency_unit_longest
    unit = _UNIT.search(line.text) if line.source in _OWN_PLACES and is_short else None
    name = trim_name(unit.group(1)) if unit is not None else ""
    return (name, line.weight * SETTINGS.agency_unit) if len(name.split()) > 1 else None


def _find_names(line: SourceLine) -> Iterator[tuple[str, float]]:
    """Yield the names in a line, and their weights."""
    for match in _NAMED.finditer(line.text):
        name = trim_name(match.group(1))
        if not name or _NO_OFFICE.search(line.text[: match.start()]):
            continue
        weight = line.weight
        if line.source is LinePlace.BODY:
            weight *= SETTINGS.agency_in_body
            if _REGION_NEXT.match(match.group(1)[len(name) :]):
                weight *= SETTINGS.agency_in_full  # "Dinas Kesehatan Provinsi ..."
        elif line.source is LinePlace.TABLE_HEADER:
            weight *= SETTINGS.agency_in_header
        yield name, weight


def _join_broken_names(lines: Sequence[SourceLine]) -> Iterator[SourceLine]:
    """Join the lines of a cover over which one name is broken.

    Two lines make one name if a usual name comes out, or if a connecting word stands at
    the break ("... PENDUDUK DAN" over "KELUARGA BERENCANA").
    """
    for line, after in pairwise(lines):
        if line.source not in _COVER or line.page != after.page or len(line.text) > 80:
            continue
        if _SECTION.match(line.text) and _SECRETARIAT.match(after.text):
            secretariat = trim_name(after.text)
            joined = f"{line.text} {secretariat}"
        else:
            match = list(_NAMED.finditer(line.text))
            if not match or not line.text.endswith(match[-1].group(1).strip()):
                continue
            first, second = match[-1].group(1).strip(), trim_name(after.text)
            joined = f"{first} {second}"
            is_open = _CONNECTED.search(first) or _CONNECTS.match(after.text)
            if not second or not (is_open or fold_text(joined) in load_usual_names()):
                continue
        yield SourceLine(joined, line.source, line.page, line.weight * SETTINGS.agency_unit)


def _is_of_region(lines: Sequence[SourceLine]) -> bool:
    """Return True if the report is that of a whole region, by whichever office it was written.

    The title names the region right behind the sort of report, and the text speaks of the
    region's government, hardly of one agency.
    """
    cover = [line for line in lines if line.source is LinePlace.COVER and len(line.text) <= 120]
    spans = [line.text for line in cover]
    spans += [f"{line.text} {after.text}" for line, after in pairwise(cover)]
    has_title = any(
        (found := _OF_REGION.search(text)) and not _NAMED.search(text[: found.end()])
        for text in spans
    )
    if not has_title:
        return False
    body = [line.text for line in lines if line.source not in _OWN_PLACES]
    governments = sum(_GOVERNMENT.search(text) is not None for text in body)
    agencies: Counter[str] = Counter()
    for line in cover:
        for match in _NAMED.finditer(line.text):
            name = fold_text(trim_name(match.group(1)))
            agencies[name] = sum(name in fold_text(text) for text in body)
    return max(agencies.values(), default=0) <= governments / 2


def _count_file_name(lines: Sequence[SourceLine], votes: _AgencyVotes) -> None:
    """Let the file's name speak where nothing else names an agency ("setwan", "dinkes")."""
    for line in lines:
        if line.source is not LinePlace.FILE_NAME:
            continue
        for word in re.findall("[a-z0-9]+", line.text.lower()):
            if word in load_short_names():
                votes.add(load_short_names()[word], line.weight, line)


def _find_acronyms(lines: Iterable[SourceLine]) -> dict[str, str]:
    """Return acronyms that the report defines: "Badan ... Daerah (BPLHD)"."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for line in lines:
        for name, acronym in _DEFINED.findall(line.text):
            match = list(_NAMED.finditer(name))
            if match:
                trimmed = trim_name(match[-1].group(1))
                if trimmed and len(trimmed.split()) >= 2:
                    found[acronym][trimmed] += 1
    return {acronym: names.most_common(1)[0][0] for acronym, names in found.items()}


def _looks_like_agency(name: str) -> bool:
    return _NAMED.match(name) is not None or re.fullmatch(r"[A-Z]{4,16}", name) is not None


def _find_agency_in_charge(
    extraction: Extraction, definitions: dict[str, str]
) -> tuple[str | None, Said]:
    """Return the one agency that the column of the agency in charge names throughout."""
    counts: Counter[str] = Counter()
    page = 0
    for table in extraction.tables:
        columns = {
            cell.column
            for cell in table.cells
            if cell.row <= 3
            and _RESPONSIBLE.search(cell.text)
            and _RESPONSIBLE_OPD.search(cell.text)
        }
        if not columns and counts and table.columns >= 6:
            columns = {table.columns - 1}  # the table goes on without its header
        for cell in table.cells:
            text = one_line(cell.text)
            if cell.column in columns and cell.row > 1 and 2 < len(text) <= 60:
                if _RESPONSIBLE.search(text):
                    continue
                counts[text] += 1
                page = page or cell.place.page
    total = sum(counts.values())
    if not total:
        return None, Said()
    name, count = counts.most_common(1)[0]
    is_throughout = count >= SETTINGS.charge_fewest and count / total >= SETTINGS.charge_share
    if not is_throughout or not _looks_like_agency(name):
        return None, Said()
    written = definitions.get(name) or _find_full_name(extraction, name) or name
    said = f'"{name}" ({count} dari {total} baris, kolom penanggung jawab, hlm. {page})'
    return write_name(written), Said(said, FactBasis.COLUMN)


def _find_full_name(extraction: Extraction, short: str) -> str:
    """Return the agency that heads the table in full ("DINAS KESEHATAN" over "DINKES")."""
    found = {
        trim_name(text)
        for table in extraction.tables
        for cell in table.cells
        if " " in (text := one_line(cell.text))
        and len(text) <= 100
        and _NAMED.fullmatch(text)
        and fold_text(trim_name(text)) == fold_text(text)
        and is_short_of(short, text)
    }
    return found.pop() if len(found) == 1 else ""
