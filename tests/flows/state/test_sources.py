"""Reports are found by their content, wherever runs have read them."""

import os
from pathlib import Path

from sidak.flows.batch.archive import archive_files
from sidak.flows.batch.inbox import scan_inbox
from sidak.flows.settings import CuratedFolder
from sidak.flows.state.sources import SourceFinder, save_sources
from sidak.schemas.system.files import digest_file


def test_a_report_is_found_where_it_lies(tmp_path: Path) -> None:
    inbox, archive, curated = (tmp_path / name for name in ("in", "kept", "out"))
    (inbox / "sub").mkdir(parents=True)
    report = inbox / "sub" / "a.PDF"
    report.write_bytes(b"one")
    sha256 = digest_file(report)
    finder = SourceFinder(curated)
    assert finder.find("sub/a.PDF", sha256) is None
    assert SourceFinder(curated, [inbox]).find("sub/a.PDF", sha256) == report
    save_sources(CuratedFolder(curated), inbox, None)
    assert finder.find("sub/a.PDF", sha256) == report
    report.write_bytes(b"two")
    assert finder.find("sub/a.PDF", sha256) is None
    report.write_bytes(b"one")
    archive_files(scan_inbox(inbox).files, archive)
    save_sources(CuratedFolder(curated), inbox, archive)
    report.unlink()
    found = finder.find("sub/a.PDF", sha256)
    assert found is not None
    assert (found.read_bytes(), archive in found.parents) == (b"one", True)


def test_a_broken_note_only_costs_the_pictures(tmp_path: Path) -> None:
    folder = CuratedFolder(tmp_path)
    folder.state.mkdir()
    for content in ("{", "3", "[1, null]"):
        (folder.state / "sources.json").write_text(content)
        assert SourceFinder(tmp_path).find("a.pdf", "0" * 64) is None


def test_folder_whose_name_is_not_utf8_is_found_again(tmp_path: Path) -> None:
    inbox = tmp_path / os.fsdecode(b"in\xff")
    inbox.mkdir()
    (inbox / "a.pdf").write_bytes(b"one")
    save_sources(CuratedFolder(tmp_path / "out"), inbox, None)
    found = SourceFinder(tmp_path / "out").find("a.pdf", digest_file(inbox / "a.pdf"))
    assert found == inbox / "a.pdf"
