"""Is a release what was written? Its files against their digests."""

import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sidak.schemas import SidakError
from sidak.schemas.system.files import digest_file


class FileState(StrEnum):
    """What became of a file since its digest was taken."""

    SAME = "same"
    CHANGED = "changed"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class VerifiedFile:
    """A file whose digest a release names.

    Attributes:
        name: Its name, as the release names it.
        state: What became of it.
    """

    name: str
    state: FileState

    @property
    def is_changed(self) -> bool:
        """Return True if it is missing or not what it was."""
        return self.state is not FileState.SAME


def verify_outputs(release: Path) -> list[VerifiedFile]:
    """Compare the tables of a release with the digests in its ``run.json``.

    Args:
        release: Its folder.

    Raises:
        SidakError: If ``run.json`` cannot be read.
    """
    return [
        _verify(name, release / name, hexes) for name, hexes in _read(release, "files").items()
    ]


def verify_inputs(release: Path, inbox: Path) -> list[VerifiedFile]:
    """Compare the reports of an inbox with the digests of those that a release was read from.

    Args:
        release: Its folder.
        inbox: Where the reports lie now.

    Raises:
        SidakError: If ``run.json`` cannot be read.
    """
    return [
        _verify(name, inbox / name, hexes) for name, hexes in _read(release, "inputs").items()
    ]


def _verify(name: str, path: Path, expected: str) -> VerifiedFile:
    if not path.is_file():
        return VerifiedFile(name, FileState.MISSING)
    is_same = digest_file(path) == expected
    return VerifiedFile(name, FileState.SAME if is_same else FileState.CHANGED)


def _read(release: Path, part: str) -> dict[str, str]:
    path = release / "run.json"
    try:
        run = json.loads(path.read_text(encoding="utf-8"))
        return {str(name): str(hexes) for name, hexes in run[part].items()}
    except (OSError, ValueError, KeyError, AttributeError) as error:
        raise SidakError(f"{path} cannot be read: {error}") from error
