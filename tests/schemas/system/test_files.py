"""Nobody ever reads half of a file."""

import stat
from pathlib import Path

import pytest

from sidak.schemas.system.files import clean_text, replace_file, write_atomically


def test_a_file_is_written_with_its_folder_and_mode(tmp_path: Path) -> None:
    path = tmp_path / "state" / "a.json"
    write_atomically(path, b"baru", mode=0o444)
    assert path.read_bytes() == b"baru"
    assert stat.S_IMODE(path.stat().st_mode) == 0o444
    write_atomically(path, b"lagi")
    assert [one.name for one in path.parent.iterdir()] == ["a.json"]
    assert path.read_bytes() == b"lagi"


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.json"
    path.write_text("lama")

    def no_space(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", no_space)
    with pytest.raises(OSError, match="No space left"):
        write_atomically(path, b"baru")
    assert [one.name for one in tmp_path.iterdir()] == ["a.json"]
    assert path.read_text() == "lama"


def test_an_error_of_the_writer_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("lama")
    with pytest.raises(ValueError, match="invalid literal"), replace_file(path) as temporary:
        temporary.write_bytes(b"setengah" if int("bukan angka") else b"")
    assert [one.name for one in tmp_path.iterdir()] == ["a.json"]
    assert path.read_text() == "lama"


def test_what_a_terminal_cannot_show_is_replaced() -> None:
    assert clean_text("a\ud800\x1b[31m\tb\n") == "a\ufffd\ufffd[31m\tb\n"
