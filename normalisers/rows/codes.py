"""Printed codes of urusan, programme, kegiatan and sub kegiatan, brought to normal form.

The tree of Permendagri 90/2019 and its successors: urusan (1 digit) . bidang (2) . program
(2) . kewenangan (1) . kegiatan (2) . sub kegiatan (2; 4 since 900.1.15.5-1317/2023). Reports
also print account codes (kode rekening), codes of work units, and codes older than 2020;
these are told apart by the widths of their parts, never guessed into the tree.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from sidak.schemas import Doubt, DoubtKind, Level

#: Bidang of each urusan in all editions since Permendagri 90/2019 (first and last).
BIDANG_OF_URUSAN = {
    "1": (1, 6),
    "2": (7, 24),
    "3": (25, 32),
    "4": (1, 2),
    "5": (1, 7),
    "6": (1, 1),
    "7": (1, 3),
    "8": (1, 1),
    "9": (1, 6),
}
#: The editions know 17 programmes in a bidang; older codes count on far beyond.
LAST_PROGRAM = 20
#: 1 provinsi, 2 kabupaten/kota; the others are special regions.
KEWENANGAN = frozenset("123457")

_LEVEL_OF_LENGTH = {
    1: Level.URUSAN,
    2: Level.BIDANG,
    3: Level.PROGRAM,
    5: Level.KEGIATAN,
    6: Level.SUB_KEGIATAN,
}
_CODE_START = re.compile(r"^\s*[0-9Xx][0-9Xx.|\s]*(?![^\W\d_])")
_ACCOUNT_WIDTHS = re.compile(r"11(?:2(?:2(?:2[234]?)?)?|1(?:2(?:2[234]?)?)?)?")


class KodeKind(StrEnum):
    """What sort of code is printed."""

    PROGRAM = "program"  # a code of the tree of Permendagri 90/2019 and its successors
    LEGACY = "legacy"  # older than Permendagri 90/2019
    ACCOUNT = "rekening"
    UNIT = "unit"  # of a work unit
    NONE = "none"


@dataclass(frozen=True, slots=True)
class KodeReading:
    """What a printed code says.

    Attributes:
        printed: The code as printed.
        kode: Normal form in the Permendagri 90 tree ("4.01.01.2.09.01", "X.XX.01");
            ``None`` if the print is no such code.
        level: Level by the length of the code; for legacy codes the usual one; ``None``
            where the length does not tell.
        kind: What sort of code it is.
        is_legacy: Older than Permendagri 90/2019.
        is_repaired: The normal form differs from the print.
        doubt: What was repaired or what is wrong; ``None`` if nothing is.
        normal: The digits in dotted form, also for legacy, account and unit codes.
    """

    printed: str
    kode: str | None = None
    level: Level | None = None
    kind: KodeKind = KodeKind.NONE
    is_legacy: bool = False
    is_repaired: bool = False
    doubt: Doubt | None = None
    normal: str | None = None

    @property
    def kewenangan(self) -> str | None:
        """Digit of the authority ("1" provinsi, "2" kabupaten/kota); ``None`` above it."""
        parts = (self.kode or "").split(".")
        return parts[3] if len(parts) > 3 else None


def read_kode(text: str) -> KodeReading:
    """Read one printed code. Never raises.

    White space inside a code is first taken as a wrap ("4.01.0 1.2.08 .02"), then as a
    separator ("4 02 01 2.03 05"). Short forms without leading zeros ("5.1.2.2.01.01") are
    padded; a form that may also be an account ("5.1.2") says so in ``doubt``.
    """
    plain = text.strip().replace("|", ".")
    if not re.search(r"[0-9Xx]", plain) or re.search(r"[^0-9Xx.,\s]", plain):
        return KodeReading(text, doubt=_NOT_A_CODE if plain else None)
    wrapped = _split_parts(re.sub(r"\s", "", plain))
    spaced = _split_parts(re.sub(r"\s+", ".", plain))
    has_spaced_dots = re.search(r"[0-9]\s+\.\s+[0-9]", plain) is not None
    readings = []
    for parts in (wrapped, spaced):
        reading = _read_parts(text, parts, has_spaced_dots=has_spaced_dots)
        if reading.kind is not KodeKind.NONE:
            readings.append(reading)
    if not readings:
        return _read_parts(text, wrapped, has_spaced_dots=has_spaced_dots)
    best = readings[0]
    if wrapped != spaced and readings[-1].normal != best.normal:
        if best.kind is not KodeKind.PROGRAM and readings[-1].kind is KodeKind.PROGRAM:
            return readings[-1]
        if best.kind is readings[-1].kind is KodeKind.PROGRAM:
            return KodeReading(text, doubt=Doubt(DoubtKind.CODE_SPACES_AMBIGUOUS))
    return best


def read_kode_column(texts: Sequence[str]) -> tuple[KodeReading, ...]:
    """Read the codes of one column; what one code leaves open the others decide.

    A short form beside plain accounts is an account; a code that fits the tree beside
    mostly legacy codes is legacy too ("1.03.07" above "1.03.07.23.16").
    """
    readings = [read_kode(text) for text in texts]
    kinds = Counter(r.kind for r in readings if r.doubt != _SHORT_OR_ACCOUNT)
    decided = []
    for reading in readings:
        if reading.kind is KodeKind.PROGRAM and reading.doubt == _SHORT_OR_ACCOUNT:
            if kinds[KodeKind.ACCOUNT] > kinds[KodeKind.PROGRAM]:
                reading = _as_account(reading.printed, reading.normal or "")
        elif (
            reading.kind is KodeKind.PROGRAM
            and kinds[KodeKind.LEGACY] > kinds[KodeKind.PROGRAM]
        ):
            reading = replace(
                reading, kode=None, kind=KodeKind.LEGACY, is_legacy=True, doubt=_LEGACY
            )
        decided.append(reading)
    return tuple(decided)


def join_kode_columns(parts: Sequence[str]) -> str:
    """Join the cells of a code printed over several columns: 4|02|01|2.02|0006."""
    cells = (re.sub(r"\s", "", part).strip(".") for part in parts)
    return ".".join(cell for cell in cells if cell)


def split_kode_and_name(text: str) -> tuple[str, str]:
    """Split a code glued to a name.

    Returns:
        Code as printed and the rest; ``("", text)`` if no code of at least two parts
        stands in front ("1. Program ..." is numbering, "2.3 Sasaran" a heading).
    """
    start = _CODE_START.match(text)
    if start is None:
        return "", text
    front = start[0]
    while front:
        name = text[len(front) :].lstrip(" \n\t.:-\u2013")
        reading = read_kode(front)
        is_code = reading.kind is not KodeKind.NONE and _is_long_enough(front, reading)
        if is_code and (not name or not name[0].isdigit()):
            return front.strip().rstrip("."), name
        cut = re.search(r"[\s.|]+[0-9Xx]*[\s.|]*$", front)
        front = front[: cut.start()] if cut and cut.start() else ""
    return "", text


def _is_long_enough(front: str, reading: KodeReading) -> bool:
    parts = (reading.normal or "").split(".")
    if len(parts) >= 3:
        return "." in front or len(parts) >= 4
    return len(parts) == 2 and not reading.is_repaired and "." in front


def _split_parts(code: str) -> tuple[str, ...]:
    return tuple(part.upper() for part in re.split(r"[.,]+", code.strip(".,")) if part)


_NOT_A_CODE = Doubt(DoubtKind.NOT_A_CODE)
_SHORT_OR_ACCOUNT = Doubt(DoubtKind.CODE_SHORT_OR_ACCOUNT)
_LEGACY = Doubt(DoubtKind.LEGACY_CODE)


def _read_parts(text: str, parts: Sequence[str], *, has_spaced_dots: bool) -> KodeReading:
    """Tell the kinds of codes apart by the widths of their parts."""
    if not parts or len(parts) > 14 or any(len(p) > 4 for p in parts):
        return KodeReading(text, doubt=_NOT_A_CODE)
    normal = ".".join(parts)
    widths = "".join(str(len(p)) for p in parts)
    if widths[:8] == "12121224":
        return KodeReading(
            text, kind=KodeKind.UNIT, normal=normal, doubt=Doubt(DoubtKind.UNIT_CODE)
        )
    if len(parts) > 9:
        return _as_account(text, normal)
    if has_spaced_dots and _ACCOUNT_WIDTHS.fullmatch(widths) and len(parts) >= 2:
        return _as_account(text, normal)
    tree = _read_tree(text, parts)
    if tree is not None:
        return tree
    if _is_legacy(parts, widths):
        level = _level_of_legacy(widths)
        blanks = re.sub(r"\s", "", text.strip()).strip(".") != normal
        return KodeReading(
            text,
            level=level,
            kind=KodeKind.LEGACY,
            is_legacy=True,
            is_repaired=blanks,
            doubt=_LEGACY,
            normal=normal,
        )
    if len(parts) >= 3 and _ACCOUNT_WIDTHS.fullmatch(widths):
        return _as_account(text, normal)
    if len(parts) == 4 and parts[3] in KEWENANGAN and _read_tree(text, parts[:3]):
        return KodeReading(text, doubt=Doubt(DoubtKind.CODE_CUT))
    return KodeReading(text, doubt=Doubt(DoubtKind.UNKNOWN_CODE) if len(parts) > 2 else None)


def _as_account(text: str, normal: str) -> KodeReading:
    return KodeReading(
        text, kind=KodeKind.ACCOUNT, normal=normal, doubt=Doubt(DoubtKind.ACCOUNT_CODE)
    )


def _read_tree(text: str, parts: Sequence[str]) -> KodeReading | None:
    """Read parts as a code of the Permendagri 90 tree, or return ``None``."""
    level = _LEVEL_OF_LENGTH.get(len(parts))
    if level is None:
        return None
    is_template = parts[0] == "X" and (len(parts) == 1 or parts[1] == "XX")
    if any("X" in part for part in parts[2 if is_template else 0 :]):
        return None
    head = parts[1:3]
    is_short = len(head) > 0 and all(len(part) == 1 for part in head)
    if not is_template and not is_short and any(len(part) != 2 for part in head):
        return None
    urusan = parts[0].lstrip("0")
    if not is_template and not _is_in_tree(urusan, head):
        return None
    tail = list(parts[3:])
    if tail and (tail[0] not in KEWENANGAN or len(tail[1]) > 2):
        return None
    doubt = Doubt(DoubtKind.CODE_SHORT_FORM) if is_short else None
    if is_short and len(parts) <= 3:
        doubt = _SHORT_OR_ACCOUNT
    if len(tail) == 3 and len(tail[2]) == 3:
        if tail[2][0] != "0":
            return None
        tail[2] = tail[2][1:]
        doubt = Doubt(DoubtKind.CODE_THREE_DIGITS)
    normal_head = [part if "X" in part else part.zfill(2) for part in head]
    normal_tail = [part if i == 0 else part.zfill(2) for i, part in enumerate(tail)]
    kode = ".".join(["X" if is_template else urusan, *normal_head, *normal_tail])
    printed = text.strip().rstrip(".")
    is_repaired = kode != printed
    if is_repaired and doubt is None:
        has_spaces = re.search(r"[\s|]", printed) is not None
        doubt = Doubt(DoubtKind.CODE_SPACES_REMOVED if has_spaces else DoubtKind.CODE_TIDIED)
    return KodeReading(
        text, kode, level, KodeKind.PROGRAM, is_repaired=is_repaired, doubt=doubt, normal=kode
    )


def _is_in_tree(urusan: str, head: Sequence[str]) -> bool:
    if len(urusan) != 1 or urusan not in BIDANG_OF_URUSAN:
        return False
    if head and not head[0].isdigit():
        return False
    first, last = BIDANG_OF_URUSAN[urusan]
    if head and not first <= int(head[0]) <= last:
        return False
    return len(head) < 2 or 1 <= int(head[1]) <= LAST_PROGRAM


#: Widths of codes before 2020: urusan.bidang.(unit).program.kegiatan with two or three
#: digits, bidang and unit printed twice ("2.10.2.10.01.15"), or a running programme number.
_LEGACY_WIDTHS = re.compile(r"122(?:[23]|2[23])?|222?|222[23]|1212[12]|1212[12]2[23]?")


def _is_legacy(parts: Sequence[str], widths: str) -> bool:
    if any(not part.isdigit() for part in parts) or len(parts) < 3:
        return False
    return _LEGACY_WIDTHS.fullmatch(widths) is not None


def _level_of_legacy(widths: str) -> Level | None:
    """The usual level of a legacy code; ``None`` where its length does not tell."""
    if widths in ("122", "222", "121212", "121222"):
        return Level.PROGRAM
    if widths in ("12121", "12122"):
        return None  # the work unit of an urusan: printed beside its name
    if widths == "1222":
        return None  # urusan.bidang.unit.program or urusan.bidang.program.kegiatan
    return Level.KEGIATAN


def is_below(kode: str, parent: str) -> bool:
    """Return True if a code stands below another in the tree, templates included.

    ``X.XX.01`` is above ``4.01.01.2.09``: the programme PENUNJANG of any agency.
    """
    own, above = kode.split("."), parent.split(".")
    if len(own) <= len(above):
        return False
    return all(a == b or "X" in a or "X" in b for a, b in zip(own, above, strict=False))
