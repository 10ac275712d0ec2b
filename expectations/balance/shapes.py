"""What a number outside tables and mentions is, by its shape and the words beside it."""

import re

from sidak.expectations.balance.settings import SETTINGS
from sidak.normalisers.mentions.numbers import is_amount
from sidak.schemas import NumberClass, PrintedDigits
from sidak.schemas.text.patterns import LEADERS

_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTH = re.compile(
    r"^\W{0,2}(?:jan|[fp]eb|mar|apr|mei|jun|jul|agu|agt|sep|okt|no[vp]|des)[a-z]*\b", re.I
)
_AFTER_MONTH = re.compile(
    r"(?:jan|[fp]eb|mar|apr|mei|jun|jul|agu|agt|sep|okt|no[vp]|des)[a-z]*\W{0,2}$", re.I
)
_DATE_BEFORE = re.compile(
    r"\d{1,2}\s?[-/.]\s?(?:\d{1,2}\s?[-/.]\s?)?$|\b(?:tanggal|tgl|pukul|jam)\W*$", re.I
)
_DATE_AFTER = re.compile(
    r"^\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d{2,4}|^\s?[-/]\s?(?:19|20)\d\d|^\s?\.\s?\d\d\s*WI", re.I
)
_REFERENCE = re.compile(
    r"\b(?:nomor|nomer|no|pasal|ayat|huruf|undang|uu|pp|permen\w*|perda|perpres|kep\w*|nip|nik|"
    r"kode|rekening|telp?|telepon|fax|faks\w*|jl|jalan|km|kotak pos|rt|rw|iso)\b[\s.:(/]*$",
    re.I,
)
_HEADING = re.compile(
    r"\b(?:tabel|table|gambar|grafik|bagan|diagram|lampiran|bab|formulir|form|sasaran|tujuan|"
    r"misi|peta|matrik\w*|triwulan|tw|semester|tahap|eselon|tipe|type|golongan|kelas|seri)"
    r"\W*(?:ke\W*)?(?:\d{1,2}\.)?(?:[IVXLC]+\W*)?$",
    re.I,
)
#: "89 / 100.000 KH": what a rate is counted per.
_PER = re.compile(r"(?:/|\bper)\s*$", re.IGNORECASE)
_ROUND = re.compile(r"1(?:[.,]?0{2,3})+")
_LIST_AFTER = re.compile(r"^\s?[.)]|^\s+[^\W\d_]|^$")
_WORD = re.compile(r"[^\W\d_]{2,}")


def classify_by_shape(number: PrintedDigits) -> NumberClass:
    """Return what a number is that stands neither in a table nor in a mention.

    An amount that nothing explains is unaccounted; so is a small number without words.
    """
    if is_amount(number.text):
        is_rate = _PER.search(number.before) and _ROUND.fullmatch(number.text)
        return NumberClass.NARRATIVE if is_rate else NumberClass.UNACCOUNTED
    before, after = number.before, number.after
    for is_such, kind in (
        (_is_date(number), NumberClass.DATE),
        (_is_code(number), NumberClass.CODE),
        (bool(_HEADING.search(before)), NumberClass.HEADER),
        (bool(LEADERS.search(before)), NumberClass.FURNITURE),
        (_is_list_number(number), NumberClass.ROW_NUMBER),
    ):
        if is_such:
            return kind
    words = len(_WORD.findall(before)) + len(_WORD.findall(after))
    if words >= SETTINGS.words_of_sentence:
        return NumberClass.NARRATIVE
    return NumberClass.UNACCOUNTED


def _is_date(number: PrintedDigits) -> bool:
    text, before, after = number.text, number.before, number.after
    if _YEAR.fullmatch(text):
        return True
    if text.isdigit() and len(text) <= 2 and (_MONTH.match(after) or _DATE_AFTER.match(after)):
        return True
    is_short = text.isdigit() and len(text) in (1, 2, 4)
    if is_short and (_AFTER_MONTH.search(before) or _DATE_BEFORE.search(before)):
        return True
    return re.fullmatch(r"\d{1,2}\.\d{1,2}\.(?:19|20)\d\d", text) is not None


def _is_code(number: PrintedDigits) -> bool:
    text, before, after = number.text, number.before, number.after
    if _REFERENCE.search(before) or before.endswith("/") or after.startswith("/"):
        return True
    if text.isdigit() and len(text) >= SETTINGS.identifier_digits:
        return True
    return text.count(".") >= 2 and "," not in text


def _is_list_number(number: PrintedDigits) -> bool:
    """Return True for what opens a line ("1.", "(2)", "3.1 Hasil") or follows a comma there."""
    is_first = not number.before.strip(" (\u2022-")
    is_short = len(number.text) <= 2 or re.fullmatch(r"\d{1,2}(?:\.\d{1,2})+\.?", number.text)
    if is_first and is_short and _LIST_AFTER.match(number.after):
        return True
    bracketed = number.before.endswith("(") and number.after.startswith(")")
    return bracketed and number.text.isdigit() and len(number.text) <= 2
