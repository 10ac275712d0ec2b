"""The verdict on the meaning of a figure: an ordered table of named rules.

A figure is sure if no rule speaks against it; else the worst verdict counts, and the reasons of
all rules that fire are kept.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from sidak.normalisers.header.vocabulary import fold_text, read_header_text
from sidak.normalisers.meaning.name_cells import has_letters
from sidak.normalisers.meaning.settings import SETTINGS
from sidak.schemas import (
    MONEY_METRICS,
    Basis,
    ColumnMeaning,
    ColumnRole,
    Doubt,
    DoubtKind,
    Figure,
    Level,
    Meaning,
    Metric,
)
from sidak.schemas.page_ledger import DAMAGE_KINDS
from sidak.schemas.tables import SCANNED_METHODS

#: A letter or two and signs: "i -".
_STROKES = re.compile(r"[\W_]*[^\W\d_]{1,2}[\W_]*")
#: What splits a header without naming a measure: years, quarters, units, numbering, counting.
_SPLITTING = re.compile(
    r"\b(?:19|20)\d{2}\b|\b(?:tahun|thn|th|ta|t\.a|tri\s*wulan|trw|tw|semester|smt|ke|s\.?d|"
    r"rp|rupiah|juta|ribu|persen|data|i{1,3}|iv|vi{0,3}|k)\b|[^a-z]",
    re.IGNORECASE,
)
#: What columns of words are headed by.
_TEXT_ROLES = frozenset({ColumnRole.NAME, ColumnRole.INDIKATOR, ColumnRole.LOKASI})
#: Headers that say of an amount no more than that it is one.
_BARE_WORDS = frozenset({"jumlah", "nilai", "total", "besaran", "besarnya"})
_AMOUNT_LEVELS = frozenset({Level.PROGRAM, Level.KEGIATAN, Level.TOTAL})
_BOUNDS = frozenset({DoubtKind.LOWER_BOUND, DoubtKind.UPPER_BOUND})
#: Sums may prove a number of a damaged page; they say nothing of its name.
_DAMAGE = DAMAGE_KINDS | {DoubtKind.BESIDE_LOST_PAGE}
_RANKS = {Meaning.SURE: 0, Meaning.DOUBTFUL: 1, Meaning.UNKNOWN: 2}


@dataclass(frozen=True, slots=True)
class FigureContext:
    """What the verdict on one figure looks at.

    Attributes:
        figure: The figure, its bases known.
        column: What its column means.
        is_name_guessed: Whether the column of names was guessed among several texts.
        is_name_shared: Whether the cell of the name spans rows that nothing else tells apart.
        is_name_inherited: Whether the row has no name of its own, and the name above it several
            numbers in the column.
        is_name_cut: Whether the name or the indicator lacks its beginning or its end.
        is_garbled: Whether two texts are printed over each other in the cell of the name.
        is_name_header: Whether the name is the header of the names, printed again.
        is_name_unsure: Whether the picture of a scan does not show the name clearly.
        is_unit_unsure: Whether it does not so show the unit that a column of units prints.
        holds_names: Whether the cell of the name holds the names of several rows.
        is_not_parted: Whether it is not certain which lines the name has.
        is_unit_contradicted: Whether other cells of the column print units that speak against
            the one of the header.
        is_factor_contradicted: Whether the amounts of the column are too large for the factor
            (thousands, millions) of the header.
    """

    figure: Figure
    column: ColumnMeaning
    is_name_guessed: bool
    is_name_shared: bool = False
    holds_names: bool = False
    is_name_inherited: bool = False
    is_name_cut: bool = False
    is_garbled: bool = False
    is_name_header: bool = False
    is_name_unsure: bool = False
    is_unit_unsure: bool = False
    is_unit_contradicted: bool = False
    is_factor_contradicted: bool = False
    is_not_parted: bool = False


@dataclass(frozen=True, slots=True)
class MeaningRule:
    """A named rule: when it fires, how bad that is, and what is said then."""

    name: str
    fires: Callable[[FigureContext], bool]
    verdict: Meaning
    kind: DoubtKind


def names_a_measure(header: str) -> bool:
    """Return True if a header says more than years, quarters, units and numbering.

    The torn end of a word ("asi") says nothing.
    """
    if header.isalpha() and header.islower() and len(header) <= SETTINGS.torn_letters:
        return False
    return len(_SPLITTING.sub("", header)) >= SETTINGS.naming_letters


def _is_named_by_digits(figure: Figure) -> bool:
    """Return True if what is said to name a figure holds no letters.

    On a scan a letter or two beside signs are dirt.
    """
    if figure.method in SCANNED_METHODS and _STROKES.fullmatch(figure.item_name):
        return True
    names = [text for text in (figure.item_name, figure.indikator) if text.strip()]
    return bool(names) and not any(map(has_letters, names))


def _is_unknown_on_scan(context: FigureContext) -> bool:
    """Return True if a scanned header holds no word that headers are known to have."""
    figure = context.figure
    return (
        figure.method in SCANNED_METHODS
        and figure.metric is Metric.LAINNYA
        and bool(context.column.header)
        and all(
            read_header_text(text).role is None for text in context.column.header.split(" / ")
        )
    )


def _is_bare_amount(context: FigureContext) -> bool:
    """Return True for "180.000.000" under "Jumlah": nothing says that it is rupiah."""
    figure = context.figure
    return (
        figure.metric is Metric.LAINNYA
        and figure.unit is None
        and abs(figure.value or Decimal(0)) >= SETTINGS.bare_amount
        and all(fold_text(text) in _BARE_WORDS for text in context.column.header.split(" / "))
    )


def _is_headed_as_text(context: FigureContext) -> bool:
    """Return True for a number under "Sasaran": the number of the row, or part of a name."""
    figure = context.figure
    if figure.metric is not Metric.LAINNYA or not context.column.header:
        return False
    role = read_header_text(context.column.header.split(" / ")[-1]).role
    return role in _TEXT_ROLES


def _repeats_a_word(unit: str) -> bool:
    """Return True if a unit is those of several rows that nothing parted: "DI Dok Dok"."""
    words = unit.casefold().split()
    return len(set(words)) < len(words)


def _is_too_small(context: FigureContext) -> bool:
    """Return True for a few rupiah that no price and no rest explains."""
    figure = context.figure
    if figure.unit != "Rp" or figure.metric is Metric.SISA or figure.value is None:
        return False
    is_budget = figure.metric in MONEY_METRICS and (
        figure.level in _AMOUNT_LEVELS or figure.unit_basis is not Basis.CELL
    )
    is_fraction = figure.unit_basis is Basis.NONE and figure.value % 1 != 0
    is_small = 0 < abs(figure.value) < SETTINGS.smallest_amount
    return is_small and (is_budget or is_fraction)


def _is_bound(context: FigureContext) -> bool:
    """Return True for one end of a range: no value by itself."""
    return any(reason.kind in _BOUNDS for reason in context.figure.reasons)


def _is_bare(context: FigureContext) -> bool:
    """Return True for a whole number without a unit."""
    return context.figure.unit is None and context.figure.decimals == 0


#: In the order in which their reasons are given.
RULES = (
    MeaningRule(
        "no header",
        lambda context: not context.column.header,
        Meaning.UNKNOWN,
        DoubtKind.METRIC_UNKNOWN,
    ),
    MeaningRule(
        "header names no measure",
        lambda context: (
            bool(context.column.header)
            and context.figure.metric is Metric.LAINNYA
            and not names_a_measure(context.column.header)
        ),
        Meaning.DOUBTFUL,
        DoubtKind.METRIC_NOT_NAMED,
    ),
    MeaningRule(
        "amount of something",
        _is_bare_amount,
        Meaning.DOUBTFUL,
        DoubtKind.METRIC_NOT_NAMED,
    ),
    MeaningRule(
        "headed as text",
        _is_headed_as_text,
        Meaning.DOUBTFUL,
        DoubtKind.METRIC_NOT_NAMED,
    ),
    MeaningRule(
        "unknown words on a scan",
        _is_unknown_on_scan,
        Meaning.DOUBTFUL,
        DoubtKind.HEADER_NOT_UNDERSTOOD,
    ),
    MeaningRule(
        "no name",
        lambda context: (
            context.figure.name_basis is Basis.NONE
            or (context.is_name_header and context.figure.method in SCANNED_METHODS)
            or _is_named_by_digits(context.figure)
        ),
        Meaning.DOUBTFUL,
        DoubtKind.NAME_MISSING,
    ),
    MeaningRule(
        "guessed column of names",
        lambda context: context.is_name_guessed,
        Meaning.DOUBTFUL,
        DoubtKind.NAME_COLUMN_GUESSED,
    ),
    MeaningRule(
        "rows share a name",
        lambda context: context.is_name_shared,
        Meaning.DOUBTFUL,
        DoubtKind.NAME_SHARED,
    ),
    MeaningRule(
        "name of several rows",
        lambda context: context.is_name_inherited,
        Meaning.DOUBTFUL,
        DoubtKind.NAME_INHERITED,
    ),
    MeaningRule(
        "several names in a cell",
        lambda context: context.holds_names,
        Meaning.DOUBTFUL,
        DoubtKind.NAMES_IN_ONE_CELL,
    ),
    MeaningRule(
        "cut name",
        lambda context: context.is_name_cut,
        Meaning.DOUBTFUL,
        DoubtKind.NAME_CUT,
    ),
    MeaningRule(
        "lines of the name not certain",
        lambda context: context.is_not_parted,
        Meaning.DOUBTFUL,
        DoubtKind.NAME_NOT_PARTED,
    ),
    MeaningRule(
        "garbled name",
        lambda context: context.is_garbled,
        Meaning.DOUBTFUL,
        DoubtKind.NAME_GARBLED,
    ),
    MeaningRule(
        "name not clear in the picture",
        lambda context: context.is_name_unsure,
        Meaning.DOUBTFUL,
        DoubtKind.NAME_UNSURE,
    ),
    MeaningRule(
        "unit not clear in the picture",
        lambda context: context.is_unit_unsure,
        Meaning.DOUBTFUL,
        DoubtKind.UNIT_UNSURE,
    ),
    MeaningRule(
        "row of a damaged page",
        lambda context: any(one.kind in _DAMAGE for one in context.figure.reasons),
        Meaning.DOUBTFUL,
        DoubtKind.NAME_ON_DAMAGED_PAGE,
    ),
    MeaningRule(
        "header not clear in the picture",
        lambda context: context.column.is_header_unsure,
        Meaning.DOUBTFUL,
        DoubtKind.HEADER_UNSURE,
    ),
    MeaningRule(
        "nearer words name another period",
        lambda context: context.column.period_doubt is DoubtKind.PERIOD_CONTRADICTED,
        Meaning.DOUBTFUL,
        DoubtKind.PERIOD_CONTRADICTED,
    ),
    MeaningRule(
        "period from far away",
        lambda context: context.column.period_doubt is DoubtKind.PERIOD_FAR,
        Meaning.DOUBTFUL,
        DoubtKind.PERIOD_FAR,
    ),
    MeaningRule(
        "rupiah over a percentage",
        lambda context: (
            (context.column.unit or "").startswith("Rp") and "%" in context.figure.raw_text
        ),
        Meaning.DOUBTFUL,
        DoubtKind.UNIT_CONTRADICTED,
    ),
    MeaningRule(
        "units of several rows in one cell",
        lambda context: _repeats_a_word(context.figure.unit or ""),
        Meaning.DOUBTFUL,
        DoubtKind.UNIT_CONTRADICTED,
    ),
    MeaningRule(
        "an amount under a share",
        lambda context: (
            context.figure.metric in (Metric.SERAPAN, Metric.CAPAIAN)
            and context.figure.unit == "%"
            and "%" not in context.figure.raw_text
            and abs(context.figure.value or Decimal(0)) >= SETTINGS.no_share
        ),
        Meaning.DOUBTFUL,
        DoubtKind.UNIT_CONTRADICTED,
    ),
    MeaningRule(
        "unit of the header for other counts",
        lambda context: context.is_unit_contradicted,
        Meaning.DOUBTFUL,
        DoubtKind.UNIT_CONTRADICTED,
    ),
    MeaningRule(
        "factor over whole rupiah",
        lambda context: context.is_factor_contradicted,
        Meaning.DOUBTFUL,
        DoubtKind.FACTOR_CONTRADICTED,
    ),
    MeaningRule(
        "range without a unit",
        lambda context: _is_bound(context) and _is_bare(context),
        Meaning.DOUBTFUL,
        DoubtKind.RANGE_WITHOUT_UNIT,
    ),
    MeaningRule(
        "one end of a range",
        lambda context: _is_bound(context) and not _is_bare(context),
        Meaning.DOUBTFUL,
        DoubtKind.BOUND,
    ),
    MeaningRule(
        "too small for a budget", _is_too_small, Meaning.DOUBTFUL, DoubtKind.AMOUNT_TOO_SMALL
    ),
)


def judge_meaning(context: FigureContext) -> Figure:
    """Return the figure with the verdict on its meaning and the reasons for it."""
    fired = [rule for rule in RULES if rule.fires(context)]
    verdicts = [rule.verdict for rule in fired]
    return replace(
        context.figure,
        meaning=max(verdicts, key=_RANKS.__getitem__, default=Meaning.SURE),
        meaning_reasons=tuple(Doubt(rule.kind) for rule in fired),
    )
