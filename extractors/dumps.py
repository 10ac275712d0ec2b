"""Text dumps of reports: lines with tabs are rows of tables, everything else is narrative."""

import re
from pathlib import Path

from extractors.captions import find_caption, strip_markup
from extractors.encodings import decode_text
from extractors.intake import FileFacts
from schemas import (
    Cell,
    Extraction,
    Page,
    PageSource,
    PageStatus,
    PageText,
    Place,
    Table,
    UnreadableFileError,
)


def read_dump(path: Path, facts: FileFacts) -> Extraction:
    """Read a text dump.

    Raises:
        UnreadableFileError: If the file is not text.
    """
    decoded = decode_text(path.read_bytes())
    if decoded is None:
        raise UnreadableFileError(path.name, "bukan teks", "periksa berkas atau unduh ulang")
    runs: list[tuple[list[str], list[str]]] = []
    above: list[str] = []
    run: list[str] = []
    for line in [*decoded.text.split("\n"), ""]:
        if "\t" in line:
            run.append(line)
            continue
        if run:
            runs.append((above, run))
            above, run = [], []
        above.append(line)
    tables = []
    for ordinal, (lines, rows) in enumerate(runs, 1):
        split = [row.split("\t") for row in rows]
        number, caption = find_caption(lines[-12:])
        tables.append(
            Table(
                table_id=f"{facts.document_id}-t{ordinal:02d}",
                document_id=facts.document_id,
                cells=tuple(
                    Cell(r, c, strip_markup(text).strip(), Place(1), method="dump",
                         is_bold=re.fullmatch(r"\s*<b>.*</b>\s*", text) is not None)
                    for r, row in enumerate(split)
                    for c, text in enumerate(row)
                ),
                rows=len(split),
                columns=max(len(row) for row in split),
                places=(Place(1),),
                number=number,
                caption=caption,
                method="dump",
            )
        )  # fmt: skip
    return Extraction(
        document_id=facts.document_id,
        sha256=facts.sha256,
        file=facts.file,
        producer="",
        title="",
        pages=(Page(1, PageSource.TEXT, PageStatus.TABLES, tables=len(tables)),),
        tables=tuple(tables),
        texts=(PageText(1, tuple((line, None) for lines, _ in runs for line in lines)),),
    )
