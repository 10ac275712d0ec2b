"""Yesterday's work is used again only if nothing that made it has changed."""

import ast
import sys
from importlib import metadata
from pathlib import Path

import pytest

from sidak.flows.batch import fingerprint
from sidak.flows.batch.fingerprint import (
    DOCUMENT_ROOMS,
    LIBRARIES,
    digest_folder,
    digest_parts,
    digest_rooms,
    find_room,
    list_tesseract_versions,
    list_versions,
)


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A room of one module, the only one there is."""
    (tmp_path / "grid.py").write_text("x = 1")
    monkeypatch.setattr(fingerprint, "find_room", lambda room: tmp_path)
    monkeypatch.setattr(fingerprint, "digest_rooms", digest_rooms.__wrapped__)
    return tmp_path


def test_any_change_of_source_data_or_libraries_counts(
    room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = {fingerprint.digest_rooms(("a",))}
    (room / "__pycache__").mkdir()
    (room / "__pycache__" / "grid.pyc").write_text("noise")
    (room / ".swp").write_text("noise")
    assert fingerprint.digest_rooms(("a",)) in seen
    (room / "grid.py").write_text("x = 2")
    seen.add(fingerprint.digest_rooms(("a",)))
    (room / "data").mkdir()
    (room / "data" / "list.tsv").write_text("kode")
    seen.add(fingerprint.digest_rooms(("a",)))
    (room / "grid.py").rename(room / "other.py")
    seen.add(fingerprint.digest_rooms(("a",)))
    monkeypatch.setattr(fingerprint, "list_versions", lambda: {"pdfplumber": "9"})
    seen.add(fingerprint.digest_rooms(("a",)))
    assert len(seen) == 5


#: Third-party modules that the rooms of a document import, but that read no report.
_NO_READERS = {"great_expectations", "openpyxl", "pandas", "pebble"}


@pytest.mark.slow
def test_every_library_that_reads_is_part_of_the_key() -> None:
    modules = {
        module
        for room in DOCUMENT_ROOMS
        for path in find_room(room).rglob("*.py")
        for module in find_imports(path)
    }
    homes = metadata.packages_distributions()
    libraries = {
        homes[module][0].lower()
        for module in modules - sys.stdlib_module_names - _NO_READERS - {"sidak"}
    }
    assert libraries - {name.lower() for name in LIBRARIES} == set()
    assert libraries >= {"playa-pdf", "numpy", "pillow", "opencv-python-headless"}


def find_imports(path: Path) -> set[str]:
    """Return the top-level modules that a file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").split(".")[0])
    return found


_TESSERACT = """#!/bin/sh
case $1 in
--version) echo "tesseract 5.3.0" ;;
*) echo 'List of available languages in "{data}/" (2):' ; echo ind ;;
esac
"""


def test_tesseract_and_its_language_data_are_part_of_the_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    program = tmp_path / "tesseract"
    program.write_text(_TESSERACT.format(data=tmp_path))
    monkeypatch.setattr("shutil.which", lambda name: None)
    assert list_tesseract_versions() == {"tesseract": "absent"}
    # Installed after a first run, scanned pages can be read: everything must be read again.
    monkeypatch.setattr("shutil.which", lambda name: str(program))
    program.chmod(0o755)
    (tmp_path / "ind.traineddata").write_bytes(b"fast")
    first = list_tesseract_versions()
    assert first["tesseract"] == "5.3.0"
    assert first["tesseract-eng"] == "absent"
    (tmp_path / "ind.traineddata").write_bytes(b"best")
    second = list_tesseract_versions()
    assert first["tesseract-ind"] != second["tesseract-ind"]
    assert set(second) <= set(list_versions.__wrapped__())


def test_an_absent_folder_is_an_empty_one(tmp_path: Path) -> None:
    assert digest_folder(None) == digest_folder(tmp_path / "gone") == digest_folder(tmp_path)
    (tmp_path / "a.tsv").write_text("kode")
    assert digest_folder(tmp_path) != digest_folder(None)


def test_parts_do_not_run_into_each_other() -> None:
    assert digest_parts("ab", "c") != digest_parts("a", "bc")
    assert digest_parts({"a": 1, "b": 2}) == digest_parts({"b": 2, "a": 1})
