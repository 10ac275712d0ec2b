"""The data contract, checked by great-expectations: one suite per published table.

The suites are files (``expectations/gx``). Rules over several columns or tables are computed
here with pandas; great-expectations then sees a column of yes and no. It is imported only when
the contract is checked: importing it takes longer than reading a short report.
"""

import datetime
import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pandas as pd

from sidak.expectations.contract.data_docs import copy_site
from sidak.expectations.contract.report import ContractBreach, ContractCheck, ContractReport
from sidak.expectations.contract.rules import ContractRule, list_rules
from sidak.expectations.contract.settings import SETTINGS
from sidak.expectations.contract.suite_files import find_project, list_suites
from sidak.schemas.dictionary.checks_table import CHECKS, CRITICAL, WARNING
from sidak.schemas.dictionary.published_tables import TABLE_SCHEMAS

#: Name of the source of data inside the library.
_SOURCE = "release"


def validate_contracts(
    frames: Mapping[str, pd.DataFrame],
    *,
    name: str = _SOURCE,
    date: str = "",
    docs: Path | None = None,
) -> ContractReport:
    """Check tables against the column dictionary and the domain rules.

    Args:
        frames: Table name to frame, as ``sidak.publishers.build_frames`` makes them. A missing
            one blocks.
        name: What is checked: the code of a region.
        date: Day of the check; empty for today.
        docs: Folder for the Data Docs; ``None`` for none.

    Returns:
        The report; a rule that could not be evaluated counts as broken.

    Raises:
        OSError: If the Data Docs cannot be written.
    """
    breaches = _find_misshapen(frames)
    if breaches:
        return _report(breaches, [])
    library = _import_library()
    checks: list[ContractCheck] = []
    with tempfile.TemporaryDirectory(prefix="sidak-") as scratch:
        shutil.copytree(find_project(), Path(scratch, "gx"))
        context = library.get_context(mode="file", project_root_dir=scratch)
        source = context.data_sources.add_pandas(_SOURCE)
        day = datetime.datetime.fromisoformat(date) if date else datetime.datetime.now()
        run = library.RunIdentifier(run_name=name, run_time=day)
        for table in list_suites():
            if frames[table].empty:
                continue
            own = [rule for rule in list_rules() if rule.table == table]
            frame = _add_computed(frames[table], own, frames)
            checkpoint = _make_checkpoint(library, context, source, table)
            outcome = checkpoint.run(batch_parameters={"dataframe": frame}, run_id=run)
            broken = _list_breaches(outcome, own, frame)
            breaches.extend(broken)
            checks.extend(_list_checks(own, broken, len(frame)))
        if docs is not None:
            context.build_data_docs()
            site = Path(scratch, "gx", "uncommitted", "data_docs", "local_site")
            copy_site(site, docs, checks, name)
    return _report(breaches, checks)


def _import_library() -> ModuleType:
    # Before the import, or the library tries to reach its makers.
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    os.environ.setdefault("DO_NOT_TRACK", "1")
    import great_expectations

    return great_expectations  # type: ignore[no-any-return, unused-ignore]


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


def _add_computed(
    frame: pd.DataFrame, rules: Sequence[ContractRule], frames: Mapping[str, pd.DataFrame]
) -> pd.DataFrame:
    """Return a table with a column of yes and no for each rule that is computed."""
    computed = {
        rule.name: rule.compute(frames).reset_index(drop=True).astype("bool")
        for rule in rules
        if rule.compute is not None
    }
    return frame.reset_index(drop=True).assign(**computed)


def _make_checkpoint(library: ModuleType, context: Any, source: Any, table: str) -> Any:
    """Return the checkpoint that checks a table with its suite."""
    asset = source.add_dataframe_asset(table)
    validation = library.ValidationDefinition(
        name=table,
        data=asset.add_batch_definition_whole_dataframe("all"),
        suite=context.suites.get(table),
    )
    # Set on an expectation the format is ignored; it must go to the run.
    checkpoint = library.Checkpoint(
        name=table,
        validation_definitions=[context.validation_definitions.add(validation)],
        result_format={
            "result_format": "SUMMARY",
            "unexpected_index_column_names": list(TABLE_SCHEMAS[table].primary_key),
            "partial_unexpected_count": SETTINGS.most_examples,
        },
    )
    return context.checkpoints.add(checkpoint)


def _list_breaches(
    outcome: Any, rules: Sequence[ContractRule], frame: pd.DataFrame
) -> list[ContractBreach]:
    """Return the rules of a table that a checkpoint found broken."""
    by_name = {rule.name: rule for rule in rules}
    return [
        _breach(by_name[result.expectation_config.meta["rule"]], result, frame)
        for validation in outcome.run_results.values()
        for result in validation.results
        if not result.success
    ]


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
