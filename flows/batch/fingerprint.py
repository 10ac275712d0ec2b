"""What a result depends on besides the file: the code that read it, its libraries, lists."""

import functools
import hashlib
import importlib.util
import json
import platform
from collections.abc import Iterable, Mapping
from importlib import metadata
from pathlib import Path

#: Rooms whose source decides what is read from a file.
READING_ROOMS = ("schemas", "extractors")
#: Rooms whose source decides what becomes of one document.
DOCUMENT_ROOMS = (*READING_ROOMS, "normalisers", "matchers", "expectations")
#: Rooms whose source decides what a release looks like.
RELEASE_ROOMS = (*DOCUMENT_ROOMS, "publishers")

#: Files of this room that shape a document's result.
_OWN_FILES = ("pipeline.py", "codec.py", "cache.py")
#: Libraries whose versions may change a reading.
_LIBRARIES = ("camelot-py", "pdfminer.six", "pdfplumber", "pypdfium2", "rapidfuzz")


def digest_parts(*parts: str | Mapping[str, object]) -> str:
    """Return one SHA-256 over texts and mappings, in order."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


@functools.cache
def digest_rooms(rooms: tuple[str, ...]) -> str:
    """Return the SHA-256 over the source and data files of rooms, and over the libraries.

    A digest of the source instead of a version number: during work on the rooms a number
    would hand out results of yesterday's code.
    """
    digest = hashlib.sha256(platform.python_version().encode())
    for name, version in list_versions().items():
        digest.update(f"{name}={version}\n".encode())
    for room in rooms:
        _add_files(digest, _room_folder(room).rglob("*"))
    _add_files(digest, (Path(__file__).with_name(name) for name in _OWN_FILES))
    return digest.hexdigest()


def digest_folder(folder: Path | None) -> str:
    """Return the SHA-256 over the files of a folder; of nothing if it is absent."""
    digest = hashlib.sha256()
    if folder is not None and folder.is_dir():
        _add_files(digest, folder.rglob("*"))
    return digest.hexdigest()


@functools.cache
def list_versions() -> Mapping[str, str]:
    """Return the versions of sidak and of the libraries that read."""
    return {name: _find_version(name) for name in ("sidak", *_LIBRARIES)}


def _find_version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "absent"


def _room_folder(room: str) -> Path:
    spec = importlib.util.find_spec(room)
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError(f"room not found: {room}")
    return Path(spec.submodule_search_locations[0])


def _add_files(digest: "hashlib._Hash", files: Iterable[Path]) -> None:
    for path in sorted(files):
        if path.is_file() and "__pycache__" not in path.parts and path.name[0] != ".":
            content = path.read_bytes()
            digest.update(f"{path.name} {len(content)}\n".encode())
            digest.update(content)
