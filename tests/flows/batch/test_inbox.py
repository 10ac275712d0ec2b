"""What counts as a report in an inbox."""

import hashlib
import os
from pathlib import Path

import pytest

from sidak.flows.batch.inbox import InboxFile, scan_inbox
from sidak.flows.state import stamps as stamps_module


def put(folder: Path, name: str, content: str = "isi") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)
    return path


def test_reports_are_found_once_whatever_they_are_called(tmp_path: Path) -> None:
    first = put(tmp_path, "b/LKJIP.PDF", "satu")
    put(tmp_path, "c.pdf", "satu")
    second = put(tmp_path, "a.txt", "dua")
    for name in (".hidden.pdf", "~$x.pdf", "d.pdf.part", ".git/e.pdf", "notes.docx"):
        put(tmp_path, name)
    found = scan_inbox(tmp_path)
    digests = [hashlib.sha256(text.encode()).hexdigest() for text in ("dua", "satu")]
    assert found.files == (
        InboxFile(second, "a.txt", digests[0], 3),
        InboxFile(tmp_path / "c.pdf", "c.pdf", digests[1], 4, duplicates=("b/LKJIP.PDF",)),
    ) or found.files == (
        InboxFile(second, "a.txt", digests[0], 3),
        InboxFile(first, "b/LKJIP.PDF", digests[1], 4, duplicates=("c.pdf",)),
    )
    assert (found.skipped, found.others) == ((), 2)


def test_a_file_that_cannot_be_opened_is_skipped_with_its_reason(tmp_path: Path) -> None:
    put(tmp_path, "a.pdf")
    (tmp_path / "b.pdf").symlink_to(tmp_path / "gone.pdf")
    found = scan_inbox(tmp_path)
    assert [file.name for file in found.files] == ["a.pdf"]
    assert found.skipped == (("b.pdf", "cannot be opened: No such file or directory"),)


def test_a_file_that_is_still_being_copied_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    growing = put(tmp_path, "a.pdf")

    def digest_while_growing(path: Path) -> str:
        growing.write_text("isi yang lebih panjang")
        return "0" * 64

    monkeypatch.setattr(stamps_module, "digest_file", digest_while_growing)
    assert scan_inbox(tmp_path).skipped == (("a.pdf", "is still being written"),)


def test_a_name_that_no_terminal_can_show_is_made_harmless(tmp_path: Path) -> None:
    for name in (b"a\xff.txt", b"b\x1b[31m\n.txt"):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_bytes(name)
    names = [file.name for file in scan_inbox(tmp_path).files]
    assert names == ["a\\udcff.txt", "b\\u001b[31m\\u000a.txt"]


def test_names_that_differ_in_bytes_stay_different(tmp_path: Path) -> None:
    for name in (b"a\xfe.txt", b"a\xff.txt"):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_bytes(name)
    assert len({file.name for file in scan_inbox(tmp_path).files}) == 2


def test_name_that_is_turned_around_shows_its_ending(tmp_path: Path) -> None:
    put(tmp_path, "a\u202efdp.txt")
    (file,) = scan_inbox(tmp_path).files
    assert file.name == "a\\u202efdp.txt"


def test_pipes_and_links_that_lead_outside_are_refused_with_a_line(tmp_path: Path) -> None:
    folder = tmp_path / "inbox"
    put(folder, "a.pdf")
    secret = put(tmp_path, "secret.txt")
    os.mkfifo(folder / "pipe.pdf")
    (folder / "device.txt").symlink_to("/dev/zero")
    (folder / "link.txt").symlink_to(secret)
    (folder / "own.pdf").symlink_to(folder / "a.pdf")
    found = scan_inbox(folder)
    assert [(file.name, file.duplicates) for file in found.files] == [("a.pdf", ("own.pdf",))]
    assert found.skipped == (
        ("device.txt", "a link that leads out of the inbox (--follow-links takes it)"),
        ("link.txt", "a link that leads out of the inbox (--follow-links takes it)"),
        ("pipe.pdf", "not a regular file"),
    )


def test_links_are_followed_when_asked(tmp_path: Path) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "link.txt").symlink_to(put(tmp_path, "report.txt", "isi"))
    (folder / "device.txt").symlink_to("/dev/zero")
    found = scan_inbox(folder, follows_links=True)
    assert [file.name for file in found.files] == ["link.txt"]
    assert found.skipped == (("device.txt", "not a regular file"),)


def test_file_that_is_too_large_is_not_digested(tmp_path: Path) -> None:
    with (tmp_path / "a.pdf").open("wb") as sparse:
        sparse.truncate(20 << 30)
    assert scan_inbox(tmp_path).skipped == (("a.pdf", "too large (20480 MiB)"),)
