"""Yesterday's work is used again only if nothing that made it has changed."""

from pathlib import Path

import pytest

from sidak.flows.batch import fingerprint as versions
from sidak.flows.batch.fingerprint import digest_folder, digest_parts, digest_rooms


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A room of one module, the only one there is."""
    (tmp_path / "grid.py").write_text("x = 1")
    monkeypatch.setattr(versions, "_room_folder", lambda room: tmp_path)
    monkeypatch.setattr(versions, "digest_rooms", digest_rooms.__wrapped__)
    return tmp_path


def test_any_change_of_source_data_or_libraries_counts(
    room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = {versions.digest_rooms(("a",))}
    (room / "__pycache__").mkdir()
    (room / "__pycache__" / "grid.pyc").write_text("noise")
    (room / ".swp").write_text("noise")
    assert versions.digest_rooms(("a",)) in seen
    (room / "grid.py").write_text("x = 2")
    seen.add(versions.digest_rooms(("a",)))
    (room / "data").mkdir()
    (room / "data" / "list.tsv").write_text("kode")
    seen.add(versions.digest_rooms(("a",)))
    (room / "grid.py").rename(room / "other.py")
    seen.add(versions.digest_rooms(("a",)))
    monkeypatch.setattr(versions, "list_versions", lambda: {"pdfplumber": "9"})
    seen.add(versions.digest_rooms(("a",)))
    assert len(seen) == 5


def test_an_absent_folder_is_an_empty_one(tmp_path: Path) -> None:
    assert digest_folder(None) == digest_folder(tmp_path / "gone") == digest_folder(tmp_path)
    (tmp_path / "a.tsv").write_text("kode")
    assert digest_folder(tmp_path) != digest_folder(None)


def test_parts_do_not_run_into_each_other() -> None:
    assert digest_parts("ab", "c") != digest_parts("a", "bc")
    assert digest_parts({"a": 1, "b": 2}) == digest_parts({"b": 2, "a": 1})
