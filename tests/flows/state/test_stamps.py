"""Files that were not touched are not read again; all others are."""

import hashlib
import os
import time
from pathlib import Path

import pytest

from sidak.flows.state import stamps as stamps_module
from sidak.flows.state.codec import unpack_record
from sidak.flows.state.stamps import FileStamp, load_stamps


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the files that were read, in order."""
    names: list[str] = []
    digest = stamps_module.digest_file

    def digest_file(path: Path) -> str:
        names.append(path.name)
        return digest(path)

    monkeypatch.setattr(stamps_module, "digest_file", digest_file)
    return names


def scan(folder: Path, state: Path) -> list[str]:
    """Digest the files of a folder as a run does; return their digests by name."""
    stamps = load_stamps(state)
    found = [stamps.digest(path, path.stat()) for path in sorted(folder.iterdir())]
    stamps.save(state)
    return found


def put(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(content)
    return path


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def let_settle(monkeypatch: pytest.MonkeyPatch, seconds: float = 60) -> None:
    """Let time pass."""
    real = time.time_ns
    monkeypatch.setattr(stamps_module.time, "time_ns", lambda: real() + int(seconds * 1e9))


def test_a_file_that_was_left_alone_is_read_once(
    tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "in", "a.pdf", "satu")
    put(tmp_path / "in", "b.pdf", "dua")
    let_settle(monkeypatch)
    expected = [digest("satu"), digest("dua")]
    assert scan(tmp_path / "in", tmp_path / "stamps") == expected
    assert scan(tmp_path / "in", tmp_path / "stamps") == expected
    assert read == ["a.pdf", "b.pdf"]


def test_a_file_touched_just_now_is_read_again(tmp_path: Path, read: list[str]) -> None:
    put(tmp_path / "in", "a.pdf", "satu")
    for _ in range(2):
        assert scan(tmp_path / "in", tmp_path / "stamps") == [digest("satu")]
    assert read == ["a.pdf", "a.pdf"]


def test_a_change_that_keeps_size_and_time_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(tmp_path / "in", "a.pdf", "satu")
    before = path.stat()
    let_settle(monkeypatch)
    assert scan(tmp_path / "in", tmp_path / "stamps") == [digest("satu")]
    time.sleep(0.02)  # a step of the clock of the file system
    path.write_text("dewa")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = path.stat()
    assert (after.st_size, after.st_mtime_ns, after.st_ino) == (
        before.st_size,
        before.st_mtime_ns,
        before.st_ino,
    )
    assert scan(tmp_path / "in", tmp_path / "stamps") == [digest("dewa")]


def test_another_file_of_the_same_name_and_time_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(tmp_path / "in", "a.pdf", "satu")
    let_settle(monkeypatch)
    scan(tmp_path / "in", tmp_path / "stamps")
    other = put(tmp_path / "beside", "b.pdf", "dewa")
    os.utime(other, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns))
    other.replace(path)
    assert scan(tmp_path / "in", tmp_path / "stamps") == [digest("dewa")]


def test_a_damaged_list_of_stamps_counts_as_none(
    tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "in", "a.pdf", "satu")
    let_settle(monkeypatch)
    scan(tmp_path / "in", tmp_path / "stamps")
    (tmp_path / "stamps").write_bytes((tmp_path / "stamps").read_bytes()[:-9])
    assert scan(tmp_path / "in", tmp_path / "stamps") == [digest("satu")]
    assert read == ["a.pdf", "a.pdf"]


def test_files_that_are_gone_are_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "in", "a.pdf", "satu").rename(tmp_path / "in" / "b.pdf")
    let_settle(monkeypatch)
    scan(tmp_path / "in", tmp_path / "stamps")
    (tmp_path / "in" / "b.pdf").unlink()
    assert scan(tmp_path / "in", tmp_path / "stamps") == []
    assert unpack_record(dict[bytes, FileStamp], (tmp_path / "stamps").read_bytes()) == {}
