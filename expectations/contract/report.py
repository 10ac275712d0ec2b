"""What checking the data contract of a release gives."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ContractBreach:
    """A rule of the data contract that some rows break.

    Attributes:
        rule: Name of the rule, such as ``"figures.value.filled_iff_readable"``.
        table: Published table.
        is_blocking: Whether the release must not become the latest.
        message: What is wrong, in Indonesian, with the count and example ids.
        count: Rows that break it; 0 if the rule itself could not be evaluated.
        examples: Ids of some of the rows (primary key, parts joined with "/").
    """

    rule: str
    table: str
    is_blocking: bool
    message: str
    count: int
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ContractCheck:
    """A rule of the data contract that was checked (table ``checks``).

    Attributes:
        rule: Name of the rule.
        table_name: Published table.
        severity: "critical" or "warning".
        passed: Whether every row obeys it.
        rows: Rows that were checked.
        broken: Rows that break it; 0 if the rule itself could not be evaluated.
        message: What is wrong; empty if nothing is.
        examples: Ids of some of the rows that break it.
    """

    rule: str
    table_name: str
    severity: str
    passed: bool
    rows: int
    broken: int = 0
    message: str = ""
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ContractReport:
    """What the rules find in the tables of a release.

    Attributes:
        passed: True if nothing that blocks is broken.
        blocking_failures: Breaches that block the release.
        warnings: Breaches that do not.
        rules: How many rules were evaluated.
        checks: Every rule that was evaluated, by name.
    """

    passed: bool
    blocking_failures: tuple[ContractBreach, ...] = ()
    warnings: tuple[ContractBreach, ...] = ()
    rules: int = 0
    checks: tuple[ContractCheck, ...] = ()
