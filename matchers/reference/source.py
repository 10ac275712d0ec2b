"""What stands in the file of a reference list, whatever kind of file it is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One line of a source file as it stands there.

    Attributes:
        row: Line from 1, header lines included.
        kode: Code.
        nama: Name.
        level: Level, if the source says one.
        edition: Edition, if the source says one.
        scope: Scope, if the source says one.
        page: Page of a PDF, from 1; 0 in other files.
    """

    row: int
    kode: str
    nama: str
    level: str = ""
    edition: str = ""
    scope: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class SourceDoubt:
    """Something in a PDF that was not understood, or only by a guess.

    Attributes:
        page: Page from 1.
        message: What it is and what was done, in Indonesian.
    """

    page: int
    message: str


@dataclass(frozen=True, slots=True)
class ListSource:
    """What stands in a file.

    Attributes:
        rows: Its lines.
        front: Text outside the list that may name the regulation.
        doubts: What was not understood.
    """

    rows: tuple[SourceRow, ...]
    front: str = ""
    doubts: tuple[SourceDoubt, ...] = ()
