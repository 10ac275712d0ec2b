"""Units printed behind a number ("12 Bulan", "6 WS"), and what a unit says of it."""

import re

from sidak.schemas.doubts import Doubt, DoubtKind
from sidak.schemas.text.months import MONTH_NUMBERS

#: Units whose names the width of a cell likes to break ("Dokume n").
UNIT_NAMES = frozenset(
    {
        *("Dokumen", "Laporan", "Bulan", "Orang", "Kegiatan", "Unit", "Paket", "Buah"),
        *("Tahun", "Persen", "Rupiah", "Kali", "Sampel", "Peserta", "Kecamatan", "Kelurahan"),
        *("Desa", "Kabupaten", "Kota", "Kelompok", "Lembaga", "Titik", "Lokasi", "Buku"),
        *("Set", "Stel", "Pegawai", "SKPD", "OPD", "Bidang", "Indeks", "Nilai", "Poin"),
        *("Skor", "Hari", "Jam", "Hektar", "Ton", "Ekor", "Meter", "Kilometer", "Liter"),
        *("Lembar", "Eksemplar", "Berkas", "Rekomendasi", "Peraturan", "Perda", "Perwal"),
        *("Raperda", "Kendaraan", "Gedung", "Ruang", "Sekolah", "Puskesmas", "Jiwa"),
        *("Penduduk", "Kader", "Angkatan", "Aplikasi", "Sistem", "Naskah", "Surat"),
        *("Temuan", "Kasus", "Usulan", "Program", "Layanan", "Semester", "Triwulan"),
    }
)

#: Units that are counted one by one: three digits behind a mark cannot be decimals.
COUNTED_UNITS = frozenset(
    {
        *("orang", "dokumen", "laporan", "unit", "buah", "buku", "kali", "peserta"),
        *("pegawai", "kegiatan", "paket", "lembaga", "desa", "kelurahan", "kecamatan"),
        *("kelompok", "skpd", "opd", "eksemplar", "lembar", "sekolah", "jiwa", "kk"),
        *("penduduk", "siswa", "guru", "murid", "ekor", "kasus", "surat", "berkas"),
        *("rekomendasi", "peraturan", "kendaraan", "rumah", "aplikasi", "kader", "naskah"),
        *("balita", "bayi", "pasien", "pelanggan", "wisatawan", "keluarga", "imb", "izin"),
        *("sampel", "ijin", "responden", "pemohon", "pengunjung", "karyawan", "aparat"),
        *("nelayan", "petani", "pekerja", "perusahaan", "koperasi", "pohon", "org"),
        *("oh", "ob", "ok", "oj", "hok", "op", "wp", "sr", "batang", "bibit", "butir"),
    }
)

#: Units of which no report prints three decimals: millimetres, seconds.
FINE_UNITS = frozenset({"meter", "m'", "m2", "m\u00b2", "jam", "hari"})

#: Words that scale an amount of rupiah.
SCALES = frozenset({"ribu", "juta", "milyar", "miliar", "triliun", "trilyun"})

#: How many zeros a scale behind an amount of rupiah stands for ("3 M", "12,5 Juta", "850 Jt").
SCALE_ZEROS = {
    **dict.fromkeys(("ribu", "rb"), 3),
    **dict.fromkeys(("juta", "jt"), 6),
    **dict.fromkeys(("miliar", "milyar", "milyard", "mlyr", "m"), 9),
    **dict.fromkeys(("triliun", "trilyun", "t"), 12),
}

SEVERAL_NUMBERS = Doubt(DoubtKind.SEVERAL_NUMBERS)
NOT_ONE_NUMBER = Doubt(DoubtKind.NOT_ONE_NUMBER)

