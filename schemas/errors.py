"""Errors that a user of sidak may see; each names the file, the fault and the way out."""


class SidakError(Exception):
    """Base of all errors that sidak raises on purpose."""


class UnreadableFileError(SidakError):
    """A file cannot be read at all (encrypted, truncated, empty, not a PDF, too large).

    Attributes:
        file: Name of the file as the user gave it.
        problem: What is wrong, in Indonesian, without a full stop.
        remedy: What the user can do, in Indonesian, without a full stop.
    """

    def __init__(self, file: str, problem: str, remedy: str) -> None:
        """Make the one clear line from its three parts."""
        self.file = file
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"{file}: {problem}; {remedy}")

    def __reduce__(self) -> tuple[type["UnreadableFileError"], tuple[str, str, str]]:
        """Let the error travel between processes with its parts."""
        return (UnreadableFileError, (self.file, self.problem, self.remedy))


class NomenclatureError(SidakError):
    """A nomenclature list cannot be imported or found."""


class DecisionsError(SidakError):
    """The file of people's decisions cannot be read or added to."""


class ReleaseBlockedError(SidakError):
    """A check that blocks has failed; ``latest.json`` stays where it was."""


class LockHeldError(SidakError):
    """Another run works on the same curated folder."""
