"""The rules of the data contract as suites of great-expectations, one file per table.

They stand in ``expectations/gx``, a project that great-expectations opens, so that anybody can
read what a release is checked for. ``make suites`` writes them.
"""

import json
import uuid
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from sidak.expectations.contract.rules import ContractRule, RuleTest, list_rules
from sidak.schemas.dictionary.checks_table import CHECKS, CRITICAL, WARNING
from sidak.schemas.dictionary.published_tables import TABLE_SCHEMAS

#: Parquet only and large, and what is made of the checks themselves: what these must obey is
#: checked where they are written.
UNCHECKED = frozenset({"cells", CHECKS.name})
#: The library needs an id for each expectation; one that follows from its name never changes.
_IDS = uuid.UUID("6ad3a6d2-6a4b-4d0e-9a51-0a7a2d1c6c0f")
_TYPES: Mapping[RuleTest, str] = {
    RuleTest.NOT_NULL: "expect_column_values_to_not_be_null",
    RuleTest.UNIQUE: "expect_column_values_to_be_unique",
    RuleTest.UNIQUE_TOGETHER: "expect_compound_columns_to_be_unique",
    RuleTest.IN_SET: "expect_column_values_to_be_in_set",
    RuleTest.MATCHES: "expect_column_values_to_match_regex",
    RuleTest.HOLDS: "expect_column_values_to_be_in_set",
}


def find_project() -> Path:
    """Return the folder of the project."""
    return Path(str(files("sidak.expectations").joinpath("gx")))


def list_suites() -> list[str]:
    """Return the names of the suites: the tables that are checked."""
    return [table for table in TABLE_SCHEMAS if table not in UNCHECKED]


def render_suite(table: str) -> str:
    """Return the suite of a table as the library stores it."""
    suite = {
        "name": table,
        "id": _make_id(table),
        "meta": {},
        "notes": TABLE_SCHEMAS[table].description,
        "expectations": [_describe_rule(rule) for rule in list_rules() if rule.table == table],
    }
    return json.dumps(suite, ensure_ascii=False, indent=2) + "\n"


def write_suites(folder: Path) -> None:
    """Write all suites.

    Raises:
        OSError: If one cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for table in list_suites():
        (folder / f"{table}.json").write_text(render_suite(table), encoding="utf-8")


def _describe_rule(rule: ContractRule) -> dict[str, Any]:
    return {
        "type": _TYPES[rule.test],
        "kwargs": _list_arguments(rule),
        "severity": CRITICAL if rule.is_blocking else WARNING,
        "id": _make_id(rule.name),
        "notes": rule.message,
        "meta": {"rule": rule.name},
    }


def _list_arguments(rule: ContractRule) -> dict[str, Any]:
    if rule.test is RuleTest.UNIQUE_TOGETHER:
        return {"column_list": list(rule.values)}
    if rule.test is RuleTest.IN_SET:
        return {"column": rule.column, "value_set": list(rule.values)}
    if rule.test is RuleTest.MATCHES:
        return {"column": rule.column, "regex": rule.pattern}
    if rule.test is RuleTest.HOLDS:
        # A rule over several columns or tables is a column of yes and no, named after it.
        return {"column": rule.name, "value_set": [True]}
    return {"column": rule.column}


def _make_id(name: str) -> str:
    return str(uuid.uuid5(_IDS, name))
