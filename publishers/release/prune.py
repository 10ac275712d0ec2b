"""Old releases of a curated folder, and which of them go."""

import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from sidak.publishers.release.writer import find_latest
from sidak.schemas import SidakError


@dataclass(frozen=True, slots=True)
class OldRelease:
    """A release that goes.

    Attributes:
        path: Its folder.
        size: Bytes that only it holds: files that other releases share are not counted.
    """

    path: Path
    size: int


def find_releases(curated: Path) -> Path:
    """Return the folder of the releases of a curated folder.

    Raises:
        SidakError: If the folder has no releases.
    """
    releases = curated / "releases"
    if not releases.is_dir():
        raise SidakError(f"not a curated folder, it has no releases: {curated}")
    return releases


def list_old_releases(curated: Path, keep: int) -> list[OldRelease]:
    """Return the releases that are not among the newest, the oldest first.

    The one that ``latest.json`` names is never among them. A release that is not
    finished, or was not written by sidak, is left alone.

    Args:
        curated: The curated folder.
        keep: How many releases stay, the latest one among them; at least one.

    Raises:
        SidakError: If the folder has no releases.
    """
    folders = [path for path in find_releases(curated).iterdir() if path.is_dir()]
    finished = {path: _read_finish(path) for path in folders}
    dated = sorted(
        ((date, path) for path, date in finished.items() if date is not None),
        key=lambda one: (one[0], one[1].name),
        reverse=True,
    )
    latest = find_latest(curated)
    named = latest.resolve() if latest is not None else None
    others = [path for _date, path in dated if path.resolve() != named]
    stay = keep - (1 if len(others) < len(dated) else 0)
    return [OldRelease(path, _measure(path)) for path in reversed(others[max(stay, 0) :])]


def remove_release(release: Path) -> None:
    """Remove the folder of a release; nobody sees half of it.

    Args:
        release: Its folder.
    """
    doomed = release.with_name(f".removed-{release.name}")
    release.rename(doomed)
    for path in (doomed, *doomed.rglob("*")):
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o755)
    shutil.rmtree(doomed)


def _read_finish(release: Path) -> str | None:
    """Return when a release was finished; ``None`` if nothing says so."""
    try:
        run = json.loads((release / "run.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    date = run.get("finished") or run.get("started") if isinstance(run, dict) else None
    return date if isinstance(date, str) else None


def _measure(release: Path) -> int:
    """Return the bytes of the files that no other folder links to."""
    return sum(
        stat.st_size
        for path in release.rglob("*")
        if not path.is_dir() and (stat := os.lstat(path)).st_nlink == 1
    )
