"""Printed codes of urusan, programme, kegiatan and sub kegiatan, brought to normal form."""

from collections.abc import Sequence
from dataclasses import dataclass

from schemas import Level


@dataclass(frozen=True, slots=True)
class KodeReading:
    """What a printed code says.

    Attributes:
        printed: The code as printed.
        kode: Normal form ("4.01.01.2.09.01"); ``None`` if it is no such code.
        level: Level by the length of the code; ``None`` if it is no such code.
        kind: "program" (Permendagri 90 tree), "rekening" (account), "legacy" or "none".
        is_legacy: Older than Permendagri 90/2019.
        is_repaired: The normal form differs from the print.
        reason: What was repaired or what is wrong, in Indonesian.
    """

    printed: str
    kode: str | None = None
    level: Level | None = None
    kind: str = "none"
    is_legacy: bool = False
    is_repaired: bool = False
    reason: str = ""


def read_kode(text: str) -> KodeReading:
    """Read one printed code. Never raises."""
    return KodeReading(text)


def join_kode_columns(parts: Sequence[str]) -> str:
    """Join the cells of a code that is printed over several columns."""
    return ".".join(part.strip() for part in parts if part.strip())


def split_kode_and_name(text: str) -> tuple[str, str]:
    """Split "4.01.01.2.09 Pemeliharaan ..." into code and name; ("", text) without code."""
    return "", text
