"""What a result depends on besides the file: the code that read it, its libraries, lists."""

import functools
import hashlib
import importlib.util
import json
import platform
import re
import shutil
import subprocess
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path

from sidak.flows.batch.settings import SETTINGS
from sidak.schemas.system.files import digest_file

#: Rooms whose source decides what is read from a file.
READING_ROOMS = ("schemas", "extractors")
#: Rooms whose source decides what becomes of one document.
DOCUMENT_ROOMS = (*READING_ROOMS, "normalisers", "matchers", "expectations")
#: Rooms whose source decides what a release looks like.
RELEASE_ROOMS = (*DOCUMENT_ROOMS, "publishers")
#: Modules of this room that shape a document's result.
_OWN_MODULES = ("sidak.flows.pipeline", "sidak.flows.state.codec", "sidak.flows.state.cache")

#: Distributions whose versions may change a reading; the optional ones are "absent" where
#: they are not installed.
LIBRARIES = (
    "camelot-py",
    "numpy",
    "onnxruntime",
    "opencv-python-headless",
    "openvino",
    "pdfminer.six",
    "pdfplumber",
    "pillow",
    "playa-pdf",
    "pypdfium2",
    "PySastrawi",
    "rapidfuzz",
    "rapidocr",
)
#: Language data that the OCR may load.
TESSERACT_LANGUAGES = ("ind", "eng", "osd")
_ABSENT = "absent"


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
        _add_folder(digest, find_room(room))
    for name in _OWN_MODULES:
        _add_file(digest, name, _find_module(name))
    return digest.hexdigest()


def digest_folder(folder: Path | None) -> str:
    """Return the SHA-256 over the files of a folder; of nothing if it is absent."""
    digest = hashlib.sha256()
    if folder is not None and folder.is_dir():
        _add_folder(digest, folder)
    return digest.hexdigest()


@functools.cache
def list_versions() -> Mapping[str, str]:
    """Return the versions of sidak, of the libraries that read, and of tesseract."""
    versions = {name: find_version(name) for name in ("sidak", *LIBRARIES)}
    return {**versions, **list_tesseract_versions()}


def list_tesseract_versions() -> dict[str, str]:
    """Return the version of tesseract, and a digest of each of its language files.

    The same program reads differently with another ``ind.traineddata``; and with none, it
    does not read at all.
    """
    program = shutil.which("tesseract")
    if program is None:
        return {"tesseract": _ABSENT}
    version = _run(program, "--version").partition("\n")[0]
    # 'List of available languages in "/usr/share/tesseract-ocr/5/tessdata/" (3):'
    listed = re.search(r'"(.+)"', _run(program, "--list-langs").partition("\n")[0])
    versions = {"tesseract": version.removeprefix("tesseract ")}
    for language in TESSERACT_LANGUAGES:
        file = Path(listed[1] if listed else "", f"{language}.traineddata")
        digest = digest_file(file)[:12] if file.is_file() else _ABSENT
        versions[f"tesseract-{language}"] = digest
    return versions


def find_version(name: str) -> str:
    """Return the version of a distribution, or that it is absent."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return _ABSENT


def find_room(room: str) -> Path:
    """Return the folder of a room."""
    spec = importlib.util.find_spec(f"sidak.{room}")
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError(f"room not found: {room}")
    return Path(spec.submodule_search_locations[0])


def _run(program: str, argument: str) -> str:
    try:
        done = subprocess.run(
            [program, argument],
            capture_output=True,
            timeout=SETTINGS.tesseract_timeout,
            check=False,
            encoding="utf-8",
            errors="replace",
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    # Older versions write to standard error.
    return done.stdout or done.stderr


def _find_module(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise RuntimeError(f"module not found: {name}")
    return Path(spec.origin)


def _add_folder(digest: "hashlib._Hash", folder: Path) -> None:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts and path.name[0] != ".":
            _add_file(digest, path.relative_to(folder).as_posix(), path)


def _add_file(digest: "hashlib._Hash", name: str, path: Path) -> None:
    content = path.read_bytes()
    digest.update(f"{name} {len(content)}\n".encode())
    digest.update(content)
