"""Years and periods named by headers, captions and lines of text."""

import re

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_RANGE = re.compile(
    r"(?<!\d)((?:19|20)\d{2})\s*(?:[-–—/]|s\.?\s?[./]?\s?d\.?|sampai\s+dengan|hingga)\s*"
    r"(?:tahun\s*)?((?:19|20)\d{2})(?!\d)",
    re.IGNORECASE,
)
_QUARTER = re.compile(
    r"(?:tri\s*wulan|triw|trwl?|twl?|tw)\.?\s*(?:ke\s*[-–]?\s*)?(IV|III|II|I|[1-4])(?![^\s)(.,:;/&*–—-])"
    r"(?!\s*(?:[-–—&]|s\.?/?d|sampai|dan)\s*\.?\s*(?:tri\s*wulan|triw|trw|tw)?\s*(?:IV|III|II|I|[1-4])(?![a-z]))",
    re.IGNORECASE,
)
_QUARTERLY = re.compile(r"tri\s*wulan|(?<![a-z])tri?w|(?<![a-z])tw(?![a-z])", re.IGNORECASE)
_BARE_ORDINAL = re.compile(r"^\(?(IV|III|II|I)\)?\.?$")
_SEMESTER = re.compile(r"(?:semester|smt)\.?\s*(II|I|[12])(?![a-z\d])", re.IGNORECASE)
_RELATIVE = re.compile(
    r"(?<![a-z])\(?(?:tahun|th)?\.?\s*\(?n\s*([-–+])\s*(\d)\)?", re.IGNORECASE
)
_ORDINAL_YEAR = re.compile(
    r"(?<![a-z])(?:tahun|thn|th)\.?\s*(?:ke)?\s*[-–.]?\s*\(?([1-6]|IV|VI|V|I{1,3})\)?(?![\w.,])",
    re.IGNORECASE,
)
_OPEN_ORDINAL = re.compile(r"(?:tahun|thn|th)\.?\s*ke\s*[-–]?\s*$", re.IGNORECASE)
_BARE_YEAR_NUMBER = re.compile(r"^\(?([1-6]|IV|VI|V|I{1,3})\)?\.?$")
_ORDINALS = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6}


def find_years(text: str) -> tuple[int, ...]:
    """Return the years in ``text`` (1900..2099), in order, ranges not taken apart."""
    return tuple(int(year) for year in _YEAR.findall(remove_ranges(text)))


def remove_ranges(text: str) -> str:
    """Return ``text`` without the ranges of years in it."""
    return _RANGE.sub(" ", text)


def find_range(text: str) -> tuple[int, int] | None:
    """Return the first range of years ("2018-2023", "2018 s.d. 2023"), growing only."""
    for match in _RANGE.finditer(text):
        first, last = int(match.group(1)), int(match.group(2))
        if first < last <= first + 30:
            return first, last
    return None


def find_quarter(path: tuple[str, ...]) -> int | None:
    """Return the quarter (1..4) that a header path names.

    "Triwulan I - IV" names none; a bare "II" counts below a header that speaks of
    quarters.
    """
    is_quarterly = any(_QUARTERLY.search(text) for text in path)
    for text in reversed(path):
        match = _QUARTER.search(text)
        if match is not None:
            return _ordinal(match.group(1))
        bare = _BARE_ORDINAL.match(text.strip())
        if bare is not None and is_quarterly:
            return _ordinal(bare.group(1))
    return None


def find_semester(path: tuple[str, ...]) -> int | None:
    """Return the semester (1, 2) that a header path names."""
    for text in reversed(path):
        match = _SEMESTER.search(text)
        if match is not None:
            return _ordinal(match.group(1))
    return None


def find_relative_year(text: str) -> int | None:
    """Return the offset of "n-2", "n+1" from the report's year; ``None`` if not named."""
    match = _RELATIVE.search(text)
    if match is None:
        return None
    offset = int(match.group(2))
    return offset if match.group(1) == "+" else -offset


def find_ordinal_year(path: tuple[str, ...]) -> int | None:
    """Return which year of a period a header path names ("Tahun ke-2"), 1..6.

    A bare number counts below a header that ends in "Tahun ke-".
    """
    for at in range(len(path) - 1, -1, -1):
        match = _ORDINAL_YEAR.search(path[at])
        if match is not None:
            return _ordinal(match.group(1))
        bare = _BARE_YEAR_NUMBER.match(path[at].strip())
        if bare is not None and any(opens_ordinals(text) for text in path[:at]):
            return _ordinal(bare.group(1))
    return None


def opens_ordinals(text: str) -> bool:
    """Return True if the numbers below a header are years of a period ("Target Tahun ke-")."""
    return _OPEN_ORDINAL.search(text.strip()) is not None


def _ordinal(text: str) -> int:
    return _ORDINALS.get(text.upper()) or int(text)
