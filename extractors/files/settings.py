"""Thresholds of the first look at a file."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FileSettings:
    """Thresholds of the first look at a file.

    Every value was chosen by hand on reports, unless its line names a source.

    Attributes:
        most_control_share: A text with a larger share of control characters than this is
            binary.
        sample_characters: Characters on which an encoding is judged; enough for certainty,
            cheap for any size.
        most_broken_share: Broken bytes that an otherwise sound UTF-8 text may have, as a share
            of its characters.
        most_stream_bytes: Largest unpacked stream that is let through, in bytes. Crowded map
            pages reach 20 MB.
        dictionary_reach: A stream's dictionary begins within this many bytes before it.
        header_reach: A PDF may have its header this many bytes into the file (pdfium and other
            viewers agree).
        tail_reach: The end mark stands in this many last bytes of an undamaged PDF.
        most_zeros: Zero bytes at odd or even places from which on a text is UTF-16, as a share
            of these places.
        least_zeros: Zero bytes at the other places up to which it is, as a share of them.
    """

    most_control_share: float = 0.005
    sample_characters: int = 1_000_000
    most_broken_share: float = 0.001
    most_stream_bytes: int = 64 * 1024 * 1024
    dictionary_reach: int = 4096
    header_reach: int = 1024
    tail_reach: int = 2048
    most_zeros: float = 0.5
    least_zeros: float = 0.1


SETTINGS = FileSettings()
