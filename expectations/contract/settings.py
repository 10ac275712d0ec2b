"""Thresholds of the data contract."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ContractSettings:
    """Thresholds of the data contract. All are chosen by hand.

    Attributes:
        most_serapan: Per cent of its budget that a programme line spends at most.
        most_examples: Rows that the message of a broken rule names, at most.
    """

    most_serapan: int = 200
    most_examples: int = 5


SETTINGS = ContractSettings()
