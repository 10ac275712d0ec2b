"""The data contract as great-expectations suites, one per published table.

Rules over several columns or tables are computed here with pandas; great-expectations then
sees a column of yes and no. It is imported only when the contract is checked: importing it
takes longer than reading a short report.
"""

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import ModuleType
from typing import Any

import pandas as pd

from sidak.expectations.contract.report import ContractBreach, ContractCheck, ContractReport
from sidak.expectations.contract.rules import ContractRule, RuleTest, list_rules
from sidak.expectations.contract.settings import SETTINGS
from sidak.schemas.dictionary.checks_table import CHECKS, CRITICAL, WARNING
from sidak.schemas.dictionary.published_tables import TABLE_SCHEMAS

#: Parquet only and large, and what is made here: what they must obey is checked where they are
#: written.
_UNCHECKED = {"cells", "checks"}


def validate_contracts(frames: Mapping[str, pd.DataFrame]) -> ContractReport:
    """Check the tables of a release against the column dictionary and the domain rules.

    Args:
        frames: Table name to frame, as ``sidak.publishers.build_frames`` makes them. Only the
            tables that are there are checked, but a missing ``documents``, ``items`` or
            ``figures`` blocks.

    Returns:
        The report; a rule that could not be evaluated counts as broken.
    """
    breaches = _find_misshapen(frames)
    if breaches:
        return _report(breaches, [])
    library = _import_library()
    context = _make_context(library)
    context.variables.progress_bars = {"globally": False}
    source = context.data_sources.add_pandas("release")
    checks: list[ContractCheck] = []
    for table in TABLE_SCHEMAS:
        own = [rule for rule in list_rules() if rule.table == table]
        if table in _UNCHECKED or frames[table].empty:
            continue
        broken = _check_table(library, source, table, frames, own)
        breaches.extend(broken)
        checks.extend(_list_checks(own, broken, len(frames[table])))
    return _report(breaches, checks)


def _import_library() -> ModuleType:
    # Before the import, or the library tries to reach its makers.
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    os.environ.setdefault("DO_NOT_TRACK", "1")
    import great_expectations

    return great_expectations  # type: ignore[no-any-return, unused-ignore]


def _make_context(library: ModuleType) -> Any:
    """Return a context that lives in memory only and leaves no folder behind."""
    from great_expectations.data_context.types.base import (
        DataContextConfig,
        InMemoryStoreBackendDefaults,
    )

    stores = InMemoryStoreBackendDefaults(init_temp_docs_sites=False)
    config = DataContextConfig(store_backend_defaults=stores, analytics_enabled=False)
    return library.get_context(mode="ephemeral", project_config=config)


def _find_misshapen(frames: Mapping[str, pd.DataFrame]) -> list[ContractBreach]:
    """Return tables that are missing or have other columns than the dictionary."""
    breaches: list[ContractBreach] = []
    for table, schema in TABLE_SCHEMAS.items():
        if table == CHECKS.name:
            continue
        if table not in frames:
            message = f"Tabel {table} tidak ada"
        elif tuple(frames[table].columns) != schema.names:
            message = f"Kolom tabel {table} tidak sesuai kamus kolom"
        else:
            continue
        breaches.append(
            ContractBreach(
                f"{table}.columns", table, is_blocking=True, message=message, count=0
            )
        )
    return breaches


def _check_table(
    library: ModuleType,
    source: Any,
    table: str,
    frames: Mapping[str, pd.DataFrame],
    rules: Sequence[ContractRule],
) -> list[ContractBreach]:
    frame = frames[table].reset_index(drop=True)
    results_of_rules = {
        _result_column(place): rule.compute(frames).reset_index(drop=True).astype("bool")
        for place, rule in enumerate(rules)
        if rule.compute is not None
    }
    frame = frame.assign(**results_of_rules)
    suite = library.ExpectationSuite(name=table)
    for place, rule in enumerate(rules):
        suite.add_expectation(_expect(library, rule, place))
    asset = source.add_dataframe_asset(table)
    batch = asset.add_batch_definition_whole_dataframe("all").get_batch({"dataframe": frame})
    # Set on an expectation the format is ignored; it must go to the run.
    outcome = batch.validate(
        suite,
        result_format={
            "result_format": "SUMMARY",
            "unexpected_index_column_names": list(TABLE_SCHEMAS[table].primary_key),
            "partial_unexpected_count": SETTINGS.most_examples,
        },
    )
    breaches: list[ContractBreach] = []
    for result in outcome.results:
        if not result.success:
            rule = rules[int(result.expectation_config.meta["rule"])]
            breaches.append(_breach(rule, result, frame))
    return breaches


