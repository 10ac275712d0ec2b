"""Raw tables to typed tables: what a column means, what a row is, what a number is worth."""

from sidak.normalisers.document.metadata import find_facts
from sidak.normalisers.header.stacked_tables import split_stacked_tables
from sidak.normalisers.meaning_overrides import apply_meaning_decisions
from sidak.normalisers.mentions.reader import read_mentions
from sidak.normalisers.overrides import apply_figure_decisions
from sidak.normalisers.typed_tables import type_tables

__all__ = [
    "apply_figure_decisions",
    "apply_meaning_decisions",
    "find_facts",
    "read_mentions",
    "split_stacked_tables",
    "type_tables",
]
