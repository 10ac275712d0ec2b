"""The encoding of a text dump, worked out from its bytes."""

import codecs
from dataclasses import dataclass

from sidak.extractors.files.settings import SETTINGS
from sidak.schemas import Doubt, DoubtKind

#: Control characters that text may hold: tab, line feed, form feed, carriage return, escape.
ALLOWED_CONTROLS = frozenset("\t\n\f\r\v\x1b")


@dataclass(frozen=True, slots=True)
class DecodedText:
    r"""A text and the encoding it was in.

    Attributes:
        text: Characters, line ends as ``"\n"``.
        encoding: Python's name of the encoding.
        doubts: What could not be decoded.
    """

    text: str
    encoding: str
    doubts: tuple[Doubt, ...] = ()


def decode_text(data: bytes) -> DecodedText | None:
    """Decode a text dump; ``None`` if the bytes are no text in any known encoding.

    UTF-8 and UTF-16 (with or without a mark at the start) are tried before cp1252, in
    which nearly every byte means something and which therefore proves nothing.
    """
    for encoding in _guess_encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_text(text):
            return DecodedText(_unify_line_ends(text), encoding)
    return _decode_damaged(data)


def _guess_encodings(data: bytes) -> list[str]:
    if data.startswith(codecs.BOM_UTF8):
        return ["utf-8-sig"]
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return ["utf-32"]
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ["utf-16"]
    sample = data[: SETTINGS.sample_characters]
    zeros_even, zeros_odd = sample[0::2].count(0), sample[1::2].count(0)
    half = max(1, len(sample) // 2)
    if zeros_odd > SETTINGS.most_zeros * half and zeros_even < SETTINGS.least_zeros * half:
        return ["utf-16-le"]
    if zeros_even > SETTINGS.most_zeros * half and zeros_odd < SETTINGS.least_zeros * half:
        return ["utf-16-be"]
    return ["utf-8"]


def _decode_damaged(data: bytes) -> DecodedText | None:
    """Decode UTF-8 with a few broken bytes, or cp1252."""
    text = data.decode("utf-8", "replace")
    broken = text.count("�") - data.count(b"\xef\xbf\xbd")
    sound = sum(c > "\x7f" for c in text) - broken
    if sound > broken and broken <= SETTINGS.most_broken_share * len(text) and _is_text(text):
        doubt = Doubt(DoubtKind.BYTES_REPLACED, (str(broken),))
        return DecodedText(_unify_line_ends(text), "utf-8", (doubt,))
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    return DecodedText(_unify_line_ends(text), "cp1252") if _is_text(text) else None


def _is_text(text: str) -> bool:
    """Return True if decoded characters look like text rather than like binary data."""
    sample = text[: SETTINGS.sample_characters]
    if "\x00" in sample:
        return False
    controls = sum(c < " " and c not in ALLOWED_CONTROLS for c in sample)
    return controls <= SETTINGS.most_control_share * len(sample)


def _unify_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
