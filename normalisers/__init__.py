"""Raw tables to typed tables: what a column means, what a row is, what a number is worth."""

from normalisers.decided import apply_figure_decisions
from normalisers.facts import find_facts
from normalisers.stacked import part_stacked_tables
from normalisers.tabletyping import type_tables

__all__ = ["apply_figure_decisions", "find_facts", "part_stacked_tables", "type_tables"]
