"""The agency (perangkat daerah) whose report it is."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from normalisers.evidence import Line
from normalisers.grid import one_line
from normalisers.synonyms import load_words, squeeze
from schemas import Extraction

_HEADS = (
    r"dinas|badan|sekretariat\s+(?:daerah|dprd|dewan)|inspektorat|kecamatan|kelurahan|"
    r"rumah\s+sakit|rsud|rsj|biro|kantor|satuan\s+polisi\s+pamong\s+praja|satpol|"
    r"bappe\w+|bapenda|bpkad|bkad|bkpsdm|bpbd|bplhd"
)
_NAMED = re.compile(rf"(?<![A-Za-z])((?:{_HEADS})(?![a-z])[A-Za-z,&/\s\-]*)", re.IGNORECASE)
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
_LOWER = frozenset({"dan", "pada", "serta", "untuk", "di"})
_UPPER = frozenset(
    {"DPRD", "PTSP", "UKM", "KB", "DPR", "SDM", "PSDA", "BPLHD", "RSUD", "II", "III", "IV"}
)
_REGION_NEXT = re.compile(r"\s*(provinsi|propinsi|prov|kabupaten|kab|kota)\b", re.IGNORECASE)
_NO_OFFICE = re.compile(
    r"\b(kendaraan|rumah|pakaian|perjalanan|mobil|motor|surat|nota|luar|kedalaman|tugas|biaya)\s*$",
    re.IGNORECASE,
)
_GENERIC = frozenset(
    squeeze(name)
    for name in (
        "dinas",
        "badan",
        "kantor",
        "biro",
        "kecamatan",
        "kelurahan",
        "rumah sakit",
        "dinas instansi",
        "dinas kabupaten",
        "badan layanan umum",
        "badan usaha milik daerah",
        "dinas badan",
        "dinas terkait",
        "badan pemeriksa keuangan",
        "badan pusat statistik",
        "badan perencanaan pembangunan nasional",
        "kantor kecamatan",
        "dinas daerah",
        "badan publik",
        "badan hukum",
        "badan kepegawaian negara",
        "dinas jabatan",
        "rumah sakit umum",
        "biro hukum",
        "inspektorat jenderal",
        "badan air",
        "badan layanan umum daerah",
        "badan permusyawaratan desa",
        "dinas operasional",
    )
)
#: Less weight than this (a heading in the text, or several mentions) names nobody.
_SURE = 0.9


#: A cover, a running header or a label, that outweighs names spoken of in the text.
_STRONG = 3.0


def find_agency(lines: Iterable[Line], extraction: Extraction) -> tuple[str | None, str]:
    """Return the agency as a person would write it, and the evidence.

    The column of the agency in charge wins if it names one agency throughout; else cover,
    running headers and labels ("Nama OPD : ..."). An acronym is written out where the
    report itself defines it.
    """
    listed = list(lines)
    definitions = _definitions(listed)
    votes: defaultdict[str, float] = defaultdict(float)
    spelled: defaultdict[str, Counter[str]] = defaultdict(Counter)
    best: dict[str, tuple[float, str]] = {}

    def vote(name: str, weight: float, line: Line) -> None:
        key = squeeze(name)
        if not key or key in _GENERIC:
            return
        votes[key] += weight
        spelled[key][name] += 1
        if weight > best.get(key, (0.0, ""))[0]:
            best[key] = (weight, f'"{line.text[:120]}" ({line.place})')

    for line in listed:
        label = _LABEL.match(line.text)
        if label is not None:
            name = _trim(label.group(1))
            if name:
                vote(definitions.get(name, name), max(line.weight, 3.0) * 2, line)
                continue
        for match in _NAMED.finditer(line.text):
            name = _trim(match.group(1))
            if name and not _NO_OFFICE.search(line.text[: match.start()]):
                weight = line.weight if line.source != "isi" else line.weight / 2
                if line.source == "isi" and _REGION_NEXT.match(match.group(1)[len(name) :]):
                    weight *= 2  # "Dinas Kesehatan Provinsi ..." is the agency in full
                if line.source == "kepala tabel":
                    weight /= 4
                vote(definitions.get(name, name), weight, line)
        for acronym in [] if line.text.isupper() else _ACRONYM_NEAR.findall(line.text):
            if acronym.isupper() and acronym in definitions:
                vote(definitions[acronym], line.weight, line)
            elif acronym.isupper() and line.source != "isi" and acronym.lower() not in _STOPS:
                vote(acronym, line.weight, line)
    in_charge = _responsible(extraction, definitions)
    if in_charge[0] is not None:
        return in_charge
    if votes:
        key = max(votes, key=lambda k: votes[k])
        key = _grow(key, votes)
        rivals = [
            votes[k] for k in votes if not k.startswith(key[:10]) and not key.startswith(k[:10])
        ]
        is_strong = best[key][0] >= _STRONG or votes[key] >= 2 * max(rivals, default=0.0)
        if votes[key] >= _SURE and is_strong:
            name = spelled[key].most_common(1)[0][0]
            return _write(name), best[key][1]
    return None, ""


def _grow(key: str, votes: dict[str, float]) -> str:
    """Prefer a longer name that begins alike and is nearly as often said."""
    longer = [
        k for k in votes if k.startswith(key) and k != key and votes[k] >= 0.6 * votes[key]
    ]
    return max(longer, key=lambda k: votes[k]) if longer else key


def _definitions(lines: Iterable[Line]) -> dict[str, str]:
    """Return acronyms that the report defines: "Badan ... Daerah (BPLHD)"."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for line in lines:
        for name, acronym in _DEFINED.findall(line.text):
            match = list(_NAMED.finditer(name))
            if match:
                trimmed = _trim(match[-1].group(1))
                if trimmed and len(trimmed.split()) >= 2:
                    found[acronym][trimmed] += 1
    return {acronym: names.most_common(1)[0][0] for acronym, names in found.items()}


def _trim(text: str) -> str:
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


def _write(name: str) -> str:
    """Write a name as a person would: "Dinas Kesehatan", "Sekretariat DPRD"."""
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


def _looks_like_agency(name: str) -> bool:
    return _NAMED.match(name) is not None or re.fullmatch(r"[A-Z]{4,16}", name) is not None


def _responsible(extraction: Extraction, definitions: dict[str, str]) -> tuple[str | None, str]:
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
        return None, ""
    name, count = counts.most_common(1)[0]
    if count < 5 or count / total < 0.85 or not _looks_like_agency(name):
        return None, ""
    written = definitions.get(name, name)
    return _write(
        written
    ), f'"{name}" ({count} dari {total} baris, kolom penanggung jawab, hlm. {page})'
