"""Digits that identify somebody or something and count nothing."""

import re

#: NIP of a civil servant: date of birth, month of appointment, sex, serial number.
_NIP = re.compile(
    r"(?:19|20)\d\d(?:0[1-9]|1[0-2])[0-3]\d(?:19|20)\d\d(?:0[1-9]|1[0-2])[12]\d{3}"
)
#: A telephone number: a zero, then eight to twelve digits without any grouping by threes.
_PHONE = re.compile(r"0\d{8,12}|\(?0\d{2,3}\)?\s*[-/]?\s*\d{5,8}")
_LABEL = re.compile(r"^(?:nip|telp|telepon|tlp|hp|fax|faks)\b[.:\s]*", re.IGNORECASE)
_SPACES = re.compile(r"\s+")


def is_identifier(text: str) -> bool:
    """Return True if a cell holds a NIP or a telephone number and nothing else."""
    bare = _LABEL.sub("", text.strip())
    return (
        _NIP.fullmatch(_SPACES.sub("", bare)) is not None
        or _PHONE.fullmatch(_SPACES.sub(" ", bare)) is not None
    )
