"""Exit codes of the ``sidak`` command."""

from enum import IntEnum


class ExitCode(IntEnum):
    """How a command ended."""

    OK = 0
    SOME_FAILED = 1
    FAULT = SOME_FAILED
    USAGE = 2
    BLOCKED = 3
    NOTHING_READ = 4
    LOCKED = 5
