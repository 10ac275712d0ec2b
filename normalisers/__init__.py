"""Raw tables to typed tables: what a column means, what a row is, what a number is worth."""

from normalisers.facts import find_facts
from normalisers.tabletyping import type_tables

__all__ = ["find_facts", "type_tables"]
