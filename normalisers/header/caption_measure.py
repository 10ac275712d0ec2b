"""Columns headed by bare years: the caption says what they measure, if it names one measure."""

import re
from collections.abc import Sequence
from dataclasses import replace

from sidak.normalisers.header.measures import ColumnDraft
from sidak.normalisers.header.profiles import ValueProfile
from sidak.normalisers.header.settings import SETTINGS
from sidak.normalisers.header.vocabulary import (
    Aspect,
    Measure,
    fold_text,
    read_header_text,
    read_unit,
)
from sidak.schemas import ColumnRole
from sidak.schemas.text.patterns import CAPTION, is_year

#: The rule that takes a measure from the caption.
CAPTION_MEASURE = "measure of the caption"
#: What joins two measures.
_JOIN = re.compile(r"\b(?:dan|serta|dengan|terhadap|and)\b|[,/&]", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)")
#: What the first word of a caption says of the numbers that the rest names.
_ASPECTS = {
    "sasaran": Aspect.PLANNED,
    "target": Aspect.PLANNED,
    "proyeksi": Aspect.PLANNED,
    "realisasi": Aspect.ACTUAL,
}
_WORD = re.compile(r"[^\W\d_]+")


def take_measure_of_caption(
    drafts: list[ColumnDraft], profiles: Sequence[ValueProfile], caption: str
) -> list[ColumnDraft]:
    """Give columns headed by years alone the one measure that the caption names.

    A caption that names several ("Pagu dan Realisasi") says nothing of one column; nor does
    one that names money above values that are no amounts, or the other way round.
    """
    drafts = [_take_plan_of_caption(draft, caption) for draft in drafts]
    found = _find_measure(caption)
    if found is None:
        return drafts
    aspect, measure = found
    return [
        replace(draft, aspect=aspect, measure=measure, rules=(*draft.rules, CAPTION_MEASURE))
        if _has_years_only(draft) and _fits(measure, values)
        else draft
        for draft, values in zip(drafts, profiles, strict=True)
    ]


def _find_measure(caption: str) -> tuple[Aspect, Measure] | None:
    """Return aspect and measure of a caption that names exactly one of each."""
    parts = [" ".join(_WORD.findall(p)) for p in _JOIN.split(CAPTION.sub("", caption))]
    senses = [read_header_text(part) for part in parts]
    aspects = {s.aspect for s in senses if s.aspect is not None}
    measures = {s.measure for s in senses if s.measure is not None}
    if len(aspects) != 1 or len(measures) != 1:
        return None
    return aspects.pop(), measures.pop()


def _take_plan_of_caption(draft: ColumnDraft, caption: str) -> ColumnDraft:
    """Return a column of a year as target or realisasi if the caption says so of its header.

    "Sasaran Populasi Ternak" over "Populasi Ternak (ekor) | 2013 | 2014".
    """
    if draft.role is not ColumnRole.FIGURE or draft.aspect is not None or len(draft.path) < 2:
        return draft
    said = fold_text(CAPTION.sub("", caption)).lstrip("0123456789")
    head = fold_text(_BRACKETS.sub(" ", draft.path[0]))
    aspect = next(
        (a for word, a in _ASPECTS.items() if head and said.startswith(word + head)), None
    )
    is_money = (read_unit(draft.path[0]) or "").startswith("Rp")
    if aspect is None or is_money or not is_year(draft.path[-1].strip()):
        return draft
    rules = (*draft.rules, CAPTION_MEASURE)
    return replace(draft, aspect=aspect, measure=Measure.PERFORMANCE, rules=rules)


def _has_years_only(draft: ColumnDraft) -> bool:
    return (
        draft.role is ColumnRole.FIGURE
        and draft.aspect is None
        and bool(draft.path)
        and all(is_year(text.strip()) for text in draft.path)
    )


def _fits(measure: Measure, values: ValueProfile) -> bool:
    is_money = values.money >= SETTINGS.mostly
    return is_money == (measure is Measure.MONEY)
