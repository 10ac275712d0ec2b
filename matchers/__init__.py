"""Items to codes of the Permendagri 90 nomenclature: lists, candidates, tree, decisions."""

from matchers.decisions import (
    Decision,
    append_decision,
    list_code_decisions,
    load_decisions,
    record_decision,
)
from matchers.import_list import ImportReport, import_list
from matchers.list_entries import ListFault
from matchers.lookup import (
    EditionDifference,
    EditionSummary,
    NameHit,
    diff_editions,
    list_editions,
    search_name,
    show_kode,
)
from matchers.matching import match_tables
from matchers.results import Candidate, MatchResult, ReviewRow
from matchers.store import Nomenclature, NomenclatureList, load_nomenclature

__all__ = [
    "Candidate",
    "Decision",
    "EditionDifference",
    "EditionSummary",
    "ImportReport",
    "ListFault",
    "MatchResult",
    "NameHit",
    "Nomenclature",
    "NomenclatureList",
    "ReviewRow",
    "append_decision",
    "diff_editions",
    "import_list",
    "list_code_decisions",
    "list_editions",
    "load_decisions",
    "load_nomenclature",
    "match_tables",
    "record_decision",
    "search_name",
    "show_kode",
]
