"""A curated folder with one small release and the PDF behind it."""

import atexit
import functools
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from sidak.publishers import ReleaseContent, build_frames, move_latest, write_release
from sidak.schemas import Box, Doubt, DoubtKind, ReviewCandidate, ReviewRow
from sidak.schemas.system.files import digest_file
from tests.publishers.records import FACTS, make_document

DOCUMENT = "1" * 16
SUSPECT = f"figure:{DOCUMENT}-t01-r4-c2"
UNREADABLE = f"figure:{DOCUMENT}-t01-r5-c2"
ITEM = f"item:{DOCUMENT}-t01-i1"
QUESTIONS = [ITEM, SUSPECT, UNREADABLE]
#: What a hostile report would print.
HOSTILE = "<img src=x onerror=alert(1)>"


def make_curated(folder: Path, *, raw_text: str | None = None, file: str = "b.pdf") -> Path:
    """Write a release of one document; ``raw_text`` replaces the print of the suspect cell."""
    # Made once and copied: syncing a release to the disk takes most of a second.
    shutil.copytree(_build(raw_text, file), folder, dirs_exist_ok=True)
    return folder / "curated"


@functools.cache
def _build(raw_text: str | None, file: str) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="sidak-review-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    inbox, curated = folder / "inbox", folder / "curated"
    inbox.mkdir(parents=True)
    source = inbox / "b.pdf"
    canvas = Canvas(str(source), pagesize=(300, 400), invariant=True)
    canvas.drawString(12, 400 - 28, "2,297E+09")
    canvas.save()
    record = make_document("1", file)
    typed, document = record.typed_tables[0], record.document
    figures = tuple(
        replace(figure, box=Box(10, 20.0 * figure.row, 90, 20.0 * figure.row + 15))
        for figure in typed.figures
    )
    if raw_text is not None:
        figures = tuple(
            replace(one, raw_text=raw_text) if f"figure:{one.figure_id}" == SUSPECT else one
            for one in figures
        )
    item = typed.items[0]
    question = ReviewRow(
        item_id=item.item_id,
        document_id=item.document_id,
        table_id=item.table_id,
        page=item.page,
        level=item.level,
        name=item.name,
        kode_printed=item.kode_printed,
        parent_kode="4.01.01.2.08",
        reason=Doubt(DoubtKind.NAME_ONLY_SIMILAR),
        candidates=(ReviewCandidate("4.01.01.2.08.02", HOSTILE, "050-5889/2021", 0.8),),
    )
    changed = replace(
        record,
        document=replace(document, sha256=digest_file(source)),
        typed_tables=(replace(typed, figures=figures),),
        review=(question,),
    )
    frames = build_frames(ReleaseContent((changed,)))
    move_latest(curated, write_release(curated, frames, FACTS))
    return folder
