"""Errors that a user of sidak may see; each names the file, the fault and the way out."""

from sidak.schemas.doubts import Doubt


class SidakError(Exception):
    """Base of all errors that sidak raises on purpose."""


class UnreadableFileError(SidakError):
    """A file cannot be read at all (encrypted, truncated, empty, not a PDF, too large).

    Attributes:
        file: Name of the file as the user gave it.
        doubt: What is wrong, and what the user can do.
    """

    def __init__(self, file: str, doubt: Doubt) -> None:
        """Make the one clear line from its parts."""
        self.file = file
        self.doubt = doubt
        super().__init__(f"{file}: {doubt.text()}")

    def __reduce__(self) -> tuple[type["UnreadableFileError"], tuple[str, Doubt]]:
        """Let the error travel between processes with its parts."""
        return (UnreadableFileError, (self.file, self.doubt))


class NomenclatureError(SidakError):
    """A nomenclature list cannot be imported or found."""


class DecisionsError(SidakError):
    """The file of people's decisions cannot be read or added to."""


class ReleaseBlockedError(SidakError):
    """A check that blocks has failed; ``latest.json`` stays where it was."""


class LockHeldError(SidakError):
    """Another run works on the same curated folder."""
