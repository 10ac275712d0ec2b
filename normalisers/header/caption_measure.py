"""Columns headed by bare years: the caption says what they measure, if it names one measure."""

import re
from collections.abc import Sequence
from dataclasses import replace

from sidak.normalisers.header.measures import ColumnDraft
from sidak.normalisers.header.profiles import ValueProfile
from sidak.normalisers.header.settings import SETTINGS
from sidak.normalisers.header.vocabulary import Aspect, Measure, read_header_text
from sidak.schemas import ColumnRole
from sidak.schemas.text.patterns import CAPTION, is_year

#: The rule that takes a measure from the caption.
CAPTION_MEASURE = "measure of the caption"
#: What joins two measures.
_JOIN = re.compile(r"\b(?:dan|serta|dengan|terhadap|and)\b|[,/&]", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")


def take_measure_of_caption(
    drafts: list[ColumnDraft], profiles: Sequence[ValueProfile], caption: str
) -> list[ColumnDraft]:
    """Give columns headed by years alone the one measure that the caption names.

    A caption that names several ("Pagu dan Realisasi") says nothing of one column; nor does
    one that names money above values that are no amounts, or the other way round.
    """
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
