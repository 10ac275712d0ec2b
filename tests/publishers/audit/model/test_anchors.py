"""Names of places in the audit pages."""

import re

from sidak.publishers.audit.model.anchors import number_finding


def test_number_of_a_finding_can_be_quoted_and_follows_from_its_id() -> None:
    assert number_finding("3fa9c01e22b4d567-fd419276ecb") == "3FA9-D41927"


def test_finding_of_a_table_or_row_has_a_number_too() -> None:
    numbers = {
        number_finding(f"3fa9c01e22b4d567{end}")
        for end in ("-t04-legacy_code", "-t04-r156-duplicate_row", "-f1", "-edition")
    }
    assert len(numbers) == 4
    assert all(re.fullmatch(r"3FA9-[0-9A-F]{6}", one) for one in numbers)
