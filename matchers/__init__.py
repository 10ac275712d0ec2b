"""Items to codes of the Permendagri 90 nomenclature: lists, candidates, tree, decisions."""

from sidak.matchers.match.decisions import (
    CodeDecision,
    list_code_decisions,
    record_decision,
)
from sidak.matchers.match.document import match_tables
from sidak.matchers.match.mentions import code_mentions
from sidak.matchers.match.results import MatchResult
from sidak.matchers.reference.entries import ListFault
from sidak.matchers.reference.importer import ImportReport, import_list
from sidak.matchers.reference.kode_map import KodeMap, KodeMapping, count_changes
from sidak.matchers.reference.learned import (
    LearnedPair,
    PrintedLine,
    learn_pairs,
    read_pairs,
    store_pairs,
    write_pairs,
)
from sidak.matchers.reference.lookup import (
    EditionDifference,
    EditionSummary,
    NameHit,
    diff_editions,
    list_editions,
    search_name,
    show_kode,
)
from sidak.matchers.reference.store import Nomenclature, NomenclatureList, load_nomenclature

__all__ = [
    "CodeDecision",
    "EditionDifference",
    "EditionSummary",
    "ImportReport",
    "KodeMap",
    "KodeMapping",
    "LearnedPair",
    "ListFault",
    "MatchResult",
    "NameHit",
    "Nomenclature",
    "NomenclatureList",
    "PrintedLine",
    "code_mentions",
    "count_changes",
    "diff_editions",
    "import_list",
    "learn_pairs",
    "list_code_decisions",
    "list_editions",
    "load_nomenclature",
    "match_tables",
    "read_pairs",
    "record_decision",
    "search_name",
    "show_kode",
    "store_pairs",
    "write_pairs",
]
