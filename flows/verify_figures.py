"""Figures of a release, read again inside their boxes on the pages of the reports."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from sidak.publishers.queries.sql import run_query
from sidak.schemas import Box
from sidak.schemas.tables import SCANNED_METHODS


@dataclass(frozen=True, slots=True)
class DrawnFigure:
    """An accepted figure of a born-digital page.

    Attributes:
        figure_id: Its id.
        file: The report, as the release names it.
        page: Its page, from 1.
        raw_text: What is printed, as the release has it.
        box: Where.
        found: What the text layer prints there, without spaces.
    """

    figure_id: str
    file: str
    page: int
    raw_text: str
    box: Box
    found: str = ""

    @property
    def is_same(self) -> bool:
        """Return True if the box prints the digits of the figure, in their order."""
        return _digits(self.raw_text) in _digits(self.found)


def draw_figures(release: Path, sample: int, seed: int) -> list[DrawnFigure]:
    """Return some accepted figures with a box, drawn by chance, in the order of the files.

    Args:
        release: Folder of the release.
        sample: How many; fewer if there are no more.
        seed: The same seed draws the same figures.
    """
    rows = run_query(
        release,
        "SELECT figure_id, file, page, raw_text, method, x0, y0, x1, y1 FROM figures "
        "JOIN documents USING (document_id) WHERE accepted AND x0 IS NOT NULL "
        "ORDER BY figure_id",
    ).to_pylist()
    printed = [row for row in rows if row["method"] not in SCANNED_METHODS]
    chosen = random.Random(seed).sample(printed, min(sample, len(printed)))
    drawn = [
        DrawnFigure(
            row["figure_id"],
            row["file"],
            row["page"],
            row["raw_text"],
            Box(row["x0"], row["y0"], row["x1"], row["y1"]),
        )
        for row in chosen
    ]
    return sorted(drawn, key=lambda one: (one.file, one.page, one.figure_id))


def read_again(figures: Iterable[DrawnFigure], inbox: Path) -> Iterator[DrawnFigure]:
    """Yield the figures with what their boxes print; nothing where the report is not there.

    Args:
        figures: In the order of their files.
        inbox: Where the reports lie.
    """
    from sidak.extractors.pdf.box_text import read_box_texts

    for file, group in groupby(figures, key=lambda one: one.file):
        listed = list(group)
        path = inbox / file
        texts = [""] * len(listed)
        if path.is_file() and path.suffix.lower() == ".pdf":
            texts = read_box_texts(path, [(one.page, one.box) for one in listed])
        for one, text in zip(listed, texts, strict=True):
            yield replace(one, found=text)


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())
