"""Publishers: records become an immutable, described release."""

from sidak.publishers.release.content import (
    ReleaseContent,
    RunFacts,
)
from sidak.publishers.release.dictionary import render_dictionary
from sidak.publishers.release.formats import csv_dtypes, read_csv
from sidak.publishers.release.frames import build_frames, make_frame
from sidak.publishers.release.parts import (
    DocumentSize,
    PartFacts,
    ReleasePart,
    list_broken_checks,
    list_files,
    load_part,
    save_part,
    seal_files,
    write_tables,
)
from sidak.publishers.release.writer import (
    ReleaseInfo,
    assemble_release,
    digest_content,
    find_latest,
    load_parts,
    move_latest,
    remove_abandoned,
    write_release,
)

__all__ = [
    "DocumentSize",
    "PartFacts",
    "ReleaseContent",
    "ReleaseInfo",
    "ReleasePart",
    "RunFacts",
    "assemble_release",
    "build_frames",
    "csv_dtypes",
    "digest_content",
    "find_latest",
    "list_broken_checks",
    "list_files",
    "load_part",
    "load_parts",
    "make_frame",
    "move_latest",
    "read_csv",
    "remove_abandoned",
    "render_dictionary",
    "save_part",
    "seal_files",
    "write_release",
    "write_tables",
]