def _result_column(place: int) -> str:
    return f"rule {place}"


def _expect(library: ModuleType, rule: ContractRule, place: int) -> Any:
    expectations = library.expectations
    common = {
        "meta": {"rule": place},
        "severity": CRITICAL if rule.is_blocking else WARNING,
    }
    if rule.test is RuleTest.NOT_NULL:
        return expectations.ExpectColumnValuesToNotBeNull(column=rule.column, **common)
    if rule.test is RuleTest.UNIQUE:
        return expectations.ExpectColumnValuesToBeUnique(column=rule.column, **common)
    if rule.test is RuleTest.UNIQUE_TOGETHER:
        return expectations.ExpectCompoundColumnsToBeUnique(
            column_list=list(rule.values), **common
        )
    if rule.test is RuleTest.IN_SET:
        return expectations.ExpectColumnValuesToBeInSet(
            column=rule.column, value_set=list(rule.values), **common
        )
    if rule.test is RuleTest.MATCHES:
        return expectations.ExpectColumnValuesToMatchRegex(
            column=rule.column, regex=rule.pattern, **common
        )
    return expectations.ExpectColumnValuesToBeInSet(
        column=_result_column(place), value_set=[True], **common
    )


def _breach(rule: ContractRule, result: Any, frame: pd.DataFrame) -> ContractBreach:
    if result.exception_info.get("raised_exception"):
        return ContractBreach(
            rule.name,
            rule.table,
            is_blocking=True,
            message=f"Aturan {rule.name} tidak dapat diperiksa",
            count=0,
        )
    count = int(result.result["unexpected_count"])
    keys = TABLE_SCHEMAS[rule.table].primary_key
    examples = tuple(
        "/".join(str(place[key]) for key in keys)
        for place in result.result.get("partial_unexpected_index_list") or ()
    )[: SETTINGS.most_examples]
    shown = ", ".join(examples)
    message = f"{rule.message[:1].upper()}{rule.message[1:]}: {count} dari {len(frame)} baris"
    return ContractBreach(
        rule.name,
        rule.table,
        is_blocking=rule.is_blocking,
        message=f"{message} (misalnya {shown})" if shown else message,
        count=count,
        examples=examples,
    )


def _list_checks(
    rules: Sequence[ContractRule], breaches: Sequence[ContractBreach], rows: int
) -> list[ContractCheck]:
    """Return every rule of a table with its result."""
    broken = {one.rule: one for one in breaches}
    checks = []
    for rule in rules:
        breach = broken.get(rule.name)
        # A rule that cannot be evaluated blocks, whatever it is about.
        is_blocking = rule.is_blocking if breach is None else breach.is_blocking
        severity = CRITICAL if is_blocking else WARNING
        check = ContractCheck(rule.name, rule.table, severity, breach is None, rows)
        if breach is not None:
            check = replace(
                check,
                broken=breach.count,
                message=breach.message,
                examples=breach.examples,
            )
        checks.append(check)
    return checks


def _report(
    breaches: Sequence[ContractBreach], checks: Sequence[ContractCheck]
) -> ContractReport:
    ordered = sorted(breaches, key=lambda one: one.rule)
    blocking = tuple(one for one in ordered if one.is_blocking)
    warnings = tuple(one for one in ordered if not one.is_blocking)
    listed = tuple(sorted(checks, key=lambda one: one.rule))
    rules = len(listed) or len(ordered)
    return ContractReport(not blocking, blocking, warnings, rules, listed)
