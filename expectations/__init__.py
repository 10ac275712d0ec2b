"""Expectations: the data contract and the arithmetic of the reports."""

from sidak.expectations.balance.balance import balance_pages
from sidak.expectations.contract.data_docs import DATA_DOCS
from sidak.expectations.contract.report import ContractBreach, ContractCheck, ContractReport
from sidak.expectations.contract.suites import validate_contracts
from sidak.expectations.cross_document.compare import compare_documents
from sidak.expectations.cross_document.reconciliation import reconcile_reports
from sidak.expectations.facts.canonical import StatedFact, choose_facts
from sidak.expectations.facts.panel import make_panel
from sidak.expectations.facts.wide import make_indicator_rows, make_programme_rows
from sidak.expectations.findings.follow_up import mark_documents
from sidak.expectations.findings.grouping import group_findings
from sidak.expectations.findings.ill_printed import report_doubts
from sidak.expectations.reconcile import Reconciliation, reconcile
from sidak.expectations.repair.lone_separators import prefer_likely_readings
from sidak.expectations.repair.tables import RepairResult, repair_tables

__all__ = [
    "DATA_DOCS",
    "ContractBreach",
    "ContractCheck",
    "ContractReport",
    "Reconciliation",
    "RepairResult",
    "StatedFact",
    "balance_pages",
    "choose_facts",
    "compare_documents",
    "group_findings",
    "make_indicator_rows",
    "make_panel",
    "make_programme_rows",
    "mark_documents",
    "prefer_likely_readings",
    "reconcile",
    "reconcile_reports",
    "repair_tables",
    "report_doubts",
    "validate_contracts",
]
