"""Expectations: the data contract and the arithmetic of the reports."""

from expectations.contracts import validate_contracts
from expectations.cross_documents import compare_documents
from expectations.doubts import tell_doubts
from expectations.grouping import group_findings
from expectations.reconcile import reconcile
from expectations.reports import ContractBreach, ContractReport, Coverage, Reconciliation

__all__ = [
    "ContractBreach",
    "ContractReport",
    "Coverage",
    "Reconciliation",
    "compare_documents",
    "group_findings",
    "reconcile",
    "tell_doubts",
    "validate_contracts",
]
