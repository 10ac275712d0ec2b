"""Which column of one piece of a table is which column of another.

A dump writes each page of a table with the columns that this page needs: columns that are
empty there may be missing, and others appear. Pieces are joined by what their columns
hold; where that is not conclusive, they are not joined.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from sidak.extractors.text_dump.settings import SETTINGS
from sidak.schemas.text.markup import strip_markdown
from sidak.schemas.text.patterns import is_large_number

#: Kinds that hold numbers.
NUMBER_KINDS = frozenset({"amount", "decimal", "integer", "unit"})

_INTEGER = re.compile(r"^\d{1,5}$")
_DECIMAL = re.compile(r"^-?\d{1,3}(?:[.,]\d{1,3})?%?$")
_CODE = re.compile(r"^\d{1,2}(?:\.\d{1,4}){2,}\.?$")
_UNIT = re.compile(r"^\(?\d[\d.,]*\s*[^\d\s]")
_HEADER_WORDS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\bkode\b", re.I), "code"),
    (re.compile(r"\bpagu\b|\(?\brp\b|anggaran|dana\b", re.I), "amount"),
    (re.compile(r"%|persen|capaian|tingkat", re.I), "decimal"),
    (re.compile(r"^satuan", re.I), "short"),
    (
        re.compile(
            r"program|kegiatan|indikator|uraian|sasaran|tujuan|nama|urusan|strategi", re.I
        ),
        "long",
    ),
    (re.compile(r"^no\.?$|^nomor$", re.I), "integer"),
    (re.compile(r"\btarget\b|\brealisasi\b|\bkinerja\b|\bvolume\b", re.I), "unit"),
)
#: How alike two kinds of content are, where they are not the same.
_KIND_SIMILARITY = {
    frozenset({"integer", "decimal"}): 0.6,
    frozenset({"integer", "unit"}): 0.6,
    frozenset({"decimal", "unit"}): 0.6,
    frozenset({"unit", "short"}): 0.3,
    frozenset({"long", "short"}): 0.4,
    frozenset({"long", "unit"}): 0.3,
    frozenset({"amount", "integer"}): 0.15,
}


@lru_cache(maxsize=20_000)
def classify_text(text: str) -> str:
    """Return the kind of a cell.

    One of empty, dash, amount, decimal, integer, unit, code, short and long.
    """
    plain = strip_markdown(text)
    if not plain:
        return "empty"
    tight = re.sub(r"\s+", "", plain)
    if not re.search(r"\w", tight) or tight.lower() in ("n/a", "n.a", "nihil"):
        return "dash"
    if is_large_number(tight):
        return "amount"
    if _CODE.match(tight):
        return "code"
    if _INTEGER.match(tight):
        return "integer"
    if _DECIMAL.match(tight):
        return "decimal"
    if _UNIT.match(plain) and len(plain) < SETTINGS.longest_unit_cell:
        return "unit"
    return "short" if len(plain) <= SETTINGS.longest_short else "long"


@dataclass(frozen=True, slots=True)
class ColumnContent:
    """What a column holds: kinds by count, share of filled cells, short words."""

    kinds: tuple[tuple[str, float], ...]
    fill: float
    weight: float
    words: frozenset[str]


_NOTHING = ColumnContent((), 0.0, 0.0, frozenset())


def profile_columns(
    rows: Sequence[Sequence[str]], columns: int, header: Sequence[Sequence[str]] = ()
) -> tuple[ColumnContent, ...]:
    """Describe the columns of some rows; a header counts where they bear it out.

    What stands to the right of the last header has slipped there and is no evidence.
    """
    named = [c for row in header for c, text in enumerate(row) if strip_markdown(text)]
    end = max(named, default=columns - 1) + 1
    return tuple(
        _profile(rows, header, column) if column < end else _NOTHING
        for column in range(columns)
    )


def _profile(
    rows: Sequence[Sequence[str]], header: Sequence[Sequence[str]], column: int
) -> ColumnContent:
    cells = [row[column] if column < len(row) else "" for row in rows]
    kinds: Counter[str] = Counter()
    words = set()
    for cell in cells:
        kind = classify_text(cell)
        if kind not in ("empty", "dash"):
            kinds[kind] += 1
        if kind == "short":
            words.add(strip_markdown(cell).lower())
    filled = sum(kinds.values()) + sum(classify_text(cell) == "dash" for cell in cells)
    weighted = {kind: float(n) for kind, n in kinds.items()}
    hint = find_kind_hint([row[column] if column < len(row) else "" for row in header])
    if hint and (hint in kinds or not kinds):  # a header may say less than the cells
        weighted[hint] = weighted.get(hint, 0.0) + SETTINGS.header_weight
    return ColumnContent(
        kinds=tuple(sorted(weighted.items())),
        fill=filled / max(1, len(cells)),
        weight=sum(weighted.values()),
        words=frozenset(words),
    )


def find_kind_hint(headers: Sequence[str]) -> str:
    """Return the kind that the lowest telling header of a column announces."""
    for text in reversed(headers):
        plain = " ".join(strip_markdown(text).split())
        for pattern, kind in _HEADER_WORDS:
            if plain and pattern.search(plain):
                return kind
    return ""


@dataclass(frozen=True, slots=True)
class ColumnAlignment:
    """Where the columns of a piece belong.

    Attributes:
        targets: For each column of the piece the column of the table; ``None`` for an
            empty column that has no counterpart.
        margin: How much worse the next best place of any column of numbers is.
        has_lost: Whether a filled column has no counterpart.
    """

    targets: tuple[int | None, ...]
    margin: float
    has_lost: bool

    @property
    def is_certain(self) -> bool:
        """Whether the pieces may be joined on it."""
        return not self.has_lost and self.margin >= SETTINGS.least_margin


def align_columns(
    base: Sequence[ColumnContent], piece: Sequence[ColumnContent]
) -> ColumnAlignment:
    """Find the best order-keeping assignment of the piece's columns to the table's."""
    likeness = [[_similarity(b, p) for b in base] for p in piece]
    best, targets = _solve(base, piece, likeness, None)
    if len(base) == len(piece):
        identity = sum(row[column] for column, row in enumerate(likeness))
        if identity >= best - SETTINGS.identity_bonus:
            return ColumnAlignment(
                tuple(range(len(piece))), max(SETTINGS.least_margin, best - identity), False
            )
    margin = float("inf")
    for column, target in enumerate(targets):
        holds_numbers = any(kind in NUMBER_KINDS for kind, _ in piece[column].kinds)
        if holds_numbers and target is not None:
            other, _ = _solve(base, piece, likeness, (column, target))
            margin = min(margin, best - other)
    has_lost = any(t is None and piece[c].fill > 0 for c, t in enumerate(targets))
    return ColumnAlignment(tuple(targets), margin, has_lost)


def _solve(
    base: Sequence[ColumnContent],
    piece: Sequence[ColumnContent],
    likeness: Sequence[Sequence[float]],
    forbidden: tuple[int, int] | None,
) -> tuple[float, list[int | None]]:
    """Solve the assignment by dynamic programming; one pair may be forbidden."""
    rows, columns = len(piece), len(base)
    left_out = [
        SETTINGS.skip_cost
        + SETTINGS.skip_filled_cost * min(SETTINGS.most_presence, _presence(b))
        for b in base
    ]
    lost = [SETTINGS.skip_cost if p.fill == 0 else 1.0 for p in piece]
    score = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    step = [["" for _ in range(columns + 1)] for _ in range(rows + 1)]
    for i in range(rows + 1):
        for j in range(columns + 1):
            choices = []
            if i and j and (i - 1, j - 1) != forbidden:
                choices.append((score[i - 1][j - 1] + likeness[i - 1][j - 1], "both"))
            if j:
                choices.append((score[i][j - 1] - left_out[j - 1], "base"))
            if i:
                choices.append((score[i - 1][j] - lost[i - 1], "piece"))
            if choices:
                score[i][j], step[i][j] = max(choices)
    targets: list[int | None] = [None] * rows
    i, j = rows, columns
    while i or j:
        move = step[i][j]
        if move == "both":
            i, j = i - 1, j - 1
            targets[i] = j
        elif move == "base":
            j -= 1
        else:
            i -= 1
    return score[rows][columns], targets


def _presence(profile: ColumnContent) -> float:
    """How much a column would be missed: it is filled, or its header says something."""
    return max(profile.fill, SETTINGS.header_presence if profile.weight else 0.0)


def _similarity(base: ColumnContent, piece: ColumnContent) -> float:
    """Return how well a piece's column fits a table's, from about -0.6 to 1.3."""
    if not piece.weight:
        return SETTINGS.empty_fit * (1.0 - base.fill)
    if not base.weight:
        return SETTINGS.unknown_fit * min(1.0, piece.fill * 2)
    likeness = _cosine(dict(base.kinds), dict(piece.kinds))
    trust = min(1.0, piece.weight / 2)
    shared = SETTINGS.shared_words_bonus if base.words & piece.words else 0.0
    return (
        trust * (SETTINGS.likeness_weight * likeness - SETTINGS.likeness_base)
        + shared
        - SETTINGS.fill_weight * abs(base.fill - piece.fill)
    )


def _cosine(first: dict[str, float], second: dict[str, float]) -> float:
    return _dot(first, second) / math.sqrt(_dot(first, first) * _dot(second, second))


def _dot(first: dict[str, float], second: dict[str, float]) -> float:
    return sum(
        a * b * _kind_similarity(k, m) for k, a in first.items() for m, b in second.items()
    )


def _kind_similarity(first: str, second: str) -> float:
    return 1.0 if first == second else _KIND_SIMILARITY.get(frozenset({first, second}), 0.0)
