"""Does a figure say what a line of truth says?"""

import re
from collections.abc import Callable, Mapping

from rapidfuzz import fuzz

from bench.meaning.readings import MeaningFigure
from bench.meaning.truth import TruthLine

#: Names whose letters agree to so many percent are the same.
SAME_NAME = 93
#: A name inside a longer one is the same if it has at least this share of its letters.
SAME_PART = 0.7
#: Shorter names must agree wholly.
SHORTEST_NAME = 8

_UNITS = {
    "persen": "%",
    "prosen": "%",
    "rupiah": "rp",
    "org": "orang",
    "dok": "dokumen",
    "jutarupiah": "rpjuta",
}
#: Metrics that truth written before them knows by other names.
_ALSO: Mapping[str, frozenset[str]] = {
    "pertumbuhan": frozenset({"lainnya"}),
    "kondisi_akhir": frozenset({"lainnya", "pagu", "target"}),
}
_SEPARATORS = re.compile(r"[^a-z0-9]")
_YEAR = re.compile(r"\d{4}")


def keep_letters(text: str) -> str:
    """Return the letters and digits of a text, in lower case."""
    return _SEPARATORS.sub("", text.casefold())


def list_wrong_aspects(line: TruthLine, figure: MeaningFigure) -> tuple[str, ...]:
    """Return which of ``ASPECTS`` of a figure are not as the page says.

    An indicator counts to the name, where both have one.
    """
    is_name_right = _agrees(line.name, figure.item_name, _is_same_name)
    if line.indikator and figure.indikator.strip():
        is_name_right &= _agrees(line.indikator, figure.indikator, _is_same_name)
    verdicts = {
        "name": is_name_right,
        "metric": _agrees(line.metric, figure.metric, _is_same_metric),
        "period": _agrees(line.period, figure.period, _is_same_period),
        "unit": _agrees(line.unit, figure.unit, _is_same_unit),
    }
    return tuple(aspect for aspect, is_right in verdicts.items() if not is_right)


def measure_likeness(line: TruthLine, figure: MeaningFigure) -> float:
    """Return how much a figure is like a line of the same value; the name counts most."""
    wrong = list_wrong_aspects(line, figure)
    agreeing = sum(aspect not in wrong for aspect in ("metric", "period", "unit"))
    name = fuzz.ratio(keep_letters(line.name), keep_letters(figure.item_name))
    indicator = fuzz.ratio(keep_letters(line.indikator), keep_letters(figure.indikator))
    return float(agreeing + 3 * name / 100 + indicator / 100)


def _agrees(truth: str, read: str, is_same: Callable[[str, str], bool]) -> bool:
    return truth == "?" or any(is_same(one, read) for one in truth.split("|"))


def _is_same_name(truth: str, read: str) -> bool:
    one, two = sorted((keep_letters(truth), keep_letters(read)), key=len)
    if one == two:
        return True
    if len(one) < SHORTEST_NAME:
        return False
    is_part = one in two and len(one) >= SAME_PART * len(two)
    return is_part or bool(fuzz.ratio(one, two) >= SAME_NAME)


def _is_same_metric(truth: str, read: str) -> bool:
    return truth == read or truth in _ALSO.get(read, frozenset())


def _is_same_period(truth: str, read: str) -> bool:
    return _YEAR.findall(truth) == _YEAR.findall(read)


def _is_same_unit(truth: str, read: str) -> bool:
    return _fold_unit(truth) == _fold_unit(read)


def _fold_unit(unit: str) -> str:
    if unit.strip() == "%":
        return "%"
    letters = keep_letters(unit)
    return _UNITS.get(letters, letters)
