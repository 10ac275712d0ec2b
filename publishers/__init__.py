"""Publishers: records become an immutable, described release."""

from sidak.publishers.release.content import (
    ReleaseContent,
    RunFacts,
)
from sidak.publishers.release.dictionary import render_dictionary
from sidak.publishers.release.formats import csv_dtypes, read_csv
from sidak.publishers.release.frames import build_frames
from sidak.publishers.release.writer import (
    ReleaseInfo,
    digest_content,
    find_latest,
    move_latest,
    remove_abandoned,
    write_release,
)

__all__ = [
    "ReleaseContent",
    "ReleaseInfo",
    "RunFacts",
    "build_frames",
    "csv_dtypes",
    "digest_content",
    "find_latest",
    "move_latest",
    "read_csv",
    "remove_abandoned",
    "render_dictionary",
    "write_release",
]
