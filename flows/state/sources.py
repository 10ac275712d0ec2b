"""Where the files behind a release lie, for those who show a page of them.

A release names its reports by content, not by path: paths are nobody's business but this
machine's. Runs note the folders they read in the state folder.
"""

import json
from collections.abc import Sequence
from pathlib import Path

from sidak.flows.settings import CuratedFolder
from sidak.schemas.system.files import digest_file, write_atomically

_NAME = "sources.json"


def save_sources(folder: CuratedFolder, inbox: Path, archive: Path | None) -> None:
    """Store which folders a run has read.

    Raises:
        OSError: If it cannot be written.
    """
    known = _load_sources(folder)
    latest = [str(inbox.resolve()), *([] if archive is None else [str(archive.resolve())])]
    merged = list(dict.fromkeys([*latest, *known]))
    if merged != known:
        # in ASCII: a path need not be UTF-8
        text = json.dumps(merged, indent=2)
        write_atomically(folder.state / _NAME, f"{text}\n".encode("ascii"))


def _load_sources(folder: CuratedFolder) -> list[str]:
    try:
        known = json.loads((folder.state / _NAME).read_text("utf-8"))
    except (OSError, ValueError):
        # The state folder may be deleted at any time; only pictures are missing then.
        return []
    return [one for one in known if isinstance(one, str)] if isinstance(known, list) else []


class SourceFinder:
    """Finds reports by their content.

    Args:
        curated: The curated folder.
        folders: Inboxes or archives to search before the ones that runs have noted.
    """

    def __init__(self, curated: Path, folders: Sequence[Path] = ()) -> None:
        self._folder = CuratedFolder(curated)
        self._first = tuple(folders)
        self._digests: dict[tuple[str, int, int], str] = {}

    def find(self, file: str, sha256: str) -> Path | None:
        """Return a file with this content, ``None`` if there is none.

        Args:
            file: Its name in the release.
            sha256: Its digest. A file of that name with another content is not it.
        """
        noted = [Path(one) for one in _load_sources(self._folder)]
        for folder in dict.fromkeys([*self._first, *noted, *self._list_usual()]):
            archived = folder / sha256[:2] / f"{sha256}{Path(file).suffix.lower()}"
            for path in (archived, folder / file):
                if self._has_content(path, sha256):
                    return path
        return None

    def _list_usual(self) -> tuple[Path, ...]:
        """Return the folders of the repository's own layout."""
        beside = self._folder.root.resolve().parent / "raw"
        return beside / "archive", beside / "inbox"

    def _has_content(self, path: Path, sha256: str) -> bool:
        try:
            state = path.stat()
            key = (str(path), state.st_size, state.st_mtime_ns)
            if key not in self._digests:
                self._digests[key] = digest_file(path)
        except OSError:
            return False
        return self._digests[key] == sha256
