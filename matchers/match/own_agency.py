"""Whose programmes a document holds: its authority, its bidang, by what it prints."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from sidak.matchers.match.candidates import CandidateIndex
from sidak.matchers.match.scoring import ProgrammeLine
from sidak.matchers.match.settings import SETTINGS
from sidak.matchers.names.likeness import squeeze_name
from sidak.normalisers.rows.codes import KodeReading
from sidak.schemas import DocumentFacts, Level

#: Names of agencies that have one bidang of their own in every region.
_AGENCIES = (
    (r"sekretariat (?:daerah|kota|kabupaten)|\bsetda\b", "4.01"),
    (r"sekretariat d\w* ?(?:dprd|dewan)|sekretariat dprd|\bsetwan\b|\bset ?dprd\b", "4.02"),
    (r"pendidikan(?! dan pelatihan)|\bdi[ks]?dik\w*", "1.01"),
    (r"\bkesehatan|\bdinkes\b|\brsud\b|rumah sakit", "1.02"),
    (r"pekerjaan umum|bina marga|\bd?pu(?:pr)?\b|cipta karya|\bdckt?r?\b", "1.03"),
    (r"perumahan|permukiman", "1.04"),
    (r"polisi pamong|\bsatpol|penanggulangan bencana|\bbpbd\b|pemadam|damkar", "1.05"),
    (r"\bsosial\b|\bdinsos", "1.06"),
    (r"tenaga kerja|ketenagakerjaan|\bdisnaker", "2.07"),
    (r"pemberdayaan perempuan", "2.08"),
    (r"pangan", "2.09"),
    (r"pertanahan", "2.10"),
    (r"lingkungan hidup", "2.11"),
    (r"kependudukan|pencatatan sipil|\b(?:disduk)?capil\b", "2.12"),
    (r"pemberdayaan masyarakat", "2.13"),
    (r"pengendalian penduduk|keluarga berencana", "2.14"),
    (r"perhubungan|\bdishub", "2.15"),
    (r"komunikasi|\b(?:dis)?kominfo", "2.16"),
    (r"koperasi|\bdinkop", "2.17"),
    (r"penanaman modal|perizinan|\bd?pm?ptsp\b", "2.18"),
    (r"kepemudaan|olah ?raga|\bdispora", "2.19"),
    (r"statistik", "2.20"),
    (r"kebudayaan", "2.22"),
    (r"perpustakaan", "2.23"),
    (r"kearsipan", "2.24"),
    (r"kelautan|perikanan", "3.25"),
    (r"pariwisata|\bdispar", "3.26"),
    (r"pertanian|peternakan|perkebunan", "3.27"),
    (r"kehutanan", "3.28"),
    (r"energi|sumber daya mineral|\besdm\b", "3.29"),
    (r"perdagangan", "3.30"),
    (r"perindustrian", "3.31"),
    (r"transmigrasi", "3.32"),
    (r"perencanaan|\bbappe\w*|\bbapelit\w*", "5.01"),
    (r"keuangan|pendapatan|\bbp?kad\b|\bbapenda|\baset\b", "5.02"),
    (r"kepegawaian|\bbkp?psdm\b|\bbkd\b", "5.03"),
    (r"inspektorat", "6.01"),
    (r"kecamatan|kelurahan", "7.01"),
    (r"kesatuan bangsa|kesbang", "8.01"),
)


def find_document_bidang(
    facts: DocumentFacts, readings: Iterable[KodeReading]
) -> frozenset[str]:
    """Return the bidang that a document's programmes belong to; empty if unknown.

    An agency has few; a document of many bidang (an APBD of the whole region) has none of
    its own.
    """
    counts = _count_bidang(kode for kode in _list_codes(readings) if kode.count(".") >= 2)
    found = {facts.urusan_bidang} if facts.urusan_bidang else set()
    least = SETTINGS.bidang_share * counts.total()
    common = {bidang for bidang, count in counts.items() if count >= least}
    if counts.total() >= SETTINGS.enough_codes and len(common) <= SETTINGS.most_bidang:
        found |= common
    named = find_bidang_of_agency(facts.agency)
    if named is not None:
        found.add(named)
    return frozenset(found)


def find_own_bidang(facts: DocumentFacts, readings: Iterable[KodeReading]) -> str | None:
    """Return the bidang under which the agency has its programme PENUNJANG.

    The codes printed for that very programme decide; else the bidang that the report
    states; else the agency's name, if it means one bidang only.
    """
    counts = _count_bidang(
        kode for kode in _list_codes(readings) if kode.split(".")[2:3] == ["01"]
    )
    if counts:
        return _find_agreed(counts)
    return facts.urusan_bidang or find_bidang_of_agency(facts.agency)


def guess_own_bidang(lines: Iterable[ProgrammeLine], index: CandidateIndex) -> str | None:
    """Return the one bidang that all programme names of a document stand under.

    Names of the programme that every agency has are left out, and names that stand under
    several bidang.
    """
    counts: Counter[str] = Counter()
    for line in lines:
        candidates = index.squeezed[line.level].get(squeeze_name(line.name), ())
        bidangs = {_cut_to_bidang(one.kode) for one in candidates}
        if len(bidangs) == 1 and line.level not in (Level.URUSAN, Level.BIDANG):
            counts.update(bidangs)
    counts.pop("X.XX", None)
    return _find_agreed(counts) if counts.total() >= SETTINGS.enough_codes else None


def _list_codes(readings: Iterable[KodeReading]) -> Iterator[str]:
    return (reading.kode for reading in readings if reading.kode is not None)


def _cut_to_bidang(kode: str) -> str:
    return ".".join(kode.split(".")[:2])


def _count_bidang(codes: Iterable[str]) -> Counter[str]:
    """Count codes by bidang; those of the programme that every agency has are left out."""
    counts = Counter(map(_cut_to_bidang, codes))
    counts.pop("X.XX", None)
    return counts


def _find_agreed(counts: Counter[str]) -> str | None:
    """Return the bidang that most codes agree on; ``None`` if too few do."""
    bidang, count = counts.most_common(1)[0]
    return bidang if count >= SETTINGS.bidang_agreement * counts.total() else None


def find_bidang_of_agency(agency: str | None) -> str | None:
    """Return the bidang that an agency's name means, if it means just one."""
    if not agency:
        return None
    plain = re.sub(r"\s+", " ", agency.casefold())
    found = {bidang for pattern, bidang in _AGENCIES if re.search(pattern, plain)}
    return next(iter(found)) if len(found) == 1 else None
