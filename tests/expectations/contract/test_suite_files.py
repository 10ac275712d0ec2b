"""The suites on disk are those of the rules, and a project that the library opens."""

import json

import pytest

from sidak.expectations.contract.rules import list_rules
from sidak.expectations.contract.suite_files import (
    UNCHECKED,
    find_project,
    list_suites,
    render_suite,
)


@pytest.mark.parametrize("table", list_suites())
def test_suite_is_in_step_with_the_rules(table: str) -> None:
    stored = (find_project() / "expectations" / f"{table}.json").read_text("utf-8")
    assert stored == render_suite(table)


def test_every_rule_stands_in_one_suite() -> None:
    listed = [
        one["meta"]["rule"]
        for path in (find_project() / "expectations").glob("*.json")
        for one in json.loads(path.read_text("utf-8"))["expectations"]
    ]
    rules = [rule.name for rule in list_rules() if rule.table not in UNCHECKED]
    assert sorted(listed) == sorted(rules)
    assert len(set(listed)) == len(listed)
