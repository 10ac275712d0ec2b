"""Names of places in the audit pages."""

from sidak.publishers.audit.model.anchors import number_finding


def test_number_of_a_finding_can_be_quoted_and_follows_from_its_id() -> None:
    assert number_finding("3fa9c01e22b4d567-fd419276ecb") == "3FA9-D41927"