_BY_LETTERS = {name.casefold(): name for name in UNIT_NAMES}
_LONGEST_UNIT = 8
_WITH_DIGIT = re.compile(r"\b(?:(?:[kchm]?m|CO|H|O)\s?[23])\b", re.I)
_FRACTION = re.compile(r"[\u00bc-\u00be\u2150-\u215e]")  # "3 ½" is not 3
_RATE = re.compile(
    r"^(?P<per>/\s*1[0 .,]*0)\s*(?P<of>KH|penduduk|kelahiran(?: hidup)?|jiwa|balita)\.?$", re.I
)
_SPELT_OUT = re.compile(r"^\([^()0-9]+\)\s*(?=[^\W\d_])")  # "1 (satu) Dokumen"
#: A word is a month if it is the whole name or its first three or four letters: "Desa" is none.
_MONTHS = frozenset(
    form
    for name in (*MONTH_NUMBERS, "december")
    for form in (name, name[:3], name[:4])
    if form != "desa"
) | {"agt", "agst", "oct"}
_CONNECTION = re.compile(r"^(?:s\s*/\s*d|s\.?d\.?|sampai|hingga|dari|dan|atau|per)\b", re.I)


_COUNTS = "|".join(sorted(COUNTED_UNITS - {"ok", "op", "ob", "oh", "oj", "wp", "sr"}))
_COUNT_OF = re.compile(
    rf"\bjumlah\s+(?:[a-z]+\s+){{0,3}}?({_COUNTS})\b|\(\s*(?:dalam\s+)?({_COUNTS})\s*\)"
)
_RATIO = re.compile(
    r"kepadatan|rata|persen|prosen|rasio|ratio|laju|indeks|angka|tingkat|pertumbuhan|"
    r"\bper\b|/|%|\b(?:juta|ribu)(?:an)?\b"
)


def find_counted_unit(*texts: str) -> str | None:
    """Return what headers or a caption say is counted one by one ("Jumlah Penduduk").

    Args:
        texts: The nearest first; one that speaks of a ratio ends the search.
    """
    for text in texts:
        plain = re.sub(r"\s+", " ", text.casefold())
        if _RATIO.search(plain):
            return None
        match = _COUNT_OF.search(plain)
        if match is not None:
            return match[1] or match[2]
    return None


def clean_unit(text: str) -> str:
    """Collapse blanks in a unit and undo breaks in well-known ones ("Dokume n")."""
    letters = re.sub(r"\s", "", text).casefold()
    if letters in _BY_LETTERS and re.search(r"\s", text.strip()):
        return _BY_LETTERS[letters]
    return re.sub(r"\s+", " ", text).strip()


def doubt_remark(rest: str) -> Doubt | None:
    """Return why a remark in brackets behind a number makes it doubtful, if it does."""
    _, bracket, remark = rest.partition("(")
    if bracket and re.search(r"[0-9]", _WITH_DIGIT.sub("", remark)):
        return Doubt(DoubtKind.NUMBER_IN_REMARK)
    if bracket and (not remark.strip() or ")" not in remark):
        return Doubt(DoubtKind.UNCLOSED_BRACKET)
    return None


def read_unit(rest: str, *, has_currency: bool) -> tuple[str | None, Doubt | None]:
    """Read what stands behind a number.

    Args:
        rest: Text behind the number, blanks stripped.
        has_currency: Whether "Rp" stands before the number.

    Returns:
        The unit (``None`` if there is none) and why the cell holds no single number
        (``None`` if it does). A remark in brackets is no part of the unit.
    """
    currency = "Rp" if has_currency else None
    rate = _RATE.match(rest)
    if rate is not None:
        return re.sub(r"\s+", "", rate["per"]) + f" {rate['of']}", None
    rest = _SPELT_OUT.sub("", rest)
    head = rest.partition("(")[0]
    if _FRACTION.search(head):
        return None, SEVERAL_NUMBERS
    if re.search(r"[0-9]", _WITH_DIGIT.sub("", head)):
        return None, SEVERAL_NUMBERS
    if head[:1] == "%":
        return "%", None
    words = head.rstrip(" .,;:\n")
    if not words:
        is_remark = not rest or rest[0] == "("
        return (currency, None) if is_remark else (None, NOT_ONE_NUMBER)
    is_unit = re.match(r"[^\W\d_]|[\u00b0\u2030'\"\u2018-\u201d]", words) is not None
    if not is_unit or len(words.split()) > _LONGEST_UNIT:
        return None, NOT_ONE_NUMBER
    if _CONNECTION.match(words) or words.split()[0].strip(".").casefold() in _MONTHS:
        return None, NOT_ONE_NUMBER
    named = clean_unit(words)
    is_scaled = has_currency and named.casefold() in SCALES
    return (f"Rp {named.casefold()}" if is_scaled else named), None
