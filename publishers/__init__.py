"""Publishers: records become an immutable, described release."""

from publishers.content import DocumentContent, DocumentRecords, ReleaseContent, RunFacts
from publishers.dictionary import render_dictionary
from publishers.formats import csv_dtypes, read_csv
from publishers.frames import build_frames
from publishers.release import (
    ReleaseInfo,
    clean_aside,
    digest_content,
    find_latest,
    move_latest,
    write_release,
)

__all__ = [
    "DocumentContent",
    "DocumentRecords",
    "ReleaseContent",
    "ReleaseInfo",
    "RunFacts",
    "build_frames",
    "clean_aside",
    "csv_dtypes",
    "digest_content",
    "find_latest",
    "move_latest",
    "read_csv",
    "render_dictionary",
    "write_release",
]
