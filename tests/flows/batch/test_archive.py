"""Read-only copies of reports, named by their content."""

import stat
from pathlib import Path

from sidak.flows.batch.archive import archive_files, find_default_archive
from sidak.flows.batch.inbox import scan_inbox
from tests.flows.batch.test_inbox import put


def test_the_archive_keeps_read_only_copies_by_content(tmp_path: Path) -> None:
    put(tmp_path, "in/a.PDF", "satu")
    files = scan_inbox(tmp_path / "in").files
    archive = tmp_path / "archive"
    assert archive_files(files, archive) == 1
    assert archive_files(files, archive) == 0
    digest = files[0].sha256
    (copy,) = [path for path in archive.rglob("*") if path.is_file()]
    assert copy == archive / digest[:2] / f"{digest}.pdf"
    assert copy.read_text() == "satu"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o444


def test_a_report_that_changed_is_not_archived_under_a_wrong_name(tmp_path: Path) -> None:
    path = put(tmp_path, "in/a.pdf", "satu")
    files = scan_inbox(tmp_path / "in").files
    path.write_text("dua")
    assert archive_files(files, tmp_path / "archive") == 0
    assert not [path for path in (tmp_path / "archive").rglob("*") if path.is_file()]


def test_only_the_layout_of_the_repository_has_an_archive_unasked(tmp_path: Path) -> None:
    for name in ("inbox", "archive", "mine"):
        (tmp_path / name).mkdir()
    assert find_default_archive(tmp_path / "inbox") == tmp_path / "archive"
    assert find_default_archive(tmp_path / "mine") is None
